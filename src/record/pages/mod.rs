//! My record: its first page, who has looked, and who sees what; the other parts have files of their own.

mod cpd;
mod details;
mod export;
mod listing;
mod messages;
pub mod paged;
mod sessions;
mod who;

use serde::Serialize;

pub use cpd::{Cpd, CpdLog};
pub use details::Details;
pub use export::Export;
use listing::Listing;
pub use messages::Messages;
use paged::Ways;
pub use sessions::Sessions;
pub use who::{Who, WhoSeesWhat};

use super::store::Look;
use crate::{
    accounts::{Member, about::SignIn},
    kernel::{Now, london},
    privacy::{Item, Viewer, Words},
    web::Page,
};

/// The latest looks that the first page shows.
pub const LATEST: usize = 5;

/// The most sign-ins that it shows.
pub const MOST: usize = 100;

/// The first page of somebody's own record.
#[derive(Serialize)]
pub struct Record {
    name: String,
    librarian: bool,
    /// Who looked last; none where the table of who sees what does not show it.
    looked: Option<Latest>,
    sign_ins: Option<Listing>,
    sign_ins_full: bool,
    most: usize,
    cpd: bool,
    check_ins: bool,
    calendar: bool,
}

#[derive(Serialize)]
struct Latest {
    looks: Option<Listing>,
    who: Words,
}

/// Everybody who has looked, a page at a time.
#[derive(Serialize)]
pub struct Looks {
    looks: Option<Listing>,
    ways: Ways,
    who: Words,
}

impl Page for Record {
    const TEMPLATE: &'static str = "record/record";
}

impl Page for Looks {
    const TEMPLATE: &'static str = "record/looks";
}

impl Record {
    /// `looks` are none where the reader may not see them.
    pub fn new(by: &Member, looks: Option<Vec<Look>>, sign_ins: &[SignIn], now: Now) -> Self {
        let own = |item| by.sees(Viewer::Librarian, item);
        let latest = |looks| Latest { looks: looked("The latest", looks), who: by.words(Item::Looks) };
        let started = |one: &SignIn| [london::moment(one.started_at), ended(one, now)];
        Self {
            name: by.name.clone(),
            librarian: by.is_librarian,
            looked: looks.map(latest),
            sign_ins: Listing::of(
                "Your sign-ins, the latest first",
                ["Started", "Ended"],
                sign_ins.iter().map(started),
            ),
            sign_ins_full: sign_ins.len() >= MOST,
            most: MOST,
            cpd: own(Item::Cpd),
            check_ins: own(Item::CheckIn),
            calendar: own(Item::Calendar),
        }
    }
}

impl Looks {
    /// `looks` holds one more than a page when there is a next one.
    pub fn new(by: &Member, mut looks: Vec<Look>, page: u16) -> Self {
        let ways = Ways::cut(&mut looks, page);
        Self {
            looks: looked("Who opened something about you, the latest first", looks),
            ways,
            who: by.words(Item::Looks),
        }
    }
}

fn looked(caption: &str, looks: Vec<Look>) -> Option<Listing> {
    let row = |look: Look| {
        let name = look.name.unwrap_or_else(|| "Someone who is no longer in the service".to_owned());
        let post = look.job_title.unwrap_or_else(|| "Not known".to_owned());
        [london::moment(look.looked_at), name, post, capital(&look.item)]
    };
    Listing::of(caption, ["When", "Who", "Their post", "What"], looks.into_iter().map(row))
}

fn ended(one: &SignIn, now: Now) -> String {
    match one.ended_at {
        Some(at) => london::moment(at),
        None if one.expires_at <= now.0 => "It ended by itself".to_owned(),
        None => "Not signed out".to_owned(),
    }
}

/// A word or two with a capital at their beginning.
pub fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
