//! The address of an organisation's settings: its service manager's alone.

use rocket::{Route, State, get, http::Status, post, routes, uri};

use crate::{
    accounts::{ServiceManager, actions, pages},
    kernel::Now,
    organisations::{self, model::Settings},
    store::Db,
    web::{Answer, Error, Filled, Page, Posted, Result},
};

pub fn all() -> Vec<Route> {
    routes![show, save]
}

#[get("/settings")]
async fn show(by: ServiceManager<'_>, db: &State<Db>) -> Result {
    let organisation = organisations::find(&mut db.read().await?, by.0.organisation).await?;
    let standing = organisation.ok_or(Error::NotFound)?;
    let (weeks, days) = (standing.supervision_weeks.to_string(), standing.answer_days.to_string());
    let filled = Filled::with(&[("supervision_weeks", &weeks), ("answer_days", &days)]);
    Ok(pages::ShowSettings::new(&filled).show().into())
}

#[post("/settings", data = "<form>")]
async fn save(by: ServiceManager<'_>, form: Posted<Settings>, db: &State<Db>, now: Now) -> Result {
    match form.fit {
        Ok((settings, token)) => {
            actions::set(db, &by, settings, token, now).await?;
            Ok(Answer::go(uri!(show())))
        }
        Err(filled) => Ok(pages::ShowSettings::new(&filled).show().status(Status::UnprocessableEntity).into()),
    }
}
