//! Importing a roster: the form, what the file would do, and doing it; and rosters as files.

use rocket::{Route, State, get, http::Status, post, routes, tokio::task, uri};

use crate::{
    accounts::Member,
    audit,
    kernel::{
        Now,
        ids::{RosterImportId, TeamId},
    },
    rosters::import::{
        self, Scope,
        actions::{self, Done},
        exporting,
        forms::Confirmation,
        pages::{Preview, Upload},
        store,
    },
    sheets::{self, Sheet},
    store::Db,
    teams,
    web::{Answer, Csv, Error, Filled, Page, Posted, Result, Uploaded, form::Pressed},
};

pub fn all() -> Vec<Route> {
    routes![ask, upload, show, confirm, withdraw, template, export]
}

/// The form; after a file was imported with what was done, in three numbers and no more.
#[get("/rosters/import?<added>&<changed>&<ended>")]
async fn ask(
    by: &Member,
    added: Option<usize>,
    changed: Option<usize>,
    ended: Option<usize>,
    db: &State<Db>,
) -> Result {
    let (scope, teams) = actions::reach(&mut db.read().await?, by).await?.ok_or(Error::NotFound)?;
    let done = match (added, changed, ended) {
        (Some(added), Some(changed), Some(ended)) => Some(Done { added, changed, ended }),
        _ => None,
    };
    Ok(Upload::new(by, scope, &teams, &Filled::default(), done).show().into())
}

#[post("/rosters/imports", data = "<form>")]
async fn upload(by: &Member, form: Uploaded<Pressed>, db: &State<Db>, now: Now) -> Result {
    let (scope, teams) = actions::reach(&mut db.read().await?, by).await?.ok_or(Error::NotFound)?;
    let filled = match form.fit {
        Ok((_, file, token)) => match readable(file.bytes).await? {
            Ok(sheet) => {
                let id = actions::upload(db, by, &sheet, token, now).await?;
                return Ok(Answer::go(uri!(show(id))));
            }
            Err(sentence) => form.filled.but("file", sentence),
        },
        Err(filled) => filled,
    };
    Ok(Upload::new(by, scope, &teams, &filled, None).show().status(Status::UnprocessableEntity).into())
}

#[get("/rosters/imports/<id>")]
async fn show(id: RosterImportId, by: &Member, db: &State<Db>, now: Now) -> Result {
    let preview = preview(db, by, id, &Filled::default(), false, now).await?;
    Ok(preview.show().into())
}

#[post("/rosters/imports/<id>/confirmation", data = "<form>")]
async fn confirm(id: RosterImportId, by: &Member, form: Posted<Confirmation>, db: &State<Db>, now: Now) -> Result {
    match form.fit {
        Ok((shown, token)) => match actions::confirm(db, by, id, &shown.0, token, now).await {
            Ok(Some(done)) => Ok(Answer::go(uri!(ask(Some(done.added), Some(done.changed), Some(done.ended))))),
            Ok(None) => Ok(Answer::go("/rosters/import")),
            Err(stop) => {
                stop.refusal()?;
                let preview = preview(db, by, id, &Filled::default(), true, now).await?;
                Ok(preview.show().status(Status::Conflict).into())
            }
        },
        Err(filled) => {
            let preview = preview(db, by, id, &filled, false, now).await?;
            Ok(preview.show().status(Status::UnprocessableEntity).into())
        }
    }
}

#[post("/rosters/imports/<id>/withdrawal", data = "<form>")]
async fn withdraw(id: RosterImportId, by: &Member, form: Posted<Pressed>, db: &State<Db>, now: Now) -> Result {
    match form.fit {
        Ok((_, token)) => {
            actions::withdraw(db, by, id, token, now).await?;
            Ok(Answer::go("/rosters/import"))
        }
        Err(filled) => {
            let preview = preview(db, by, id, &filled, false, now).await?;
            Ok(preview.show().status(Status::UnprocessableEntity).into())
        }
    }
}

#[get("/rosters/template.csv")]
async fn template(by: &Member, db: &State<Db>) -> Result<Csv> {
    actions::reach(&mut db.read().await?, by).await?.ok_or(Error::NotFound)?;
    Ok(Csv { name: "Roster template".to_owned(), bytes: exporting::template() })
}

#[get("/teams/<id>/roster.csv")]
async fn export(id: TeamId, by: &Member, db: &State<Db>, now: Now) -> Result<Csv> {
    let mut c = db.read().await?;
    let team = teams::find(&mut c, by, id, now).await?;
    let team = team.filter(|team| teams::may_write_roster(by, team)).ok_or(Error::NotFound)?;
    let lines = store::exported(&mut c, id).await?;
    drop(c);
    let mut subjects: Vec<_> = lines.iter().map(|line| line.person_id).collect();
    subjects.dedup();
    let mut tx = db.write().await?;
    audit::looked(&mut tx, now, by.id, "placement", &subjects).await?;
    tx.commit().await?;
    let scope = actions::scope(by).unwrap_or(Scope::Led);
    Ok(Csv { name: format!("Roster of {}", team.name), bytes: exporting::csv(&lines, scope) })
}

/// What a file would do now. Whoever sees what stands of somebody's placement is noted in the log of looks.
async fn preview(db: &Db, by: &Member, id: RosterImportId, filled: &Filled, moved: bool, now: Now) -> Result<Preview> {
    let found = actions::look(&mut db.read().await?, by, id, now).await?;
    let (scope, plan) = found.ok_or(Error::NotFound)?;
    let subjects = plan.subjects();
    if !subjects.is_empty() {
        let mut tx = db.write().await?;
        audit::looked(&mut tx, now, by.id, "placement", &subjects).await?;
        tx.commit().await?;
    }
    Ok(Preview::new(by, id, scope, &plan, filled, moved))
}

/// A file as a roster, or the sentence that says why it is none. Reading a large one takes a moment, in which
/// nobody else has to wait.
async fn readable(bytes: Vec<u8>) -> Result<std::result::Result<Sheet, String>> {
    let read = task::spawn_blocking(move || {
        let sheet = sheets::read(&bytes).map_err(|unreadable| unreadable.to_string())?;
        match import::table(&sheet) {
            Ok(_) => Ok(sheet),
            Err(none) => Err(none.to_string()),
        }
    });
    read.await.map_err(|cause| Error::Broken(Box::new(cause)))
}
