//! The directory as members see it, with what is for their organisation alone. These pages know that the
//! reader is a member, and keep nothing of what they read either.

use rocket::{Route, State, get, http::Status, routes};

use super::instead_of;
use crate::{
    accounts::Member,
    kernel::{Now, ids::SignpostId},
    signposts::{
        listing,
        model::{Wanted, Whose},
        pages::{self, Around},
        shelf::Shelf,
        store,
    },
    store::Db,
    web::{Error, Filled, Page, Result},
};

pub fn all() -> Vec<Route> {
    routes![index, show]
}

#[get("/find-support/ours")]
async fn index(by: &Member, wanted: Wanted, shelf: &State<Shelf>, db: &State<Db>, now: Now) -> Result {
    let wanted = Wanted { whose: Whose::OpenTo(Some(by.organisation)), ..wanted };
    let found = listing::searched(&mut db.read().await?, shelf, &wanted, now).await?;
    Ok(pages::Index::new(&wanted, &found, pages::OURS, now).show().into())
}

#[get("/find-support/ours/<id>")]
async fn show(by: &Member, id: SignpostId, db: &State<Db>, now: Now) -> Result {
    page(by, id, &Filled::default(), Status::Ok, db, now).await
}

/// An entry as a member sees it, with what they sent about it.
pub async fn page(by: &Member, id: SignpostId, filled: &Filled, status: Status, db: &Db, now: Now) -> Result {
    let (mut c, reader) = (db.read().await?, Some(by.organisation));
    let signpost = store::find(&mut c, id, reader).await?.ok_or(Error::NotFound)?;
    if signpost.withdrawn_on.is_some() {
        let instead = instead_of(&mut c, signpost.forward_to, reader).await?;
        return Ok(pages::Withdrawn::new(&signpost, instead.as_ref(), Some(by)).show().status(status).into());
    }
    let needs = store::needs_of(&mut c, id).await?;
    let links = store::links_of(&mut c, id, reader).await?;
    let steps = store::steps(&mut c, &signpost, reader, now.today()).await?;
    let around = Around { needs: &needs, links: &links, steps: &steps };
    let page = pages::Show::new(&signpost, &around, pages::OURS, now);
    Ok(page.kept_by(by, &signpost, filled).show().status(status).into())
}
