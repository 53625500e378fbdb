//! The sessions that no longer fit what their facilitator offers: theirs alone to see and to decide.

use rocket::{Route, State, get, http::Status, post, routes, uri};

use crate::{
    accounts::Facilitator,
    audit,
    kernel::{Now, ids::SessionId},
    sessions::{actions, pages, policy, store},
    store::Db,
    web::{Answer, Error, Filled, Page, Posted, Result, form::Pressed},
};

pub fn all() -> Vec<Route> {
    routes![conflicts, keep]
}

#[get("/facilitating/conflicts")]
async fn conflicts(by: Facilitator<'_>, db: &State<Db>, now: Now) -> Result {
    Ok(page(&by, db, &Filled::default(), now).await?.show().into())
}

#[post("/sessions/<id>/kept", data = "<form>")]
async fn keep(id: SessionId, by: Facilitator<'_>, form: Posted<Pressed>, db: &State<Db>, now: Now) -> Result {
    let filled = match form.fit {
        Ok((_, token)) => {
            actions::keep(db, &by, id, token, now).await?;
            return Ok(Answer::go(uri!(conflicts())));
        }
        Err(filled) => filled,
    };
    // A form that had expired, for a session of this facilitator's; any other does not exist.
    let mut c = db.read().await?;
    let session = store::find(&mut c, by.0.id, by.0.organisation, id).await?;
    let own = session.filter(|s| s.facilitator_id == Some(by.0.id) && s.starts_at > now.0 && !s.cancelled);
    own.filter(|_| policy::may_see_run(by.0)).ok_or(Error::NotFound)?;
    drop(c);
    Ok(page(&by, db, &filled, now).await?.show().status(Status::UnprocessableEntity).into())
}

async fn page(by: &Facilitator<'_>, db: &Db, filled: &Filled, now: Now) -> Result<pages::Conflicts> {
    let undecided = actions::undecided(&mut db.read().await?, by.0, now).await?;
    let subjects: Vec<_> = undecided.iter().filter_map(|(run, _)| run.person_id).collect();
    let mut tx = db.write().await?;
    audit::looked(&mut tx, now, by.0.id, "booking", &subjects).await?;
    tx.commit().await?;
    Ok(pages::Conflicts::new(by.0, &undecided, filled))
}
