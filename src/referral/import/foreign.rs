//! A service that another program wrote, told in the words of this directory. What the standard does not say is not
//! made up: it is said to be not known, and an employer is taken to get to know until somebody has asked.

use chrono::{Months, NaiveDate};
use serde_json::Value as Json;
use uuid::Uuid;

use super::taking::{Taking, folded};
use crate::{
    kernel::Now,
    referral::{Entry, Extra, extra::ExtraWay, schedules},
    signposts::{Means, Way},
};

/// The entry that a service makes.
pub fn entry(taking: &mut Taking, (id, name, needs): (Uuid, String, Vec<String>), now: Now) -> Entry {
    let hours = hours(taking, now.today());
    let about = about(taking, hours.as_ref().err());
    let (cost, free) = cost(taking);
    let checked_on = checked_on(taking, now.today());
    let ways = ways(taking);
    let owner = owner(taking);
    Entry {
        id,
        name,
        about,
        who_for: who_for(taking),
        cost,
        wait: wait(taking),
        checked_on,
        needs,
        extra: Extra {
            hours: hours.unwrap_or_default(),
            not_for: None,
            who_will_know: "Not known. Ask before you say more than you want to.".to_owned(),
            employer_knows: true,
            free,
            try_order: 4,
            owner,
            next_check_on: checked_on.checked_add_months(Months::new(6)).unwrap_or(NaiveDate::MAX),
            contracts: ["trust", "university", "contractor"].map(str::to_owned).to_vec(),
            audience: "everybody".to_owned(),
            example: false,
            ways,
            links: Vec::new(),
        },
    }
}

/// A text that fits, and a note when it did not.
pub fn cut(text: String, most: usize, field: &str, taking: &mut Taking) -> String {
    if text.chars().count() <= most {
        return text;
    }
    taking.note(format!("{field} is longer than {most} characters: the rest was left out"));
    text.chars().take(most).collect::<String>().trim_end().to_owned()
}

/// The hours in the notation, or in words when the schedules cannot be told in it.
fn hours(taking: &mut Taking, today: NaiveDate) -> Result<String, String> {
    let schedules = taking.list("schedules");
    if schedules.is_empty() {
        return Ok(String::new());
    }
    schedules::read(&schedules, today).map_err(|why| {
        taking
            .note(format!("a schedule cannot be turned into opening hours ({why}): hours not known, and kept as text"));
        let described: Vec<_> = schedules.iter().map(described).filter(|text| !text.is_empty()).collect();
        described.join("; ")
    })
}

/// A schedule in its own words, or field by field.
fn described(schedule: &Json) -> String {
    let text = |field: &str| schedule.get(field).and_then(Json::as_str).filter(|text| !text.is_empty());
    let fields = ["freq", "byday", "bymonthday", "opens_at", "closes_at", "valid_from", "valid_to"];
    let parts =
        || fields.iter().filter_map(|field| Some(format!("{field} {}", text(field)?))).collect::<Vec<_>>().join(" ");
    folded(&text("description").map_or_else(parts, str::to_owned))
}

fn about(taking: &mut Taking, hours: Option<&String>) -> String {
    let mut about = taking.text("description").unwrap_or_else(|| "The feed does not say what it is.".to_owned());
    if let Some(alert) = taking.text("alert") {
        about = format!("{about} Please note: {alert}");
    }
    if let Some(hours) = hours.filter(|hours| !hours.is_empty()) {
        about = format!("{about} Hours as the feed gives them: {hours}");
    }
    cut(about, 1000, "description", taking)
}

fn who_for(taking: &mut Taking) -> String {
    let said = taking.text("eligibility_description");
    let ages = (taking.text("minimum_age"), taking.text("maximum_age"));
    let ages = match ages {
        (Some(least), Some(greatest)) => Some(format!("Ages {least} to {greatest}")),
        (Some(least), None) => Some(format!("From age {least}")),
        (None, Some(greatest)) => Some(format!("Up to age {greatest}")),
        (None, None) => None,
    };
    let parts: Vec<_> = said.into_iter().chain(ages).collect();
    let who_for = if parts.is_empty() { "The feed does not say".to_owned() } else { parts.join(". ") };
    cut(who_for, 1000, "eligibility_description", taking)
}

/// What it costs, and whether that is nothing.
fn cost(taking: &mut Taking) -> (String, bool) {
    let options = taking.list("cost_options");
    let amounts: Vec<_> = options.iter().filter_map(|option| option.get("amount").and_then(Json::as_f64)).collect();
    let option = |option: &Json| {
        let text = |field: &str| option.get(field).and_then(Json::as_str).unwrap_or_default().to_owned();
        let amount =
            option.get("amount").and_then(Json::as_f64).map(|amount| format!("\u{a3}{amount}")).unwrap_or_default();
        folded(&[text("option"), amount, text("amount_description")].join(" "))
    };
    let fees = taking.text("fees").or_else(|| taking.text("fees_description"));
    let words = fees.unwrap_or_else(|| options.iter().map(option).collect::<Vec<_>>().join("; "));
    let free = words.to_lowercase().starts_with("free")
        || (!amounts.is_empty() && amounts.iter().all(|amount| *amount == 0.0));
    let words = if words.trim().is_empty() { "Not known".to_owned() } else { words };
    (cut(words, 200, "fees", taking), free)
}

fn wait(taking: &mut Taking) -> String {
    let wait = taking.text("wait_time").unwrap_or_else(|| "Not known".to_owned());
    cut(wait, 200, "wait_time", taking)
}

/// When the other directory last checked it; a service that nobody checked counts as checked when it was written.
fn checked_on(taking: &mut Taking, today: NaiveDate) -> NaiveDate {
    let (assured, modified) = (taking.text("assured_date"), taking.text("last_modified"));
    let date = |text: Option<&String>| text.and_then(|text| text.get(..10)?.parse::<NaiveDate>().ok());
    let known = date(assured.as_ref()).or_else(|| date(modified.as_ref())).filter(|date| *date <= today);
    if known.is_none() {
        taking.note("it does not say when it was last checked: counted as checked today");
    }
    known.unwrap_or(today)
}

fn owner(taking: &mut Taking) -> String {
    let Some(Json::Object(organization)) = taking.take("organization") else {
        return "Not known".to_owned();
    };
    let mut organization = Taking::of(organization);
    organization.ties(&["id", "parent_organization_id"]);
    let owner = organization.text("name").unwrap_or_else(|| "Not known".to_owned());
    taking.notes.extend(organization.rest("organization"));
    cut(owner, 200, "organization.name", taking)
}

/// Every way that can be used, the quickest first; what cannot is noted.
fn ways(taking: &mut Taking) -> Vec<ExtraWay> {
    let mut found = Vec::new();
    for phone in taking.list("phones") {
        found.extend(phone_way(phone, taking));
    }
    let (url, email) = (taking.text("url"), taking.text("email"));
    found.extend(url.map(|url| (Means::Web, url, None)));
    found.extend(email.map(|email| (Means::Email, email, None)));
    for place in taking.list("service_at_locations") {
        found.extend(place_way(place, taking));
    }
    let mut ways = Vec::new();
    for (means, value, note) in found {
        match Way::new(means, &value) {
            Ok(_) => ways.push(ExtraWay { means: means.word().to_owned(), value, note }),
            Err(why) => taking.note(format!("\u{201c}{value}\u{201d} was left out: {why}")),
        }
    }
    ways
}

type Found = (Means, String, Option<String>);

fn phone_way(phone: Json, taking: &mut Taking) -> Option<Found> {
    let Json::Object(fields) = phone else { return None };
    let mut phone = Taking::of(fields);
    phone.ties(&["id", "service_id", "location_id", "organization_id", "contact_id", "service_at_location_id"]);
    let (number, kind) = (phone.text("number"), phone.text("type").unwrap_or_default().to_lowercase());
    let extension = phone.text("extension").map(|extension| format!("extension {extension}"));
    let parts: Vec<_> = extension.into_iter().chain(phone.text("description")).collect();
    let note = (!parts.is_empty()).then(|| cut(parts.join(", "), 200, "phones.description", taking));
    taking.notes.extend(phone.rest("phones"));
    let means = match kind.as_str() {
        "fax" | "tty" | "pager" | "video" => {
            taking.note(format!("a {kind} number was left out"));
            return None;
        }
        "text" | "sms" | "textphone" => Means::Text,
        _ => Means::Phone,
    };
    Some((means, number?, note))
}

fn place_way(place: Json, taking: &mut Taking) -> Option<Found> {
    let Json::Object(fields) = place else { return None };
    let mut at_location = Taking::of(fields);
    at_location.ties(&["id", "service_id", "location_id"]);
    let location = at_location.take("location");
    taking.notes.extend(at_location.rest("service_at_locations"));
    let Some(Json::Object(fields)) = location else { return None };
    let mut location = Taking::of(fields);
    location.ties(&["id", "organization_id"]);
    let kind = location.text("location_type").unwrap_or_default();
    let note = location.text("description").map(|note| cut(note, 200, "location.description", taking));
    let mut parts: Vec<String> = location.text("name").into_iter().collect();
    for address in location.list("addresses") {
        let Json::Object(fields) = address else { continue };
        let mut address = Taking::of(fields);
        address.ties(&["id", "location_id", "address_type", "country"]);
        parts.extend(
            ["address_1", "city", "region", "state_province", "postal_code"]
                .iter()
                .filter_map(|field| address.text(field)),
        );
        taking.notes.extend(address.rest("addresses"));
    }
    taking.notes.extend(location.rest("locations"));
    parts.dedup();
    if kind == "virtual" || parts.is_empty() {
        return None;
    }
    Some((Means::InPerson, cut(parts.join(", "), 200, "location", taking), note))
}
