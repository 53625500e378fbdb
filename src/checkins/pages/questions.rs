//! The questions: for a new check-in, and for one that is written over.

use serde::Serialize;

use super::when;
use crate::{
    checkins::{
        forms::{HELPS, NOTE},
        model::{CheckIn, Help, Point, Prompt},
    },
    kernel::ids::CheckInId,
    privacy::Words,
    web::{
        Filled, Page,
        field::{Checkboxes, Choice, ErrorSummary, Radios, Textarea},
    },
};

/// The questions of a new check-in.
#[derive(Serialize)]
pub struct Questions {
    errors: Option<ErrorSummary>,
    fields: Fields,
    who: Words,
}

/// The same over what was written.
#[derive(Serialize)]
pub struct Edit {
    errors: Option<ErrorSummary>,
    id: CheckInId,
    when: String,
    fields: Fields,
    who: Words,
}

#[derive(Serialize)]
struct Fields {
    prompts: Vec<Radios>,
    helps: Checkboxes,
    note: Textarea,
}

impl Page for Questions {
    const TEMPLATE: &'static str = "checkins/new";
}

impl Page for Edit {
    const TEMPLATE: &'static str = "checkins/edit";
}

impl Questions {
    pub fn new(filled: &Filled, who: Words) -> Self {
        Self { errors: filled.summary(), fields: Fields::new(filled), who }
    }
}

impl Edit {
    pub fn new(one: &CheckIn, filled: &Filled, who: Words) -> Self {
        Self { errors: filled.summary(), id: one.id, when: when(one), fields: Fields::new(filled), who }
    }
}

impl Fields {
    fn new(filled: &Filled) -> Self {
        let helps = Help::ALL.iter().map(|help| match help {
            Help::Nothing => Choice::new(help.word(), help.words()).exclusive(),
            _ => Choice::new(help.word(), help.words()),
        });
        Self {
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
        }
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
