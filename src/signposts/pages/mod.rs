//! The pages of the directory.

mod editing;
mod hours;
mod keeping;
mod show;

use serde::Serialize;
use serde_json::{Value as Json, json};

use super::{
    Means, Need, Signpost, Way,
    audience::Contract,
    forms::{CHOICES, YES},
    listing::Listing,
    model::Wanted,
};
use crate::{
    kernel::Now,
    web::{
        Page,
        field::{Checkboxes, Choice, Input, Radios},
    },
};

pub use editing::Edit;
pub use keeping::{Keeping, LISTED, Withdraw};
pub use show::{Around, Show, Withdrawn};

/// The two directories: the public one, and the one that members see.
pub const PUBLIC: &str = "/find-support";
pub const OURS: &str = "/find-support/ours";

/// The directory, or what of it is wanted.
#[derive(Serialize)]
pub struct Index {
    path: &'static str,
    member: bool,
    words: Input,
    need: Radios,
    contract: Radios,
    only: Ticks,
    by: Checkboxes,
    asked: Option<String>,
    urgent: bool,
    in_part: bool,
    heading: String,
    cut: bool,
    entries: Vec<Listed>,
    /// What is not for the reader's kind of contract.
    others: Vec<Listed>,
}

#[derive(Serialize)]
struct Listed {
    href: String,
    name: String,
    about: String,
    organisation: Option<String>,
    members_only: bool,
    example: bool,
    caution: Option<String>,
    opening: String,
    open: bool,
    reach: Option<Reach>,
    who_will_know: String,
    employer_knows: bool,
    cost: String,
    wait: String,
}

#[derive(Serialize)]
struct Reach {
    words: String,
    href: Option<String>,
}

/// Boxes under one question that each have a name of their own in the address.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Ticks {
    id_prefix: &'static str,
    fieldset: Json,
    items: [Tick; 3],
}

#[derive(Serialize)]
struct Tick {
    name: &'static str,
    value: &'static str,
    text: &'static str,
    checked: bool,
}

impl Page for Index {
    const TEMPLATE: &'static str = "signposts/index";
}

impl Index {
    pub fn new(wanted: &Wanted, found: &Listing, path: &'static str, now: Now) -> Self {
        let (entries, others): (Vec<&Signpost>, Vec<&Signpost>) =
            found.entries.iter().partition(|entry| entry.is_for(wanted.contract));
        let listed = |entries: &[&Signpost]| entries.iter().map(|entry| Listed::new(entry, path, now)).collect();
        Self {
            path,
            member: path == OURS,
            words: Input::new("q", "Search in your own words").value(&wanted.words).autocomplete("off"),
            need: need(wanted),
            contract: contract(wanted),
            only: Ticks::new(wanted),
            by: by(wanted),
            asked: asked(wanted),
            urgent: found.urgent,
            in_part: found.in_part,
            heading: heading(entries.len(), found.cut),
            cut: found.cut,
            entries: listed(&entries),
            others: listed(&others),
        }
    }
}

impl Listed {
    fn new(of: &Signpost, path: &str, now: Now) -> Self {
        let opening = of.opening(now);
        Self {
            href: format!("{path}/{}", of.id),
            name: of.name.clone(),
            about: of.about.clone(),
            organisation: of.organisation.clone(),
            members_only: of.members_only,
            example: of.example,
            caution: of.caution(now.today()),
            opening: opening.words(now.0),
            open: opening.is_open_now(),
            reach: of.ways.first().map(Reach::new),
            who_will_know: of.who_will_know.clone(),
            employer_knows: of.employer_knows,
            cost: of.cost.clone(),
            wait: of.wait.clone(),
        }
    }
}

impl Reach {
    fn new(way: &Way) -> Self {
        Self { words: way.words(), href: way.href() }
    }
}

impl Ticks {
    fn new(wanted: &Wanted) -> Self {
        let tick = |name, text, checked| Tick { name, value: YES, text, checked };
        Self {
            id_prefix: "only",
            fieldset: json!({ "legend": { "text": "Show only what is", "size": "s" } }),
            items: [
                tick("open", "Open now", wanted.open),
                tick("private", "Without my employer knowing", wanted.private),
                tick("free", "Free", wanted.free),
            ],
        }
    }
}

fn heading(places: usize, cut: bool) -> String {
    match places {
        0 => "Nothing found".to_owned(),
        1 => "1 place to get support".to_owned(),
        many if cut => format!("The first {many} places to get support"),
        many => format!("{many} places to get support"),
    }
}

fn need(wanted: &Wanted) -> Radios {
    let mut choices: Vec<_> = Need::ALL.iter().map(|need| Choice::new(need.word(), need.label())).collect();
    // Not one of the needs, so it is read as asking for none.
    choices.push(Choice::new("not_sure", "Not sure, show everything"));
    let chosen = wanted.needs.first().map_or("not_sure", |need| need.word());
    Radios::new("need", "What is it about?", choices).size("s").value(chosen)
}

fn contract(wanted: &Wanted) -> Radios {
    let mut choices: Vec<_> = Contract::ALL.iter().map(|kind| Choice::new(kind.word(), kind.label())).collect();
    // Not a kind of contract, so it is read as saying none.
    choices.push(Choice::new("any", "I would rather not say"));
    let chosen = wanted.contract.map_or("any", Contract::word);
    Radios::new("contract", "Who employs you?", choices).hint("What is not for you comes last.").size("s").value(chosen)
}

fn by(wanted: &Wanted) -> Checkboxes {
    let choices = CHOICES.map(|means| Choice::new(means.word(), how(means)));
    Checkboxes::new("by", "How do you want to get in touch?", choices.into())
        .hint("Leave this empty if any way is fine.")
        .size("s")
        .values(wanted.by.iter().map(|means| means.word()))
}

fn how(means: Means) -> &'static str {
    match means {
        Means::Phone => "By phone",
        Means::Text => "By text message",
        Means::Web => "Online",
        Means::Email => "By email",
        Means::InPerson => "In person",
    }
}

/// What was asked for, in words; nothing when all is shown.
fn asked(wanted: &Wanted) -> Option<String> {
    let quoted = format!("\u{201c}{}\u{201d}", wanted.words);
    let mut words: Vec<&str> = (!wanted.words.is_empty()).then_some(quoted.as_str()).into_iter().collect();
    words.extend(wanted.needs.iter().map(|need| need.label()));
    words.extend(wanted.open.then_some("Open now"));
    words.extend(wanted.private.then_some("Without my employer knowing"));
    words.extend(wanted.free.then_some("Free"));
    let by = wanted.by.iter().map(|means| how(*means)).collect::<Vec<_>>().join(" or ");
    words.extend((!by.is_empty()).then_some(by.as_str()));
    let employer = wanted.contract.map(|kind| format!("Employed by: {}", kind.label().to_lowercase()));
    words.extend(employer.as_deref());
    (!words.is_empty()).then(|| words.join("; "))
}
