//! The addresses of duties: what everybody in the organisation reads, and what the organisation says itself.

use rocket::{Route, State, get, http::Status, post, routes, uri};

use super::{
    actions, exporting,
    figures::Part,
    forms::Commentary,
    gathering,
    pages::{Evidence, Trend, UrgentCheck, WriteCommentary},
    store,
};
use crate::{
    accounts::Member,
    kernel::{Now, ids::SiteId, london},
    store::{AsConn, Db},
    uptake::{model::Quarter, releases},
    web::{Answer, Csv, Error, Filled, Page, Posted, Result, form::Pressed},
};

/// How many quarters a trend shows.
const QUARTERS: i64 = 8;

pub fn all() -> Vec<Route> {
    routes![
        duties_file,
        coverage_file,
        trend,
        trend_file,
        evidence,
        evidence_file,
        urgent,
        check_urgent,
        commentary,
        comment
    ]
}

#[get("/uptake/duties.csv")]
async fn duties_file(by: &Member, db: &State<Db>, now: Now) -> Result<Csv> {
    let counts = gathering::counts(&mut db.read().await?, by.organisation, by.supervision_weeks, now).await?;
    let bytes = exporting::duties(&counts, by.supervision_weeks, &london::short_day(now.today()));
    Ok(Csv { name: format!("Duties of {}", by.organisation_name), bytes })
}

#[get("/uptake/coverage.csv")]
async fn coverage_file(by: &Member, db: &State<Db>, now: Now) -> Result<Csv> {
    let counts = gathering::counts(&mut db.read().await?, by.organisation, by.supervision_weeks, now).await?;
    Ok(Csv { name: format!("Coverage of {}", by.organisation_name), bytes: exporting::coverage(&counts) })
}

#[get("/uptake/trend?<site>&<specialty>")]
async fn trend(by: &Member, site: Option<&str>, specialty: Option<&str>, db: &State<Db>) -> Result {
    let mut c = db.read().await?;
    let part = part(&mut c, by, site, specialty).await?;
    let history = store::history(&mut c, by.organisation, &part, QUARTERS).await?;
    let parts = store::parts(&mut c, by.organisation).await?;
    Ok(Trend::new(by, &part, &history, &parts).show().into())
}

#[get("/uptake/trend.csv?<site>&<specialty>")]
async fn trend_file(by: &Member, site: Option<&str>, specialty: Option<&str>, db: &State<Db>) -> Result<Csv> {
    let mut c = db.read().await?;
    let part = part(&mut c, by, site, specialty).await?;
    let history = store::history(&mut c, by.organisation, &part, QUARTERS).await?;
    Ok(Csv { name: format!("Trend of {}", by.organisation_name), bytes: exporting::trend(&history) })
}

#[get("/uptake/evidence")]
async fn evidence(by: &Member, db: &State<Db>, now: Now) -> Result {
    let mut c = db.read().await?;
    let counts = gathering::counts(&mut c, by.organisation, by.supervision_weeks, now).await?;
    let release = releases::latest(&mut c).await?;
    Ok(Evidence::new(by, &counts, release.as_ref(), now).show().into())
}

#[get("/uptake/evidence.csv")]
async fn evidence_file(by: &Member, db: &State<Db>, now: Now) -> Result<Csv> {
    let mut c = db.read().await?;
    let counts = gathering::counts(&mut c, by.organisation, by.supervision_weeks, now).await?;
    let release = releases::latest(&mut c).await?;
    let figures = release.map(|release| releases::rows_for(&release, by.organisation, &by.organisation_name));
    let bytes = exporting::evidence(&counts, by.supervision_weeks, &london::short_day(now.today()), figures.as_ref());
    Ok(Csv { name: format!("Evidence of {}", by.organisation_name), bytes })
}

#[get("/uptake/urgent-check")]
async fn urgent(by: &Member, db: &State<Db>, now: Now) -> Result {
    let days = store::urgent_checks(&mut db.read().await?, by.organisation).await?;
    Ok(UrgentCheck::new(by, &days, &Filled::default(), now).show().into())
}

#[post("/uptake/urgent-check", data = "<form>")]
async fn check_urgent(by: &Member, form: Posted<Pressed>, db: &State<Db>, now: Now) -> Result {
    if !by.is_service_manager {
        return Err(Error::NotFound);
    }
    match form.fit {
        Ok((_, token)) => {
            actions::check_urgent(db, by, token, now).await?;
            Ok(Answer::go(uri!(urgent())))
        }
        Err(filled) => {
            let days = store::urgent_checks(&mut db.read().await?, by.organisation).await?;
            Ok(UrgentCheck::new(by, &days, &filled, now).show().status(Status::UnprocessableEntity).into())
        }
    }
}

#[get("/uptake/commentary")]
async fn commentary(by: &Member, db: &State<Db>, now: Now) -> Result {
    let said = store::said(&mut db.read().await?, by.organisation, Quarter::of(now.today())).await?;
    let filled = WriteCommentary::kept(said.commentary.as_deref());
    Ok(WriteCommentary::new(by, said.commentary.as_deref(), &filled, now).show().into())
}

#[post("/uptake/commentary", data = "<form>")]
async fn comment(by: &Member, form: Posted<Commentary>, db: &State<Db>, now: Now) -> Result {
    if !actions::may_comment(by) {
        return Err(Error::NotFound);
    }
    match form.fit {
        Ok((new, token)) => {
            actions::comment(db, by, &new, token, now).await?;
            Ok(Answer::go(uri!(evidence())))
        }
        Err(filled) => {
            let said = store::said(&mut db.read().await?, by.organisation, Quarter::of(now.today())).await?;
            let page = WriteCommentary::new(by, said.commentary.as_deref(), &filled, now);
            Ok(page.show().status(Status::UnprocessableEntity).into())
        }
    }
}

/// The part that an address asks for: one of the organisation's sites, a specialty, or the whole.
async fn part(c: &mut impl AsConn, by: &Member, site: Option<&str>, specialty: Option<&str>) -> Result<Part> {
    match (site, specialty) {
        (Some(site), _) => {
            let id: SiteId = site.parse().map_err(|_| Error::NotFound)?;
            store::site(c, by.organisation, id).await?.ok_or(Error::NotFound)
        }
        // A treatment function code is three digits; a text that is none may be one that PostgreSQL cannot be asked for.
        (None, Some(code)) if code.len() == 3 && code.bytes().all(|letter| letter.is_ascii_digit()) => {
            Ok(Part { specialty: Some(code.to_owned()), ..Part::default() })
        }
        (None, Some(_)) => Err(Error::NotFound),
        (None, None) => Ok(Part::default()),
    }
}
