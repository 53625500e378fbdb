//! A file as entries: a page of a feed, a list of services, or one service, in HSDS 3.0 or HSDS-UK.

use std::collections::BTreeSet;

use chrono::{Months, NaiveDate};
use serde::{Deserialize, Serialize};
use serde_json::Value as Json;
use uuid::Uuid;

use super::{
    foreign::{self, cut},
    taking::Taking,
};
use crate::{
    kernel::Now,
    referral::{Entry, Extra},
    signposts::Need,
};

/// The most services that one file may hold.
pub const MOST: usize = 2000;

/// What a file holds.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Parsed {
    /// The services that can be taken over.
    pub entries: Vec<Entry>,
    /// What is said of them that has no place here, each line with the service's name.
    pub notes: Vec<String>,
    /// The services that are not taken over, each with why.
    pub left_out: Vec<String>,
    /// What must be mended before anything is taken over.
    pub problems: Vec<String>,
}

/// Why a file is none that can be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unreadable {
    /// Not JSON.
    #[error(
        "This is not a JSON file: line {line}, column {column} cannot be read. Choose a file in the Open Referral format"
    )]
    NotJson {
        /// Where reading stopped.
        line: usize,
        /// Where in the line.
        column: usize,
    },
    /// JSON of another kind.
    #[error(
        "This file holds no services. Choose a file in the Open Referral format: a list of services, or one service"
    )]
    NoServices,
    /// Too much at once.
    #[error("This file holds more than {MOST} services. Split it")]
    TooMany,
}

/// Reads a file.
///
/// # Errors
/// When it is no feed. What is wrong with single services is in [`Parsed::problems`].
pub fn read(bytes: &[u8], now: Now) -> Result<Parsed, Unreadable> {
    let unmarked = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let json: Json = serde_json::from_slice(unmarked)
        .map_err(|error| Unreadable::NotJson { line: error.line(), column: error.column() })?;
    let services = services(json).ok_or(Unreadable::NoServices)?;
    if services.len() > MOST {
        return Err(Unreadable::TooMany);
    }
    let (mut parsed, mut seen) = (Parsed::default(), BTreeSet::new());
    for (number, service) in (1..).zip(services) {
        match self::service(service, now) {
            Ok(Service::Taken(entry, notes)) if seen.insert(entry.id) => {
                parsed.notes.extend(notes.into_iter().map(|note| format!("{}: {note}", entry.name)));
                parsed.entries.push(*entry);
            }
            Ok(Service::Taken(entry, _)) => {
                parsed
                    .problems
                    .push(format!("{}: another service in this file has the same id, {}", entry.name, entry.id));
            }
            Ok(Service::LeftOut(why)) => parsed.left_out.push(why),
            Err(why) => parsed.problems.push(format!("Service {number}: {why}")),
        }
    }
    Ok(parsed)
}

enum Service {
    Taken(Box<Entry>, Vec<String>),
    LeftOut(String),
}

fn services(json: Json) -> Option<Vec<Json>> {
    let services = match json {
        Json::Array(list) => list,
        Json::Object(mut fields) => match fields.remove("contents").or_else(|| fields.remove("services")) {
            Some(Json::Array(list)) => list,
            Some(_) => return None,
            None => vec![Json::Object(fields)],
        },
        _ => return None,
    };
    let services_only = services.iter().all(|service| service.get("name").is_some() || service.get("id").is_some());
    (!services.is_empty() && services_only).then_some(services)
}

fn service(json: Json, now: Now) -> Result<Service, String> {
    let Json::Object(fields) = json else { return Err("it is not an object".to_owned()) };
    let mut taking = Taking::of(fields);
    let name = taking.text("name").ok_or("it has no name")?;
    let id: Uuid =
        taking.text("id").and_then(|id| id.parse().ok()).ok_or_else(|| format!("{name} has no id that is a UUID"))?;
    let status = taking.text("status").unwrap_or_else(|| "active".to_owned());
    if status != "active" {
        return Ok(Service::LeftOut(format!("{name}: its status is {status}")));
    }
    taking.ties(&["organization_id", "program_id"]);
    let needs = needs(&mut taking);
    let name = cut(name, 200, "name", &mut taking);
    let own: Option<Extra> = taking.take("alongside").and_then(|extra| match serde_json::from_value(extra) {
        Ok(extra) => Some(extra),
        Err(why) => {
            taking.note(format!("alongside cannot be read and was left aside ({why})"));
            None
        }
    });
    let entry = match own {
        Some(extra) => ours(&mut taking, (id, name, needs), extra, now)?,
        None => foreign::entry(&mut taking, (id, name, needs), now),
    };
    Ok(Service::Taken(Box::new(entry), taking.rest("")))
}

/// A service that this program wrote: the fields of the standard that repeat what `alongside` says are not read.
fn ours(
    taking: &mut Taking,
    (id, name, needs): (Uuid, String, Vec<String>),
    extra: Extra,
    now: Now,
) -> Result<Entry, String> {
    let said = [taking.text("url"), taking.text("email")].into_iter().flatten();
    let numbers = taking.list("phones").into_iter().filter_map(|phone| Some(phone.get("number")?.as_str()?.to_owned()));
    for value in said.chain(numbers).collect::<Vec<_>>() {
        if !extra.ways.iter().any(|way| way.value == value) {
            taking.note(format!("{value} is not among the ways in \"alongside\" and was left aside"));
        }
    }
    taking.ties(&["schedules", "service_at_locations", "cost_options", "organization", "last_modified"]);
    let mut needed = |field: &str| taking.text(field).ok_or_else(|| format!("{name} has no {field}"));
    let (about, who_for) = (needed("description")?, needed("eligibility_description")?);
    let (cost, wait, checked) = (needed("fees")?, needed("wait_time")?, needed("assured_date")?);
    let checked_on: NaiveDate =
        checked.parse().map_err(|_| format!("{name}: assured_date {checked:?} is not a date"))?;
    if checked_on > now.today() {
        return Err(format!("{name}: assured_date {checked_on} is still to come"));
    }
    if now.today().checked_add_months(Months::new(24)).is_some_and(|latest| extra.next_check_on > latest) {
        return Err(format!("{name}: alongside.next_check_on {} is more than 2 years away", extra.next_check_on));
    }
    Ok(Entry { id, name, about, who_for, cost, wait, checked_on, needs, extra })
}

/// The needs among the attributes; any other attribute is noted by its name.
fn needs(taking: &mut Taking) -> Vec<String> {
    let mut needs = BTreeSet::new();
    for attribute in taking.list("attributes") {
        let term = attribute.get("taxonomy_term").unwrap_or(&attribute);
        let text = |field: &str| term.get(field).and_then(Json::as_str).unwrap_or_default();
        let known = |need: &&Need| text("term") == need.word() || text("name").eq_ignore_ascii_case(need.label());
        match Need::ALL.iter().find(known) {
            Some(need) => drop(needs.insert(*need)),
            None => taking.note(format!("the attribute \"{}\" is none of the needs we know", text("name"))),
        }
    }
    needs.into_iter().map(|need| need.word().to_owned()).collect()
}
