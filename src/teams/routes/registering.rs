//! Registering a team, changing what is registered, and saying who leads it: its service manager's alone.

use rocket::{Route, State, get, http::Status, post, routes, uri};

use super::found;
use crate::{
    accounts::ServiceManager,
    kernel::{
        Now,
        ids::{PersonId, TeamId},
    },
    organisations,
    store::{AsConn, Db},
    teams::{
        Refusal, actions,
        forms::NewLead,
        model::{NewTeam, Registration},
        pages, policy, store,
    },
    web::{Answer, Filled, Page, Posted, Result, form::Pressed},
};

pub fn all() -> Vec<Route> {
    routes![new_team, register, edit, amend, add_lead, drop_lead]
}

#[get("/teams/new")]
async fn new_team(by: ServiceManager<'_>, db: &State<Db>) -> Result {
    let sites = organisations::sites(&mut db.read().await?, by.0.organisation).await?;
    Ok(pages::NewTeam::new(&sites, &Filled::default()).show().into())
}

#[post("/teams", data = "<form>")]
async fn register(by: ServiceManager<'_>, form: Posted<NewTeam>, db: &State<Db>, now: Now) -> Result {
    let filled: Filled = match form.fit {
        Ok((new, token)) => match actions::register_with(db, &by, &new, token, now).await {
            Ok(id) => return Ok(Answer::go(super::address(id))),
            Err(stop) => said(form.filled, stop.refusal()?),
        },
        Err(filled) => filled,
    };
    let sites = organisations::sites(&mut db.read().await?, by.0.organisation).await?;
    Ok(pages::NewTeam::new(&sites, &filled).show().status(Status::UnprocessableEntity).into())
}

#[get("/teams/<id>/registration")]
async fn edit(id: TeamId, by: ServiceManager<'_>, db: &State<Db>, now: Now) -> Result {
    Ok(page(&mut db.read().await?, &by, id, None, now).await?.show().into())
}

#[post("/teams/<id>/registration", data = "<form>")]
async fn amend(id: TeamId, by: ServiceManager<'_>, form: Posted<Registration>, db: &State<Db>, now: Now) -> Result {
    let filled = match form.fit {
        Ok((new, token)) => match actions::amend(db, &by, id, &new, token, now).await {
            Ok(id) => return Ok(Answer::go(super::address(id))),
            Err(stop) => said(form.filled, stop.refusal()?),
        },
        Err(filled) => filled,
    };
    let page = page(&mut db.read().await?, &by, id, Some(filled), now).await?;
    Ok(page.show().status(Status::UnprocessableEntity).into())
}

#[post("/teams/<id>/leads", data = "<form>")]
async fn add_lead(id: TeamId, by: ServiceManager<'_>, form: Posted<NewLead>, db: &State<Db>, now: Now) -> Result {
    let filled = match form.fit {
        Ok((lead, token)) => match actions::add_lead(db, &by, id, &lead.0, token, now).await {
            Ok(id) => return Ok(Answer::go(uri!(edit(id)))),
            Err(stop) => said(form.filled, stop.refusal()?),
        },
        Err(filled) => filled,
    };
    let mut c = db.read().await?;
    let team = found(&mut c, by.0, id, policy::may_register, now).await?;
    let page = page(&mut c, &by, id, Some(filled.over(pages::EditTeam::standing(&team))), now).await?;
    Ok(page.show().status(Status::UnprocessableEntity).into())
}

#[post("/teams/<id>/leads/<person>/removal", data = "<form>")]
async fn drop_lead(
    id: TeamId,
    person: PersonId,
    by: ServiceManager<'_>,
    form: Posted<Pressed>,
    db: &State<Db>,
    now: Now,
) -> Result {
    let filled = match form.fit {
        Ok((_, token)) => match actions::drop_lead(db, &by, id, person, token, now).await {
            Ok(id) => return Ok(Answer::go(uri!(edit(id)))),
            Err(stop) => said(form.filled, stop.refusal()?),
        },
        Err(filled) => filled,
    };
    let mut c = db.read().await?;
    let team = found(&mut c, by.0, id, policy::may_register, now).await?;
    let page = page(&mut c, &by, id, Some(filled.over(pages::EditTeam::standing(&team))), now).await?;
    Ok(page.show().status(Status::UnprocessableEntity).into())
}

/// The form of a team's registration, as it stands or as it was typed.
async fn page(
    c: &mut impl AsConn,
    by: &ServiceManager<'_>,
    id: TeamId,
    typed: Option<Filled>,
    now: Now,
) -> Result<pages::EditTeam> {
    let team = found(c, by.0, id, policy::may_register, now).await?;
    let (sites, leads) = (organisations::sites(c, by.0.organisation).await?, store::leads(c, id).await?);
    let filled = typed.unwrap_or_else(|| pages::EditTeam::standing(&team));
    Ok(pages::EditTeam::new(&team, &sites, &leads, &filled))
}

fn said(filled: Filled, refusal: Refusal) -> Filled {
    let field = match refusal {
        Refusal::KnownName | Refusal::KnownArrangement => "name",
        Refusal::KnownCode => "code",
        Refusal::UnknownLead => "lead",
        Refusal::LastLead => "",
    };
    filled.but(field, refusal)
}
