//! When a space is in use.

use chrono::Days;
use rocket::{Route, State, get, routes};

use crate::{
    accounts::ServiceManager,
    facilitators,
    kernel::{Now, ids::SpaceId, london},
    sessions::{pages, policy, rooms, store},
    spaces,
    store::Db,
    web::{Error, Page, Result},
};

/// How many days ahead a diary shows.
const DAYS: u64 = 28;

pub fn all() -> Vec<Route> {
    routes![diary]
}

#[get("/spaces/<id>/diary")]
async fn diary(id: SpaceId, by: ServiceManager<'_>, db: &State<Db>, now: Now) -> Result {
    if !policy::may_see_room_diary(by.0) {
        return Err(Error::NotFound);
    }
    let mut c = db.read().await?;
    let space = spaces::find(&mut c, by.0.organisation, id).await?.ok_or(Error::NotFound)?;
    let days = (now.today(), now.today() + Days::new(DAYS - 1));
    let set_aside = facilitators::set_aside(&mut c, id, now).await?;
    let (from, until) = (london::start_of_day(days.0), london::end_of_day(days.1));
    let offered = store::rooms::offered(&mut c, id, from, until).await?;
    let in_use = rooms::in_use(&set_aside, &offered, days);
    Ok(pages::RoomDiary::new(by.0, &space, &in_use, days).show().into())
}
