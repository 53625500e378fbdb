//! The addresses of the first page and of "Your support".

use rocket::{Route, State, get, routes, uri};

use super::pages;
use crate::{
    accounts::Member,
    kernel::Now,
    sessions,
    store::Db,
    teams,
    web::{Answer, Page, Result, Site},
};

pub fn all() -> Vec<Route> {
    routes![front, support]
}

#[get("/")]
fn front(by: Option<&Member>, site: &State<Site>) -> Answer {
    match by {
        Some(_) => Answer::go(uri!(support())),
        None => pages::Front { demonstration: site.demonstration }.show().into(),
    }
}

#[get("/support")]
async fn support(by: &Member, db: &State<Db>, now: Now) -> Result {
    let mut c = db.read().await?;
    let mine = sessions::mine(&mut c, by, now).await?;
    let placed = teams::of_librarian(&mut c, by.id, now).await?;
    let unconfirmed = teams::unconfirmed(&mut c, by, now).await?;
    let requests = sessions::open_requests(&mut c, by).await?;
    let waits = sessions::request_waits(&mut c, by, now).await?;
    Ok(pages::Support::new(by, &mine, &placed, &unconfirmed, (&requests, waits), now).show().into())
}
