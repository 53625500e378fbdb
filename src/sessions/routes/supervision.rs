//! The addresses of booking.

use rocket::{Route, State, get, http::Status, post, routes};

use super::status;
use crate::{
    accounts::Librarian,
    kernel::{Now, ids::PersonId},
    sessions::{Refusal, actions, forms::Book, key::SlotKey, model::Kind, pages, pages::Which, slots::Slot},
    store::Db,
    web::{Answer, Error, Filled, Page, Posted, Result},
};

pub fn all() -> Vec<Route> {
    routes![times, confirm, book]
}

#[get("/supervision?<kind>&<with>&<page>")]
async fn times(
    kind: Option<&str>,
    with: Option<&str>,
    page: Option<usize>,
    by: Librarian<'_>,
    db: &State<Db>,
    now: Now,
) -> Result {
    let kind = kind.map_or(Some(Kind::IndividualSupervision), Kind::from_word);
    let kind = kind.filter(|kind| kind.is_bookable()).ok_or(Error::NotFound)?;
    let mut slots = actions::open_slots(&mut db.read().await?, by.0, kind, now).await?;
    let with: Option<PersonId> = with.and_then(|id| id.parse().ok());
    slots.retain(|slot| with.is_none_or(|with| slot.key.facilitator == with));
    let which = Which { kind, with, page: page.unwrap_or(0) };
    Ok(pages::Times::new(by.0, &slots, &Filled::default(), which).show().into())
}

#[get("/supervision/confirmation?<slot>&<kind>")]
async fn confirm(slot: Option<&str>, kind: Option<&str>, by: Librarian<'_>, db: &State<Db>, now: Now) -> Result {
    match chosen(slot, kind, &by, db, now).await? {
        Chosen::Slot(slot) => Ok(pages::Confirm::new(by.0, &slot).show().into()),
        Chosen::Other(answer) => Ok(*answer),
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
    let kind = filled.value("slot").parse::<SlotKey>().map_or(Kind::IndividualSupervision, |key| key.kind);
    let slots = actions::open_slots(&mut db.read().await?, by.0, kind, now).await?;
    Ok(pages::Times::new(by.0, &slots, &filled, Which::of(kind)).show().status(status).into())
}

/// A slot that can be booked, or the page that says why not.
pub enum Chosen {
    /// It can.
    Slot(Box<Slot>),
    /// It cannot: the list of those that can.
    Other(Box<Answer>),
}

/// What was chosen from the list of times.
pub async fn chosen(slot: Option<&str>, kind: Option<&str>, by: &Librarian<'_>, db: &Db, now: Now) -> Result<Chosen> {
    let key = slot.and_then(|slot| slot.parse::<SlotKey>().ok());
    let listed = kind.and_then(Kind::from_word).filter(|kind| kind.is_bookable());
    let kind = key.map(|key| key.kind).or(listed).unwrap_or(Kind::IndividualSupervision);
    let mut slots = actions::open_slots(&mut db.read().await?, by.0, kind, now).await?;
    if let Some(found) = slots.iter().position(|slot| Some(slot.key) == key) {
        return Ok(Chosen::Slot(Box::new(slots.swap_remove(found))));
    }
    let (filled, status) = match slot {
        Some(slot) => (Filled::with(&[("slot", slot)]).but("slot", Refusal::Gone), Status::Conflict),
        None => (Filled::default().but("slot", "Choose a time"), Status::UnprocessableEntity),
    };
    let list = pages::Times::new(by.0, &slots, &filled, Which::of(kind));
    Ok(Chosen::Other(Box::new(list.show().status(status).into())))
}
