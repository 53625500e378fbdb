//! The addresses of erasing one's own record. None takes anybody's id: there is only one's own.

use rocket::{Route, State, get, http::Status, post, routes, uri};

use super::{
    actions,
    forms::{Erasing, TO_COME, ToCome},
    pages::{Erasure, Receipt},
    stays::{Stay, stays},
    store,
};
use crate::{
    accounts::Member,
    kernel::Now,
    retention::Keep,
    sessions,
    store::Db,
    web::{Answer, Filled, Page, Posted, Result},
};

pub fn all() -> Vec<Route> {
    routes![show, erase, receipt]
}

#[get("/record/erasure")]
async fn show(by: &Member, keep: &State<Keep>, db: &State<Db>, now: Now) -> Result {
    let (to_come, stays) = standing(by, keep, db, now).await?;
    Ok(Erasure::new(&Filled::default(), to_come, stays).show().into())
}

#[post("/record/erasure", data = "<form>")]
async fn erase(by: &Member, form: Posted<Erasing>, keep: &State<Keep>, db: &State<Db>, now: Now) -> Result {
    let (to_come, stays) = standing(by, keep, db, now).await?;
    let filled = match form.fit {
        Ok((Erasing { to_come: None }, _)) if to_come > 0 => {
            form.filled.but(TO_COME, "Choose whether the sessions to come stay booked")
        }
        Ok((erasing, token)) => {
            actions::erase(db, by, erasing.to_come == Some(ToCome::Cancel), token, now).await?;
            return Ok(Answer::go(uri!(receipt())));
        }
        Err(filled) => filled,
    };
    Ok(Erasure::new(&filled, to_come, stays).show().status(Status::UnprocessableEntity).into())
}

#[get("/record/erasure/receipt")]
async fn receipt(by: &Member, keep: &State<Keep>, db: &State<Db>, now: Now) -> Result {
    let (to_come, stays) = standing(by, keep, db, now).await?;
    Ok(Receipt::new(to_come, stays).show().into())
}

/// How many sessions to come they hold a place in, and what stays.
async fn standing(by: &Member, keep: &Keep, db: &Db, now: Now) -> Result<(usize, Vec<Stay>)> {
    let c = &mut db.read().await?;
    let to_come = sessions::coming_of(c, by, now).await?;
    let (newest, placements) = (store::newest(c, by.id).await?, store::placements(c, by.id).await?);
    let standing = store::standing(c, by.id).await?;
    Ok((to_come, stays(keep, (&newest, &standing), &placements, to_come, now)))
}
