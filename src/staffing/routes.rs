//! The addresses of staffing: read by every member, written by the service manager.

use rocket::{Route, State, get, http::Status, post, routes, tokio::task, uri};

use super::{
    actions,
    forms::Confirmation,
    import,
    model::{NewReturn, Refusal},
    pages::{Form, Index, Preview, Upload},
    store,
};
use crate::{
    accounts::{Member, ServiceManager},
    kernel::{Now, ids::StaffingReturnId},
    sheets,
    store::Db,
    teams::tally::coverage,
    web::{Answer, Csv, Error, Filled, Page, Posted, Result, Shown, Uploaded, form::Pressed},
};

pub fn all() -> Vec<Route> {
    routes![index, export, template, new, add, edit, change, withdraw, ask, upload, confirm]
}

#[get("/staffing")]
async fn index(by: &Member, db: &State<Db>, now: Now) -> Result {
    let mut c = db.read().await?;
    let returns = store::list(&mut c, by.organisation).await?;
    let covered = coverage(&mut c, by.organisation, now).await?;
    Ok(Index::new(by, &returns, &covered).show().into())
}

#[get("/staffing/returns.csv")]
async fn export(by: &Member, db: &State<Db>) -> Result<Csv> {
    let returns = store::list(&mut db.read().await?, by.organisation).await?;
    Ok(Csv { name: format!("Staffing of {}", by.organisation_name), bytes: import::csv(&returns) })
}

#[get("/staffing/template.csv")]
fn template(_by: ServiceManager<'_>) -> Csv {
    Csv { name: "Staffing template".to_owned(), bytes: import::csv(&[]) }
}

#[get("/staffing/returns/new")]
fn new(_by: ServiceManager<'_>) -> Shown {
    Form::new(None, &Filled::default()).show()
}

#[post("/staffing/returns", data = "<form>")]
async fn add(by: ServiceManager<'_>, form: Posted<NewReturn>, db: &State<Db>, now: Now) -> Result {
    let filled = match form.fit {
        Ok((new, token)) => match actions::add(db, &by, &new, token, now).await {
            Ok(_) => return Ok(Answer::go(uri!(index()))),
            Err(stop) => refused(form.filled, stop.refusal()?),
        },
        Err(filled) => filled,
    };
    Ok(Form::new(None, &filled).show().status(Status::UnprocessableEntity).into())
}

#[get("/staffing/returns/<id>")]
async fn edit(id: StaffingReturnId, by: ServiceManager<'_>, db: &State<Db>) -> Result {
    let found = store::find(&mut db.read().await?, by.0.organisation, id).await?.ok_or(Error::NotFound)?;
    Ok(Form::new(Some(id), &Form::kept(&found)).show().into())
}

#[post("/staffing/returns/<id>", data = "<form>")]
async fn change(
    id: StaffingReturnId,
    by: ServiceManager<'_>,
    form: Posted<NewReturn>,
    db: &State<Db>,
    now: Now,
) -> Result {
    let filled = match form.fit {
        Ok((new, token)) => match actions::change(db, &by, id, &new, token, now).await {
            Ok(_) => return Ok(Answer::go(uri!(index()))),
            Err(stop) => refused(form.filled, stop.refusal()?),
        },
        Err(filled) => filled,
    };
    store::find(&mut db.read().await?, by.0.organisation, id).await?.ok_or(Error::NotFound)?;
    Ok(Form::new(Some(id), &filled).show().status(Status::UnprocessableEntity).into())
}

#[post("/staffing/returns/<id>/withdrawal", data = "<form>")]
async fn withdraw(
    id: StaffingReturnId,
    by: ServiceManager<'_>,
    form: Posted<Pressed>,
    db: &State<Db>,
    now: Now,
) -> Result {
    let filled = match form.fit {
        Ok((_, token)) => {
            actions::withdraw(db, &by, id, token, now).await?;
            return Ok(Answer::go(uri!(index())));
        }
        Err(filled) => filled,
    };
    let found = store::find(&mut db.read().await?, by.0.organisation, id).await?.ok_or(Error::NotFound)?;
    let filled = filled.over(Form::kept(&found));
    Ok(Form::new(Some(id), &filled).show().status(Status::UnprocessableEntity).into())
}

#[get("/staffing/import")]
fn ask(_by: ServiceManager<'_>) -> Shown {
    Upload::new(&Filled::default(), Vec::new(), false).show()
}

#[post("/staffing/imports", data = "<form>")]
async fn upload(by: ServiceManager<'_>, form: Uploaded<Pressed>, db: &State<Db>, now: Now) -> Result {
    let (filled, problems) = match form.fit {
        Ok((_, file, _)) => {
            let today = now.today();
            let read = task::spawn_blocking(move || match sheets::read(&file.bytes) {
                Ok(sheet) => import::read(&sheet, today).map_err(|problems| (None, problems)),
                Err(unreadable) => Err((Some(unreadable.to_string()), Vec::new())),
            });
            match read.await.map_err(|cause| Error::Broken(Box::new(cause)))? {
                Ok(rows) => {
                    let standing = store::list(&mut db.read().await?, by.0.organisation).await?;
                    return Ok(Preview::new(&rows, &standing).show().into());
                }
                Err((Some(sentence), _)) => (form.filled.but("file", sentence), Vec::new()),
                Err((None, problems)) => (form.filled, problems),
            }
        }
        Err(filled) => (filled, Vec::new()),
    };
    Ok(Upload::new(&filled, problems, false).show().status(Status::UnprocessableEntity).into())
}

#[post("/staffing/imports/confirmation", data = "<form>")]
async fn confirm(by: ServiceManager<'_>, form: Posted<Confirmation>, db: &State<Db>, now: Now) -> Result {
    match form.fit {
        Ok((sent, token)) => match actions::take_over(db, &by, &sent.rows, &sent.shown, token, now).await {
            Ok(true) => Ok(Answer::go(uri!(index()))),
            Ok(false) => Ok(Upload::new(&form.filled, Vec::new(), true).show().status(Status::Conflict).into()),
            Err(stop) => {
                let filled = form.filled.but("", stop.refusal()?);
                Ok(Upload::new(&filled, Vec::new(), false).show().status(Status::UnprocessableEntity).into())
            }
        },
        Err(filled) => Ok(Upload::new(&filled, Vec::new(), false).show().status(Status::UnprocessableEntity).into()),
    }
}

fn refused(filled: Filled, refusal: Refusal) -> Filled {
    match refusal {
        Refusal::Future | Refusal::KnownDay => filled.but("counted-day", refusal),
        Refusal::NoWorkforce => filled.but("workforce", refusal),
        Refusal::MoreThanAll => filled.but("qualified", refusal),
    }
}
