//! The addresses of availability.

use rocket::{Route, State, get, http::Status, post, routes, uri};

use super::{actions, model::NewAvailability, pages};
use crate::{
    accounts::Facilitator,
    kernel::Now,
    spaces,
    store::Db,
    web::{Answer, Filled, Page, Posted, Result},
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
async fn new(by: Facilitator<'_>, db: &State<Db>, now: Now) -> Result {
    let spaces = spaces::choosable(&mut db.read().await?, by.0.organisation).await?;
    Ok(pages::Publish::new(&pages::Publish::starting(now.today()), &spaces).show().into())
}

#[post("/availability", data = "<form>")]
async fn publish(by: Facilitator<'_>, form: Posted<NewAvailability>, db: &State<Db>, now: Now) -> Result {
    let filled: Filled = match form.fit {
        Ok((new, token)) => match actions::publish(db, &by, &new, token, now).await {
            Ok(_) => return Ok(Answer::go(uri!(index()))),
            Err(stop) => form.filled.but("space", stop.refusal()?),
        },
        Err(filled) => filled,
    };
    let spaces = spaces::choosable(&mut db.read().await?, by.0.organisation).await?;
    Ok(pages::Publish::new(&filled, &spaces).show().status(Status::UnprocessableEntity).into())
}
