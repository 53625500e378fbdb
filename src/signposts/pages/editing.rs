//! The form that adds an entry or changes one.

use serde::Serialize;

use super::hours::HoursFields;
use crate::{
    accounts::Member,
    kernel::{Now, ids::SignpostId},
    signposts::{
        Need, Signpost,
        audience::{Audience, Contract},
        forms::description::{NO, YES},
        keeping::Holds,
        links::Link,
    },
    web::{
        Filled, Page,
        field::{Checkboxes, Choice, DateInput, ErrorSummary, Input, Radios, Select, Textarea},
    },
};

/// The form.
#[derive(Serialize)]
pub struct Edit {
    errors: Option<ErrorSummary>,
    heading: &'static str,
    /// Where it goes, and where the way back leads.
    action: String,
    back: String,
    about: About,
    audience: Shown,
    ways: Textarea,
    hours: HoursFields,
    price: Price,
    knowing: Knowing,
    order: Order,
    keeping: Right,
}

#[derive(Serialize)]
struct About {
    name: Input,
    about: Textarea,
    needs: Checkboxes,
}

#[derive(Serialize)]
struct Shown {
    who_for: Textarea,
    not_for: Textarea,
    contracts: Checkboxes,
    audience: Radios,
}

#[derive(Serialize)]
struct Price {
    cost: Input,
    free: Radios,
    wait: Input,
}

#[derive(Serialize)]
struct Knowing {
    who_will_know: Textarea,
    employer_knows: Radios,
}

#[derive(Serialize)]
struct Order {
    place: Input,
    first: Vec<Select>,
    next: Vec<Select>,
}

#[derive(Serialize)]
struct Right {
    owner: Input,
    owner_email: Input,
    next_check: DateInput,
}

impl Page for Edit {
    const TEMPLATE: &'static str = "signposts/edit";
}

impl Edit {
    /// The form for a new entry.
    pub fn begin(by: &Member, choices: &[(SignpostId, String)], filled: &Filled) -> Self {
        let (action, back) = ("/signposts".to_owned(), "/signposts".to_owned());
        Self::new("Add an entry to the directory", (action, back), by, choices, filled)
    }

    /// The form for an entry that is there.
    pub fn again(of: &Signpost, by: &Member, choices: &[(SignpostId, String)], filled: &Filled) -> Self {
        let others: Vec<_> = choices.iter().filter(|(id, _)| *id != of.id).cloned().collect();
        let addresses = (format!("/signposts/{}/changes", of.id), format!("/find-support/ours/{}", of.id));
        Self::new("Change an entry of the directory", addresses, by, &others, filled)
    }

    /// What stands in the form before anybody typed: the usual answers, and a check in half a year.
    pub fn usual(now: Now) -> Filled {
        let next = Holds::HalfYear.until(now.today());
        let [day, month, year] = ["%-d", "%-m", "%Y"].map(|part| next.format(part).to_string());
        Filled::with(&[
            ("audience", Audience::Staff.word()),
            ("try_order", "3"),
            ("next_check[day]", day.as_str()),
            ("next_check[month]", month.as_str()),
            ("next_check[year]", year.as_str()),
        ])
    }

    fn new(
        heading: &'static str,
        (action, back): (String, String),
        by: &Member,
        choices: &[(SignpostId, String)],
        filled: &Filled,
    ) -> Self {
        Self {
            errors: filled.summary(),
            heading,
            action,
            back,
            about: About::new(filled),
            audience: Shown::new(by, filled),
            ways: area(filled, "ways", "Ways to reach it", 5).hint(
                "One on each line, the best first. Begin with Phone, Text, Web, Email or In person and a colon. What to \
                 do once through goes in brackets at the end. For example, Phone: 01632 960 014 (ask for the duty \
                 counsellor)",
            ),
            hours: HoursFields::new(filled),
            price: Price::new(filled),
            knowing: Knowing::new(filled),
            order: Order::new(choices, filled),
            keeping: Right::new(filled),
        }
    }
}

impl About {
    fn new(filled: &Filled) -> Self {
        let needs = Need::ALL.iter().map(|need| Choice::new(need.word(), need.label())).collect();
        Self {
            name: input(filled, "name", "What is it called?"),
            about: area(filled, "about", "What is it?", 3).hint("Two or three sentences, in plain English."),
            needs: Checkboxes::new("needs", "What can it help with?", needs)
                .size("s")
                .values(filled.values("needs"))
                .error(filled.error("needs")),
        }
    }
}

impl Shown {
    fn new(by: &Member, filled: &Filled) -> Self {
        let kinds = Contract::ALL.iter().map(|kind| Choice::new(kind.word(), kind.label())).collect();
        let staff = format!("People who work for {}", by.organisation_name);
        let audiences = vec![
            Choice::new(Audience::Everybody.word(), "Anybody, whoever they work for").hint("Everybody sees it."),
            Choice::new(Audience::Staff.word(), &staff).hint("Everybody sees it, and that it is for them."),
            Choice::new(Audience::Members.word(), &format!("{staff}, and nobody else may know of it"))
                .hint("Only they see it, after they sign in."),
        ];
        Self {
            who_for: area(filled, "who_for", "Who is it for?", 2),
            not_for: area(filled, "not_for", "Who is it not for?", 2).hint("Leave this empty if it turns nobody away."),
            contracts: Checkboxes::new("contracts", "Whose staff may use it?", kinds)
                .hint("Leave this empty if it does not matter who employs them.")
                .size("s")
                .values(filled.values("contracts"))
                .error(filled.error("contracts")),
            audience: Radios::new("audience", "Who is it there for?", audiences)
                .size("s")
                .value(filled.value("audience"))
                .error(filled.error("audience")),
        }
    }
}

impl Price {
    fn new(filled: &Filled) -> Self {
        Self {
            cost: input(filled, "cost", "What does it cost?").hint("For example, Free"),
            free: yes_or_no(filled, "free", "Is it free?"),
            wait: input(filled, "wait", "How long do people wait?").hint("For example, About 2 weeks"),
        }
    }
}

impl Knowing {
    fn new(filled: &Filled) -> Self {
        Self {
            who_will_know: area(filled, "who_will_know", "Who will know that somebody made contact?", 3)
                .hint("Say it as it is: who keeps a record, and who can read it."),
            employer_knows: yes_or_no(filled, "employer_knows", "May their employer get to know?"),
        }
    }
}

impl Order {
    fn new(choices: &[(SignpostId, String)], filled: &Filled) -> Self {
        Self {
            place: input(filled, "try_order", "Its place in the order")
                .hint("A number. Of two entries for the same need, people see first what has the lower one.")
                .digits()
                .width(2),
            first: several(Link::TryFirst, "Should people try something else first?", choices, filled),
            next: several(Link::IfThisFails, "What should they try if this does not help?", choices, filled),
        }
    }
}

impl Right {
    fn new(filled: &Filled) -> Self {
        Self {
            owner: input(filled, "owner", "Who looks after this entry?")
                .hint("Everybody sees this. What their post is called is enough."),
            owner_email: input(filled, "owner_email", "Their work email address")
                .hint(
                    "For the reminder when the check is due; nobody sees it on the page. Leave this empty if they are \
                     not registered here: then whoever looks after this service is reminded.",
                )
                .email()
                .autocomplete("off"),
            next_check: DateInput::new("next_check", "When must it be checked again?")
                .hint("For example, 27 5 2027")
                .value(
                    filled.value("next_check[day]"),
                    filled.value("next_check[month]"),
                    filled.value("next_check[year]"),
                )
                .error(filled.date_error("next_check")),
        }
    }
}

/// A list for each entry that stands in the form, and one more.
fn several(kind: Link, question: &str, choices: &[(SignpostId, String)], filled: &Filled) -> Vec<Select> {
    let mut standing = filled.values(kind.word());
    standing.retain(|value| !value.is_empty());
    standing.push("");
    let nth = |(place, value): (usize, &&str)| match place {
        1 => entries(kind.word(), question, choices, filled).value(*value),
        _ => {
            let list = Select::new(kind.word(), &format!("{question} Choice {place}"), or_none(choices));
            list.id(&format!("{}-{place}", kind.word())).value(*value)
        }
    };
    (1..).zip(&standing).map(nth).collect()
}

/// A list of entries to choose one from, or none.
pub fn entries(name: &str, label: &str, choices: &[(SignpostId, String)], filled: &Filled) -> Select {
    Select::new(name, label, or_none(choices)).value(filled.value(name)).error(filled.error(name))
}

fn or_none(choices: &[(SignpostId, String)]) -> Vec<Choice> {
    let mut items = vec![Choice::new("", "None")];
    items.extend(choices.iter().map(|(id, name)| Choice::new(id, name)));
    items
}

pub fn input(filled: &Filled, name: &str, label: &str) -> Input {
    Input::new(name, label).value(filled.value(name)).error(filled.error(name))
}

fn area(filled: &Filled, name: &str, label: &str, rows: u8) -> Textarea {
    Textarea::new(name, label).rows(rows).value(filled.value(name)).error(filled.error(name))
}

fn yes_or_no(filled: &Filled, name: &str, legend: &str) -> Radios {
    let choices = vec![Choice::new(YES, "Yes"), Choice::new(NO, "No")];
    Radios::new(name, legend, choices).size("s").inline().value(filled.value(name)).error(filled.error(name))
}
