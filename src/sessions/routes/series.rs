//! The addresses of booking a series.

use rocket::{
    Route, State, get,
    http::{Status, uri::Origin},
    post, routes,
};

use super::{
    status,
    supervision::{Chosen, chosen},
};
use crate::{
    accounts::Librarian,
    kernel::Now,
    organisations,
    sessions::{
        Refusal, actions,
        forms::Series,
        model::Kind,
        pages::{self, Which},
        series::{Fate, Occurrence},
        slots::Slot,
    },
    store::Db,
    web::{Answer, Filled, Page, Posted, Result, form},
};

pub fn all() -> Vec<Route> {
    routes![repeat, plan, book]
}

#[get("/supervision/series?<slot>")]
async fn repeat(slot: Option<&str>, by: Librarian<'_>, db: &State<Db>, now: Now) -> Result {
    let slot = match chosen(slot, None, &by, db, now).await? {
        Chosen::Slot(slot) if slot.key.kind == Kind::IndividualSupervision => slot,
        Chosen::Slot(slot) => return Ok(pages::Confirm::new(by.0, &slot).show().into()),
        Chosen::Other(answer) => return Ok(*answer),
    };
    // The organisation's own interval stands in the form; the librarian's is up to them.
    let organisation = organisations::find(&mut db.read().await?, by.0.organisation).await?;
    let every = organisation.map_or(6, |organisation| organisation.supervision_weeks).to_string();
    let filled = Filled::with(&[("every", &every), ("times", "3")]);
    Ok(pages::Repeat::new(by.0, &slot, &filled).show().into())
}

#[get("/supervision/series/plan?<slot>")]
async fn plan(slot: Option<&str>, address: &Origin<'_>, by: Librarian<'_>, db: &State<Db>, now: Now) -> Result {
    let query = address.query().map(|query| query.as_str()).unwrap_or_default();
    let asked = form::asked::<Series>(query);
    if let Ok((series, typed)) = &asked {
        let plan = actions::plan_series(&mut db.read().await?, by.0, &series.0, now).await?;
        if let Some(Fate::Booked(first)) = plan.first().map(|one| &one.fate) {
            return Ok(pages::Plan::new(by.0, first, &plan, typed).show().into());
        }
    }
    match (chosen(slot, None, &by, db, now).await?, asked) {
        (Chosen::Slot(slot), Err(filled)) => {
            Ok(pages::Repeat::new(by.0, &slot, &filled).show().status(Status::UnprocessableEntity).into())
        }
        (Chosen::Slot(slot), Ok(_)) => Ok(pages::Confirm::new(by.0, &slot).show().into()),
        (Chosen::Other(answer), _) => Ok(*answer),
    }
}

#[post("/supervision/series", data = "<form>")]
async fn book(by: Librarian<'_>, form: Posted<Series>, db: &State<Db>, now: Now) -> Result {
    let (series, filled, refusal) = match form.fit {
        Ok((series, token)) => match actions::book_series(db, by.0, &series.0, token, now).await {
            Ok(id) => return Ok(Answer::go(super::address(id))),
            Err(stop) => {
                let refusal = stop.refusal()?;
                (series, form.filled.but("", refusal), status(refusal))
            }
        },
        Err(filled) => match form::meant::<Series>(&filled) {
            Some(series) => (series, filled, Status::UnprocessableEntity),
            // Its hidden fields are not as we sent them: there is no series to show.
            None => return again(&by, &Filled::default().but("", "Choose a time"), db, now).await,
        },
    };
    let plan = actions::plan_series(&mut db.read().await?, by.0, &series.0, now).await?;
    match plan.first().map(|one| &one.fate) {
        Some(Fate::Booked(first)) => Ok(unbooked(&by, first, &plan, filled).show().status(refusal).into()),
        _ => again(&by, &Filled::default().but("slot", Refusal::Gone), db, now).await,
    }
}

/// The plan again, with a sentence beside each time that nothing was chosen for.
fn unbooked(by: &Librarian<'_>, first: &Slot, plan: &[Occurrence], filled: Filled) -> pages::Plan {
    let clashing = plan.iter().filter(|one| matches!(one.fate, Fate::Clash));
    let filled = clashing.fold(filled, |filled, one| {
        filled.but(&pages::instead(one.number), "Choose another time, or leave this one out")
    });
    pages::Plan::new(by.0, first, plan, &filled)
}

/// The list of times, where the first time of the series is gone or the form cannot be read.
async fn again(by: &Librarian<'_>, filled: &Filled, db: &Db, now: Now) -> Result {
    let kind = Kind::IndividualSupervision;
    let slots = actions::open_slots(&mut db.read().await?, by.0, kind, now).await?;
    let status = if filled.error("slot").is_some() { Status::Conflict } else { Status::UnprocessableEntity };
    Ok(pages::Times::new(by.0, &slots, filled, Which::of(kind)).show().status(status).into())
}
