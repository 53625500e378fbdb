//! Saying whether a session took place.

use rocket::{Route, State, http::Status, post, routes};

use super::status;
use crate::{
    accounts::Member,
    kernel::{Now, ids::SessionId},
    sessions::{actions, forms::Say, policy},
    store::Db,
    web::{Answer, Error, Page, Posted, Result},
};

pub fn all() -> Vec<Route> {
    routes![say]
}

#[post("/sessions/<id>/occurrence", data = "<form>")]
async fn say(id: SessionId, by: &Member, form: Posted<Say>, db: &State<Db>, now: Now) -> Result {
    let (filled, status) = match form.fit {
        Ok((Say(word), token)) => match actions::say(db, by, id, word, token, now).await {
            Ok(id) => return Ok(Answer::go(super::address(id))),
            Err(stop) => {
                let refusal = stop.refusal()?;
                (form.filled.but("", refusal), status(refusal))
            }
        },
        Err(filled) => (filled, Status::UnprocessableEntity),
    };
    let session = super::seen(&mut db.read().await?, by, id).await?;
    policy::speaker(by, &session).ok_or(Error::NotFound)?;
    Ok(super::page(&session, by, db, &filled, now).await?.show().status(status).into())
}
