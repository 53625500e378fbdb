//! The addresses of the directory. No guard here reads a cookie: these pages know no reader.

use rocket::{Route, State, get, routes};

use super::{listed, model::Wanted, order, pages, store};
use crate::{
    kernel::{Now, ids::SignpostId},
    store::Db,
    web::{Error, Page, Result},
};

pub fn all() -> Vec<Route> {
    routes![index, show]
}

#[get("/find-support")]
async fn index(wanted: Wanted, db: &State<Db>, now: Now) -> Result {
    let entries = listed(&mut db.read().await?, &wanted, now).await?;
    Ok(pages::Index::new(&wanted, &entries, now).show().into())
}

#[get("/find-support/<id>")]
async fn show(id: Option<SignpostId>, db: &State<Db>, now: Now) -> Result {
    // An address cut short in a message is one that is not there, not a form sent wrongly.
    let id = id.ok_or(Error::NotFound)?;
    let mut c = db.read().await?;
    let signpost = store::find(&mut c, id, None).await?.ok_or(Error::NotFound)?;
    let needs = store::needs_of(&mut c, id).await?;
    let steps = store::steps(&mut c, &signpost, None, now.today()).await?;
    let around = order::before_and_after(signpost.try_order, &steps);
    Ok(pages::Show::new(&signpost, &needs, around, now).show().into())
}
