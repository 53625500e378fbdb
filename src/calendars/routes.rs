//! The addresses of one's own calendar and messages.

use std::sync::Arc;

use rocket::{Route, State, get, http::Status, post, routes, uri};

use super::{actions, model, pages, policy};
use crate::{
    accounts::Member,
    kernel::{Now, ids::SessionId},
    messages::Preferences,
    privacy::{Item, Table},
    store::Db,
    web::{Answer, CalendarFeed, CalendarFile, Error, Filled, Page, Posted, Result, Site, form::Pressed},
};

pub fn all() -> Vec<Route> {
    routes![calendar, choose, make_feed, end_feed, feed, file]
}

#[get("/calendar?<saved>&<stopped>")]
async fn calendar(by: &Member, saved: Option<bool>, stopped: Option<bool>, db: &State<Db>, now: Now) -> Result {
    allowed(by)?;
    let standing = actions::standing(db, by, now).await?;
    let page = pages::Calendar::new(&pages::Calendar::standing(standing.chosen), &standing, by.words(Item::Calendar));
    Ok(page.done(saved.unwrap_or(false), stopped.unwrap_or(false)).show().into())
}

#[post("/calendar/preferences", data = "<form>")]
async fn choose(by: &Member, form: Posted<Preferences>, db: &State<Db>, now: Now) -> Result {
    allowed(by)?;
    match form.fit {
        Ok((chosen, token)) => {
            actions::choose(db, by, chosen, token, now).await?;
            Ok(Answer::go(uri!(calendar(Some(true), _))))
        }
        Err(filled) => again(by, filled, db, now).await,
    }
}

/// The answer is the one page that shows the address: an address to go on to would hold it, and be kept in histories.
#[post("/calendar/feed", data = "<form>")]
async fn make_feed(by: &Member, form: Posted<Pressed>, db: &State<Db>, site: &State<Site>, now: Now) -> Result {
    allowed(by)?;
    let filled = match form.fit {
        Ok((_, token)) => match actions::make_feed(db, by, token, now).await? {
            Some(secret) => {
                let address = site.address.link(&format!("/calendar/{secret}.ics"));
                return Ok(pages::NewAddress::new(address, by.words(Item::Calendar)).show().into());
            }
            None => form
                .filled
                .but("", "Your private address was shown once already. If you did not keep it, make a new one."),
        },
        Err(filled) => filled,
    };
    pressed_again(by, filled, db, now).await
}

#[post("/calendar/feed/ending", data = "<form>")]
async fn end_feed(by: &Member, form: Posted<Pressed>, db: &State<Db>, now: Now) -> Result {
    allowed(by)?;
    match form.fit {
        Ok((_, token)) => {
            actions::end_feed(db, by, token, now).await?;
            Ok(Answer::go(uri!(calendar(_, Some(true)))))
        }
        Err(filled) => pressed_again(by, filled, db, now).await,
    }
}

/// For programs, which do not sign in. Whatever is not a private address is not there, whatever it looks like.
#[get("/calendar/<part>")]
async fn feed(
    part: &str,
    db: &State<Db>,
    table: &State<Arc<Table>>,
    site: &State<Site>,
    now: Now,
) -> Result<CalendarFeed> {
    let secret = model::secret(part).ok_or(Error::NotFound)?;
    let text = actions::feed(db, table, &site.address, secret, now).await?;
    text.map(CalendarFeed).ok_or(Error::NotFound)
}

#[get("/sessions/<id>/appointment.ics")]
async fn file(
    id: SessionId,
    by: &Member,
    db: &State<Db>,
    table: &State<Arc<Table>>,
    site: &State<Site>,
    now: Now,
) -> Result<CalendarFile> {
    let text = actions::file(db, (by, table), &site.address, id, now).await?;
    text.map(CalendarFile).ok_or(Error::NotFound)
}

fn allowed(by: &Member) -> Result<()> {
    if policy::may_choose(by) { Ok(()) } else { Err(Error::NotFound) }
}

/// The page again, with what is to be mended.
async fn again(by: &Member, filled: Filled, db: &Db, now: Now) -> Result {
    let standing = actions::standing(db, by, now).await?;
    let page = pages::Calendar::new(&filled, &standing, by.words(Item::Calendar));
    Ok(page.show().status(Status::UnprocessableEntity).into())
}

/// The same after one of the buttons, whose forms have none of the choices: those are as they stand.
async fn pressed_again(by: &Member, filled: Filled, db: &Db, now: Now) -> Result {
    let standing = actions::standing(db, by, now).await?;
    again(by, filled.over(pages::Calendar::standing(standing.chosen)), db, now).await
}
