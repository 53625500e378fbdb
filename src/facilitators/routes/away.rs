//! Adding time away, and taking it back.

use rocket::{Route, State, get, http::Status, post, routes};

use crate::{
    accounts::Facilitator,
    facilitators::{actions, model::NewAway, pages, published},
    kernel::{Now, ids::TimeAwayId},
    store::Db,
    web::{Answer, Error, Filled, Page, Posted, Result, form::Pressed},
};

pub fn all() -> Vec<Route> {
    routes![form, go, come_back]
}

#[get("/availability/away")]
fn form(_by: Facilitator<'_>) -> Answer {
    pages::GoAway::new(&Filled::default()).show().into()
}

#[post("/availability/away", data = "<form>")]
async fn go(by: Facilitator<'_>, form: Posted<NewAway>, db: &State<Db>, now: Now) -> Result {
    let filled = match form.fit {
        Ok((new, token)) => match actions::go_away(db, &by, &new, token, now).await {
            Ok(_) => return Ok(Answer::go(super::address())),
            Err(stop) => form.filled.but("last-day", stop.refusal()?),
        },
        Err(filled) => filled,
    };
    Ok(pages::GoAway::new(&filled).show().status(Status::UnprocessableEntity).into())
}

#[post("/availability/away/<id>/removal", data = "<form>")]
async fn come_back(id: TimeAwayId, by: Facilitator<'_>, form: Posted<Pressed>, db: &State<Db>, now: Now) -> Result {
    let filled = match form.fit {
        Ok((_, token)) => {
            actions::come_back(db, &by, id, token, now).await?;
            return Ok(Answer::go(super::address()));
        }
        Err(filled) => filled,
    };
    let published = published(&mut db.read().await?, by.0.organisation, by.0.id, now).await?;
    if published.off.away.iter().all(|away| away.id != id) {
        return Err(Error::NotFound);
    }
    Ok(pages::Index::new(&published, &filled).show().status(Status::UnprocessableEntity).into())
}
