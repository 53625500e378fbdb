//! The addresses of availability. Its times and its terms are its facilitator's alone.

mod away;
mod terms;

use rocket::{
    Route, State, get,
    http::{Status, uri::Origin},
    post, routes, uri,
};

use super::{
    actions,
    model::{Availability, Change, NewAvailability, NewExtra, Refusal},
    pages, store,
};
use crate::{
    accounts::Facilitator,
    kernel::{Now, ids::AvailabilityId},
    spaces,
    store::{AsConn, Db},
    web::{Answer, Error, Filled, Page, Posted, Result, form::Pressed},
};

pub fn all() -> Vec<Route> {
    let mut all = routes![index, new, publish, new_extra, add_extra, edit, change, stop];
    all.extend(away::all());
    all.extend(terms::all());
    all
}

#[get("/availability")]
async fn index(by: Facilitator<'_>, db: &State<Db>, now: Now) -> Result {
    Ok(page(&by, db, &Filled::default(), now).await?.show().into())
}

#[get("/availability/new")]
async fn new(by: Facilitator<'_>, db: &State<Db>, now: Now) -> Result {
    Ok(weekly(&by, db, &pages::Publish::starting(now.today())).await?.show().into())
}

#[post("/availability", data = "<form>")]
async fn publish(by: Facilitator<'_>, form: Posted<NewAvailability>, db: &State<Db>, now: Now) -> Result {
    let filled: Filled = match form.fit {
        Ok((new, token)) => match actions::publish(db, &by, &new, token, now).await {
            Ok(_) => return Ok(Answer::go(uri!(index()))),
            Err(stop) => refused(form.filled, stop.refusal()?, "from-day"),
        },
        Err(filled) => filled,
    };
    Ok(weekly(&by, db, &filled).await?.show().status(Status::UnprocessableEntity).into())
}

#[get("/availability/single")]
async fn new_extra(by: Facilitator<'_>, db: &State<Db>) -> Result {
    Ok(extra(&by, db, &pages::AddExtra::starting()).await?.show().into())
}

#[post("/availability/single", data = "<form>")]
async fn add_extra(by: Facilitator<'_>, form: Posted<NewExtra>, db: &State<Db>, now: Now) -> Result {
    let filled: Filled = match form.fit {
        Ok((new, token)) => match actions::add_extra(db, &by, &new, token, now).await {
            Ok(_) => return Ok(Answer::go(uri!(index()))),
            Err(stop) => refused(form.filled, stop.refusal()?, "on-day"),
        },
        Err(filled) => filled,
    };
    Ok(extra(&by, db, &filled).await?.show().status(Status::UnprocessableEntity).into())
}

#[get("/availability/<id>", rank = 2)]
async fn edit(id: AvailabilityId, by: Facilitator<'_>, db: &State<Db>, now: Now) -> Result {
    let mut c = db.read().await?;
    let availability = weekly_one(&mut c, &by, id, now).await?;
    let spaces = spaces::choosable(&mut c, by.0.organisation).await?;
    let standing = pages::ChangeTimes::standing(&availability);
    Ok(pages::ChangeTimes::new(&availability, &standing, &spaces).show().into())
}

#[post("/availability/<id>", rank = 2, data = "<form>")]
async fn change(id: AvailabilityId, by: Facilitator<'_>, form: Posted<Change>, db: &State<Db>, now: Now) -> Result {
    let filled: Filled = match form.fit {
        Ok((new, token)) => match actions::change(db, &by, id, &new, token, now).await {
            Ok(_) => return Ok(Answer::go(uri!(index()))),
            Err(stop) => refused(form.filled, stop.refusal()?, "until-day"),
        },
        Err(filled) => filled,
    };
    let mut c = db.read().await?;
    let availability = weekly_one(&mut c, &by, id, now).await?;
    let spaces = spaces::choosable(&mut c, by.0.organisation).await?;
    let page = pages::ChangeTimes::new(&availability, &filled, &spaces);
    Ok(page.show().status(Status::UnprocessableEntity).into())
}

#[post("/availability/<id>/end", data = "<form>")]
async fn stop(id: AvailabilityId, by: Facilitator<'_>, form: Posted<Pressed>, db: &State<Db>, now: Now) -> Result {
    let filled = match form.fit {
        Ok((_, token)) => {
            actions::stop(db, &by, id, token, now).await?;
            return Ok(Answer::go(uri!(index())));
        }
        Err(filled) => filled,
    };
    own(&mut db.read().await?, &by, id, now).await?;
    Ok(page(&by, db, &filled, now).await?.show().status(Status::UnprocessableEntity).into())
}

async fn page(by: &Facilitator<'_>, db: &Db, filled: &Filled, now: Now) -> Result<pages::Index> {
    let published = super::published(&mut db.read().await?, by.0.organisation, by.0.id, now).await?;
    Ok(pages::Index::new(&published, filled))
}

async fn weekly(by: &Facilitator<'_>, db: &Db, filled: &Filled) -> Result<pages::Publish> {
    let mut c = db.read().await?;
    let spaces = spaces::choosable(&mut c, by.0.organisation).await?;
    Ok(pages::Publish::new(filled, &spaces, &super::terms(&mut c, by.0.id).await?))
}

async fn extra(by: &Facilitator<'_>, db: &Db, filled: &Filled) -> Result<pages::AddExtra> {
    let mut c = db.read().await?;
    let spaces = spaces::choosable(&mut c, by.0.organisation).await?;
    Ok(pages::AddExtra::new(filled, &spaces, &super::terms(&mut c, by.0.id).await?))
}

/// A weekly pattern of one's own: times on one day are removed and added anew.
async fn weekly_one(c: &mut impl AsConn, by: &Facilitator<'_>, id: AvailabilityId, now: Now) -> Result<Availability> {
    let found = own(c, by, id, now).await?;
    if found.is_single() { Err(Error::NotFound) } else { Ok(found) }
}

async fn own(c: &mut impl AsConn, by: &Facilitator<'_>, id: AvailabilityId, now: Now) -> Result<Availability> {
    store::find(c, by.0.id, id, now.today()).await?.ok_or(Error::NotFound)
}

/// The form with what the service refuses beside its field; `day` is the field of its day.
fn refused(filled: Filled, refusal: Refusal, day: &str) -> Filled {
    filled.but(if matches!(refusal, Refusal::Unchoosable(_)) { "space" } else { day }, refusal)
}

/// Where a facilitator's availability is.
fn address() -> Origin<'static> {
    uri!(index())
}
