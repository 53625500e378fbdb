//! The pages of the directory.

use serde::Serialize;
use serde_json::{Value as Json, json};

use super::{
    Means, Need, Signpost, Way,
    forms::{CHOICES, YES},
    model::Wanted,
    order::Step,
    store,
};
use crate::{
    kernel::{Now, ids::SignpostId, london},
    web::{
        Page,
        field::{Checkboxes, Choice, Radios},
    },
};

/// The directory, or what of it is wanted.
#[derive(Serialize)]
pub struct Index {
    need: Radios,
    only: Ticks,
    by: Checkboxes,
    asked: Option<String>,
    heading: String,
    cut: bool,
    entries: Vec<Listed>,
}

/// One entry in full.
#[derive(Serialize)]
pub struct Show {
    name: String,
    about: String,
    organisation: Option<String>,
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
    needs: Vec<&'static str>,
    cost: String,
    wait: String,
    before: Option<Other>,
    after: Option<Other>,
    owner: String,
    checked: String,
    next_check: String,
}

#[derive(Serialize)]
struct Listed {
    id: SignpostId,
    name: String,
    about: String,
    organisation: Option<String>,
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

#[derive(Serialize)]
struct Other {
    href: String,
    name: String,
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

impl Page for Show {
    const TEMPLATE: &'static str = "signposts/show";
}

impl Index {
    pub fn new(wanted: &Wanted, entries: &[Signpost], now: Now) -> Self {
        let cut = entries.len() >= usize::from(store::MOST);
        Self {
            need: need(wanted),
            only: Ticks::new(wanted),
            by: by(wanted),
            asked: asked(wanted),
            heading: heading(entries.len(), cut),
            cut,
            entries: entries.iter().map(|entry| Listed::new(entry, now)).collect(),
        }
    }
}

impl Show {
    pub fn new(of: &Signpost, needs: &[Need], around: (Option<&Step>, Option<&Step>), now: Now) -> Self {
        let other = |step: &Step| Other { href: step.href(), name: step.name.clone() };
        let opening = of.opening(now);
        Self {
            name: of.name.clone(),
            about: of.about.clone(),
            organisation: of.organisation.clone(),
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
            needs: needs.iter().map(|need| need.label()).collect(),
            cost: of.cost.clone(),
            wait: of.wait.clone(),
            before: around.0.map(other),
            after: around.1.map(other),
            owner: of.owner.clone(),
            checked: london::short_day(of.checked_on),
            next_check: london::short_day(of.next_check_on),
        }
    }
}

impl Listed {
    fn new(of: &Signpost, now: Now) -> Self {
        let opening = of.opening(now);
        Self {
            id: of.id,
            name: of.name.clone(),
            about: of.about.clone(),
            organisation: of.organisation.clone(),
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
            fieldset: json!({ "legend": { "text": "Narrow it down", "size": "s" } }),
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
    let mut words: Vec<&str> = wanted.needs.iter().map(|need| need.label()).collect();
    words.extend(wanted.open.then_some("Open now"));
    words.extend(wanted.private.then_some("Without my employer knowing"));
    words.extend(wanted.free.then_some("Free"));
    let by = wanted.by.iter().map(|means| how(*means)).collect::<Vec<_>>().join(" or ");
    words.extend((!by.is_empty()).then_some(by.as_str()));
    (!words.is_empty()).then(|| words.join("; "))
}
