//! What a browser may send as a check-in.

use std::collections::{BTreeMap, BTreeSet};

use super::model::{Help, NOTE_LIMIT, Point, Prompt, Written};
use crate::{
    retention::MONTHS,
    web::{Filled, Parse, Reader},
};

/// The fields beside the five questions, whose names are their words.
pub const HELPS: &str = "helps";
pub const NOTE: &str = "note";

/// For how long check-ins are kept.
pub const KEPT: &str = "kept";

/// As long as the service keeps them.
pub const USUAL: &str = "usual";

/// For how many months check-ins are to be kept; none: as long as the service keeps them.
pub struct KeptFor(pub Option<i64>);

/// What is written over a check-in.
pub struct Rewritten(pub Written);

impl Parse for Written {
    fn parse(form: &mut Reader) -> Option<Self> {
        unless_empty(
            form,
            "There is nothing to keep yet. Answer one question, tick one choice or write a note. \
             You can also leave this page: then nothing is kept.",
        )
    }
}

impl Parse for Rewritten {
    fn parse(form: &mut Reader) -> Option<Self> {
        let nothing = "Nothing would be left of it. Answer one question, tick one choice or write a note. \
                       You can also delete the check-in instead.";
        unless_empty(form, nothing).map(Self)
    }
}

impl Parse for KeptFor {
    fn parse(form: &mut Reader) -> Option<Self> {
        let text = form.text(KEPT);
        if text == USUAL {
            return Some(Self(None));
        }
        let months = text.parse().ok().filter(|months| MONTHS.contains(months));
        if months.is_none() {
            form.wrong(KEPT, "Choose for how long your check-ins are kept");
        }
        months.map(|months| Self(Some(months)))
    }
}

fn unless_empty(form: &mut Reader, sentence: &str) -> Option<Written> {
    // Each part is read before any is given up, so that every mistake is said at once.
    let (answers, helps, note) = (answers(form), helps(form), note(form));
    let written = Written { answers: answers?, helps: helps?, note: Some(note?).filter(|note| !note.is_empty()) };
    if written.is_empty() {
        form.wrong("", sentence);
        return None;
    }
    Some(written)
}

/// The form as it stands when somebody comes to change what they wrote.
pub fn standing(written: &Written) -> Filled {
    let answers = written.answers.iter().map(|(prompt, point)| (prompt.word(), point.word()));
    let helps = written.helps.iter().map(|help| (HELPS, help.word()));
    let note = written.note.iter().map(|note| (NOTE, note.as_str()));
    Filled::with(&answers.chain(helps).chain(note).collect::<Vec<_>>())
}

fn answers(form: &mut Reader) -> Option<BTreeMap<Prompt, Point>> {
    let chosen: Vec<Option<Option<Point>>> = Prompt::ALL
        .iter()
        .map(|prompt| form.optional(prompt.word(), "Choose one of the answers, or leave this question out"))
        .collect();
    let mut answers = BTreeMap::new();
    for (prompt, chosen) in Prompt::ALL.iter().zip(chosen) {
        answers.extend(chosen?.map(|point| (*prompt, point)));
    }
    Some(answers)
}

fn helps(form: &mut Reader) -> Option<BTreeSet<Help>> {
    let helps: BTreeSet<Help> = form.ticked(HELPS, "Tick only choices from the list")?.into_iter().collect();
    if helps.len() > 1 && helps.contains(&Help::Nothing) {
        form.wrong(HELPS, "Tick what would help, or tick \"Nothing just now\", but not both");
        return None;
    }
    Some(helps)
}

fn note(form: &mut Reader) -> Option<String> {
    // Browsers send a line's end as two characters; somebody counting their note sees one.
    let note = form.text(NOTE).replace("\r\n", "\n");
    let over = note.chars().count().saturating_sub(NOTE_LIMIT);
    if over > 0 {
        let characters = if over == 1 { "character" } else { "characters" };
        form.wrong(
            NOTE,
            format!("Make your note {over} {characters} shorter: it can have 1,000. Nothing you typed is lost"),
        );
        return None;
    }
    Some(note)
}
