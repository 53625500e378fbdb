//! The pages of check-ins.

mod deleting;
mod keeping;
mod questions;
mod trend;

use serde::Serialize;

pub use deleting::{Deletion, DeletionOfAll};
pub use keeping::Keeping;
pub use questions::{Edit, Questions};

use super::{
    actions::LIST_LIMIT,
    model::{CheckIn, Kept, Point, Prompt, WayOn, Written},
};
use crate::{
    kernel::{ids::CheckInId, london},
    privacy::Words,
    signposts::Pointer,
    web::Page,
};
use trend::Pictures;

/// Somebody's own check-ins.
#[derive(Serialize)]
pub struct Index {
    entries: Vec<Entry>,
    most: usize,
    full: bool,
    done: Option<&'static str>,
    pictures: Option<Pictures>,
    who: Words,
}

#[derive(Serialize)]
struct Entry {
    id: CheckInId,
    when: String,
    lost: bool,
}

/// One check-in.
#[derive(Serialize)]
pub struct Show {
    id: CheckInId,
    when: String,
    lost: bool,
    answers: Vec<Row>,
    helps: Vec<&'static str>,
    note: Option<String>,
    ways: Vec<WayOn>,
    fitting: Vec<Pointer>,
    who: Words,
}

#[derive(Serialize)]
struct Row {
    key: &'static str,
    value: &'static str,
}

impl Page for Index {
    const TEMPLATE: &'static str = "checkins/index";
}

impl Page for Show {
    const TEMPLATE: &'static str = "checkins/show";
}

impl Index {
    /// `done`: what has just been done, in a sentence.
    pub fn new(list: &[CheckIn], done: Option<&'static str>, who: Words) -> Self {
        let entries = list.iter().map(|one| Entry { id: one.id, when: when(one), lost: one.kept.is_none() }).collect();
        Self { entries, most: LIST_LIMIT, full: list.len() >= LIST_LIMIT, done, pictures: Pictures::of(list), who }
    }
}

impl Show {
    /// `fitting`: entries of the directory for what was ticked.
    pub fn new(one: &CheckIn, librarian: bool, fitting: Vec<Pointer>, who: Words) -> Self {
        let nothing = Written::default();
        let written = one.kept.as_ref().map_or(&nothing, |kept| &kept.written);
        let answered =
            |(prompt, point): (&Prompt, &Point)| Row { key: prompt.question(), value: prompt.answer(*point) };
        Self {
            id: one.id,
            when: when(one),
            lost: one.kept.is_none(),
            answers: written.answers.iter().map(answered).collect(),
            helps: written.helps.iter().map(|help| help.words()).collect(),
            note: written.note.clone(),
            // What was only answered leads nowhere: an answer asks for nothing.
            ways: written.helps.iter().flat_map(|help| help.ways_on(librarian)).copied().collect(),
            fitting,
            who,
        }
    }
}

/// The time of day is sealed: of a check-in that cannot be read any more only the day is known.
fn when(one: &CheckIn) -> String {
    let at = |kept: &Kept| london::moment(kept.made_at);
    one.kept.as_ref().map_or_else(|| london::day(one.made_on), at)
}
