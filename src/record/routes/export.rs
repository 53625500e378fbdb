//! Everything about oneself as one file. There is only one's own: no address names anybody.

use rocket::{Either, Route, State, get, http::Status, post, routes, tokio::task};

use crate::{
    accounts::Member,
    kernel::Now,
    record::{
        export::{self, Readable, SCHEMA},
        pages,
    },
    store::Db,
    web::{Answer, Error, Filled, Page, Posted, Result, Views, Zip, form::Pressed},
};

pub fn all() -> Vec<Route> {
    routes![ask, give]
}

#[get("/record/export")]
fn ask(_by: &Member) -> Answer {
    pages::Export::new(export::sections(), &Filled::default()).show().into()
}

/// A form rather than a link, so that no program that opens links before their reader does makes the file. Nothing is
/// changed by it, and sending it again gives the file again.
#[post("/record/export", data = "<form>")]
async fn give(
    by: &Member,
    form: Posted<Pressed>,
    db: &State<Db>,
    views: &State<Views>,
    now: Now,
) -> Result<Either<Answer, Zip>> {
    if let Err(filled) = form.fit {
        let page = pages::Export::new(export::sections(), &filled);
        return Ok(Either::Left(page.show().status(Status::UnprocessableEntity).into()));
    }
    let record = export::gather(&mut db.read().await?, by.id, now).await?;
    let html = views.text(&Readable::of(&record)).map_err(Error::Broken)?;
    let packed = task::spawn_blocking(move || {
        let json = serde_json::to_vec_pretty(&record).map_err(std::io::Error::from)?;
        let files = [
            ("record.html", html.as_bytes()),
            ("record.json", json.as_slice()),
            ("record.schema.json", SCHEMA.as_bytes()),
        ];
        export::packed(&files)
    });
    let bytes = packed.await.map_err(|cause| Error::Broken(Box::new(cause)))?;
    let bytes = bytes.map_err(|cause| Error::Broken(Box::new(cause)))?;
    Ok(Either::Right(Zip { name: "My record".to_owned(), bytes }))
}
