//! Saying whether a session took place.

use rocket::{Route, State, http::Status, post, routes};

use super::status;
use crate::{
    accounts::Member,
    kernel::{Now, ids::SessionId},
    sessions::{
        actions,
        forms::Say,
        policy::{self, Speaker},
    },
    store::Db,
    web::{Answer, Error, Filled, Page, Posted, Result},
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
    let speaker = policy::speaker(by, &session).ok_or(Error::NotFound)?;
    // Only the librarian's page asks with a field, once it has begun: elsewhere a mistake is the whole form's.
    let asked = speaker == Speaker::Librarian && !session.cancelled && session.starts_at <= now.0;
    let filled = match filled.error("word") {
        Some(sentence) if !asked => Filled::default().but("", sentence),
        _ => filled,
    };
    Ok(super::page(&session, by, db, &filled, now).await?.show().status(status).into())
}
