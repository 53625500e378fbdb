//! What a keeper may send about an entry.

use std::str::FromStr;

use super::hours;
use crate::{
    kernel::{ids::SignpostId, text::Unfit},
    signposts::{
        Description, Need, Passage, Signpost,
        audience::{Audience, Contract, Contracts},
        keeping::Beside,
        lines,
        links::Link,
    },
    web::{Filled, Parse, Reader, form},
};

/// The words of yes and no.
pub const YES: &str = "yes";
pub const NO: &str = "no";

impl Parse for Description {
    fn parse(form: &mut Reader) -> Option<Self> {
        let name = form.line("name", "what it is called");
        let about = passage(form, "about", "what it is");
        let who_for = passage(form, "who_for", "who it is for");
        let nobody = form.text("not_for").is_empty();
        let not_for = if nobody { Some(None) } else { passage(form, "not_for", "who it is not for").map(Some) };
        let contracts = form.ticked::<Contract>("contracts", "Choose kinds of contract from the list");
        let audience = form.parsed::<Audience>("audience", "Choose who it is shown to");
        let needs = needs(form);
        let ways = ways(form);
        let hours = hours::read(form);
        let (cost, free) = (form.line("cost", "what it costs"), yes_or_no(form, "free", "Choose whether it is free"));
        let wait = form.line("wait", "how long people wait");
        let who_will_know = passage(form, "who_will_know", "who will know that somebody made contact");
        let employer_knows = yes_or_no(form, "employer_knows", "Choose whether the employer may get to know");
        let try_order = place(form);
        let links = links(form);
        let owner = form.line("owner", "who looks after this entry");
        let owner_email = form.optional("owner_email", "Enter an email address in the right form, or leave this empty");
        let next_check_on = form::date(form, "next_check", "the next check");
        Some(Self {
            audience: audience?,
            name: name?,
            about: about?,
            who_for: who_for?,
            not_for: not_for?,
            contracts: Contracts::of(&contracts?),
            hours: hours?,
            cost: cost?,
            wait: wait?,
            who_will_know: who_will_know?,
            employer_knows: employer_knows?,
            free: free?,
            try_order: try_order?,
            owner: owner?,
            owner_email: owner_email?,
            next_check_on: next_check_on?,
            ways: ways?,
            needs: needs?,
            links: links?,
        })
    }
}

/// A short paragraph; `what` names it inside the sentences ("what it is").
pub fn passage(form: &mut Reader, field: &str, what: &str) -> Option<Passage> {
    let sentence = match form.text(field).parse::<Passage>() {
        Ok(passage) => return Some(passage),
        Err(Unfit::Empty) => format!("Enter {what}"),
        Err(Unfit::TooLong) => format!("Make {what} 1,000 characters or fewer"),
        Err(Unfit::Malformed) => format!("Write {what} in one paragraph"),
    };
    form.wrong(field, sentence);
    None
}

fn yes_or_no(form: &mut Reader, field: &str, sentence: &str) -> Option<bool> {
    match form.text(field).as_str() {
        YES => Some(true),
        NO => Some(false),
        _ => {
            form.wrong(field, sentence);
            None
        }
    }
}

fn needs(form: &mut Reader) -> Option<Vec<Need>> {
    let needs = form.ticked::<Need>("needs", "Choose what it can help with from the list")?;
    if needs.is_empty() {
        form.wrong("needs", "Select at least one thing that it can help with");
        return None;
    }
    Some(needs)
}

fn ways(form: &mut Reader) -> Option<Vec<crate::signposts::Way>> {
    match lines::read(&form.text("ways")) {
        Ok(ways) => Some(ways),
        Err(problem) => {
            form.wrong("ways", problem);
            None
        }
    }
}

fn place(form: &mut Reader) -> Option<i64> {
    let place = i64::from_str(&form.text("try_order")).ok().filter(|place| (1..=99).contains(place));
    if place.is_none() {
        form.wrong("try_order", "Enter a number from 1 to 99: what has 1 is tried first");
    }
    place
}

fn links(form: &mut Reader) -> Option<Vec<(Link, SignpostId)>> {
    let mut links = |kind: Link| {
        let chosen = form.ticked::<Chosen>(kind.word(), "Choose another entry from the list, or none")?;
        Some(chosen.into_iter().filter_map(move |Chosen(other)| Some((kind, other?))))
    };
    let (first, next) = (links(Link::TryFirst), links(Link::IfThisFails));
    Some(first?.chain(next?).collect())
}

/// What one of the lists under a question says: an entry, or none.
struct Chosen(Option<SignpostId>);

impl FromStr for Chosen {
    type Err = ();

    fn from_str(word: &str) -> Result<Self, ()> {
        match word.trim() {
            "" => Ok(Self(None)),
            id => id.parse().map(|id| Self(Some(id))).map_err(|_| ()),
        }
    }
}

/// The form as it stands for an entry.
pub fn standing(entry: &Signpost, beside: &Beside) -> Filled {
    let yes_or_no = |yes| if yes { YES } else { NO }.to_owned();
    let next = entry.next_check_on;
    let mut fields = vec![
        ("name", entry.name.clone()),
        ("about", entry.about.clone()),
        ("who_for", entry.who_for.clone()),
        ("not_for", entry.not_for.clone().unwrap_or_default()),
        ("audience", entry.audience().word().to_owned()),
        ("ways", lines::write(&entry.ways)),
        ("cost", entry.cost.clone()),
        ("free", yes_or_no(entry.free)),
        ("wait", entry.wait.clone()),
        ("who_will_know", entry.who_will_know.clone()),
        ("employer_knows", yes_or_no(entry.employer_knows)),
        ("try_order", entry.try_order.to_string()),
        ("owner", entry.owner.clone()),
        ("owner_email", beside.owner_email.clone()),
        ("next_check[day]", next.format("%-d").to_string()),
        ("next_check[month]", next.format("%-m").to_string()),
        ("next_check[year]", next.format("%Y").to_string()),
    ];
    fields.extend(entry.contracts.kinds().into_iter().map(|kind| ("contracts", kind.word().to_owned())));
    fields.extend(beside.needs.iter().map(|need| ("needs", need.word().to_owned())));
    fields.extend(beside.links.iter().map(|(kind, other)| (kind.word(), other.to_string())));
    fields.extend(hours::standing(&entry.hours));
    let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
    Filled::with(&fields)
}
