//! The directory of the demonstration: real national help, and the invented help of an invented trust
//! and its region. Invented numbers are from the ranges kept for drama, and invented addresses from the
//! domains kept for examples, so that nobody real is ever called.

mod local;
mod members;
mod national;
mod region;

use std::collections::HashMap;

use chrono::{Days, NaiveDate};

use super::{
    Means, Need, NewSignpost, Way, actions,
    audience::{Audience, Contract, Contracts},
    links::Link,
};
use crate::{
    hours::Hours,
    kernel::{
        Now,
        ids::{OrganisationId, PersonId, SignpostId},
    },
    store::{Db, Result},
};

/// An entry as data.
#[derive(Clone, Copy)]
struct Told {
    /// For the organisation's own staff alone.
    own: bool,
    example: bool,
    name: &'static str,
    about: &'static str,
    who_for: &'static str,
    not_for: Option<&'static str>,
    /// None named: whatever the contract.
    contracts: &'static [Contract],
    /// Each with what to do once through, or nothing.
    ways: &'static [(Means, &'static str, &'static str)],
    hours: &'static str,
    cost: &'static str,
    wait: &'static str,
    who_will_know: &'static str,
    employer_knows: bool,
    try_order: i64,
    needs: &'static [Need],
    owner: &'static str,
    days_since_check: u64,
}

/// How long a check holds.
const CHECK_HOLDS: Days = Days::new(182);

/// What the demonstration's entries lead to: an entry, how, and another that is added before it.
const LINKS: &[(&str, Link, &str)] = &[
    ("Staff psychology service", Link::TryFirst, "Employee assistance programme"),
    ("Staff psychology service", Link::IfThisFails, "NHS Talking Therapies"),
    ("Hardship fund", Link::TryFirst, "Anyshire Money Advice"),
    ("Mediation", Link::IfThisFails, "Freedom to Speak Up Guardian"),
    ("Anyshire Relationship Counselling", Link::TryFirst, "Domestic abuse link worker"),
    ("Anyshire Weekend Haven", Link::IfThisFails, "Samaritans"),
];

/// Adds the demonstration's entries. `owner` finds the registered person who looks after an entry by what
/// readers are told of them. Gives each entry's id by its name.
///
/// # Errors
/// When the database does.
pub async fn plant(
    db: &Db,
    organisation: OrganisationId,
    actor: PersonId,
    owner: impl Fn(&str) -> Option<PersonId>,
    now: Now,
) -> Result<HashMap<String, SignpostId>> {
    let mut planted = HashMap::new();
    for mut entry in entries(organisation, now.today()) {
        let name = entry.name.to_string();
        let links = LINKS.iter().filter(|(of, ..)| *of == name);
        entry.links = links.filter_map(|(_, kind, other)| Some((*kind, *planted.get(*other)?))).collect();
        entry.owner_id = owner(entry.owner.as_str());
        planted.insert(name, actions::add(db, &entry, Some(actor), now).await?);
    }
    Ok(planted)
}

/// The entries as they stand on a day: all but one checked within the last half year.
///
/// # Panics
/// When one of them does not fit the directory, which the tests would tell first.
#[must_use]
pub fn entries(organisation: OrganisationId, today: NaiveDate) -> Vec<NewSignpost> {
    let told = [national::ENTRIES, local::ENTRIES, region::ENTRIES].concat();
    let mut entries: Vec<_> = told.iter().map(|told| told.entry(organisation, today)).collect();
    let members = members::ENTRIES.iter().map(|told| told.entry(organisation, today));
    entries.extend(members.map(|entry| NewSignpost { audience: Audience::Members, ..entry }));
    entries
}

impl Told {
    fn entry(&self, organisation: OrganisationId, today: NaiveDate) -> NewSignpost {
        let checked_on = today - Days::new(self.days_since_check);
        NewSignpost {
            kept_by: Some(organisation),
            audience: if self.own { Audience::Staff } else { Audience::Everybody },
            name: fit(self.name),
            about: fit(self.about),
            who_for: fit(self.who_for),
            not_for: self.not_for.map(fit),
            contracts: Contracts::of(self.contracts),
            hours: Hours::parse(self.hours).expect("the demonstration's hours are in the notation"),
            cost: fit(self.cost),
            wait: fit(self.wait),
            who_will_know: fit(self.who_will_know),
            employer_knows: self.employer_knows,
            free: self.cost.starts_with("Free"),
            try_order: self.try_order,
            owner: fit(self.owner),
            owner_id: None,
            checked_on,
            next_check_on: checked_on + CHECK_HOLDS,
            example: self.example,
            ways: self.ways.iter().map(way).collect(),
            needs: self.needs.to_vec(),
            links: Vec::new(),
        }
    }
}

fn fit<T: std::str::FromStr>(text: &str) -> T {
    text.parse().ok().expect("the demonstration's words fit")
}

fn way((means, value, note): &(Means, &str, &str)) -> Way {
    let way = Way::new(*means, value).expect("the demonstration's numbers and addresses can be used");
    if note.is_empty() { way } else { way.noted(&fit(note)) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told() -> Vec<NewSignpost> {
        entries(OrganisationId::random(), "2026-11-23".parse().unwrap())
    }

    #[test]
    fn every_entry_fits_and_only_one_is_overdue() {
        let (entries, today) = (told(), "2026-11-23".parse::<NaiveDate>().unwrap());
        assert_eq!(entries.iter().filter(|entry| !entry.example).count(), national::ENTRIES.len());
        assert!(entries.iter().filter(|entry| entry.example).count() >= 20);
        for line in ["Emergency services", "NHS 111, mental health option", "Samaritans", "Shout"] {
            assert!(entries.iter().any(|entry| entry.name.as_str() == line && !entry.example), "{line}");
        }
        assert_eq!(entries.iter().filter(|entry| entry.next_check_on < today).count(), 1);
        assert!(entries.iter().all(|entry| entry.checked_on <= today && !entry.ways.is_empty()));
    }

    #[test]
    fn every_need_has_help_that_the_employer_does_not_hear_of() {
        for need in Need::ALL {
            let helps = |entry: &&NewSignpost| entry.needs.contains(need) && !entry.employer_knows && entry.free;
            assert!(told().iter().filter(helps).count() >= 2, "{need:?}");
        }
    }

    #[test]
    fn what_is_invented_can_reach_nobody_real() {
        for entry in told().iter().filter(|entry| entry.example) {
            for way in &entry.ways {
                let value = way.value().replace(' ', "");
                let reserved = match way.means {
                    Means::Phone | Means::Text => {
                        ["01632960", "07700900", "03069990"].iter().any(|range| value.starts_with(range))
                    }
                    Means::Web => value.contains(".example/") || value.ends_with(".example"),
                    Means::Email => value.ends_with(".example"),
                    Means::InPerson => true,
                };
                assert!(reserved, "{value}");
            }
        }
        let real: Vec<_> = told().into_iter().filter(|entry| !entry.example).map(|entry| entry.name).collect();
        assert_eq!(real.len(), national::ENTRIES.len());
    }
}
