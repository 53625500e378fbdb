//! The CPD log: choosing what counts, the page to print, and the file.

use rocket::{Route, State, get, http::Status, post, routes, uri};

use super::own;
use crate::{
    accounts::Member,
    kernel::{Now, london},
    privacy::Item,
    record::{
        actions,
        cpd::{Log, Period, hours},
        forms::Ticks,
        pages,
    },
    retention::Keep,
    sheets,
    store::Db,
    web::{Answer, Csv, Error, Page, Posted, Result},
};

pub fn all() -> Vec<Route> {
    routes![cpd, tick, log, csv]
}

#[get("/record/cpd?<period>&<saved>")]
async fn cpd(
    period: Option<&str>,
    saved: Option<bool>,
    by: &Member,
    db: &State<Db>,
    keep: &State<Keep>,
    now: Now,
) -> Result {
    let period = period.map_or(Ok(Period::Last12Months), asked)?;
    let log = kept(db, by, period, now).await?;
    Ok(pages::Cpd::new(by, &log, None, saved.unwrap_or(false), keep).show().into())
}

#[post("/record/cpd", data = "<form>")]
async fn tick(by: &Member, form: Posted<Ticks>, db: &State<Db>, keep: &State<Keep>, now: Now) -> Result {
    own(by, Item::Cpd)?;
    match form.fit {
        Ok((ticks, token)) => {
            actions::tick(db, by, &ticks, token, now).await?;
            let period = ticks.period.to_string();
            Ok(Answer::go(uri!(cpd(Some(period.as_str()), Some(true)))))
        }
        Err(filled) => {
            let period = filled.value("period").parse().unwrap_or(Period::Last12Months);
            let log = kept(db, by, period, now).await?;
            let page = pages::Cpd::new(by, &log, Some(&filled), false, keep);
            Ok(page.show().status(Status::UnprocessableEntity).into())
        }
    }
}

#[get("/record/cpd/<period>/log")]
async fn log(period: &str, by: &Member, db: &State<Db>, now: Now) -> Result {
    let log = kept(db, by, asked(period)?, now).await?;
    Ok(pages::CpdLog::new(by, &log, now.today()).show().into())
}

/// Each session that is counted, and the hours of all; the file's name says whose it is no more than its lines do.
#[get("/record/cpd/<period>/log.csv")]
async fn csv(period: &str, by: &Member, db: &State<Db>, now: Now) -> Result<Csv> {
    let log = kept(db, by, asked(period)?, now).await?;
    let day = |line: &crate::record::cpd::Line| london::date_of(line.starts_at).format("%Y-%m-%d").to_string();
    let mut rows: Vec<[String; 3]> =
        log.counted().map(|line| [day(line), line.kind.name().to_owned(), hours(line.minutes)]).collect();
    rows.push(["Total".to_owned(), String::new(), hours(log.minutes())]);
    let bytes = sheets::csv(&["Date", "Kind", "Hours"], rows.iter().map(|row| row.iter().map(String::as_str)));
    Ok(Csv { name: format!("CPD log {}", log.period), bytes })
}

fn asked(period: &str) -> Result<Period> {
    period.parse().map_err(|()| Error::NotFound)
}

async fn kept(db: &Db, by: &Member, period: Period, now: Now) -> Result<Log> {
    own(by, Item::Cpd)?;
    Ok(actions::log(&mut db.read().await?, by, period, now).await?)
}
