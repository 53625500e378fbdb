//! The addresses of listed events. `/events/keeping` is the service manager's.

use rocket::{Route, State, get, http::Status, post, routes, uri};

use super::{
    Event, actions,
    model::{NewEvent, Refusal},
    pages, policy, store,
};
use crate::{
    accounts::{Librarian, Member, ServiceManager},
    kernel::{Now, ids::EventId},
    store::{AsConn, Db},
    web::{Answer, Error, Filled, Page, Posted, Result, form::Pressed},
};

pub fn all() -> Vec<Route> {
    routes![index, show, wish, unwish, keeping, new, list, edit, change, ask_to_cancel, cancel]
}

#[get("/events")]
async fn index(by: &Member, db: &State<Db>, now: Now) -> Result {
    let events = store::coming(&mut db.read().await?, by.id, by.organisation, now).await?;
    Ok(pages::Index::new(by, &events, now).show().into())
}

#[get("/events/<id>")]
async fn show(id: EventId, by: &Member, db: &State<Db>, now: Now) -> Result {
    let event = find(&mut db.read().await?, by, id).await?;
    Ok(pages::Show::new(by, &event, &Filled::default(), now).show().into())
}

#[post("/events/<id>/wish", data = "<form>")]
async fn wish(id: EventId, by: Librarian<'_>, form: Posted<Pressed>, db: &State<Db>, now: Now) -> Result {
    wished(id, by.0, form, db, true, now).await
}

#[post("/events/<id>/wish/removal", data = "<form>")]
async fn unwish(id: EventId, by: Librarian<'_>, form: Posted<Pressed>, db: &State<Db>, now: Now) -> Result {
    wished(id, by.0, form, db, false, now).await
}

async fn wished(id: EventId, by: &Member, form: Posted<Pressed>, db: &Db, wishes: bool, now: Now) -> Result {
    if !policy::may_wish(by) {
        return Err(Error::NotFound);
    }
    let (filled, status) = match form.fit {
        Ok((_, token)) => match actions::wish(db, by, id, wishes, token, now).await {
            Ok(id) => return Ok(Answer::go(uri!(show(id)))),
            Err(stop) => {
                let refusal = stop.refusal()?;
                (form.filled.but("", refusal), status(refusal))
            }
        },
        Err(filled) => (filled, Status::UnprocessableEntity),
    };
    let event = find(&mut db.read().await?, by, id).await?;
    Ok(pages::Show::new(by, &event, &filled, now).show().status(status).into())
}

#[get("/events/keeping")]
async fn keeping(by: ServiceManager<'_>, db: &State<Db>, now: Now) -> Result {
    let events = store::coming(&mut db.read().await?, by.0.id, by.0.organisation, now).await?;
    Ok(pages::Keeping::new(&events, now).show().into())
}

#[get("/events/keeping/new")]
fn new(_by: ServiceManager<'_>) -> Answer {
    pages::Form::new(None, &pages::Form::starting()).show().into()
}

#[post("/events/keeping", data = "<form>")]
async fn list(by: ServiceManager<'_>, form: Posted<NewEvent>, db: &State<Db>, now: Now) -> Result {
    let (filled, status) = match form.fit {
        Ok((new, token)) => match actions::list(db, &by, &new, token, now).await {
            Ok(_) => return Ok(Answer::go(uri!(keeping()))),
            Err(stop) => refused(form.filled, stop.refusal()?),
        },
        Err(filled) => (filled, Status::UnprocessableEntity),
    };
    Ok(pages::Form::new(None, &filled).show().status(status).into())
}

#[get("/events/keeping/<id>/changes")]
async fn edit(id: EventId, by: ServiceManager<'_>, db: &State<Db>) -> Result {
    let event = find(&mut db.read().await?, by.0, id).await?;
    Ok(pages::Form::new(Some(id), &pages::Form::kept(&event)).show().into())
}

#[post("/events/keeping/<id>/changes", data = "<form>")]
async fn change(id: EventId, by: ServiceManager<'_>, form: Posted<NewEvent>, db: &State<Db>, now: Now) -> Result {
    let (filled, status) = match form.fit {
        Ok((new, token)) => match actions::change(db, &by, id, &new, token, now).await {
            Ok(_) => return Ok(Answer::go(uri!(keeping()))),
            Err(stop) => refused(form.filled, stop.refusal()?),
        },
        Err(filled) => (filled, Status::UnprocessableEntity),
    };
    find(&mut db.read().await?, by.0, id).await?;
    Ok(pages::Form::new(Some(id), &filled).show().status(status).into())
}

#[get("/events/keeping/<id>/cancellation")]
async fn ask_to_cancel(id: EventId, by: ServiceManager<'_>, db: &State<Db>, now: Now) -> Result {
    let event = find(&mut db.read().await?, by.0, id).await?;
    Ok(pages::Cancel::new(&event, &Filled::default(), now).show().into())
}

#[post("/events/keeping/<id>/cancellation", data = "<form>")]
async fn cancel(id: EventId, by: ServiceManager<'_>, form: Posted<Pressed>, db: &State<Db>, now: Now) -> Result {
    let (filled, status) = match form.fit {
        Ok((_, token)) => match actions::cancel(db, &by, id, token, now).await {
            Ok(_) => return Ok(Answer::go(uri!(keeping()))),
            Err(stop) => refused(form.filled, stop.refusal()?),
        },
        Err(filled) => (filled, Status::UnprocessableEntity),
    };
    let event = find(&mut db.read().await?, by.0, id).await?;
    Ok(pages::Cancel::new(&event, &filled, now).show().status(status).into())
}

async fn find(c: &mut impl AsConn, by: &Member, id: EventId) -> Result<Event> {
    store::find(c, by.id, by.organisation, id).await?.ok_or(Error::NotFound)
}

fn refused(filled: Filled, refusal: Refusal) -> (Filled, Status) {
    let field = if refusal == Refusal::Past { "time" } else { "" };
    (filled.but(field, refusal), status(refusal))
}

fn status(refusal: Refusal) -> Status {
    match refusal {
        Refusal::Past => Status::UnprocessableEntity,
        Refusal::Over => Status::Conflict,
    }
}
