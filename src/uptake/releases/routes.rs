//! The addresses of releases. Every member opens them; making one is a service manager's.

use rocket::{Route, State, get, http::Status, post, routes, uri};

use super::{
    actions,
    due::{self, Making},
    files,
    forms::Chosen,
    frozen,
    pages::{NewRelease, Next, OneRelease, Protection, Releases, figures},
    store,
};
use crate::{
    accounts::{Member, ServiceManager},
    kernel::Now,
    store::{AsConn, Db},
    uptake::model::Quarter,
    web::{Answer, Csv, Error, Page, Posted, Result, Shown, Workbook},
};

/// The routes.
#[must_use]
pub fn all() -> Vec<Route> {
    routes![index, new_release, publish, show, csv, workbook, protection]
}

#[get("/uptake/releases")]
async fn index(by: &Member, db: &State<Db>, making: &State<Making>, now: Now) -> Result {
    let mut c = db.read().await?;
    let all = store::all(&mut c).await?;
    let next = due::next(&mut c, all.first().map(|kept| kept.quarter_on), now.today()).await?;
    let failed = store::failure(&mut c, next.quarter.first).await?;
    let next = Next::new(by, next, failed.as_ref(), **making, now)?;
    let opened = all.iter().map(|kept| (Quarter::of(kept.quarter_on), frozen::Release::open(kept, c.keys())));
    Ok(Releases::new(by, &frozen::in_order(opened.collect()), next).show().into())
}

#[get("/uptake/releases/new")]
async fn new_release(by: ServiceManager<'_>, db: &State<Db>, now: Now) -> Result {
    let quarter = to_make(by, db, now).await?;
    Ok(NewRelease::new(quarter, None, None).show().into())
}

#[post("/uptake/releases", data = "<form>")]
async fn publish(by: ServiceManager<'_>, form: Posted<Chosen>, db: &State<Db>, now: Now) -> Result {
    let page = match form.fit {
        Ok((Chosen(quarter), token)) => {
            let released = store::of_quarter(&mut db.read().await?, quarter.first).await?;
            // What has been made meanwhile is shown; nothing else than what is next is made.
            if released.is_none() && to_make(by, db, now).await? != quarter {
                return Err(Error::NotFound);
            }
            match actions::publish(db, &by, quarter, token, now).await {
                Ok(number) => return Ok(Answer::go(uri!(show(number)))),
                Err(stop) => NewRelease::new(quarter, Some(&stop.refusal()?.words_for(by.0.organisation)), None),
            }
        }
        Err(filled) => NewRelease::new(to_make(by, db, now).await?, None, filled.summary()),
    };
    Ok(page.show().status(Status::UnprocessableEntity).into())
}

#[get("/uptake/releases/<number>", rank = 2)]
async fn show(number: i64, by: &Member, db: &State<Db>) -> Result {
    let release = find(db, number).await?;
    Ok(OneRelease::new(by, number, &release).show().into())
}

#[get("/uptake/releases/<number>/figures.csv")]
async fn csv(number: i64, by: &Member, db: &State<Db>) -> Result<Csv> {
    let release = find(db, number).await?.map_err(|_| Error::NotFound)?;
    Ok(Csv { name: format!("Release {number}"), bytes: files::as_csv(&release, &figures(by, &release)) })
}

#[get("/uptake/releases/<number>/figures.xlsx")]
async fn workbook(number: i64, by: &Member, db: &State<Db>) -> Result<Workbook> {
    let release = find(db, number).await?.map_err(|_| Error::NotFound)?;
    Ok(Workbook { name: format!("Release {number}"), bytes: files::as_workbook(&release, &figures(by, &release))? })
}

#[get("/uptake/protection")]
fn protection(by: &Member) -> Shown {
    Protection::new(by).show()
}

/// The quarter that is released next, if it is due: for a service manager there is nothing else to make. Before it is due the people of every other organisation can still say that their sessions took place, and one service
/// manager must not cut that short for all of them.
async fn to_make(_: ServiceManager<'_>, db: &Db, now: Now) -> Result<Quarter> {
    let next = due::next_of_all(&mut db.read().await?, now.today()).await?;
    if next.quarter.is_due(now.today()) { Ok(next.quarter) } else { Err(Error::NotFound) }
}

async fn find(db: &Db, number: i64) -> Result<std::result::Result<frozen::Release, frozen::Changed>> {
    let mut c = db.read().await?;
    let kept = store::numbered(&mut c, number).await?.ok_or(Error::NotFound)?;
    Ok(frozen::Release::open(&kept, c.keys()))
}
