//! The address of uptake. Every member opens exactly the page that HR sees.

use rocket::{Route, State, get, routes};

use super::{
    model::Quarter,
    pages::{Coverage, Figures, Uptake},
};
use crate::{
    accounts::Member,
    facilitators::tally::supervision,
    kernel::{Now, london},
    sessions::tally::debriefs,
    signposts::tally::in_date,
    spaces::tally::spaces,
    store::Db,
    teams::tally::{coverage, teams},
    web::{Page, Result},
};

pub fn all() -> Vec<Route> {
    routes![show, covered]
}

#[get("/uptake")]
async fn show(by: &Member, db: &State<Db>, now: Now) -> Result {
    let mut c = db.read().await?;
    let quarter = Quarter::of(now.today());
    let (from, until) = (london::start_of_day(quarter.first), london::start_of_day(quarter.next));
    let figures = Figures {
        teams: teams(&mut c, by.organisation, now).await?,
        supervision: supervision(&mut c, by.organisation, by.supervision_weeks, now).await?,
        debriefs: debriefs(&mut c, by.organisation, from, until).await?,
        spaces: spaces(&mut c, by.organisation, now.today()).await?,
        directory: in_date(&mut c, by.organisation, now.today()).await?,
    };
    Ok(Uptake::new(by, &figures, now).show().into())
}

#[get("/uptake/coverage")]
async fn covered(by: &Member, db: &State<Db>, now: Now) -> Result {
    let covered = coverage(&mut db.read().await?, by.organisation, now).await?;
    Ok(Coverage::new(by, &covered, now).show().into())
}
