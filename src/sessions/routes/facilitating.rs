//! A facilitator's sessions.

use rocket::{
    Route, State, get,
    http::{Status, uri::Origin},
    post, routes, uri,
};

use super::status;
use crate::{
    accounts::Facilitator,
    audit,
    kernel::{Now, ids::SessionId},
    sessions::{actions, model::Run, pages, policy, store},
    store::Db,
    web::{Answer, Error, Filled, Page, Posted, Result, form::Pressed},
};

pub fn all() -> Vec<Route> {
    routes![facilitating, confirm, take_over]
}

#[get("/facilitating")]
async fn facilitating(by: Facilitator<'_>, db: &State<Db>, now: Now) -> Result {
    Ok(page(&by, db, &Filled::default(), now).await?.show().into())
}

/// Where a facilitator's sessions are.
pub(super) fn address() -> Origin<'static> {
    uri!(facilitating())
}

async fn page(by: &Facilitator<'_>, db: &Db, filled: &Filled, now: Now) -> Result<pages::Facilitating> {
    let mut c = db.read().await?;
    let run = if policy::may_see_run(by.0) { store::run_by(&mut c, by.0.id, now).await? } else { Vec::new() };
    let vacancies = actions::vacancies(&mut c, by.0, None, now).await?;
    drop(c);
    let subjects: Vec<_> = run.iter().filter_map(|session: &Run| session.person_id).collect();
    let mut tx = db.write().await?;
    audit::looked(&mut tx, now, by.0.id, "booking", &subjects).await?;
    tx.commit().await?;
    Ok(pages::Facilitating::new(by.0, &run, &vacancies, filled, now))
}

#[post("/sessions/<id>/facilitator", data = "<form>")]
async fn take_over(id: SessionId, by: Facilitator<'_>, form: Posted<Pressed>, db: &State<Db>, now: Now) -> Result {
    let (filled, status) = match form.fit {
        Ok((_, token)) => match actions::take_over(db, &by, id, token, now).await {
            Ok(id) => return Ok(Answer::go(super::address(id))),
            Err(stop) => {
                let refusal = stop.refusal()?;
                (form.filled.but("", refusal), status(refusal))
            }
        },
        Err(filled) => {
            // A form that had expired, for a session that waits for this facilitator; any other does not exist.
            actions::vacancies(&mut db.read().await?, by.0, Some(id), now).await?.pop().ok_or(Error::NotFound)?;
            (filled, Status::UnprocessableEntity)
        }
    };
    Ok(page(&by, db, &filled, now).await?.show().status(status).into())
}

#[post("/sessions/<id>/occurrence", data = "<form>")]
async fn confirm(id: SessionId, by: Facilitator<'_>, form: Posted<Pressed>, db: &State<Db>, now: Now) -> Result {
    let (filled, status) = match form.fit {
        Ok((_, token)) => match actions::confirm(db, by.0, id, token, now).await {
            Ok(id) => return Ok(Answer::go(super::address(id))),
            Err(stop) => {
                let refusal = stop.refusal()?;
                (form.filled.but("", refusal), status(refusal))
            }
        },
        Err(filled) => (filled, Status::UnprocessableEntity),
    };
    let session = super::seen(&mut db.read().await?, by.0, id).await?;
    if !policy::may_confirm(by.0, &session) {
        return Err(Error::NotFound);
    }
    Ok(super::page(&session, by.0, db, &filled, now).await?.show().status(status).into())
}
