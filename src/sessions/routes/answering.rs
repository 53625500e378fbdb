//! The queue of requests: taking one, proposing times, putting it back.

use rocket::{Route, State, get, http::Status, post, routes, uri};

use super::{debriefs::field, status};
use crate::{
    accounts::{Facilitator, Member},
    audit,
    kernel::{Now, ids::RequestId},
    sessions::{
        actions::{self, At},
        pages, policy,
        request::Proposal,
        store,
    },
    spaces,
    store::Db,
    web::{Answer, Error, Filled, Page, Posted, Result, form::Pressed},
};

pub fn all() -> Vec<Route> {
    routes![queue, take, answer_form, answer, release]
}

#[get("/requests")]
async fn queue(by: Facilitator<'_>, db: &State<Db>, now: Now) -> Result {
    Ok(page(by.0, db, &Filled::default(), now).await?.show().into())
}

async fn page(by: &Member, db: &Db, filled: &Filled, now: Now) -> Result<pages::Requests> {
    if !policy::may_see_queue(by) {
        return Err(Error::NotFound);
    }
    let queue = actions::queue(&mut db.read().await?, by, None, now).await?;
    let mut subjects: Vec<_> = queue.iter().map(|one| one.person_id).collect();
    subjects.sort_unstable();
    subjects.dedup();
    audit::shown(db, now, by.id, "request", &subjects).await?;
    Ok(pages::Requests::new(by, &queue, filled))
}

#[post("/requests/<id>/taking", data = "<form>")]
async fn take(id: RequestId, by: Facilitator<'_>, form: Posted<Pressed>, db: &State<Db>, now: Now) -> Result {
    let (filled, status) = match form.fit {
        Ok((_, token)) => match actions::take(db, &by, id, token, now).await {
            Ok(id) => return Ok(Answer::go(uri!(answer_form(id)))),
            Err(stop) => {
                let refusal = stop.refusal()?;
                (form.filled.but("", refusal), status(refusal))
            }
        },
        Err(filled) => {
            // A form that had expired, for a request in this facilitator's queue; any other does not exist.
            actions::queue(&mut db.read().await?, by.0, Some(id), now).await?.pop().ok_or(Error::NotFound)?;
            (filled, Status::UnprocessableEntity)
        }
    };
    Ok(page(by.0, db, &filled, now).await?.show().status(status).into())
}

#[get("/requests/<id>/answer")]
async fn answer_form(id: RequestId, by: Facilitator<'_>, db: &State<Db>, now: Now) -> Result {
    Ok(form(by.0, db, id, &Filled::default(), now).await?.show().into())
}

#[post("/requests/<id>/answer", data = "<form>")]
async fn answer(id: RequestId, by: Facilitator<'_>, form: Posted<Proposal>, db: &State<Db>, now: Now) -> Result {
    let (filled, status) = match form.fit {
        Ok((proposal, token)) => match actions::propose(db, &by, id, &proposal, token, now).await {
            Ok(id) => return Ok(Answer::go(uri!(answer_form(id)))),
            Err(stop) => {
                let At(at, refusal) = stop.refusal()?;
                (form.filled.but(&field_of(at, field(refusal)), refusal), status(refusal))
            }
        },
        Err(filled) => (filled, Status::UnprocessableEntity),
    };
    Ok(self::form(by.0, db, id, &filled, now).await?.show().status(status).into())
}

#[post("/requests/<id>/release", data = "<form>")]
async fn release(id: RequestId, by: Facilitator<'_>, form: Posted<Pressed>, db: &State<Db>, now: Now) -> Result {
    let (filled, status) = match form.fit {
        Ok((_, token)) => match actions::release(db, &by, id, token, now).await {
            Ok(_) => return Ok(Answer::go(uri!(queue()))),
            Err(stop) => {
                let refusal = stop.refusal()?;
                (form.filled.but("", refusal), status(refusal))
            }
        },
        Err(filled) => (filled, Status::UnprocessableEntity),
    };
    Ok(self::form(by.0, db, id, &filled, now).await?.show().status(status).into())
}

/// The field that a refusal of one of the times stands at; the place is the same for all.
fn field_of(at: usize, field: &str) -> String {
    if ["day", "time"].contains(&field) { pages::numbered(field, at + 1) } else { field.to_owned() }
}

async fn form(by: &Member, db: &Db, id: RequestId, filled: &Filled, now: Now) -> Result<pages::Answer> {
    let mut c = db.read().await?;
    let queued = actions::taken(&mut c, by, id, now).await?.ok_or(Error::NotFound)?;
    let proposed = store::proposals::live(&mut c, id, now).await?;
    let spaces = spaces::choosable(&mut c, by.organisation).await?;
    drop(c);
    audit::shown(db, now, by.id, "request", &[queued.person_id]).await?;
    Ok(pages::Answer::new(by, &queued.waiting, &proposed, filled, &spaces, now.today()))
}
