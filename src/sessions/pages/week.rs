//! A facilitator's week: today, then the other days that have something.

use chrono::NaiveDate;
use serde::Serialize;

use super::facilitating::{Running, Session};
use crate::{
    kernel::{Now, london},
    sessions::{
        model::Run,
        week::{Week, free},
    },
};

/// One week, day by day.
#[derive(Serialize)]
pub struct WeekShown {
    /// Today, if it is in this week.
    today: Option<Day>,
    heading: String,
    days: Vec<Day>,
    earlier: Option<String>,
    later: Option<String>,
}

/// One day: what is run, and what is free of what was published.
#[derive(Serialize)]
struct Day {
    name: String,
    sessions: Vec<Session>,
    free: Vec<String>,
}

impl WeekShown {
    pub fn new(running: &Running<'_>, now: Now) -> Self {
        let (today, week) = (now.today(), running.week);
        let is_this = week == Week::of(today);
        let monday = london::day(week.monday);
        let others = week.days().filter(|day| *day != today).map(|day| Day::new(day, running, now));
        Self {
            today: is_this.then(|| Day::new(today, running, now)),
            heading: if is_this { "This week".to_owned() } else { format!("The week from {monday}") },
            days: others.filter(|day| !day.sessions.is_empty() || !day.free.is_empty()).collect(),
            earlier: week.earlier(today).map(|week| week.monday.to_string()),
            later: week.later(today).map(|week| week.monday.to_string()),
        }
    }
}

impl Day {
    fn new(day: NaiveDate, running: &Running<'_>, now: Now) -> Self {
        let on_it = running.run.iter().filter(|run| london::date_of(run.starts_at) == day);
        let under_it = |run: &Run| Session::from(run).under_its_day(run);
        let free = free(day, running.published, running.run, now);
        Self {
            name: london::day(day),
            sessions: on_it.map(under_it).collect(),
            free: free.iter().map(|window| london::times(window.from, window.until)).collect(),
        }
    }
}
