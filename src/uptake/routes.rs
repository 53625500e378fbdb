//! The address of uptake. Every member opens exactly the page that HR sees.

use rocket::{Route, State, get, routes};

use super::{
    duties::gathering,
    pages::{Coverage, Uptake},
};
use crate::{
    accounts::Member,
    kernel::Now,
    store::Db,
    web::{Page, Result},
};

pub fn all() -> Vec<Route> {
    routes![show, covered]
}

#[get("/uptake")]
async fn show(by: &Member, db: &State<Db>, now: Now) -> Result {
    let counts = gathering::counts(&mut db.read().await?, by.organisation, by.supervision_weeks, now).await?;
    Ok(Uptake::new(by, &counts, now).show().into())
}

#[get("/uptake/coverage")]
async fn covered(by: &Member, db: &State<Db>, now: Now) -> Result {
    let counts = gathering::counts(&mut db.read().await?, by.organisation, by.supervision_weeks, now).await?;
    Ok(Coverage::new(by, &counts, now).show().into())
}
