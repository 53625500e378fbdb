//! The addresses of an organisation's people: its service manager's alone.

use rocket::{Route, State, get, http::Status, post, routes, uri};

use crate::{
    accounts::{Refusal, ServiceManager, actions, model::Registration, pages, store},
    kernel::Now,
    store::Db,
    web::{Answer, Filled, Page, Posted, Result},
};

pub fn all() -> Vec<Route> {
    routes![people, new_person, register]
}

#[get("/people?<page>")]
async fn people(page: Option<u16>, by: ServiceManager<'_>, db: &State<Db>) -> Result {
    let page = usize::from(page.unwrap_or(0));
    let most = i64::try_from(pages::LISTED).unwrap_or(i64::MAX);
    let skipped = i64::try_from(page * pages::LISTED).unwrap_or(i64::MAX);
    let found = store::people(&mut db.read().await?, by.0.organisation, most, skipped).await?;
    Ok(pages::People::new(found, page).show().into())
}

#[get("/people/new")]
fn new_person(_by: ServiceManager<'_>) -> Answer {
    pages::NewPerson::new(&Filled::default()).show().into()
}

#[post("/people", data = "<form>")]
async fn register(by: ServiceManager<'_>, form: Posted<Registration>, db: &State<Db>, now: Now) -> Result {
    let filled = match form.fit {
        Ok((new, token)) => match actions::register_with(db, &by, &new, token, now).await {
            Ok(_) => return Ok(Answer::go(uri!(people(None::<u16>)))),
            Err(stop) => {
                let refusal = stop.refusal()?;
                let field = if refusal == Refusal::UnknownManager { "line_manager" } else { "email" };
                form.filled.but(field, refusal)
            }
        },
        Err(filled) => filled,
    };
    Ok(pages::NewPerson::new(&filled).show().status(Status::UnprocessableEntity).into())
}
