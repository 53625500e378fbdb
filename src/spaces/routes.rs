//! The addresses of spaces. The quiet places read no cookie: they know no reader.

use rocket::{Route, State, get, http::Status, post, routes, uri};

use super::{
    Space, actions,
    forms::Asked,
    model::{NewSpace, Refusal},
    pages, store,
};
use crate::{
    accounts::{Member, ServiceManager},
    kernel::{Now, ids::SpaceId},
    organisations,
    store::{AsConn, Db},
    web::{Answer, Error, Filled, Page, Posted, Result},
};

pub fn all() -> Vec<Route> {
    routes![quiet_places, quiet_place, index, new, add, edit, change]
}

#[get("/quiet-places")]
async fn quiet_places(asked: Asked, db: &State<Db>, now: Now) -> Result {
    let spaces = store::open(&mut db.read().await?).await?;
    Ok(pages::QuietPlaces::new(asked, &spaces, now).show().into())
}

#[get("/quiet-places/<id>")]
async fn quiet_place(id: Option<SpaceId>, db: &State<Db>, now: Now) -> Result {
    // An address cut short in a message is one that is not there, not a form sent wrongly.
    let id = id.ok_or(Error::NotFound)?;
    let space = store::find(&mut db.read().await?, id).await?.ok_or(Error::NotFound)?;
    Ok(pages::QuietPlace::new(&space, now).show().into())
}

#[get("/spaces")]
async fn index(by: ServiceManager<'_>, db: &State<Db>, now: Now) -> Result {
    let spaces = store::list(&mut db.read().await?, by.0.organisation).await?;
    Ok(pages::Index::new(by.0, &spaces, now).show().into())
}

#[get("/spaces/new")]
async fn new(by: ServiceManager<'_>, db: &State<Db>) -> Result {
    Ok(form(&mut db.read().await?, by.0, None, &Filled::default()).await?.show().into())
}

#[post("/spaces", data = "<form>")]
async fn add(by: ServiceManager<'_>, form: Posted<NewSpace>, db: &State<Db>, now: Now) -> Result {
    let filled: Filled = match form.fit {
        Ok((new, token)) => match actions::add(db, &by, &new, token, now).await {
            Ok(_) => return Ok(Answer::go(uri!(index()))),
            Err(stop) => {
                let refusal = stop.refusal()?;
                form.filled.but(field(refusal), refusal)
            }
        },
        Err(filled) => filled,
    };
    mended(&mut db.read().await?, by.0, None, &filled).await
}

#[get("/spaces/<id>")]
async fn edit(id: SpaceId, by: ServiceManager<'_>, db: &State<Db>) -> Result {
    let mut c = db.read().await?;
    let space = own(&mut c, by.0, id).await?;
    Ok(form(&mut c, by.0, Some(id), &pages::Form::kept(&space)).await?.show().into())
}

#[post("/spaces/<id>", data = "<form>")]
async fn change(id: SpaceId, by: ServiceManager<'_>, form: Posted<NewSpace>, db: &State<Db>, now: Now) -> Result {
    let filled: Filled = match form.fit {
        Ok((new, token)) => match actions::change(db, &by, id, &new, token, now).await {
            Ok(_) => return Ok(Answer::go(uri!(index()))),
            Err(stop) => {
                let refusal = stop.refusal()?;
                form.filled.but(field(refusal), refusal)
            }
        },
        Err(filled) => filled,
    };
    let mut c = db.read().await?;
    own(&mut c, by.0, id).await?;
    mended(&mut c, by.0, Some(id), &filled).await
}

async fn own(c: &mut impl AsConn, by: &Member, id: SpaceId) -> Result<Space> {
    super::find(c, by.organisation, id).await?.ok_or(Error::NotFound)
}

async fn form(c: &mut impl AsConn, by: &Member, id: Option<SpaceId>, filled: &Filled) -> Result<pages::Form> {
    let sites = organisations::sites(c, by.organisation).await?;
    Ok(pages::Form::new(id, &sites, filled))
}

/// The form with what is wrong in it.
async fn mended(c: &mut impl AsConn, by: &Member, id: Option<SpaceId>, filled: &Filled) -> Result {
    Ok(form(c, by, id, filled).await?.show().status(Status::UnprocessableEntity).into())
}

fn field(refusal: Refusal) -> &'static str {
    match refusal {
        Refusal::KnownName => "name",
        Refusal::UnknownSite => "site",
    }
}
