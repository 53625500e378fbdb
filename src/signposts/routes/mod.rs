//! The addresses of the directory. No guard in this file reads a cookie: the public pages know no reader.

mod keeping;
mod ours;

use rocket::{Route, State, get, routes};

use super::{
    listing,
    model::Wanted,
    pages::{self, Around},
    shelf::Shelf,
    store,
};
use crate::{
    kernel::{
        Now,
        ids::{OrganisationId, SignpostId},
    },
    store::{AsConn, Db},
    web::{Error, Page, Result},
};

pub fn all() -> Vec<Route> {
    [routes![index, show], ours::all(), keeping::all()].concat()
}

#[get("/find-support")]
async fn index(wanted: Wanted, shelf: &State<Shelf>, db: &State<Db>, now: Now) -> Result {
    let found = listing::searched(&mut db.read().await?, shelf, &wanted, now).await?;
    Ok(pages::Index::new(&wanted, &found, pages::PUBLIC, now).show().into())
}

#[get("/find-support/<id>")]
async fn show(id: Option<SignpostId>, db: &State<Db>, now: Now) -> Result {
    // An address cut short in a message is one that is not there, not a form sent wrongly.
    let id = id.ok_or(Error::NotFound)?;
    let mut c = db.read().await?;
    let signpost = store::find(&mut c, id, None).await?.ok_or(Error::NotFound)?;
    if signpost.withdrawn_on.is_some() {
        let instead = instead_of(&mut c, signpost.forward_to, None).await?;
        return Ok(pages::Withdrawn::new(&signpost, instead.as_ref(), None).show().into());
    }
    let needs = store::needs_of(&mut c, id).await?;
    let links = store::links_of(&mut c, id, None).await?;
    let steps = store::steps(&mut c, &signpost, None, now.today()).await?;
    let around = Around { needs: &needs, links: &links, steps: &steps };
    Ok(pages::Show::new(&signpost, &around, pages::PUBLIC, now).show().into())
}

/// The entry to go to in the place of a withdrawn one, if the reader is offered it.
async fn instead_of(
    c: &mut impl AsConn,
    id: Option<SignpostId>,
    reader: Option<OrganisationId>,
) -> Result<Option<super::Signpost>> {
    match id {
        Some(id) => Ok(store::find(c, id, reader).await?),
        None => Ok(None),
    }
}
