//! An entry on its way out of a directory or into one: every field as plain text.

use std::str::FromStr;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::extra::{Extra, ExtraLink, ExtraWay};
use crate::{
    hours::Hours,
    kernel::ids::{OrganisationId, SignpostId},
    signposts::{
        Means, Need, NewSignpost, Way,
        audience::{Audience, Contract, Contracts},
        exchange::Whole,
        links::Link,
    },
};

/// An entry as it travels.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// Its id in the directory it comes from.
    pub id: Uuid,
    /// What it is called.
    pub name: String,
    /// What it is.
    pub about: String,
    /// Who it is for.
    pub who_for: String,
    /// What it costs, in words.
    pub cost: String,
    /// How long people wait, in words.
    pub wait: String,
    /// When it was last checked.
    pub checked_on: NaiveDate,
    /// The words of what it helps with.
    pub needs: Vec<String>,
    /// What the standard has no field for.
    pub extra: Extra,
}

/// Why an entry cannot be taken, with the field it is about.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{field}: {why}")]
pub struct Unfit {
    /// As the feed calls it.
    pub field: &'static str,
    /// In words.
    pub why: String,
}

impl Entry {
    /// An entry of this directory.
    #[must_use]
    pub fn of(whole: &Whole) -> Self {
        let entry = &whole.entry;
        let way = |way: &Way| ExtraWay {
            means: way.means.word().to_owned(),
            value: way.value().to_owned(),
            note: way.note().map(str::to_owned),
        };
        let link = |(kind, id): &(Link, SignpostId)| ExtraLink { kind: kind.word().to_owned(), id: (*id).into() };
        Self {
            id: entry.id.into(),
            name: entry.name.clone(),
            about: entry.about.clone(),
            who_for: entry.who_for.clone(),
            cost: entry.cost.clone(),
            wait: entry.wait.clone(),
            checked_on: entry.checked_on,
            needs: whole.needs.iter().map(|need| need.word().to_owned()).collect(),
            extra: Extra {
                hours: entry.hours.as_text().to_owned(),
                not_for: entry.not_for.clone(),
                who_will_know: entry.who_will_know.clone(),
                employer_knows: entry.employer_knows,
                free: entry.free,
                try_order: entry.try_order,
                owner: entry.owner.clone(),
                next_check_on: entry.next_check_on,
                contracts: entry.contracts.kinds().iter().map(|kind| kind.word().to_owned()).collect(),
                audience: entry.audience().word().to_owned(),
                example: entry.example,
                ways: entry.ways.iter().map(way).collect(),
                links: whole.links.iter().map(link).collect(),
            },
        }
    }

    /// The entry as an organisation would keep it, its links left to be made once all entries are there.
    ///
    /// # Errors
    /// When a field holds what this directory cannot hold.
    pub fn fit(&self, kept_by: OrganisationId) -> Result<NewSignpost, Unfit> {
        let extra = &self.extra;
        let contracts: Option<Vec<_>> = extra.contracts.iter().map(|word| Contract::from_word(word)).collect();
        let contracts = contracts.ok_or_else(|| unfit("alongside.contracts", "names a contract we do not know"))?;
        let needs: Option<Vec<_>> = self.needs.iter().map(|word| Need::from_word(word)).collect();
        let audience = Audience::from_word(&extra.audience).filter(|audience| *audience != Audience::Members);
        if !(1..=1000).contains(&extra.try_order) {
            return Err(unfit("alongside.try_order", "is not a number from 1 to 1000"));
        }
        if extra.next_check_on <= self.checked_on {
            return Err(unfit("alongside.next_check_on", "is not after the day of the last check"));
        }
        Ok(NewSignpost {
            kept_by: Some(kept_by),
            audience: audience.ok_or_else(|| unfit("alongside.audience", "is neither everybody nor staff"))?,
            name: text("name", &self.name)?,
            about: text("description", &self.about)?,
            who_for: text("eligibility_description", &self.who_for)?,
            not_for: extra.not_for.as_deref().map(|not_for| text("alongside.not_for", not_for)).transpose()?,
            contracts: Contracts::of(&contracts),
            hours: Hours::parse(&extra.hours).map_err(|why| unfit("alongside.hours", &why.to_string()))?,
            cost: text("fees", &self.cost)?,
            wait: text("wait_time", &self.wait)?,
            who_will_know: text("alongside.who_will_know", &extra.who_will_know)?,
            employer_knows: extra.employer_knows,
            free: extra.free,
            try_order: extra.try_order,
            owner: text("alongside.owner", &extra.owner)?,
            owner_id: None,
            checked_on: self.checked_on,
            next_check_on: extra.next_check_on,
            example: extra.example,
            ways: extra.ways.iter().map(way).collect::<Result<_, _>>()?,
            needs: needs.ok_or_else(|| unfit("attributes", "names a need we do not know"))?,
            links: Vec::new(),
        })
    }
}

fn way(written: &ExtraWay) -> Result<Way, Unfit> {
    let means = Means::from_word(&written.means).ok_or_else(|| unfit("alongside.ways", "names no means we know"))?;
    let way = Way::new(means, &written.value).map_err(|why| unfit("alongside.ways", &why.to_string()))?;
    match &written.note {
        Some(note) => Ok(way.noted(&text("alongside.ways", note)?)),
        None => Ok(way),
    }
}

fn text<T: FromStr<Err = crate::kernel::text::Unfit>>(field: &'static str, typed: &str) -> Result<T, Unfit> {
    typed.parse().map_err(|why: crate::kernel::text::Unfit| unfit(field, &why.to_string()))
}

fn unfit(field: &'static str, why: &str) -> Unfit {
    Unfit { field, why: why.to_owned() }
}
