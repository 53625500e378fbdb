//! What taking over a file would change: pure, so that the page that shows it and the act that does it are one.

use std::collections::HashMap;

use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::Parsed;
use crate::{
    kernel::ids::{OrganisationId, SignpostId},
    referral::{Entry, ids::derived},
    signposts::{NewSignpost, exchange::Whole, links::Link},
};

/// What is to happen to one entry.
#[derive(Clone, Debug)]
pub struct Change {
    /// Its id here.
    pub id: SignpostId,
    /// What it says from then on.
    pub new: NewSignpost,
    /// Where it leads from then on.
    pub links: Vec<(Link, SignpostId)>,
    /// Whether it is there already; then, what differs.
    pub differs: Option<Vec<&'static str>>,
}

/// What taking over a file would do.
#[derive(Clone, Debug, Default)]
pub struct Plan {
    /// What would be added or changed, in the order of the file.
    pub changes: Vec<Change>,
    /// How many entries say what they say already.
    pub left_alone: usize,
    /// What is left out or lost, in words.
    pub notes: Vec<String>,
    /// Why nothing can be taken over, in words.
    pub problems: Vec<String>,
}

impl Plan {
    /// The plan for an organisation: against the entries it keeps, and whose every id is.
    ///
    /// An id that is another organisation's here becomes one of this organisation's own, the same every time.
    #[must_use]
    pub fn of(
        parsed: &Parsed,
        by: OrganisationId,
        kept: &[Whole],
        keepers: &HashMap<SignpostId, Option<OrganisationId>>,
    ) -> Self {
        let here = |id: Uuid| match keepers.get(&SignpostId::from(id)) {
            Some(keeper) if *keeper != Some(by) => {
                SignpostId::from(derived(&["entry", &by.to_string(), &id.to_string()]))
            }
            _ => SignpostId::from(id),
        };
        let known: HashMap<SignpostId, &Whole> = kept.iter().map(|whole| (whole.entry.id, whole)).collect();
        let mut plan = Self {
            notes: [parsed.left_out.clone(), parsed.notes.clone()].concat(),
            problems: parsed.problems.clone(),
            ..Self::default()
        };
        for entry in &parsed.entries {
            let new = match entry.fit(by) {
                Ok(new) => new,
                Err(unfit) => {
                    plan.problems.push(format!("{}: {unfit}", entry.name));
                    continue;
                }
            };
            let (id, links) = (here(entry.id), plan.links(entry, parsed, keepers, here));
            let before = known.get(&id).map(|whole| (Entry::of(whole), whole.entry.withdrawn_on.is_some()));
            if before.as_ref().is_some_and(|(_, withdrawn)| *withdrawn) {
                plan.notes.push(format!("{}: withdrawn here, so it is left alone", entry.name));
                continue;
            }
            let after = Entry { id: id.into(), ..with_links(entry, &links) };
            let differs = before.map(|(before, _)| differences(&before, &after));
            if differs.as_ref().is_some_and(Vec::is_empty) {
                plan.left_alone += 1;
            } else {
                plan.changes.push(Change { id, new, links, differs });
            }
        }
        plan
    }

    /// A mark by which the plan that was shown is told from another.
    #[must_use]
    pub fn mark(&self) -> String {
        let hash = Sha256::digest(format!("{self:?}"));
        hash.iter().take(8).fold(String::new(), |digits, byte| format!("{digits}{byte:02x}"))
    }

    fn links(
        &mut self,
        entry: &Entry,
        parsed: &Parsed,
        keepers: &HashMap<SignpostId, Option<OrganisationId>>,
        here: impl Fn(Uuid) -> SignpostId,
    ) -> Vec<(Link, SignpostId)> {
        let mut links = Vec::new();
        for link in &entry.extra.links {
            let in_file = parsed.entries.iter().any(|other| other.id == link.id);
            let leads = in_file || keepers.contains_key(&SignpostId::from(link.id));
            let id = if in_file { here(link.id) } else { SignpostId::from(link.id) };
            match Link::from_word(&link.kind) {
                Some(kind) if leads && link.id != entry.id => links.push((kind, id)),
                _ => self.notes.push(format!("{}: it leads to an entry that is not here, {}", entry.name, link.id)),
            }
        }
        links.sort_unstable();
        links.dedup();
        links
    }
}

fn with_links(entry: &Entry, links: &[(Link, SignpostId)]) -> Entry {
    let mut entry = entry.clone();
    let link = |(kind, id): &(Link, SignpostId)| crate::referral::extra::ExtraLink {
        kind: kind.word().to_owned(),
        id: (*id).into(),
    };
    entry.extra.links = links.iter().map(link).collect();
    entry
}

/// The fields that differ, in words. An example stays one, whatever a file says.
fn differences(before: &Entry, after: &Entry) -> Vec<&'static str> {
    let (old, new) = (&before.extra, &after.extra);
    let fields = [
        (before.name != after.name, "name"),
        (before.about != after.about, "what it is"),
        (
            before.who_for != after.who_for || old.not_for != new.not_for || old.contracts != new.contracts,
            "who it is for",
        ),
        (old.audience != new.audience, "who it is shown to"),
        (old.ways != new.ways, "how to reach it"),
        (old.hours != new.hours, "hours"),
        (before.cost != after.cost || old.free != new.free, "cost"),
        (before.wait != after.wait, "wait"),
        (old.who_will_know != new.who_will_know || old.employer_knows != new.employer_knows, "who will know"),
        (before.needs != after.needs, "what it helps with"),
        (old.try_order != new.try_order || old.links != new.links, "what to try before and after"),
        (old.owner != new.owner, "who keeps it right"),
        (before.checked_on != after.checked_on || old.next_check_on != new.next_check_on, "when it was checked"),
    ];
    fields.iter().filter(|(differs, _)| *differs).map(|(_, field)| *field).collect()
}
