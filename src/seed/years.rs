//! What the invented trust has counted over the years: its staffing, and its duties at the end of two quarters.

use chrono::{Datelike, Months, NaiveDate, TimeDelta};

use super::{SeedError, people::Trust, refused};
use crate::{
    accounts::ServiceManager,
    kernel::{Now, ids::OnceToken, london},
    staffing::{self, model::NewReturn},
    store::Db,
    uptake,
};

/// Day, workforce and qualified of the yearly returns, newest first.
const COUNTED: [(&str, &str); 3] = [("8612.25", "5.8"), ("8520.5", "5.2"), ("8450", "4.8")];

/// Writes the returns of the last three years, and takes the figures as of the last hour of the two quarters before this.
pub async fn count(db: &Db, trust: &Trust, now: Now) -> Result<(), SeedError> {
    let today = now.today();
    let in_year = |year| NaiveDate::from_ymd_opt(year, 3, 31).unwrap_or(today);
    let this_year = in_year(today.year());
    let last = if this_year > today { in_year(today.year() - 1) } else { this_year };
    for (year, (workforce, qualified)) in (0..).step_by(12).zip(COUNTED) {
        let new = NewReturn {
            counted_on: last - Months::new(year),
            workforce: workforce.parse().map_err(|_| SeedError::Refused("read a workforce".into()))?,
            qualified: qualified.parse().map_err(|_| SeedError::Refused("read who is qualified".into()))?,
            source: "Annual statistics return (invented)".parse()?,
        };
        let grace = ServiceManager(&trust.grace);
        let added = staffing::actions::add(db, &grace, &new, OnceToken::random(), now).await;
        added.map_err(refused("add a return"))?;
    }
    let this_quarter = NaiveDate::from_ymd_opt(today.year(), today.month0() / 3 * 3 + 1, 1).unwrap_or(today);
    for first in [this_quarter - Months::new(3), this_quarter] {
        let last_hour = Now(london::start_of_day(first) - TimeDelta::hours(1));
        uptake::recording::record(db, last_hour).await?;
    }
    Ok(())
}
