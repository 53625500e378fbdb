//! A facilitator's sessions, and the open queue of requests.

use rocket::{
    Route, State, get,
    http::{Status, uri::Origin},
    post, routes, uri,
};

use super::{debriefs::field, status};
use crate::{
    accounts::{Facilitator, Member},
    audit,
    facilitators::independence,
    kernel::{
        Now,
        ids::{RequestId, SessionId},
    },
    sessions::{
        actions,
        model::Run,
        pages, policy,
        request::{Proposal, Waiting},
        store,
    },
    spaces,
    store::{AsConn, Db},
    web::{Answer, Error, Filled, Page, Posted, Result, form::Pressed},
};

pub fn all() -> Vec<Route> {
    routes![facilitating, answer_form, answer, confirm, take_over]
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
    let queue = queue(&mut c, by.0, None, now).await?;
    let vacancies = actions::vacancies(&mut c, by.0, None, now).await?;
    drop(c);
    let subjects: Vec<_> = run.iter().filter_map(|session: &Run| session.person_id).collect();
    let mut tx = db.write().await?;
    audit::looked(&mut tx, now, by.0.id, "booking", &subjects).await?;
    tx.commit().await?;
    Ok(pages::Facilitating::new(by.0, &run, &queue, &vacancies, filled, now))
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

#[get("/requests/<id>/answer")]
async fn answer_form(id: RequestId, by: Facilitator<'_>, db: &State<Db>, now: Now) -> Result {
    Ok(form(&mut db.read().await?, by.0, id, &Filled::default(), now).await?.show().into())
}

#[post("/requests/<id>/answer", data = "<form>")]
async fn answer(id: RequestId, by: Facilitator<'_>, form: Posted<Proposal>, db: &State<Db>, now: Now) -> Result {
    let (filled, status) = match form.fit {
        Ok((proposal, token)) => match actions::answer(db, &by, id, &proposal, token, now).await {
            Ok(session) => return Ok(Answer::go(super::address(session))),
            Err(stop) => {
                let refusal = stop.refusal()?;
                (form.filled.but(field(refusal), refusal), status(refusal))
            }
        },
        Err(filled) => (filled, Status::UnprocessableEntity),
    };
    Ok(self::form(&mut db.read().await?, by.0, id, &filled, now).await?.show().status(status).into())
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

/// The open requests that this facilitator may take.
async fn queue(c: &mut impl AsConn, by: &Member, only: Option<RequestId>, now: Now) -> Result<Vec<Waiting>> {
    if !policy::may_see_queue(by) {
        return Ok(Vec::new());
    }
    let queued = store::requests::queue(c, by.organisation, by.id, only, now.today()).await?;
    Ok(queued.into_iter().filter(|q| independence::may_meet(&q.ties).is_ok()).map(|q| q.waiting).collect())
}

async fn form(c: &mut impl AsConn, by: &Member, id: RequestId, filled: &Filled, now: Now) -> Result<pages::Answer> {
    let waiting = waiting(c, by, id, now).await?;
    let spaces = spaces::choosable(c, by.organisation).await?;
    Ok(pages::Answer::new(by, &waiting, filled, &spaces, now.today()))
}

async fn waiting(c: &mut impl AsConn, by: &Member, id: RequestId, now: Now) -> Result<Waiting> {
    queue(c, by, Some(id), now).await?.pop().ok_or(Error::NotFound)
}
