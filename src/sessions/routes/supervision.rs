//! Booking supervision: times, confirm, done.

use rocket::{Route, State, get, http::Status, post, routes};

use super::status;
use crate::{
    accounts::Librarian,
    kernel::Now,
    sessions::{Refusal, actions, forms::Book, pages, slots::SlotKey},
    store::Db,
    web::{Answer, Filled, Page, Posted, Result},
};

pub fn all() -> Vec<Route> {
    routes![times, confirm, book]
}

#[get("/supervision?<page>")]
async fn times(page: Option<usize>, by: Librarian<'_>, db: &State<Db>, now: Now) -> Result {
    let slots = actions::open_slots(&mut db.read().await?, by.0, now).await?;
    Ok(pages::Times::new(by.0, &slots, &Filled::default(), page.unwrap_or(0)).show().into())
}

#[get("/supervision/confirmation?<slot>")]
async fn confirm(slot: Option<&str>, by: Librarian<'_>, db: &State<Db>, now: Now) -> Result {
    let slots = actions::open_slots(&mut db.read().await?, by.0, now).await?;
    let Some(chosen) = slot else {
        let filled = Filled::default().but("slot", "Choose a time");
        return Ok(pages::Times::new(by.0, &slots, &filled, 0).show().status(Status::UnprocessableEntity).into());
    };
    let key = chosen.parse::<SlotKey>().ok();
    match slots.iter().find(|slot| Some(slot.key) == key) {
        Some(slot) => Ok(pages::Confirm::new(by.0, slot).show().into()),
        None => {
            let filled = Filled::with(&[("slot", chosen)]).but("slot", Refusal::Gone);
            Ok(pages::Times::new(by.0, &slots, &filled, 0).show().status(Status::Conflict).into())
        }
    }
}

#[post("/supervision/bookings", data = "<form>")]
async fn book(by: Librarian<'_>, form: Posted<Book>, db: &State<Db>, now: Now) -> Result {
    let (filled, status) = match form.fit {
        Ok((Book(key), token)) => match actions::book(db, by.0, key, token, now).await {
            Ok(id) => return Ok(Answer::go(super::address(id))),
            Err(stop) => {
                let refusal = stop.refusal()?;
                (form.filled.but("slot", refusal), status(refusal))
            }
        },
        Err(filled) => (filled, Status::UnprocessableEntity),
    };
    let slots = actions::open_slots(&mut db.read().await?, by.0, now).await?;
    Ok(pages::Times::new(by.0, &slots, &filled, 0).show().status(status).into())
}
