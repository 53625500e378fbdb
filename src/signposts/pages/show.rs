//! One entry in full, and what stands in the place of one that is withdrawn.

use serde::Serialize;

use super::{OURS, PUBLIC, Reach, keeping::Broken};
use crate::{
    accounts::Member,
    kernel::{Now, ids::SignpostId, london},
    signposts::{
        Need, Signpost,
        audience::{Contract, Contracts},
        keeping::Holds,
        links::{Link, Linked},
        order::{self, Step},
        policy,
    },
    web::{
        Filled, Page,
        field::{Choice, ErrorSummary, Radios},
    },
};

/// One entry in full.
#[derive(Serialize)]
pub struct Show {
    errors: Option<ErrorSummary>,
    id: SignpostId,
    back: &'static str,
    keeper: Option<Keeper>,
    name: String,
    about: String,
    organisation: Option<String>,
    members_only: bool,
    example: bool,
    caution: Option<String>,
    opening: String,
    open: bool,
    hours: Vec<String>,
    ways: Vec<Reach>,
    who_will_know: String,
    employer_knows: bool,
    who_for: String,
    not_for: Option<String>,
    contracts: Vec<&'static str>,
    needs: Vec<&'static str>,
    cost: String,
    wait: String,
    before: Vec<Other>,
    after: Vec<Other>,
    owner: String,
    checked: String,
    next_check: String,
}

/// What stands in the place of an entry that is withdrawn.
#[derive(Serialize)]
pub struct Withdrawn {
    id: SignpostId,
    back: &'static str,
    name: String,
    since: String,
    forwarding: String,
    instead: Option<Other>,
    may_put_back: bool,
}

/// What somebody who looks after an entry can do on its page.
#[derive(Serialize)]
struct Keeper {
    may_change: bool,
    holds: Radios,
    faults: Vec<Broken>,
}

#[derive(Serialize)]
struct Other {
    href: String,
    name: String,
}

/// Everything that stands beside an entry on its page.
pub struct Around<'a> {
    /// What it can help with.
    pub needs: &'a [Need],
    /// What it says to try before it and after it.
    pub links: &'a [Linked],
    /// Failing that: what else there is for the same needs.
    pub steps: &'a [Step],
}

impl Page for Show {
    const TEMPLATE: &'static str = "signposts/show";
}

impl Page for Withdrawn {
    const TEMPLATE: &'static str = "signposts/withdrawn";
}

impl Show {
    /// The page, under the path of the directory that it was opened in.
    pub fn new(of: &Signpost, around: &Around<'_>, path: &'static str, now: Now) -> Self {
        let opening = of.opening(now);
        let (first, next) = order::before_and_after(of.try_order, around.steps);
        Self {
            errors: None,
            id: of.id,
            back: path,
            keeper: None,
            name: of.name.clone(),
            about: of.about.clone(),
            organisation: of.organisation.clone(),
            members_only: of.members_only,
            example: of.example,
            caution: of.caution(now.today()),
            opening: opening.words(now.0),
            open: opening.is_open_now(),
            hours: of.hours.described(now.0),
            ways: of.ways.iter().map(Reach::new).collect(),
            who_will_know: of.who_will_know.clone(),
            employer_knows: of.employer_knows,
            who_for: of.who_for.clone(),
            not_for: of.not_for.clone(),
            contracts: contracts(of.contracts),
            needs: around.needs.iter().map(|need| need.label()).collect(),
            cost: of.cost.clone(),
            wait: of.wait.clone(),
            before: others(Link::TryFirst, around.links, first, path),
            after: others(Link::IfThisFails, around.links, next, path),
            owner: of.owner.clone(),
            checked: london::short_day(of.checked_on),
            next_check: london::short_day(of.next_check_on),
        }
    }

    /// The same page with what the member can do when they look after the entry, and what they sent.
    pub fn kept_by(self, by: &Member, of: &Signpost, filled: &Filled) -> Self {
        let may_change = policy::may_change(by, of);
        let faults = || of.faults.iter().map(Broken::new).collect();
        let keeper = policy::may_check(by, of).then(|| Keeper { may_change, holds: holds(filled), faults: faults() });
        Self { errors: filled.summary(), keeper, ..self }
    }
}

impl Withdrawn {
    /// The page in the place of an entry that has been withdrawn; `instead` is where it leads.
    pub fn new(of: &Signpost, instead: Option<&Signpost>, by: Option<&Member>) -> Self {
        let instead = instead.filter(|other| other.withdrawn_on.is_none());
        let path = if by.is_some() { OURS } else { PUBLIC };
        Self {
            id: of.id,
            back: path,
            name: of.name.clone(),
            since: of.withdrawn_on.map(london::short_day).unwrap_or_default(),
            forwarding: of.forwarding.clone().unwrap_or_default(),
            instead: instead.map(|other| Other::new(other.id, &other.name, path)),
            may_put_back: by.is_some_and(|by| policy::may_change(by, of)),
        }
    }
}

fn holds(filled: &Filled) -> Radios {
    let choices = Holds::ALL.iter().map(|holds| Choice::new(holds.word(), holds.label())).collect();
    Radios::new("holds", "When must it be checked again?", choices)
        .size("s")
        .value(filled.value("holds"))
        .error(filled.error("holds"))
}

/// The kinds of contract it is for; none when it is for all.
fn contracts(of: Contracts) -> Vec<&'static str> {
    if of == Contracts::ANY { Vec::new() } else { of.kinds().into_iter().map(Contract::label).collect() }
}

/// What its keeper linked, or else the step that follows from the order.
fn others(kind: Link, links: &[Linked], step: Option<&Step>, path: &str) -> Vec<Other> {
    let linked = links.iter().filter(|link| link.kind == kind);
    let mut others: Vec<_> = linked.map(|link| Other::new(link.id, &link.name, path)).collect();
    if others.is_empty() {
        others.extend(step.map(|step| Other::new(step.id, &step.name, path)));
    }
    others
}

impl Other {
    fn new(id: SignpostId, name: &str, path: &str) -> Self {
        Self { href: format!("{path}/{id}"), name: name.to_owned() }
    }
}
