//! Check-ins as the file gives them to their author: opened, in the words of their questions.

use chrono::{DateTime, NaiveDate, Utc};
use serde::Serialize;

use crate::checkins::{CheckIn, Point, Prompt};

/// One check-in.
#[derive(Serialize)]
pub struct Opened {
    made_on: NaiveDate,
    /// The time of day is sealed with the rest.
    made_at: Option<DateTime<Utc>>,
    readable: bool,
    answers: Vec<Answer>,
    helps: Vec<&'static str>,
    note: Option<String>,
}

#[derive(Serialize)]
struct Answer {
    question: &'static str,
    answer: &'static str,
}

impl From<&CheckIn> for Opened {
    fn from(one: &CheckIn) -> Self {
        let written = one.kept.as_ref().map(|kept| &kept.written);
        let answer =
            |(prompt, point): (&Prompt, &Point)| Answer { question: prompt.question(), answer: prompt.answer(*point) };
        Self {
            made_on: one.made_on,
            made_at: one.kept.as_ref().map(|kept| kept.made_at),
            readable: one.kept.is_some(),
            answers: written.map(|written| written.answers.iter().map(answer).collect()).unwrap_or_default(),
            helps: written.map(|written| written.helps.iter().map(|help| help.words()).collect()).unwrap_or_default(),
            note: written.and_then(|written| written.note.clone()),
        }
    }
}
