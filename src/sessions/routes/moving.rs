//! The addresses of moving a session, and of leaving its waiting list.

use rocket::{Route, State, get, http::Status, post, routes, uri};

use super::{page, seen, status};
use crate::{
    accounts::Member,
    kernel::{Now, ids::SessionId},
    sessions::{
        Refusal, actions,
        forms::Moving,
        moves::{Clashing, Move},
        pages, policy,
    },
    store::Db,
    web::{Answer, Error, Filled, Page, Posted, Result, form::Pressed},
};

pub fn all() -> Vec<Route> {
    routes![ask, move_it, stop_waiting]
}

#[get("/sessions/<id>/move?<page>")]
async fn ask(id: SessionId, page: Option<usize>, by: &Member, db: &State<Db>, now: Now) -> Result {
    times(id, by, db, (&Filled::default(), page.unwrap_or(0)), Status::Ok, now).await
}

#[post("/sessions/<id>/move", data = "<form>")]
async fn move_it(id: SessionId, by: &Member, form: Posted<Moving>, db: &State<Db>, now: Now) -> Result {
    let (to, token) = match form.fit {
        Ok((Moving(to), token)) => (to, token),
        Err(filled) => return times(id, by, db, (&filled, 0), Status::UnprocessableEntity, now).await,
    };
    match actions::move_session(db, by, id, &to, token, now).await {
        Ok(id) => Ok(Answer::go(super::address(id))),
        Err(stop) => match stop.refusal()? {
            Refusal::Clash => clashes(id, by, db, &to, form.filled, now).await,
            refusal => {
                let filled = form.filled.but("slot", refusal);
                times(id, by, db, (&filled, 0), status(refusal), now).await
            }
        },
    }
}

async fn times(
    id: SessionId,
    by: &Member,
    db: &Db,
    (filled, page): (&Filled, usize),
    status: Status,
    now: Now,
) -> Result {
    let mut c = db.read().await?;
    let session = seen(&mut c, by, id).await?;
    if !policy::may_move(by, &session) {
        return Err(Error::NotFound);
    }
    if session.cancelled || session.starts_at <= now.0 {
        drop(c);
        let over = Filled::default().but("", Refusal::Over);
        let shown = super::page(&session, by, db, &over, now).await?;
        return Ok(shown.show().status(Status::UnprocessableEntity).into());
    }
    // What is part of no series has nothing else that could move along.
    let series = match session.series_id {
        Some(_) => actions::coming_of_series(&mut c, &session, now).await?.len() > 1,
        None => false,
    };
    let slots = actions::slots_to_move_to(&mut c, by, &session, &[id], now).await?;
    let shown = pages::Move::new(by, &session, &slots, (filled, page), series);
    Ok(shown.show().status(status).into())
}

async fn clashes(id: SessionId, by: &Member, db: &Db, to: &Move, filled: Filled, now: Now) -> Result {
    let mut c = db.read().await?;
    let session = seen(&mut c, by, id).await?;
    let plan = match actions::plan_move(&mut c, by, &session, to, now).await {
        Ok(plan) => plan,
        Err(stop) => {
            let refusal = stop.refusal()?;
            drop(c);
            return times(id, by, db, (&filled.but("slot", refusal), 0), status(refusal), now).await;
        }
    };
    let undecided = plan.iter().filter(|one| matches!(one.fate, Clashing::Undecided));
    let filled = undecided.fold(filled.but("", Refusal::Clash), |filled, one| {
        filled.but(&pages::otherwise(one.session.id), "Choose whether to leave it where it is or cancel it")
    });
    Ok(pages::Clashes::new(by, &session, &plan, &filled).show().status(Status::Conflict).into())
}

#[post("/sessions/<id>/waiting/departure", data = "<form>")]
async fn stop_waiting(id: SessionId, by: &Member, form: Posted<Pressed>, db: &State<Db>, now: Now) -> Result {
    let filled = match form.fit {
        Ok((_, token)) => match actions::stop_waiting(db, by, id, token, now).await {
            Ok(_) => return Ok(Answer::go(uri!(super::index()))),
            Err(stop) => form.filled.but("", stop.refusal()?),
        },
        Err(filled) => filled,
    };
    let session = seen(&mut db.read().await?, by, id).await?;
    if !policy::may_stop_waiting(by, &session) {
        return Err(Error::NotFound);
    }
    Ok(page(&session, by, db, &filled, now).await?.show().status(Status::UnprocessableEntity).into())
}
