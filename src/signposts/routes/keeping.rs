//! The addresses of those who look after entries.

use rocket::{Route, State, get, http::Status, post, routes, uri};

use super::ours;
use crate::{
    accounts::{Member, ServiceManager},
    kernel::{Now, ids::SignpostId},
    signposts::{
        Description, Signpost, actions,
        forms::{description, keeping::StillRight},
        keeping::{Forwarding, Refusal},
        pages, policy, store,
    },
    store::{AsConn, Db, Stop},
    web::{Answer, Error, Filled, Page, Posted, Result, form::Pressed},
};

pub fn all() -> Vec<Route> {
    routes![kept, new_signpost, add, edit, change, check, withdrawal, withdraw, put_back]
}

#[get("/signposts?<page>")]
async fn kept(page: Option<u16>, by: &Member, db: &State<Db>, now: Now) -> Result {
    let page = usize::from(page.unwrap_or(0));
    let most = i64::try_from(pages::LISTED).unwrap_or(i64::MAX);
    let skipped = i64::try_from(page * pages::LISTED).unwrap_or(i64::MAX);
    let owner = (!by.is_service_manager).then_some(by.id);
    let mut c = db.read().await?;
    let found = store::kept_list(&mut c, by.organisation, owner, most, skipped).await?;
    let faults = store::kept_faults(&mut c, by.organisation, owner, most, skipped).await?;
    Ok(pages::Keeping::new(by, &found, &faults, page, now).show().into())
}

#[get("/signposts/new")]
async fn new_signpost(by: ServiceManager<'_>, db: &State<Db>, now: Now) -> Result {
    let choices = store::choices(&mut db.read().await?, by.0.organisation).await?;
    Ok(pages::Edit::begin(by.0, &choices, &pages::Edit::usual(now)).show().into())
}

#[post("/signposts", data = "<form>")]
async fn add(by: ServiceManager<'_>, form: Posted<Description>, db: &State<Db>, now: Now) -> Result {
    let filled = match form.fit {
        Ok((written, token)) => match actions::add_with(db, &by, &written, token, now).await {
            Ok(id) => return Ok(to_entry(id)),
            Err(stop) => said_no(form.filled, stop)?,
        },
        Err(filled) => filled,
    };
    let choices = store::choices(&mut db.read().await?, by.0.organisation).await?;
    Ok(pages::Edit::begin(by.0, &choices, &filled).show().status(Status::UnprocessableEntity).into())
}

#[get("/signposts/<id>/changes")]
async fn edit(id: SignpostId, by: ServiceManager<'_>, db: &State<Db>) -> Result {
    let mut c = db.read().await?;
    let entry = changeable(&mut c, &by, id).await?;
    let choices = store::choices(&mut c, by.0.organisation).await?;
    let filled = description::standing(&entry, &store::beside(&mut c, id).await?);
    Ok(pages::Edit::again(&entry, by.0, &choices, &filled).show().into())
}

#[post("/signposts/<id>/changes", data = "<form>")]
async fn change(id: SignpostId, by: ServiceManager<'_>, form: Posted<Description>, db: &State<Db>, now: Now) -> Result {
    let entry = changeable(&mut db.read().await?, &by, id).await?;
    let filled = match form.fit {
        Ok((written, token)) => match actions::change(db, &by, id, &written, token, now).await {
            Ok(id) => return Ok(to_entry(id)),
            Err(stop) => said_no(form.filled, stop)?,
        },
        Err(filled) => filled,
    };
    let choices = store::choices(&mut db.read().await?, by.0.organisation).await?;
    Ok(pages::Edit::again(&entry, by.0, &choices, &filled).show().status(Status::UnprocessableEntity).into())
}

#[post("/signposts/<id>/checks", data = "<form>")]
async fn check(id: SignpostId, by: &Member, form: Posted<StillRight>, db: &State<Db>, now: Now) -> Result {
    let entry = store::kept(&mut db.read().await?, id, by.organisation).await?;
    entry.filter(|entry| policy::may_check(by, entry)).ok_or(Error::NotFound)?;
    let filled = match form.fit {
        Ok((StillRight(holds), token)) => match actions::check(db, by, id, holds, token, now).await {
            Ok(id) => return Ok(to_entry(id)),
            Err(stop) => said_no(form.filled, stop)?,
        },
        Err(filled) => filled,
    };
    ours::page(by, id, &filled, Status::UnprocessableEntity, db, now).await
}

#[get("/signposts/<id>/withdrawal")]
async fn withdrawal(id: SignpostId, by: ServiceManager<'_>, db: &State<Db>) -> Result {
    let mut c = db.read().await?;
    let entry = changeable(&mut c, &by, id).await?;
    let choices = store::choices(&mut c, by.0.organisation).await?;
    Ok(pages::Withdraw::new(&entry, &choices, &Filled::default()).show().into())
}

#[post("/signposts/<id>/withdrawal", data = "<form>")]
async fn withdraw(
    id: SignpostId,
    by: ServiceManager<'_>,
    form: Posted<Forwarding>,
    db: &State<Db>,
    now: Now,
) -> Result {
    let entry = changeable(&mut db.read().await?, &by, id).await?;
    let filled = match form.fit {
        Ok((to, token)) => match actions::withdraw(db, &by, id, &to, token, now).await {
            Ok(id) => return Ok(to_entry(id)),
            Err(stop) => {
                let refusal = stop.refusal()?;
                form.filled.but(if refusal == Refusal::UnknownNext { "entry" } else { "" }, refusal)
            }
        },
        Err(filled) => filled,
    };
    let choices = store::choices(&mut db.read().await?, by.0.organisation).await?;
    Ok(pages::Withdraw::new(&entry, &choices, &filled).show().status(Status::UnprocessableEntity).into())
}

#[post("/signposts/<id>/return", data = "<form>")]
async fn put_back(id: SignpostId, by: ServiceManager<'_>, form: Posted<Pressed>, db: &State<Db>, now: Now) -> Result {
    changeable(&mut db.read().await?, &by, id).await?;
    match form.fit {
        Ok((Pressed, token)) => Ok(to_entry(actions::put_back(db, &by, id, token, now).await?)),
        Err(filled) => ours::page(by.0, id, &filled, Status::UnprocessableEntity, db, now).await,
    }
}

async fn changeable(c: &mut impl AsConn, by: &ServiceManager<'_>, id: SignpostId) -> Result<Signpost> {
    let entry = store::kept(c, id, by.0.organisation).await?;
    entry.filter(|entry| policy::may_change(by.0, entry)).ok_or(Error::NotFound)
}

fn said_no(filled: Filled, stop: Stop<Refusal>) -> Result<Filled> {
    let refusal = stop.refusal()?;
    Ok(filled.but(refusal.field(), refusal))
}

fn to_entry(id: SignpostId) -> Answer {
    Answer::go(uri!(ours::show(id)))
}
