//! Asking for a debrief.

use super::status;
use rocket::{Route, State, get, http::Status, post, routes, uri};

use crate::{
    accounts::{Librarian, Member},
    kernel::{Now, ids::RequestId},
    organisations,
    sessions::{
        actions,
        forms::{Ask, Choose},
        pages, policy, store,
    },
    store::Db,
    teams,
    web::{Answer, Error, Filled, Page, Posted, Result, form::Pressed},
};

pub fn all() -> Vec<Route> {
    routes![new, ask, show, choose, ask_again, withdraw]
}

#[get("/requests/new")]
async fn new(by: Librarian<'_>, db: &State<Db>, now: Now) -> Result {
    allowed(by.0)?;
    Ok(form(by.0, db, &Filled::default(), now).await?.show().into())
}

#[post("/requests", data = "<form>")]
async fn ask(by: Librarian<'_>, form: Posted<Ask>, db: &State<Db>, now: Now) -> Result {
    allowed(by.0)?;
    match form.fit {
        Ok((asked, token)) => {
            let made = actions::ask(db, by.0, &asked.on(now.today()), token, now).await?;
            Ok(Answer::go(uri!(show(made))))
        }
        Err(filled) => Ok(self::form(by.0, db, &filled, now).await?.show().status(Status::UnprocessableEntity).into()),
    }
}

async fn form(by: &Member, db: &Db, filled: &Filled, now: Now) -> Result<pages::NewRequest> {
    let mut c = db.read().await?;
    let placed = teams::of_librarian(&mut c, by.id, now).await?;
    let organisation = organisations::find(&mut c, by.organisation).await?.ok_or(Error::NotFound)?;
    Ok(pages::NewRequest::new(by, &placed, organisation.answer_days, filled))
}

#[get("/requests/<id>")]
async fn show(id: RequestId, by: &Member, db: &State<Db>, now: Now) -> Result {
    Ok(page(by, db, id, &Filled::default(), now).await?.show().into())
}

#[post("/requests/<id>/choice", data = "<form>")]
async fn choose(id: RequestId, by: &Member, form: Posted<Choose>, db: &State<Db>, now: Now) -> Result {
    let (filled, status) = match form.fit {
        Ok((Choose(session), token)) => match actions::choose(db, by, id, session, token, now).await {
            Ok(session) => return Ok(Answer::go(super::address(session))),
            Err(stop) => {
                let refusal = stop.refusal()?;
                (form.filled.but("proposal", refusal), status(refusal))
            }
        },
        Err(filled) => (filled, Status::UnprocessableEntity),
    };
    Ok(page(by, db, id, &filled, now).await?.show().status(status).into())
}

#[post("/requests/<id>/repetition", data = "<form>")]
async fn ask_again(id: RequestId, by: &Member, form: Posted<Pressed>, db: &State<Db>, now: Now) -> Result {
    let (filled, status) = match form.fit {
        Ok((_, token)) => match actions::ask_again(db, by, id, token, now).await {
            Ok(id) => return Ok(Answer::go(uri!(show(id)))),
            Err(stop) => {
                let refusal = stop.refusal()?;
                (form.filled.but("", refusal), status(refusal))
            }
        },
        Err(filled) => (filled, Status::UnprocessableEntity),
    };
    Ok(page(by, db, id, &filled, now).await?.show().status(status).into())
}

#[post("/requests/<id>/withdrawal", data = "<form>")]
async fn withdraw(id: RequestId, by: &Member, form: Posted<Pressed>, db: &State<Db>, now: Now) -> Result {
    match form.fit {
        Ok((_, token)) => {
            actions::withdraw(db, by, id, token, now).await?;
            Ok(Answer::go(uri!("/support")))
        }
        Err(filled) => {
            let page = page(by, db, id, &filled, now).await?;
            Ok(page.show().status(Status::UnprocessableEntity).into())
        }
    }
}

/// What the table of who sees what does not allow does not exist.
fn allowed(by: &Member) -> Result<()> {
    if policy::may_ask(by) { Ok(()) } else { Err(Error::NotFound) }
}

async fn page(by: &Member, db: &Db, id: RequestId, filled: &Filled, now: Now) -> Result<pages::ShowRequest> {
    allowed(by)?;
    let mut c = db.read().await?;
    let request = store::requests::own(&mut c, by.id, id).await?.ok_or(Error::NotFound)?;
    let proposed = store::proposals::live(&mut c, id, now).await?;
    Ok(pages::ShowRequest::new(by, &request, &proposed, filled))
}
