//! Asking for a debrief.

use rocket::{Route, State, get, http::Status, post, routes, uri};

use crate::{
    accounts::{Librarian, Member},
    kernel::{Now, ids::RequestId},
    sessions::{actions, forms::Ask, pages, policy, request::Request, store},
    store::{AsConn, Db},
    teams,
    web::{Answer, Error, Filled, Page, Posted, Result, form::Pressed},
};

pub fn all() -> Vec<Route> {
    routes![new, ask, show, withdraw]
}

#[get("/requests/new")]
async fn new(by: Librarian<'_>, db: &State<Db>, now: Now) -> Result {
    allowed(by.0)?;
    let placed = teams::of_librarian(&mut db.read().await?, by.0.id, now).await?;
    Ok(pages::NewRequest::new(by.0, &placed, &Filled::default()).show().into())
}

#[post("/requests", data = "<form>")]
async fn ask(by: Librarian<'_>, form: Posted<Ask>, db: &State<Db>, now: Now) -> Result {
    allowed(by.0)?;
    match form.fit {
        Ok((asked, token)) => {
            let made = actions::ask(db, by.0, &asked.on(now.today()), token, now).await?;
            Ok(Answer::go(uri!(show(made))))
        }
        Err(filled) => {
            let placed = teams::of_librarian(&mut db.read().await?, by.0.id, now).await?;
            let page = pages::NewRequest::new(by.0, &placed, &filled);
            Ok(page.show().status(Status::UnprocessableEntity).into())
        }
    }
}

#[get("/requests/<id>")]
async fn show(id: RequestId, by: &Member, db: &State<Db>) -> Result {
    let request = own(&mut db.read().await?, by, id).await?;
    Ok(pages::ShowRequest::new(by, &request, &Filled::default()).show().into())
}

#[post("/requests/<id>/withdrawal", data = "<form>")]
async fn withdraw(id: RequestId, by: &Member, form: Posted<Pressed>, db: &State<Db>, now: Now) -> Result {
    match form.fit {
        Ok((_, token)) => {
            actions::withdraw(db, by, id, token, now).await?;
            Ok(Answer::go(uri!("/support")))
        }
        Err(filled) => {
            let request = own(&mut db.read().await?, by, id).await?;
            let page = pages::ShowRequest::new(by, &request, &filled);
            Ok(page.show().status(Status::UnprocessableEntity).into())
        }
    }
}

/// What the table of who sees what does not allow does not exist.
fn allowed(by: &Member) -> Result<()> {
    if policy::may_ask(by) { Ok(()) } else { Err(Error::NotFound) }
}

async fn own(c: &mut impl AsConn, by: &Member, id: RequestId) -> Result<Request> {
    allowed(by)?;
    store::requests::own(c, by.id, id).await?.ok_or(Error::NotFound)
}
