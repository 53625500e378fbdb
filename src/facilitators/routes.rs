//! The addresses of availability.

use rocket::{Route, State, get, http::Status, post, routes, uri};

use super::{actions, model::NewAvailability, pages};
use crate::{
    accounts::Facilitator,
    kernel::Now,
    store::Db,
    web::{Answer, Page, Posted, Result},
};

pub fn all() -> Vec<Route> {
    routes![index, new, publish]
}

#[get("/availability")]
async fn index(by: Facilitator<'_>, db: &State<Db>, now: Now) -> Result {
    let published = super::published(&mut db.read().await?, by.0.id, now).await?;
    Ok(pages::Index::new(&published).show().into())
}

#[get("/availability/new")]
fn new(_by: Facilitator<'_>, now: Now) -> Answer {
    pages::Publish::new(&pages::Publish::starting(now.today())).show().into()
}

#[post("/availability", data = "<form>")]
async fn publish(by: Facilitator<'_>, form: Posted<NewAvailability>, db: &State<Db>, now: Now) -> Result {
    match form.fit {
        Ok((new, token)) => {
            actions::publish(db, &by, &new, token, now).await?;
            Ok(Answer::go(uri!(index())))
        }
        Err(filled) => Ok(pages::Publish::new(&filled).show().status(Status::UnprocessableEntity).into()),
    }
}
