//! Adding a librarian to a roster, and the librarian saying that it is right.

use rocket::{Route, State, get, http::Status, post, routes};

use crate::{
    accounts::{self, Member},
    kernel::{
        Now,
        ids::{PersonId, PlacementId, TeamId},
    },
    rosters::{
        Refusal, actions, model,
        pages::{self, NewPlacement},
        policy,
    },
    store::{AsConn, Db},
    teams::{self, Team},
    web::{Answer, Error, Filled, Page, Posted, Result, form::Pressed},
};

pub fn all() -> Vec<Route> {
    routes![new, place, confirm]
}

#[get("/teams/<id>/placements/new?<name>&<person>")]
async fn new(id: TeamId, name: Option<&str>, person: Option<&str>, by: &Member, db: &State<Db>, now: Now) -> Result {
    let mut c = db.read().await?;
    let team = written(&mut c, by, id, now).await?;
    let mut search = pages::Search::default();
    let mut email = String::new();
    if let Some(typed) = name {
        search.found = accounts::librarians_named(&mut c, by.organisation, typed).await?;
        search.typed = Some(typed);
    } else if let Some(person) = person {
        // Somebody of another organisation, or who is no librarian, is nobody to choose.
        let person: PersonId = person.parse().map_err(|_| Error::NotFound)?;
        let chosen = accounts::registered(&mut c, by.organisation, person).await?;
        let chosen = chosen.filter(|chosen| chosen.profession == accounts::Profession::Librarian);
        let chosen = chosen.ok_or(Error::NotFound)?;
        (search.chosen, email) = (Some(chosen.name), chosen.email.to_string());
    }
    Ok(NewPlacement::new(by, &team, search, &NewPlacement::starting(now, &email)).show().into())
}

#[post("/teams/<id>/placements", data = "<form>")]
async fn place(id: TeamId, by: &Member, form: Posted<model::NewPlacement>, db: &State<Db>, now: Now) -> Result {
    let filled: Filled = match form.fit {
        Ok((new, token)) => match actions::place(db, by, id, &new, token, now).await {
            Ok(_) => return Ok(Answer::go(teams::address(id))),
            Err(stop) => {
                let refusal = stop.refusal()?;
                form.filled.but(if refusal == Refusal::AlreadyPlaced { "from-day" } else { "email" }, refusal)
            }
        },
        Err(filled) => filled,
    };
    let team = written(&mut db.read().await?, by, id, now).await?;
    let page = NewPlacement::new(by, &team, pages::Search::default(), &filled);
    Ok(page.show().status(Status::UnprocessableEntity).into())
}

#[post("/placements/<id>/confirmation", data = "<form>")]
async fn confirm(id: PlacementId, by: &Member, form: Posted<Pressed>, db: &State<Db>, now: Now) -> Result {
    if let Ok((_, token)) = form.fit {
        let team = actions::confirm(db, by, id, token, now).await;
        return Ok(Answer::go(teams::address(team?)));
    }
    // A button whose form had expired: the team's page has it again.
    let spell = teams::spell(&mut db.read().await?, by, id, now).await?;
    let spell = spell.filter(|spell| policy::may_confirm(by, spell));
    Ok(Answer::go(teams::address(spell.ok_or(Error::NotFound)?.team_id)))
}

async fn written(c: &mut impl AsConn, by: &Member, id: TeamId, now: Now) -> Result<Team> {
    teams::find(c, by, id, now).await?.filter(|team| teams::may_write_roster(by, team)).ok_or(Error::NotFound)
}
