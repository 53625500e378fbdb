//! What a check-in asks, in which words, and what it keeps.
//!
//! The short words stand in sealed texts for as long as these are kept: new ones may be added, but none
//! may be given another meaning.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use zeroize::{Zeroize, ZeroizeOnDrop};

use crate::{kernel::ids::CheckInId, signposts::Need, word_enum};

word_enum! {
    /// One of the five questions. They are this service's own and belong to no questionnaire.
    #[derive(Deserialize)]
    #[serde(rename_all = "lowercase")]
    pub enum Prompt {
        /// How much energy there is.
        Energy = "energy",
        /// How heavy the work has felt.
        Load = "load",
        /// How sleep has been.
        Sleep = "sleep",
        /// Whether there is support.
        Support = "support",
        /// Whether one is part of the team.
        Belonging = "belonging",
    }
}

word_enum! {
    /// Where an answer lies between the first and the last words of its question. It is not a mark:
    /// for one question the last words are the good end, for another they are not.
    #[derive(Deserialize)]
    #[serde(rename_all = "lowercase")]
    pub enum Point {
        /// The first words.
        Lowest = "lowest",
        /// The second.
        Low = "low",
        /// The middle.
        Middle = "middle",
        /// The fourth.
        High = "high",
        /// The last words.
        Highest = "highest",
    }
}

word_enum! {
    /// What would help just now.
    #[derive(Deserialize)]
    #[serde(rename_all = "lowercase")]
    pub enum Help {
        /// Somebody to talk to.
        Talk = "talk",
        /// Time with a supervisor.
        Supervision = "supervision",
        /// A break or somewhere quiet.
        Rest = "rest",
        /// Help with sleep.
        Sleep = "sleep",
        /// Practical or money help.
        Money = "money",
        /// Nothing at the moment.
        Nothing = "nothing",
    }
}

/// The most characters a note has.
pub const NOTE_LIMIT: usize = 1_000;

/// What somebody wrote in a check-in. It has no `Debug`, so that no log line can hold it, and the note
/// is wiped from memory when it is dropped.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize, Zeroize, ZeroizeOnDrop)]
pub struct Written {
    /// The questions that were answered.
    #[zeroize(skip)]
    pub answers: BTreeMap<Prompt, Point>,
    /// What was ticked.
    #[zeroize(skip)]
    pub helps: BTreeSet<Help>,
    /// The note, for its author alone.
    pub note: Option<String>,
}

/// A check-in as it lies sealed: what was written, and when to the second.
#[derive(PartialEq, Eq, Serialize, Deserialize)]
pub struct Kept {
    /// When it was made.
    pub made_at: DateTime<Utc>,
    /// What was written.
    pub written: Written,
}

/// A check-in as its author finds it again.
pub struct CheckIn {
    /// Its id.
    pub id: CheckInId,
    /// The day it was made.
    pub made_on: NaiveDate,
    /// What it says; none when it cannot be read any more.
    pub kept: Option<Kept>,
}

/// A way on: the words of a link and where it leads.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct WayOn {
    /// The link's words.
    pub words: &'static str,
    /// Where it leads.
    pub href: &'static str,
}

const PEOPLE: WayOn = WayOn { words: "People you can talk to", href: "/find-support?need=distress" };
const PEER: WayOn = WayOn { words: "A conversation with a trained peer", href: "/supervision?kind=peer_support" };

impl Prompt {
    /// The question in a word or two, for the head of a table.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Energy => "Energy",
            Self::Load => "Work",
            Self::Sleep => "Sleep",
            Self::Support => "Support",
            Self::Belonging => "Team",
        }
    }

    /// The question.
    #[must_use]
    pub const fn question(self) -> &'static str {
        match self {
            Self::Energy => "How is your energy today?",
            Self::Load => "How heavy has your work felt lately?",
            Self::Sleep => "How have you been sleeping?",
            Self::Support => "How supported do you feel?",
            Self::Belonging => "How much do you feel part of the team?",
        }
    }

    /// The words of one answer to this question.
    #[must_use]
    pub const fn answer(self, point: Point) -> &'static str {
        let words = match self {
            Self::Energy => ["Very low", "Low", "Middling", "Good", "Very good"],
            Self::Load => ["Very light", "Light", "Middling", "Heavy", "Very heavy"],
            Self::Sleep => ["Very badly", "Badly", "So-so", "Well", "Very well"],
            Self::Support => ["Not at all", "A little", "Partly", "Mostly", "Completely"],
            Self::Belonging => ["Not at all", "A little", "Somewhat", "Mostly", "Fully"],
        };
        words[point as usize]
    }
}

impl Help {
    /// The choice in words.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::Talk => "Someone to talk to",
            Self::Supervision => "Time with a supervisor",
            Self::Rest => "A break or a quiet place",
            Self::Sleep => "Help with sleep",
            Self::Money => "Practical or money help",
            Self::Nothing => "Nothing just now",
        }
    }

    /// Ways on that fit the choice. Some are there for librarians alone.
    ///
    /// Plain addresses: the pages belong to other parts of the service, and each answers without
    /// being told who comes or why.
    #[must_use]
    pub const fn ways_on(self, librarian: bool) -> &'static [WayOn] {
        match (self, librarian) {
            (Self::Talk, true) => &[PEOPLE, PEER],
            (Self::Talk, false) => &[PEOPLE],
            (Self::Supervision, true) => &[WayOn { words: "Times for supervision", href: "/supervision" }],
            (Self::Rest, _) => &[
                WayOn { words: "Quiet places", href: "/quiet-places" },
                WayOn { words: "Support when work is a strain", href: "/find-support?need=strain" },
            ],
            (Self::Sleep, _) => &[WayOn { words: "Support with sleep", href: "/find-support?need=sleep" }],
            (Self::Money, _) => &[WayOn { words: "Practical and money support", href: "/find-support?need=money" }],
            (Self::Supervision, false) | (Self::Nothing, _) => &[],
        }
    }

    /// What the directory of help calls it; none when no entry of it fits.
    #[must_use]
    pub const fn need(self) -> Option<Need> {
        match self {
            Self::Talk => Some(Need::Distress),
            Self::Rest => Some(Need::Strain),
            Self::Sleep => Some(Need::Sleep),
            Self::Money => Some(Need::Money),
            Self::Supervision | Self::Nothing => None,
        }
    }
}

impl Written {
    /// Whether nothing was answered, ticked or noted.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.answers.is_empty() && self.helps.is_empty() && self.note.is_none()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_comes_back_from_a_sealed_text() {
        let all = (Prompt::ALL, Point::ALL, Help::ALL);
        let text = serde_json::to_string(&all).unwrap();
        let again: (Vec<Prompt>, Vec<Point>, Vec<Help>) = serde_json::from_str(&text).unwrap();
        assert_eq!((again.0.as_slice(), again.1.as_slice(), again.2.as_slice()), all);
    }

    #[test]
    fn each_question_has_five_answers_that_differ() {
        for prompt in Prompt::ALL {
            let words: BTreeSet<&str> = Point::ALL.iter().map(|point| prompt.answer(*point)).collect();
            assert_eq!(words.len(), 5, "{prompt:?}");
        }
    }

    #[test]
    fn only_what_was_ticked_leads_anywhere() {
        for help in Help::ALL {
            assert_eq!(help.ways_on(true).is_empty(), *help == Help::Nothing, "{help:?}");
            let own = help.ways_on(true).iter().filter(|way| way.href.starts_with("/supervision"));
            assert_eq!(help.ways_on(true).len() - own.count(), help.ways_on(false).len(), "{help:?}");
            let listed = help.need().map(|need| format!("/find-support?need={}", need.word()));
            let leads = |href: &String| help.ways_on(false).iter().any(|way| way.href == href);
            assert!(listed.iter().all(leads), "{help:?}");
        }
    }
}
