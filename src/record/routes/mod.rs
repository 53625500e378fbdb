//! The addresses of one's own record and of the table of who sees what.

mod cpd;
mod export;

use std::sync::Arc;

use chrono::TimeDelta;
use rocket::{Route, State, get, post, routes};

use super::{actions, pages, store};
use crate::{
    accounts::{self, Member, Role},
    calendars,
    kernel::{Now, london},
    messages,
    privacy::{Item, Table, Viewer},
    sessions,
    store::Db,
    teams,
    web::{Answer, Error, Page, Posted, Result, form::Pressed},
};

/// How far back sign-ins are shown.
const SIGN_INS_SHOWN: TimeDelta = TimeDelta::days(30);

/// The most lines that a list without pages of its own shows.
const MOST: i64 = 200;

pub fn all() -> Vec<Route> {
    let mut all = routes![record, looks, details, own_sessions, own_messages, who, sign_out_everywhere, who_sees_what];
    all.extend(cpd::all());
    all.extend(export::all());
    all
}

#[get("/record")]
async fn record(by: &Member, db: &State<Db>, now: Now) -> Result {
    let c = &mut db.read().await?;
    let latest = i64::try_from(pages::LATEST).unwrap_or(i64::MAX);
    let sees = by.sees(Viewer::Librarian, Item::Looks);
    let looks = if sees { Some(store::looks_at(c, by.id, latest, 0).await?) } else { None };
    let most = i64::try_from(pages::MOST).unwrap_or(i64::MAX);
    let sign_ins = accounts::about::sign_ins(c, by.id, now.0 - SIGN_INS_SHOWN, most).await?;
    Ok(pages::Record::new(by, looks, &sign_ins, now).show().into())
}

#[get("/record/looks?<page>")]
async fn looks(page: Option<u16>, by: &Member, db: &State<Db>) -> Result {
    own(by, Item::Looks)?;
    let page = page.unwrap_or(0);
    let (most, skipped) = pages::paged::bounds(page);
    let looks = store::looks_at(&mut db.read().await?, by.id, most, skipped).await?;
    Ok(pages::Looks::new(by, looks, page).show().into())
}

#[get("/record/details")]
async fn details(by: &Member, db: &State<Db>, now: Now) -> Result {
    let c = &mut db.read().await?;
    let person = accounts::about::registration(c, by.id).await?.ok_or(Error::NotFound)?;
    let roles = accounts::about::roles(c, by.id).await?;
    let linked = accounts::about::identities(c, by.id).await?;
    let placements = teams::about::placements(c, by.id, MOST).await?;
    let led = teams::about::led(c, by.id, MOST).await?;
    Ok(pages::Details::new(by, &person, (&roles, &linked), &placements, &led, now).show().into())
}

#[get("/record/sessions")]
async fn own_sessions(by: &Member, db: &State<Db>, now: Now) -> Result {
    let c = &mut db.read().await?;
    let mine = sessions::mine(c, by, now).await?;
    let may_ask = by.sees(Viewer::Librarian, Item::Request);
    let asked = if may_ask { sessions::about::asked(c, by.id, MOST).await? } else { Vec::new() };
    Ok(pages::Sessions::new(by, &mine, &asked, now).show().into())
}

#[get("/record/messages?<page>")]
async fn own_messages(page: Option<u16>, by: &Member, db: &State<Db>) -> Result {
    own(by, Item::Message)?;
    let page = page.unwrap_or(0);
    let (most, skipped) = pages::paged::bounds(page);
    let c = &mut db.read().await?;
    let sent = messages::about::messages(c, by.id, most, skipped).await?;
    let chosen = messages::preferences(c, by.id).await?;
    let address = calendars::about::address(c, by.id).await?.pop().map(|address| london::moment(address.made_at));
    let chosen = (chosen.reminders, chosen.titles_tell);
    Ok(pages::Messages::new(by, (sent, page), chosen, address).show().into())
}

#[get("/record/who-sees-what")]
async fn who(by: &Member, db: &State<Db>, table: &State<Arc<Table>>) -> Result {
    let c = &mut db.read().await?;
    let roles = accounts::about::roles(c, by.id).await?;
    let mut posts = Vec::new();
    if roles.contains(&Role::Facilitator) {
        posts.push(Viewer::Facilitator);
    }
    if !teams::about::led(c, by.id, 1).await?.is_empty() {
        posts.push(Viewer::Lead);
    }
    posts.extend(roles.iter().filter_map(|role| match role {
        Role::Hr => Some(Viewer::Hr),
        Role::ServiceManager => Some(Viewer::ServiceManager),
        Role::Facilitator => None,
    }));
    Ok(pages::Who::new(by, table, &posts).show().into())
}

#[post("/record/sign-outs", data = "<form>")]
async fn sign_out_everywhere(by: &Member, form: Posted<Pressed>, db: &State<Db>, now: Now) -> Result {
    // Whatever came with the form, somebody wants to be out: there is nothing to mend and ask again.
    drop(form);
    actions::sign_out_everywhere(db, by.id, now).await?;
    Ok(Answer::go("/sign-in"))
}

/// Open to everybody; the reader is asked for only so that the menu is theirs if they are signed in.
#[get("/who-sees-what")]
fn who_sees_what(_reader: Option<&Member>, table: &State<Arc<Table>>) -> Answer {
    pages::WhoSeesWhat::new(table).show().into()
}

/// What the table of who sees what does not give to its owner does not exist.
fn own(by: &Member, item: Item) -> Result<()> {
    if by.sees(Viewer::Librarian, item) { Ok(()) } else { Err(Error::NotFound) }
}

#[cfg(test)]
mod tests;
