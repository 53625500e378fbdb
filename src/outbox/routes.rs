//! The addresses of the outbox: the service manager's alone.

use chrono::Days;
use rocket::{Route, State, get, http::Status, post, routes, uri};

use super::{
    actions,
    model::{DAYS, MOST, waits},
    pages, policy,
};
use crate::{
    accounts::ServiceManager,
    kernel::{Now, ids::MessageId},
    messages,
    store::Db,
    web::{Answer, Error, Filled, Page, Posted, Result, form::Pressed},
};

pub fn all() -> Vec<Route> {
    routes![show, send_again, let_be]
}

#[get("/outbox")]
async fn show(by: ServiceManager<'_>, db: &State<Db>, now: Now) -> Result {
    Ok(page(&by, db, &Filled::default(), now).await?.show().into())
}

#[post("/outbox/<id>/sending", data = "<form>")]
async fn send_again(id: MessageId, by: ServiceManager<'_>, form: Posted<Pressed>, db: &State<Db>, now: Now) -> Result {
    decide(id, true, &by, form, db, now).await
}

#[post("/outbox/<id>/letting-be", data = "<form>")]
async fn let_be(id: MessageId, by: ServiceManager<'_>, form: Posted<Pressed>, db: &State<Db>, now: Now) -> Result {
    decide(id, false, &by, form, db, now).await
}

async fn decide(
    id: MessageId,
    again: bool,
    by: &ServiceManager<'_>,
    form: Posted<Pressed>,
    db: &Db,
    now: Now,
) -> Result {
    if !policy::may_look(by.0) {
        return Err(Error::NotFound);
    }
    match form.fit {
        Ok((_, token)) => {
            actions::decide(db, by, id, again, token, now).await?;
            Ok(Answer::go(uri!(show())))
        }
        Err(filled) => {
            let doubtful = messages::doubtful(&mut db.read().await?, by.0.organisation, MOST).await?;
            if doubtful.iter().all(|one| one.id != id) {
                return Err(Error::NotFound);
            }
            Ok(page(by, db, &filled, now).await?.show().status(Status::UnprocessableEntity).into())
        }
    }
}

async fn page(by: &ServiceManager<'_>, db: &Db, filled: &Filled, now: Now) -> Result<pages::Show> {
    if !policy::may_look(by.0) {
        return Err(Error::NotFound);
    }
    let (c, of) = (&mut db.read().await?, by.0.organisation);
    let since = now.today() - Days::new(DAYS);
    let oldest = messages::waits_since(c, of, now).await?;
    let doubtful = messages::doubtful(c, of, MOST).await?;
    let tallies = messages::by_day(c, of, since).await?;
    Ok(pages::Show::new(by.0, waits(oldest, now), doubtful, &tallies, filled, now))
}
