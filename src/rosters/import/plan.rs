//! What a file would do, before anybody says that it should.

use std::{collections::BTreeMap, fmt};

use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};
use sha2::{Digest, Sha256};

use super::{columns::Column, known::KnownSpell};
use crate::{
    accounts::model::{Details, Registration},
    kernel::{
        Email,
        ids::{PersonId, TeamId},
    },
    teams::Term,
};

/// Something that is wrong with a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The row's number, as its owner's program shows it.
    pub row: u32,
    /// The column.
    pub column: Column,
    /// What is wrong, so that it reads on after the column.
    pub sentence: String,
}

/// Somebody to be registered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Newcomer {
    /// The row that names them first.
    pub row: u32,
    /// What is registered.
    pub registration: Registration,
}

/// Somebody whose post is not as it was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Amended {
    /// The row that says so.
    pub row: u32,
    /// Who.
    pub person: PersonId,
    /// Their details as they will be.
    pub details: Details,
    /// What is different, in words.
    pub differences: Vec<String>,
}

/// Whose placement it is, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The row that says so.
    pub row: u32,
    /// The person's address.
    pub email: Email,
    /// Their name.
    pub name: String,
    /// The team.
    pub team: TeamId,
    /// Its name.
    pub team_name: String,
}

/// A placement that is there already.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Changed {
    /// Whose, and where.
    pub place: Place,
    /// As it stands.
    pub was: KnownSpell,
    /// As it will be.
    pub term: Term,
}

/// All that a file would do.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Plan {
    /// How many rows the file has.
    pub rows: usize,
    /// Its columns that mean nothing to us.
    pub unknown_columns: Vec<String>,
    /// People to be registered.
    pub registered: Vec<Newcomer>,
    /// People whose post changes.
    pub amended: Vec<Amended>,
    /// Placements to be added.
    pub added: Vec<(Place, Term)>,
    /// Placements whose role, share or last day changes.
    pub changed: Vec<Changed>,
    /// Placements that get a last day, or an earlier one.
    pub ended: Vec<Changed>,
    /// Placements that are as the file says.
    pub left_alone: Vec<Place>,
    /// How many placements that hold or are planned the file does not mention.
    pub not_mentioned: usize,
    /// Rows that say what another row says, with that row.
    pub repeated: Vec<(u32, u32)>,
    /// Everything that is wrong.
    pub problems: Vec<Problem>,
}

impl Problem {
    /// A problem of a row, with a sentence that reads on after the column's name.
    pub fn new(row: u32, column: Column, sentence: impl Into<String>) -> Self {
        Self { row, column, sentence: sentence.into() }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "row {}, {}: {}", self.row, self.column.word(), self.sentence)
    }
}

impl Changed {
    /// Whether it gets a last day, or an earlier one.
    #[must_use]
    pub fn ends(&self) -> bool {
        self.term.to_on.is_some_and(|to| self.was.to_on.is_none_or(|was| to < was))
    }
}

impl Plan {
    /// Whether anything would be different afterwards.
    #[must_use]
    pub fn changes_something(&self) -> bool {
        let placements = self.added.len() + self.changed.len() + self.ended.len();
        placements + self.registered.len() + self.amended.len() > 0
    }

    /// Whether it can be done: all of it, or nothing.
    #[must_use]
    pub fn can_be_done(&self) -> bool {
        self.problems.is_empty() && self.changes_something()
    }

    /// What stands for the whole of it, so that what is done is what was shown.
    #[must_use]
    pub fn fingerprint(&self) -> String {
        BASE64_URL_SAFE_NO_PAD.encode(Sha256::digest(format!("{self:?}")))
    }

    /// Everybody whose placements are there already and are shown.
    pub fn subjects(&self) -> Vec<PersonId> {
        let mut all: Vec<_> = self.changed.iter().chain(&self.ended).map(|changed| changed.was.person_id).collect();
        all.extend(self.amended.iter().map(|amended| amended.person));
        all.sort_unstable();
        all.dedup();
        all
    }

    /// Puts everything into the order of the file. Of several things that are wrong in one cell the first stays.
    pub(super) fn settle(&mut self) {
        let mut problems = BTreeMap::new();
        for problem in self.problems.drain(..) {
            problems.entry((problem.row, problem.column)).or_insert(problem);
        }
        self.problems = problems.into_values().collect();
        self.registered.sort_by_key(|newcomer| newcomer.row);
        self.amended.sort_by_key(|amended| amended.row);
        self.added.sort_by_key(|(place, _)| place.row);
        self.changed.sort_by_key(|changed| changed.place.row);
        self.ended.sort_by_key(|ended| ended.place.row);
        self.left_alone.sort_by_key(|place| place.row);
        self.repeated.sort_unstable();
    }
}
