//! What a browser may send as a check-in.

use std::collections::{BTreeMap, BTreeSet};

use super::model::{Help, NOTE_LIMIT, Point, Prompt, Written};
use crate::web::{Parse, Reader};

/// The fields beside the five questions, whose names are their words.
pub const HELPS: &str = "helps";
pub const NOTE: &str = "note";

impl Parse for Written {
    fn parse(form: &mut Reader) -> Option<Self> {
        // Each part is read before any is given up, so that every mistake is said at once.
        let (answers, helps, note) = (answers(form), helps(form), note(form));
        let (answers, helps, note) = (answers?, helps?, note?);
        let written = Self { answers, helps, note: Some(note).filter(|note| !note.is_empty()) };
        if written.is_empty() {
            form.wrong(
                "",
                "There is nothing to keep yet. Answer one question, tick one choice or write a note. \
                 You can also leave this page: then nothing is kept.",
            );
            return None;
        }
        Some(written)
    }
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
