//! Ending a placement: first what will happen, then the button.

use rocket::{
    Route, State, get,
    http::{Status, uri::Origin},
    post, routes,
};

use crate::{
    accounts::Member,
    audit,
    kernel::{Now, ids::PlacementId, london},
    rosters::{Refusal, actions, forms::TypedLastDay, model::LastDay, pages, policy},
    sessions,
    store::{AsConn, Db},
    teams::{self, Spell},
    web::{Answer, Error, Filled, Page, Posted, Result, form},
};

pub fn all() -> Vec<Route> {
    routes![ask, end]
}

/// The page; with a last day in the address, what would happen if that were the last one.
#[get("/placements/<id>/departure")]
async fn ask(id: PlacementId, by: &Member, address: &Origin<'_>, db: &State<Db>, now: Now) -> Result {
    let mut c = db.read().await?;
    let spell = ending(&mut c, by, id, now).await?;
    let query = address.query().map(|query| query.as_str()).unwrap_or_default();
    let (last, asked) = match form::asked::<TypedLastDay>(query) {
        Ok((typed, asked)) => match typed.0.of(&spell, now.today()) {
            Ok(_) => (typed.0, asked),
            Err(refusal) => (LastDay::default(), asked.but("last-day", refusal)),
        },
        Err(asked) => (LastDay::default(), asked),
    };
    let status = if asked.summary().is_some() { Status::UnprocessableEntity } else { Status::Ok };
    drop(c);
    Ok(page(db, by, &spell, last, &asked, now).await?.show().status(status).into())
}

#[post("/placements/<id>/departure", data = "<form>")]
async fn end(id: PlacementId, by: &Member, form: Posted<LastDay>, db: &State<Db>, now: Now) -> Result {
    let filled = match form.fit {
        Ok((last, token)) => match actions::end(db, by, id, last, token, now).await {
            Ok(team) => return Ok(Answer::go(way_on(by, db, team, now).await?)),
            Err(stop) => form.filled.but("", stop.refusal()?),
        },
        Err(filled) => filled,
    };
    let spell = ending(&mut db.read().await?, by, id, now).await?;
    let page = page(db, by, &spell, LastDay::default(), &filled, now).await?;
    Ok(page.show().status(Status::UnprocessableEntity).into())
}

/// The team's page, if there is still one for whoever ended the placement.
async fn way_on(by: &Member, db: &Db, team: crate::kernel::ids::TeamId, now: Now) -> Result<Origin<'static>> {
    let found = teams::find(&mut db.read().await?, by, team, now).await?;
    let stays = found.is_some_and(|team| teams::may_write_roster(by, &team));
    Ok(if stays { teams::address(team) } else { rocket::uri!("/teams") })
}

async fn ending(c: &mut impl AsConn, by: &Member, id: PlacementId, now: Now) -> Result<Spell> {
    let spell = teams::spell(c, by, id, now).await?;
    spell.filter(|spell| policy::ends_as(by, spell).is_some()).ok_or(Error::NotFound)
}

/// The page; whose placement it is sees that it was looked at.
async fn page(
    db: &Db,
    by: &Member,
    spell: &Spell,
    last: LastDay,
    asked: &Filled,
    now: Now,
) -> Result<pages::Departure> {
    let day = last.of(spell, now.today()).map_err(|refusal: Refusal| Error::Broken(Box::new(refusal)))?;
    let after = london::end_of_day(day).max(now.0);
    let coming = sessions::coming_debriefs(&mut db.read().await?, spell.team_id, spell.person_id, after).await?;
    audit::shown(db, now, by.id, "placement", &[spell.person_id]).await?;
    Ok(pages::Departure::new(by, spell, last, &coming, asked, now))
}
