//! The entries that somebody looks after, and withdrawing one.

use serde::Serialize;

use super::editing::entries;
use crate::{
    accounts::Member,
    kernel::{Now, ids::SignpostId, london},
    signposts::{Signpost, faults::Faulty, keeping::Kept},
    web::{
        Filled, Page,
        field::{ErrorSummary, Select, Textarea},
    },
};

/// The entries that one page lists.
pub const LISTED: usize = 50;

/// A page of the entries that somebody looks after.
#[derive(Serialize)]
pub struct Keeping {
    may_add: bool,
    entries: Vec<Line>,
    earlier: Option<Jump>,
    later: Option<Jump>,
}

#[derive(Serialize)]
struct Line {
    id: SignpostId,
    name: String,
    state: String,
    due: bool,
    owner: String,
    members_only: bool,
    faults: Vec<Broken>,
}

/// A way that did not work when it was last checked.
#[derive(Serialize)]
pub struct Broken {
    sentence: String,
    way: String,
}

/// The way to another page of the list.
#[derive(Serialize)]
struct Jump {
    page: usize,
}

/// The form that withdraws an entry.
#[derive(Serialize)]
pub struct Withdraw {
    errors: Option<ErrorSummary>,
    id: SignpostId,
    name: String,
    forwarding: Textarea,
    entry: Select,
}

impl Page for Keeping {
    const TEMPLATE: &'static str = "signposts/keeping";
}

impl Page for Withdraw {
    const TEMPLATE: &'static str = "signposts/withdraw";
}

impl Keeping {
    /// `found` holds one more than a page when there is a next one; `faults` are of the same page.
    pub fn new(by: &Member, found: &[Kept], faults: &[(SignpostId, Faulty)], page: usize, now: Now) -> Self {
        let later = (found.len() > LISTED).then_some(Jump { page: page + 1 });
        Self {
            may_add: by.is_service_manager,
            entries: found.iter().take(LISTED).map(|kept| Line::new(kept, faults, now)).collect(),
            earlier: page.checked_sub(1).map(|page| Jump { page }),
            later,
        }
    }
}

impl Line {
    fn new(kept: &Kept, faults: &[(SignpostId, Faulty)], now: Now) -> Self {
        let due = kept.withdrawn_on.is_none() && kept.next_check_on <= now.today();
        let (checked, next) = (london::short_day(kept.checked_on), london::short_day(kept.next_check_on));
        let state = match kept.withdrawn_on {
            Some(day) => format!("Withdrawn on {}", london::short_day(day)),
            None if due => format!("Check due on {next}, last checked {checked}"),
            None => format!("Last checked {checked}, next check by {next}"),
        };
        let (id, name, owner) = (kept.id, kept.name.clone(), kept.owner.clone());
        let offered = kept.withdrawn_on.is_none();
        let faults =
            faults.iter().filter(|(of, _)| offered && *of == id).map(|(_, faulty)| Broken::new(faulty)).collect();
        Self { id, name, state, due, owner, members_only: kept.members_only, faults }
    }
}

impl Broken {
    pub fn new(faulty: &Faulty) -> Self {
        Self { sentence: faulty.sentence(), way: faulty.way.words() }
    }
}

impl Withdraw {
    pub fn new(of: &Signpost, choices: &[(SignpostId, String)], filled: &Filled) -> Self {
        let others: Vec<_> = choices.iter().filter(|(id, _)| *id != of.id).cloned().collect();
        Self {
            errors: filled.summary(),
            id: of.id,
            name: of.name.clone(),
            forwarding: Textarea::new("forwarding", "What should people do instead?")
                .hint("For example: This service closed in March. Its number leads to the trust's own.")
                .rows(3)
                .value(filled.value("forwarding"))
                .error(filled.error("forwarding")),
            entry: entries("entry", "Is there another entry to go to?", &others, filled),
        }
    }
}
