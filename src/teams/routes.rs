//! The addresses of teams.

use rocket::{Route, State, get, http::Status, post, routes, uri};

use super::{Team, actions, forms, model, pages, policy, store};
use crate::{
    accounts::{Member, ServiceManager},
    audit,
    kernel::{Now, ids::TeamId},
    organisations,
    store::{AsConn, Db},
    web::{Answer, Error, Filled, Page, Posted, Result},
};

pub fn all() -> Vec<Route> {
    routes![index, new_team, register, show, new_placement, place, edit_arrangements, arrange]
}

#[get("/teams")]
async fn index(by: &Member, db: &State<Db>, now: Now) -> Result {
    let mut c = db.read().await?;
    let mut teams = store::list(&mut c, by.id, by.organisation, by.is_service_manager, now.today()).await?;
    teams.retain(|team| policy::may_open(by, team));
    Ok(pages::Index::new(by, teams).show().into())
}

#[get("/teams/new")]
async fn new_team(by: ServiceManager<'_>, db: &State<Db>) -> Result {
    let sites = organisations::sites(&mut db.read().await?, by.0.organisation).await?;
    Ok(pages::NewTeam::new(&sites, &Filled::default()).show().into())
}

#[post("/teams", data = "<form>")]
async fn register(by: ServiceManager<'_>, form: Posted<model::Registration>, db: &State<Db>, now: Now) -> Result {
    let filled: Filled = match form.fit {
        Ok((new, token)) => match actions::register_with(db, &by, &new, token, now).await {
            Ok(id) => return Ok(Answer::go(uri!(show(id)))),
            Err(stop) => {
                let refusal = stop.refusal()?;
                form.filled.but(if refusal == model::Refusal::KnownName { "name" } else { "lead" }, refusal)
            }
        },
        Err(filled) => filled,
    };
    let sites = organisations::sites(&mut db.read().await?, by.0.organisation).await?;
    Ok(pages::NewTeam::new(&sites, &filled).show().status(Status::UnprocessableEntity).into())
}

#[get("/teams/<id>")]
pub async fn show(id: TeamId, by: &Member, db: &State<Db>, now: Now) -> Result {
    let mut c = db.read().await?;
    let team = super::find(&mut c, by, id, now).await?.filter(|team| policy::may_open(by, team));
    let team = team.ok_or(Error::NotFound)?;
    let sees_roster = policy::may_see_roster(by, &team);
    let spells = match (sees_roster, policy::may_see_own_place(by, &team)) {
        (true, _) => store::roster(&mut c, id).await?,
        (_, true) => store::own_spells(&mut c, id, by.id).await?,
        _ => Vec::new(),
    };
    let sees_arrangements = policy::may_see_arrangements(by, &team);
    let arrangements = if sees_arrangements { store::arrangements(&mut c, id).await? } else { Vec::new() };
    drop(c);
    if sees_roster {
        let mut subjects: Vec<_> = spells.iter().map(|spell| spell.person_id).collect();
        subjects.sort_unstable();
        subjects.dedup();
        let mut tx = db.write().await?;
        audit::looked(&mut tx, now, by.id, "placement", &subjects).await?;
        tx.commit().await?;
    }
    Ok(pages::Show::new(by, &team, &spells, &arrangements, now).show().into())
}

#[get("/teams/<id>/placements/new")]
async fn new_placement(id: TeamId, by: &Member, db: &State<Db>, now: Now) -> Result {
    let team = led(&mut db.read().await?, by, id, policy::may_write_roster, now).await?;
    let filled = pages::NewPlacement::starting(now.today());
    Ok(pages::NewPlacement::new(by, &team, &filled).show().into())
}

#[post("/teams/<id>/placements", data = "<form>")]
async fn place(id: TeamId, by: &Member, form: Posted<model::NewPlacement>, db: &State<Db>, now: Now) -> Result {
    let filled: Filled = match form.fit {
        Ok((new, token)) => match actions::place(db, by, id, &new, token, now).await {
            Ok(_) => return Ok(Answer::go(uri!(show(id)))),
            Err(stop) => {
                let refusal = stop.refusal()?;
                form.filled.but(field(refusal), refusal)
            }
        },
        Err(filled) => filled,
    };
    let team = led(&mut db.read().await?, by, id, policy::may_write_roster, now).await?;
    Ok(pages::NewPlacement::new(by, &team, &filled).show().status(Status::UnprocessableEntity).into())
}

#[get("/teams/<id>/arrangements")]
async fn edit_arrangements(id: TeamId, by: &Member, db: &State<Db>, now: Now) -> Result {
    let mut c = db.read().await?;
    let team = led(&mut c, by, id, policy::may_arrange, now).await?;
    let filled = pages::EditArrangements::standing(&store::arrangements(&mut c, id).await?);
    Ok(pages::EditArrangements::new(by, &team, &filled).show().into())
}

#[post("/teams/<id>/arrangements", data = "<form>")]
async fn arrange(id: TeamId, by: &Member, form: Posted<forms::Arrangements>, db: &State<Db>, now: Now) -> Result {
    match form.fit {
        Ok((standings, token)) => {
            let done = actions::arrange(db, by, id, &standings.0, token, now).await;
            done.map_err(Error::from)?;
            Ok(Answer::go(uri!(show(id))))
        }
        Err(filled) => {
            let team = led(&mut db.read().await?, by, id, policy::may_arrange, now).await?;
            Ok(pages::EditArrangements::new(by, &team, &filled).show().status(Status::UnprocessableEntity).into())
        }
    }
}

async fn led(c: &mut impl AsConn, by: &Member, id: TeamId, may: fn(&Member, &Team) -> bool, now: Now) -> Result<Team> {
    super::find(c, by, id, now).await?.filter(|team| may(by, team)).ok_or(Error::NotFound)
}

fn field(refusal: model::Refusal) -> &'static str {
    match refusal {
        model::Refusal::UnknownAddress | model::Refusal::NotALibrarian => "email",
        model::Refusal::AlreadyPlaced => "from-day",
        model::Refusal::KnownName | model::Refusal::UnknownLead => "",
    }
}
