//! The pages of check-ins.

use serde::Serialize;

use super::{
    actions::LIST_LIMIT,
    forms::{HELPS, NOTE},
    model::{CheckIn, Help, Kept, Point, Prompt, Written},
};
use crate::{
    kernel::{ids::CheckInId, london},
    privacy::Words,
    web::{
        Filled, Page,
        field::{Checkboxes, Choice, ErrorSummary, Radios, Textarea},
    },
};

/// Somebody's own check-ins.
#[derive(Serialize)]
pub struct Index {
    entries: Vec<Entry>,
    most: usize,
    full: bool,
    deleted: bool,
    who: Words,
}

#[derive(Serialize)]
struct Entry {
    id: CheckInId,
    when: String,
    lost: bool,
}

/// The questions.
#[derive(Serialize)]
pub struct Questions {
    errors: Option<ErrorSummary>,
    prompts: Vec<Radios>,
    helps: Checkboxes,
    note: Textarea,
    who: Words,
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
    ways: Vec<Way>,
    who: Words,
}

#[derive(Serialize)]
struct Row {
    key: &'static str,
    value: &'static str,
}

#[derive(Serialize)]
struct Way {
    words: &'static str,
    href: &'static str,
}

/// Whether to delete one.
#[derive(Serialize)]
pub struct Deletion {
    errors: Option<ErrorSummary>,
    id: CheckInId,
    when: String,
    who: Words,
}

impl Page for Index {
    const TEMPLATE: &'static str = "checkins/index";
}

impl Page for Questions {
    const TEMPLATE: &'static str = "checkins/new";
}

impl Page for Show {
    const TEMPLATE: &'static str = "checkins/show";
}

impl Page for Deletion {
    const TEMPLATE: &'static str = "checkins/deletion";
}

impl Index {
    pub fn new(list: &[CheckIn], deleted: bool, who: Words) -> Self {
        let entries = list.iter().map(|one| Entry { id: one.id, when: when(one), lost: one.kept.is_none() }).collect();
        Self { entries, most: LIST_LIMIT, full: list.len() >= LIST_LIMIT, deleted, who }
    }
}

impl Questions {
    pub fn new(filled: &Filled, who: Words) -> Self {
        let helps = Help::ALL.iter().map(|help| match help {
            Help::Nothing => Choice::new(help.word(), help.words()).exclusive(),
            _ => Choice::new(help.word(), help.words()),
        });
        Self {
            errors: filled.summary(),
            prompts: Prompt::ALL.iter().map(|prompt| question(*prompt, filled)).collect(),
            helps: Checkboxes::new(HELPS, "What would help?", helps.collect())
                .hint("Tick as many as you like, or none. Afterwards we show you links that fit.")
                .size("s")
                .values(filled.values(HELPS))
                .error(filled.error(HELPS)),
            note: Textarea::new(NOTE, "A note to yourself")
                .hint("If you like. Up to 1,000 characters.")
                .size("s")
                .rows(4)
                .value(filled.value(NOTE))
                .error(filled.error(NOTE)),
            who,
        }
    }
}

impl Show {
    pub fn new(one: &CheckIn, who: Words) -> Self {
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
            ways: ways_on(written),
            who,
        }
    }
}

impl Deletion {
    pub fn new(one: &CheckIn, filled: &Filled, who: Words) -> Self {
        Self { errors: filled.summary(), id: one.id, when: when(one), who }
    }
}

fn question(prompt: Prompt, filled: &Filled) -> Radios {
    let mut choices: Vec<Choice> =
        Point::ALL.iter().map(|point| Choice::new(point.word(), prompt.answer(*point))).collect();
    // A radio cannot be taken back, so leaving the question out is a choice too.
    choices.push(Choice::new("", "Leave out"));
    Radios::new(prompt.word(), prompt.question(), choices)
        .size("s")
        .inline()
        .value(filled.value(prompt.word()))
        .error(filled.error(prompt.word()))
}

/// Links that fit what was ticked, and nothing that was only answered: an answer asks for nothing.
fn ways_on(written: &Written) -> Vec<Way> {
    let ticked = written.helps.iter().filter_map(|help| help.way_on());
    ticked.map(|(words, href)| Way { words, href }).collect()
}

/// The time of day is sealed: of a check-in that cannot be read any more only the day is known.
fn when(one: &CheckIn) -> String {
    let at = |kept: &Kept| london::moment(kept.made_at);
    one.kept.as_ref().map_or_else(|| london::day(one.made_on), at)
}
