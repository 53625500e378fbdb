//! The same figures quarter by quarter.

use serde::Serialize;

use super::Table;
use crate::{
    accounts::Member,
    kernel::london,
    privacy::{Item, Words},
    uptake::{
        duties::{figures::Part, measures::Measure, store::Recorded},
        model::Quarter,
    },
    web::Page,
};

/// One part's duties over the quarters, and the ways to the other parts.
#[derive(Serialize)]
pub struct Trend {
    part: String,
    table: Option<Table>,
    download: String,
    ways: Vec<Way>,
    whole: bool,
    who: Words,
}

#[derive(Serialize)]
struct Way {
    words: String,
    href: String,
}

impl Page for Trend {
    const TEMPLATE: &'static str = "uptake/trend";
}

impl Trend {
    /// `history` is newest first; the table has the oldest first.
    pub fn new(by: &Member, part: &Part, history: &[Recorded], parts: &[Part]) -> Self {
        let oldest_first: Vec<&Recorded> = history.iter().rev().collect();
        let head = |one: &&Recorded| {
            let taken = london::short_day(london::date_of(one.taken_at));
            format!("{}, as of {taken}", Quarter::of(one.quarter_on).name())
        };
        let heads: Vec<String> = oldest_first.iter().map(head).collect();
        let row = |measure: &Measure| {
            let figures: Option<Vec<String>> = oldest_first.iter().map(|one| measure.figure(&one.figures)).collect();
            Some((measure.name().to_owned(), figures?))
        };
        let table = || Table::new("Duties by quarter", "Duty", &heads, Measure::ALL.iter().filter_map(row).collect());
        let ways = parts.iter().filter(|other| *other != part);
        Self {
            table: (!history.is_empty()).then(table),
            part: if part.is_whole() { by.organisation_name.clone() } else { part.words() },
            download: format!("/uptake/trend.csv{}", query(part)),
            ways: ways
                .map(|other| Way { words: other.words(), href: format!("/uptake/trend{}", query(other)) })
                .collect(),
            whole: part.is_whole(),
            who: by.words(Item::Duties),
        }
    }
}

fn query(part: &Part) -> String {
    match (&part.site_id, &part.specialty) {
        (Some(site), _) => format!("?site={site}"),
        (None, Some(specialty)) => format!("?specialty={specialty}"),
        (None, None) => String::new(),
    }
}
