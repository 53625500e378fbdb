//! The addresses of check-ins.

use rocket::{Route, State, get, http::Status, post, routes, uri};

use super::{
    Written, actions,
    forms::{KeptFor, Rewritten, standing},
    model::CheckIn,
    pages::{Deletion, DeletionOfAll, Edit, Index, Keeping, Questions, Show},
    policy,
};
use crate::{
    accounts::Member,
    kernel::{Now, ids::CheckInId},
    privacy::Item,
    retention::{self, Keep},
    signposts,
    store::Db,
    web::{Answer, Error, Filled, Page, Posted, Result, form::Pressed},
};

/// How many entries of the directory stand beside a check-in at most; the links beside them lead to all.
const FITTING: usize = 4;

pub fn all() -> Vec<Route> {
    routes![index, new, make, show, edit, change, deletion, delete, deletion_of_all, delete_all, keeping, keep_for]
}

#[get("/check-ins?<deleted>&<cleared>")]
async fn index(by: &Member, deleted: Option<bool>, cleared: Option<bool>, db: &State<Db>) -> Result {
    allowed(by)?;
    let done = match (deleted, cleared) {
        (_, Some(true)) => Some("All your check-ins are deleted."),
        (Some(true), _) => Some("The check-in is deleted."),
        _ => None,
    };
    let list = actions::own(db, by.id).await?;
    Ok(Index::new(&list, done, by.words(Item::CheckIn)).show().into())
}

#[get("/check-ins/new")]
fn new(by: &Member) -> Result {
    allowed(by)?;
    Ok(Questions::new(&Filled::default(), by.words(Item::CheckIn)).show().into())
}

#[post("/check-ins", data = "<form>")]
async fn make(by: &Member, form: Posted<Written>, db: &State<Db>, now: Now) -> Result {
    allowed(by)?;
    match form.fit {
        Ok((written, token)) => {
            let made = actions::make(db, by.id, written, token, now).await?;
            Ok(Answer::go(uri!(show(made))))
        }
        Err(filled) => {
            let page = Questions::new(&filled, by.words(Item::CheckIn));
            Ok(page.show().status(Status::UnprocessableEntity).into())
        }
    }
}

#[get("/check-ins/<id>")]
async fn show(by: &Member, id: CheckInId, db: &State<Db>, now: Now) -> Result {
    let one = found(by, id, db).await?;
    let ticked = one.kept.iter().flat_map(|kept| &kept.written.helps);
    let needs: Vec<_> = ticked.filter_map(|help| help.need()).collect();
    // Naming no need would mean any.
    let fitting = if needs.is_empty() {
        Vec::new()
    } else {
        signposts::for_need(&mut db.read().await?, Some(by.organisation), now, &needs, FITTING).await?
    };
    Ok(Show::new(&one, by.is_librarian, fitting, by.words(Item::CheckIn)).show().into())
}

#[get("/check-ins/<id>/edit")]
async fn edit(by: &Member, id: CheckInId, db: &State<Db>) -> Result {
    let one = found(by, id, db).await?;
    let filled = standing(&one.kept.as_ref().ok_or(Error::NotFound)?.written);
    Ok(Edit::new(&one, &filled, by.words(Item::CheckIn)).show().into())
}

#[post("/check-ins/<id>/edit", data = "<form>")]
async fn change(by: &Member, id: CheckInId, form: Posted<Rewritten>, db: &State<Db>, now: Now) -> Result {
    allowed(by)?;
    match form.fit {
        Ok((Rewritten(written), token)) => {
            let changed = actions::change(db, by.id, id, written, token, now).await?;
            if changed { Ok(Answer::go(uri!(show(id)))) } else { Err(Error::NotFound) }
        }
        Err(filled) => {
            let one = found(by, id, db).await?;
            if one.kept.is_none() {
                return Err(Error::NotFound);
            }
            let page = Edit::new(&one, &filled, by.words(Item::CheckIn));
            Ok(page.show().status(Status::UnprocessableEntity).into())
        }
    }
}

#[get("/check-ins/<id>/deletion")]
async fn deletion(by: &Member, id: CheckInId, db: &State<Db>) -> Result {
    let one = found(by, id, db).await?;
    Ok(Deletion::new(&one, &Filled::default(), by.words(Item::CheckIn)).show().into())
}

#[post("/check-ins/<id>/deletion", data = "<form>")]
async fn delete(by: &Member, id: CheckInId, form: Posted<Pressed>, db: &State<Db>, now: Now) -> Result {
    allowed(by)?;
    match form.fit {
        Ok((_, token)) if actions::delete(db, by.id, id, token, now).await? => {
            Ok(Answer::go(uri!(index(Some(true), None::<bool>))))
        }
        Ok(_) => Err(Error::NotFound),
        Err(filled) => {
            let one = found(by, id, db).await?;
            let page = Deletion::new(&one, &filled, by.words(Item::CheckIn));
            Ok(page.show().status(Status::UnprocessableEntity).into())
        }
    }
}

#[get("/check-ins/deletion")]
fn deletion_of_all(by: &Member) -> Result {
    allowed(by)?;
    Ok(DeletionOfAll::new(&Filled::default(), by.words(Item::CheckIn)).show().into())
}

#[post("/check-ins/deletion", data = "<form>")]
async fn delete_all(by: &Member, form: Posted<Pressed>, db: &State<Db>, now: Now) -> Result {
    allowed(by)?;
    match form.fit {
        Ok((_, token)) => {
            actions::delete_all(db, by.id, token, now).await?;
            Ok(Answer::go(uri!(index(None::<bool>, Some(true)))))
        }
        Err(filled) => {
            let page = DeletionOfAll::new(&filled, by.words(Item::CheckIn));
            Ok(page.show().status(Status::UnprocessableEntity).into())
        }
    }
}

#[get("/check-ins/keeping?<saved>")]
async fn keeping(by: &Member, saved: Option<bool>, keep: &State<Keep>, db: &State<Db>, now: Now) -> Result {
    allowed(by)?;
    let chosen = retention::chosen_months(&mut db.read().await?, by.id).await?;
    let page = how_long(by, &Keeping::standing(chosen, keep), keep, db, now).await?;
    Ok(page.saved(saved == Some(true)).show().into())
}

#[post("/check-ins/keeping", data = "<form>")]
async fn keep_for(by: &Member, form: Posted<KeptFor>, keep: &State<Keep>, db: &State<Db>, now: Now) -> Result {
    allowed(by)?;
    match form.fit {
        Ok((KeptFor(months), token)) => {
            actions::keep_for(db, by.id, months, keep, token, now).await?;
            Ok(Answer::go(uri!(keeping(Some(true)))))
        }
        Err(filled) => {
            let page = how_long(by, &filled, keep, db, now).await?;
            Ok(page.show().status(Status::UnprocessableEntity).into())
        }
    }
}

async fn how_long(by: &Member, filled: &Filled, keep: &Keep, db: &Db, now: Now) -> Result<Keeping> {
    let older = retention::older_check_ins(&mut db.read().await?, by.id, keep, now).await?;
    Ok(Keeping::new(filled, keep, older, by.words(Item::CheckIn)))
}

/// What the table of who sees what does not allow does not exist.
fn allowed(by: &Member) -> Result<()> {
    if policy::may_keep_own(by) { Ok(()) } else { Err(Error::NotFound) }
}

async fn found(by: &Member, id: CheckInId, db: &Db) -> Result<CheckIn> {
    allowed(by)?;
    actions::find(db, by.id, id).await?.ok_or(Error::NotFound)
}
