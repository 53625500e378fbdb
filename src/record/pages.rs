//! My record, and who sees what.

use serde::Serialize;

use super::store::{Look, SignIn};
use crate::{
    kernel::{Now, london},
    privacy::{Access, Line, Table, Viewer, Words},
    web::Page,
};

/// The most lines that either list shows.
pub const MOST: usize = 100;

/// Somebody's own record.
#[derive(Serialize)]
pub struct Record {
    looks: Vec<Looked>,
    looks_full: bool,
    sign_ins: Vec<Started>,
    sign_ins_full: bool,
    most: usize,
    who: Words,
}

#[derive(Serialize)]
struct Looked {
    when: String,
    name: String,
    job_title: String,
    item: String,
}

#[derive(Serialize)]
struct Started {
    started: String,
    ended: String,
}

/// The whole table of who sees what.
#[derive(Serialize)]
pub struct WhoSeesWhat {
    columns: Vec<String>,
    lines: Vec<Line>,
    meanings: [Meaning; 4],
}

#[derive(Serialize)]
struct Meaning {
    key: &'static str,
    value: &'static str,
}

impl Page for Record {
    const TEMPLATE: &'static str = "record/record";
}

impl Page for WhoSeesWhat {
    const TEMPLATE: &'static str = "record/who_sees_what";
}

impl Record {
    pub fn new(looks: Vec<Look>, sign_ins: &[SignIn], now: Now, who: Words) -> Self {
        Self {
            looks_full: looks.len() >= MOST,
            sign_ins_full: sign_ins.len() >= MOST,
            looks: looks.into_iter().map(Looked::from).collect(),
            sign_ins: sign_ins.iter().map(|one| Started::new(one, now)).collect(),
            most: MOST,
            who,
        }
    }
}

impl WhoSeesWhat {
    pub fn new(table: &Table) -> Self {
        let columns = Viewer::ALL.iter().map(|viewer| capital(viewer.name())).collect();
        Self { columns, lines: table.lines(), meanings: meanings() }
    }
}

/// The table's words are short; the access itself says them, so that both stay the same.
fn meanings() -> [Meaning; 4] {
    [
        (Access::Sees(""), "That person sees it. Other words in the table say within which bounds"),
        (
            Access::Counts,
            "Exact numbers, without names. These are your organisation's duties, such as offering supervision",
        ),
        (
            Access::Releases(""),
            "Only inside a quarterly release, as a range, so that nobody can be picked out. \
         Of a check-in: that one was made, never what it says",
        ),
        (Access::Nothing, "To that person it does not exist. Where nobody sees a thing, it is not kept"),
    ]
    .map(|(access, value)| Meaning { key: access.words(), value })
}

impl From<Look> for Looked {
    fn from(look: Look) -> Self {
        Self {
            when: london::moment(look.looked_at),
            name: look.name.unwrap_or_else(|| "Someone who is no longer in the service".to_owned()),
            job_title: look.job_title.unwrap_or_else(|| "Not known".to_owned()),
            item: capital(&look.item),
        }
    }
}

impl Started {
    fn new(one: &SignIn, now: Now) -> Self {
        let ended = match one.ended_at {
            Some(at) => london::moment(at),
            None if one.expires_at <= now.0 => "It ended by itself".to_owned(),
            None => "Not signed out".to_owned(),
        };
        Self { started: london::moment(one.started_at), ended }
    }
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
