//! Somebody has left: first what will happen, then the button. The service manager's alone.

use rocket::{Route, State, get, http::Status, post, routes};

use crate::{
    accounts::{self, ServiceManager},
    audit,
    kernel::{Now, ids::PersonId},
    privacy::{Item, Viewer},
    rosters::{actions, pages::Leaving},
    store::Db,
    teams,
    web::{Answer, Error, Filled, Page, Posted, Result, form::Pressed},
};

pub fn all() -> Vec<Route> {
    routes![ask, leave]
}

#[get("/people/<id>/departure")]
async fn ask(id: PersonId, by: ServiceManager<'_>, db: &State<Db>, now: Now) -> Result {
    Ok(page(db, &by, id, &Filled::default(), now).await?.show().into())
}

#[post("/people/<id>/departure", data = "<form>")]
async fn leave(id: PersonId, by: ServiceManager<'_>, form: Posted<Pressed>, db: &State<Db>, now: Now) -> Result {
    let filled = match form.fit {
        Ok((_, token)) => match actions::leave(db, &by, id, token, now).await {
            Ok(_) => return Ok(Answer::go("/people")),
            Err(stop) => form.filled.but("", stop.refusal()?),
        },
        Err(filled) => filled,
    };
    let page = page(db, &by, id, &filled, now).await?;
    Ok(page.show().status(Status::UnprocessableEntity).into())
}

/// The page; whoever it is about sees that it was looked at.
async fn page(db: &Db, by: &ServiceManager<'_>, id: PersonId, filled: &Filled, now: Now) -> Result<Leaving> {
    let c = &mut db.read().await?;
    let person = accounts::registered(c, by.0.organisation, id).await?.ok_or(Error::NotFound)?;
    let sees = by.0.sees(Viewer::ServiceManager, Item::Placement);
    let spells = if sees { teams::spells_of(c, id, now).await? } else { Vec::new() };
    let led = teams::led_by(c, id).await?;
    audit::shown(db, now, by.0.id, "placement", &[id]).await?;
    Ok(Leaving::new(by.0, &person, &spells, led, filled))
}
