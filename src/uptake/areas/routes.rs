//! The addresses of areas. For whoever reads none of them they are not there.

use rocket::{Route, State, get, routes};

use super::{
    pages::{ReadArea, ReadAreas},
    together::Together,
};
use crate::{
    accounts::AreaReader,
    kernel::{Now, ids::AreaId},
    store::Db,
    uptake::{
        duties::{exporting, in_area},
        model::Quarter,
        releases,
    },
    web::{Csv, Error, Page, Result, Shown},
};

pub fn all() -> Vec<Route> {
    routes![index, show, file]
}

#[get("/areas")]
fn index(by: AreaReader<'_>) -> Shown {
    ReadAreas::new(by.areas).show()
}

#[get("/areas/<id>?<page>")]
async fn show(id: AreaId, by: AreaReader<'_>, page: Option<usize>, db: &State<Db>, now: Now) -> Result {
    let area = by.area(id).ok_or(Error::NotFound)?;
    let mut c = db.read().await?;
    let all = in_area(&mut c, id, Quarter::of(now.today())).await?;
    let release = releases::latest(&mut c).await?;
    Ok(ReadArea::new(&by, area, (&all, release.as_ref()), page.unwrap_or(1), now).show().into())
}

#[get("/areas/<id>/figures.csv")]
async fn file(id: AreaId, by: AreaReader<'_>, db: &State<Db>, now: Now) -> Result<Csv> {
    let area = by.area(id).ok_or(Error::NotFound)?;
    let mut c = db.read().await?;
    let all = in_area(&mut c, id, Quarter::of(now.today())).await?;
    let release = releases::latest(&mut c).await?.map(|release| releases::rows_for_area(&release, id, &area.name));
    let together = Together::of(&by, area, &all).map(|one| (one.whose(), one.ratio));
    Ok(Csv {
        name: format!("Organisations in {}", area.name),
        bytes: exporting::area(&all, together, release.as_ref()),
    })
}
