//! What a release says: frozen as one text, the same to the last byte whenever it is asked for.

use serde::{Deserialize, Serialize};

use super::{bands::Rules, measures::Measure};
use crate::{
    kernel::ids::{AreaId, OrganisationId, SiteId},
    uptake::audit::Band,
};

/// Everything that is published about a quarter.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Contents {
    /// Which release of the service it is: 1, 2, 3 and so on.
    pub number: i64,
    /// The quarter: "2026-Q4".
    pub quarter: String,
    /// The day on which it was made, in UK time: "2027-01-14".
    pub made_on: String,
    /// The fingerprint of the release before, so that none can be taken out or exchanged.
    pub before: Option<String>,
    /// What its figures keep to.
    pub rules: Rules,
    /// Who was counted, in words.
    pub population: String,
    /// What was counted.
    pub measures: Vec<Defined>,
    /// The groups, and their figures.
    pub groups: Vec<Published>,
    /// Organisations with people who are in no group.
    pub withheld: Vec<OrganisationId>,
}

/// A measure with its words as they were.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Defined {
    /// Which.
    pub measure: Measure,
    /// Its name.
    pub name: String,
    /// What counted.
    pub definition: String,
}

/// The figures of one group.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Published {
    /// Its name.
    pub name: String,
    /// At which level it stands: 0 for a site, 1 for an organisation, more for areas.
    pub level: usize,
    /// Whether it is what is left of a place when others stand for themselves.
    pub others: bool,
    /// How many people it has.
    pub people: u32,
    /// The sites whose people they are.
    pub sites: Vec<SiteId>,
    /// The organisations that they are of.
    pub organisations: Vec<OrganisationId>,
    /// The areas that hold all of it.
    pub areas: Vec<AreaId>,
    /// Between which two counts each measure lies, in the order of the measures.
    pub bands: Vec<Range>,
}

/// A band as it is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Range(pub u32, pub u32);

impl From<Band> for Range {
    fn from(band: Band) -> Self {
        Self(band.low, band.high)
    }
}

impl Contents {
    /// The text that is kept: its fields in the order of this file, without blanks.
    ///
    /// # Errors
    /// Never for what this holds; JSON's writer says so by a type.
    pub fn text(&self) -> serde_json::Result<String> {
        serde_json::to_string(self)
    }

    /// What a text says.
    ///
    /// # Errors
    /// When it is no release's.
    pub fn read(text: &str) -> serde_json::Result<Self> {
        serde_json::from_str(text)
    }
}
