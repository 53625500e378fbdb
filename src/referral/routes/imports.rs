//! Directory files of the service manager.

use rocket::{Route, State, get, http::Status, post, routes, uri};

use crate::{
    accounts::{Member, ServiceManager},
    kernel::{Now, ids::DirectoryImportId},
    referral::{actions, forms::Confirmed, pages, store},
    store::{AsConn, Db},
    web::{Answer, Error, Filled, Page, Posted, Result, Uploaded, form::Pressed},
};

pub fn all() -> Vec<Route> {
    routes![new, upload, preview, confirm, withdraw]
}

#[get("/directory-imports/new")]
fn new(_by: ServiceManager<'_>) -> Answer {
    pages::Choose::new(&Filled::default()).show().into()
}

#[post("/directory-imports", data = "<form>")]
async fn upload(by: ServiceManager<'_>, form: Uploaded<Pressed>, db: &State<Db>, now: Now) -> Result {
    let filled: Filled = match form.fit {
        Ok((_, file, token)) => match actions::upload(db, &by, &file, token, now).await {
            Ok(id) => return Ok(Answer::go(uri!(preview(id)))),
            Err(stop) => form.filled.but("file", stop.refusal()?),
        },
        Err(filled) => filled,
    };
    Ok(pages::Choose::new(&filled).show().status(Status::UnprocessableEntity).into())
}

#[get("/directory-imports/<id>")]
async fn preview(id: DirectoryImportId, by: ServiceManager<'_>, db: &State<Db>) -> Result {
    Ok(page(&mut db.read().await?, by.0, id, &Filled::default()).await?.show().into())
}

#[post("/directory-imports/<id>/confirmation", data = "<form>")]
async fn confirm(
    id: DirectoryImportId,
    by: ServiceManager<'_>,
    form: Posted<Confirmed>,
    db: &State<Db>,
    now: Now,
) -> Result {
    let (filled, status) = match form.fit {
        Ok((Confirmed(mark), token)) => match actions::confirm(db, &by, id, &mark, token, now).await {
            Ok(_) => return Ok(Answer::go(uri!("/signposts"))),
            Err(stop) => (form.filled.but("", stop.refusal()?), Status::Conflict),
        },
        Err(filled) => (filled, Status::UnprocessableEntity),
    };
    Ok(page(&mut db.read().await?, by.0, id, &filled).await?.show().status(status).into())
}

#[post("/directory-imports/<id>/withdrawal", data = "<form>")]
async fn withdraw(
    id: DirectoryImportId,
    by: ServiceManager<'_>,
    form: Posted<Pressed>,
    db: &State<Db>,
    now: Now,
) -> Result {
    match form.fit {
        Ok((_, token)) => {
            actions::withdraw(db, &by, id, token, now).await?;
            Ok(Answer::go(uri!(new())))
        }
        Err(filled) => {
            let page = page(&mut db.read().await?, by.0, id, &filled).await?;
            Ok(page.show().status(Status::UnprocessableEntity).into())
        }
    }
}

async fn page(c: &mut impl AsConn, by: &Member, id: DirectoryImportId, filled: &Filled) -> Result<pages::Preview> {
    let waiting = store::find(c, by.organisation, id).await?.ok_or(Error::NotFound)?;
    let plan = actions::plan(c, by.organisation, &waiting.parsed).await?;
    Ok(pages::Preview::new(id, &waiting, &plan, filled))
}
