//! A facilitator's sessions.

use rocket::{
    Route, State, get,
    http::{Status, uri::Origin},
    post, routes, uri,
};

use super::status;
use crate::{
    accounts::Facilitator,
    audit, facilitators,
    kernel::{Now, ids::SessionId},
    sessions::{actions, model::Run, pages, policy, store, week::Week},
    store::Db,
    web::{Answer, Error, Filled, Page, Posted, Result, form::Pressed},
};

pub fn all() -> Vec<Route> {
    routes![facilitating, take_over]
}

#[get("/facilitating?<week>")]
async fn facilitating(week: Option<&str>, by: Facilitator<'_>, db: &State<Db>, now: Now) -> Result {
    let week = Week::asked(week, now.today());
    Ok(page(&by, db, week, &Filled::default(), now).await?.show().into())
}

/// Where a facilitator's sessions are.
pub(super) fn address() -> Origin<'static> {
    uri!(facilitating(None::<&str>))
}

async fn page(by: &Facilitator<'_>, db: &Db, week: Week, filled: &Filled, now: Now) -> Result<pages::Facilitating> {
    let mut c = db.read().await?;
    let sees = policy::may_see_run(by.0);
    let run = if sees { store::run_by(&mut c, by.0.id, week.span(), now).await? } else { Vec::new() };
    let published = facilitators::published(&mut c, by.0.organisation, by.0.id, now).await?;
    let vacancies = actions::vacancies(&mut c, by.0, None, now).await?;
    drop(c);
    let waiting = vacancies.iter().filter_map(|vacancy| vacancy.of.as_ref().map(|(person, _)| *person));
    let subjects: Vec<_> = run.iter().filter_map(|session: &Run| session.person_id).chain(waiting).collect();
    let mut tx = db.write().await?;
    audit::looked(&mut tx, now, by.0.id, "booking", &subjects).await?;
    tx.commit().await?;
    let running = pages::Running { run: &run, published: &published, week };
    Ok(pages::Facilitating::new(by.0, &running, &vacancies, filled, now))
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
    let week = Week::of(now.today());
    Ok(page(&by, db, week, &filled, now).await?.show().status(status).into())
}
