//! The addresses of a team's arrangements: its leads' to write.

use rocket::{Route, State, get, http::Status, post, routes};

use super::found;
use crate::{
    accounts::Member,
    kernel::{
        Now,
        ids::{ArrangementId, TeamId},
    },
    store::{AsConn, Db},
    teams::{
        Team, actions,
        forms::Arrangements,
        model::{Arrangement, Inclusion, NewOther},
        pages, policy, store,
    },
    web::{Answer, Error, Filled, Page, Posted, Result, form::Pressed},
};

pub fn all() -> Vec<Route> {
    routes![edit_all, arrange, new_other, add_other, edit, amend, include, remove]
}

#[get("/teams/<id>/arrangements")]
async fn edit_all(id: TeamId, by: &Member, db: &State<Db>, now: Now) -> Result {
    let mut c = db.read().await?;
    let team = found(&mut c, by, id, policy::may_arrange, now).await?;
    let filled = pages::EditArrangements::standing(&store::arrangements::list(&mut c, id).await?);
    Ok(pages::EditArrangements::new(by, &team, &filled).show().into())
}

#[post("/teams/<id>/arrangements", data = "<form>")]
async fn arrange(id: TeamId, by: &Member, form: Posted<Arrangements>, db: &State<Db>, now: Now) -> Result {
    match form.fit {
        Ok((standings, token)) => {
            let done = actions::arrange(db, by, id, &standings.0, token, now).await;
            Ok(Answer::go(super::address(done?)))
        }
        Err(filled) => {
            let team = found(&mut db.read().await?, by, id, policy::may_arrange, now).await?;
            Ok(pages::EditArrangements::new(by, &team, &filled).show().status(Status::UnprocessableEntity).into())
        }
    }
}

#[get("/teams/<id>/arrangements/new")]
async fn new_other(id: TeamId, by: &Member, db: &State<Db>, now: Now) -> Result {
    let team = found(&mut db.read().await?, by, id, policy::may_arrange, now).await?;
    Ok(pages::NewOther::new(by, &team, &Filled::default()).show().into())
}

#[post("/teams/<id>/arrangements/new", data = "<form>")]
async fn add_other(id: TeamId, by: &Member, form: Posted<NewOther>, db: &State<Db>, now: Now) -> Result {
    let filled = match form.fit {
        Ok((new, token)) => match actions::add_other(db, by, id, &new, token, now).await {
            Ok(id) => return Ok(Answer::go(super::address(id))),
            Err(stop) => form.filled.but("name", stop.refusal()?),
        },
        Err(filled) => filled,
    };
    let team = found(&mut db.read().await?, by, id, policy::may_arrange, now).await?;
    Ok(pages::NewOther::new(by, &team, &filled).show().status(Status::UnprocessableEntity).into())
}

#[get("/teams/<id>/arrangements/<arrangement>", rank = 2)]
async fn edit(id: TeamId, arrangement: ArrangementId, by: &Member, db: &State<Db>, now: Now) -> Result {
    let (team, arrangement) = arranged(&mut db.read().await?, by, id, arrangement, now).await?;
    let filled = pages::EditArrangement::standing(&arrangement, now);
    Ok(pages::EditArrangement::new(by, &team, &arrangement, &filled).show().into())
}

#[post("/teams/<id>/arrangements/<arrangement>", data = "<form>", rank = 2)]
async fn amend(
    id: TeamId,
    arrangement: ArrangementId,
    by: &Member,
    form: Posted<Inclusion>,
    db: &State<Db>,
    now: Now,
) -> Result {
    let filled = match form.fit {
        Ok((new, _)) if new.reviewed_on.is_some_and(|day| day > now.today()) => {
            form.filled.but("reviewed-day", "The day it was reviewed must be today or in the past")
        }
        Ok((new, token)) => {
            let done = actions::amend_arrangement(db, by, (id, arrangement), new, token, now).await;
            return Ok(Answer::go(super::address(done?)));
        }
        Err(filled) => filled,
    };
    let (team, arrangement) = arranged(&mut db.read().await?, by, id, arrangement, now).await?;
    let page = pages::EditArrangement::new(by, &team, &arrangement, &filled);
    Ok(page.show().status(Status::UnprocessableEntity).into())
}

#[post("/teams/<id>/arrangements/<arrangement>/inclusion", data = "<form>")]
async fn include(
    id: TeamId,
    arrangement: ArrangementId,
    by: &Member,
    form: Posted<Pressed>,
    db: &State<Db>,
    now: Now,
) -> Result {
    if let Ok((_, token)) = form.fit {
        let done = actions::include(db, by, id, arrangement, token, now).await;
        return Ok(Answer::go(super::address(done?)));
    }
    Ok(again(arranged(&mut db.read().await?, by, id, arrangement, now).await?, by, &form.filled, now))
}

#[post("/teams/<id>/arrangements/<arrangement>/removal", data = "<form>")]
async fn remove(
    id: TeamId,
    arrangement: ArrangementId,
    by: &Member,
    form: Posted<Pressed>,
    db: &State<Db>,
    now: Now,
) -> Result {
    if let Ok((_, token)) = form.fit {
        let done = actions::remove_arrangement(db, by, id, arrangement, token, now).await;
        return Ok(Answer::go(super::address(done?)));
    }
    Ok(again(arranged(&mut db.read().await?, by, id, arrangement, now).await?, by, &form.filled, now))
}

/// A button whose form had expired leads to the arrangement's own form, which says so.
fn again((team, arrangement): (Team, Arrangement), by: &Member, expired: &Filled, now: Now) -> Answer {
    let filled = expired.clone().over(pages::EditArrangement::standing(&arrangement, now));
    let page = pages::EditArrangement::new(by, &team, &arrangement, &filled);
    page.show().status(Status::UnprocessableEntity).into()
}

async fn arranged(
    c: &mut impl AsConn,
    by: &Member,
    id: TeamId,
    arrangement: ArrangementId,
    now: Now,
) -> Result<(Team, Arrangement)> {
    let team = found(c, by, id, policy::may_arrange, now).await?;
    let arrangement = store::arrangements::find(c, id, arrangement).await?.ok_or(Error::NotFound)?;
    Ok((team, arrangement))
}
