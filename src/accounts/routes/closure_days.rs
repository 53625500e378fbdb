//! The addresses of an organisation's closure days: its service manager's alone.

use rocket::{Route, State, get, http::Status, post, routes, uri};

use crate::{
    accounts::{ServiceManager, actions, pages},
    kernel::{Now, ids::ClosureDayId},
    organisations::{self, model::NewClosureDay},
    store::Db,
    web::{Answer, Error, Filled, Page, Posted, Result, form::Pressed},
};

pub fn all() -> Vec<Route> {
    routes![index, add, remove]
}

#[get("/closure-days")]
async fn index(by: ServiceManager<'_>, db: &State<Db>, now: Now) -> Result {
    Ok(page(&by, db, &Filled::default(), now).await?.show().into())
}

#[post("/closure-days", data = "<form>")]
async fn add(by: ServiceManager<'_>, form: Posted<NewClosureDay>, db: &State<Db>, now: Now) -> Result {
    let filled = match form.fit {
        Ok((new, token)) => match actions::close_on(db, &by, &new, token, now).await {
            Ok(_) => return Ok(Answer::go(uri!(index()))),
            Err(stop) => form.filled.but("closed-day", stop.refusal()?),
        },
        Err(filled) => filled,
    };
    Ok(page(&by, db, &filled, now).await?.show().status(Status::UnprocessableEntity).into())
}

#[post("/closure-days/<id>/removal", data = "<form>")]
async fn remove(id: ClosureDayId, by: ServiceManager<'_>, form: Posted<Pressed>, db: &State<Db>, now: Now) -> Result {
    let filled = match form.fit {
        Ok((_, token)) => {
            actions::open_on(db, &by, id, token, now).await?;
            return Ok(Answer::go(uri!(index())));
        }
        Err(filled) => filled,
    };
    let days = organisations::closure_days(&mut db.read().await?, by.0.organisation, now.today()).await?;
    if days.iter().all(|day| day.id != id) {
        return Err(Error::NotFound);
    }
    Ok(pages::ClosureDays::new(days, &filled).show().status(Status::UnprocessableEntity).into())
}

async fn page(by: &ServiceManager<'_>, db: &Db, filled: &Filled, now: Now) -> Result<pages::ClosureDays> {
    let days = organisations::closure_days(&mut db.read().await?, by.0.organisation, now.today()).await?;
    Ok(pages::ClosureDays::new(days, filled))
}
