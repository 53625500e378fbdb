//! Ending a placement, which the team's debriefs must know of.

use rocket::{Route, State, get, http::Status, post, routes, uri};

use crate::{
    accounts::Member,
    kernel::{Now, ids::PlacementId},
    sessions::{actions, pages, store},
    store::{AsConn, Db},
    teams,
    web::{Answer, Error, Filled, Page, Posted, Result, form::Pressed},
};

pub fn all() -> Vec<Route> {
    routes![ask, end]
}

#[get("/placements/<id>/departure")]
async fn ask(id: PlacementId, by: &Member, db: &State<Db>, now: Now) -> Result {
    Ok(page(&mut db.read().await?, by, id, &Filled::default(), now).await?.show().into())
}

#[post("/placements/<id>/departure", data = "<form>")]
async fn end(id: PlacementId, by: &Member, form: Posted<Pressed>, db: &State<Db>, now: Now) -> Result {
    match form.fit {
        Ok((_, token)) => {
            actions::end_placement(db, by, id, token, now).await?;
            Ok(Answer::go(uri!("/teams")))
        }
        Err(filled) => {
            let page = page(&mut db.read().await?, by, id, &filled, now).await?;
            Ok(page.show().status(Status::UnprocessableEntity).into())
        }
    }
}

async fn page(
    c: &mut impl AsConn,
    by: &Member,
    id: PlacementId,
    filled: &Filled,
    now: Now,
) -> Result<pages::Departure> {
    let spell = teams::spell(c, by, id, now).await?;
    let spell = spell.filter(|spell| teams::may_end(by, spell)).ok_or(Error::NotFound)?;
    let coming = store::debriefs::coming(c, spell.team_id, spell.person_id, now).await?;
    Ok(pages::Departure::new(by, &spell, &coming, filled))
}
