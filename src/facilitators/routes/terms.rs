//! On what terms a facilitator can be booked.

use rocket::{Route, State, get, http::Status, post, routes};

use crate::{
    accounts::Facilitator,
    facilitators::{Terms, actions, pages, terms},
    kernel::Now,
    store::Db,
    web::{Answer, Page, Posted, Result},
};

pub fn all() -> Vec<Route> {
    routes![form, set]
}

#[get("/availability/terms")]
async fn form(by: Facilitator<'_>, db: &State<Db>) -> Result {
    let terms = terms(&mut db.read().await?, by.0.id).await?;
    Ok(pages::SetTerms::new(&pages::SetTerms::standing(&terms)).show().into())
}

#[post("/availability/terms", data = "<form>")]
async fn set(by: Facilitator<'_>, form: Posted<Terms>, db: &State<Db>, now: Now) -> Result {
    match form.fit {
        Ok((terms, token)) => {
            actions::set_terms(db, &by, &terms, token, now).await?;
            Ok(Answer::go(super::address()))
        }
        Err(filled) => Ok(pages::SetTerms::new(&filled).show().status(Status::UnprocessableEntity).into()),
    }
}
