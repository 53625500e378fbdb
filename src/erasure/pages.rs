//! What goes at once, what stays until when, and the receipt.

use chrono::{DateTime, Utc};
use serde::Serialize;

use super::{
    forms::{SURE, TO_COME, ToCome},
    store::{Newest, Placed},
};
use crate::{
    kernel::{Now, london},
    retention::{Keep, Kind},
    web::{
        Filled, Page,
        field::{Checkboxes, Choice, ErrorSummary, Radios},
    },
};

/// Whether to erase one's record.
#[derive(Serialize)]
pub struct Erasure {
    errors: Option<ErrorSummary>,
    stays: Vec<Stay>,
    to_come: Option<Radios>,
    sure: Checkboxes,
}

/// It is erased.
#[derive(Serialize)]
pub struct Receipt {
    stays: Vec<Stay>,
    to_come: bool,
}

/// What stays, why and until when.
#[derive(Serialize)]
pub struct Stay {
    what: String,
    why: &'static str,
    until: String,
}

impl Page for Erasure {
    const TEMPLATE: &'static str = "erasure/erasure";
}

impl Page for Receipt {
    const TEMPLATE: &'static str = "erasure/receipt";
}

impl Erasure {
    /// `to_come`: how many sessions to come they hold a place in.
    pub fn new(filled: &Filled, to_come: usize, stays: Vec<Stay>) -> Self {
        let legend = match to_come {
            1 => "You have 1 session to come. What should become of it?".to_owned(),
            many => format!("You have {many} sessions to come. What should become of them?"),
        };
        let choices = ToCome::ALL.iter().map(|choice| {
            let (words, hint) = match choice {
                ToCome::Keep => ("Keep the appointment", "It goes when its time is over, like any session"),
                ToCome::Cancel => {
                    ("Cancel it", "The other party is told, as with any cancellation. No reason is given")
                }
            };
            Choice::new(choice.word(), words).hint(hint)
        });
        let radios =
            Radios::new(TO_COME, &legend, choices.collect()).value(filled.value(TO_COME)).error(filled.error(TO_COME));
        let sure = vec![Choice::new("yes", "I understand that this cannot be undone")];
        Self {
            errors: filled.summary(),
            stays,
            to_come: (to_come > 0).then_some(radios),
            sure: Checkboxes::new(SURE, "Are you sure?", sure).values(filled.values(SURE)).error(filled.error(SURE)),
        }
    }
}

impl Receipt {
    pub const fn new(to_come: usize, stays: Vec<Stay>) -> Self {
        Self { stays, to_come: to_come > 0 }
    }
}

/// Everything that stays, with its reason and its date.
pub fn stays(keep: &Keep, newest: Newest, placements: &[Placed], now: Now) -> Vec<Stay> {
    let mut stays = vec![Stay {
        what: "Your name, your work address and your post".to_owned(),
        why: "Your employer keeps them while you work here, and as long afterwards as staff records are kept",
        until: format!("{} after you leave", keep.words(Kind::Leavers)),
    }];
    stays.extend(placements.iter().map(|one| placement(keep, one)));
    let mut last = |at: Option<DateTime<Utc>>, kind, what: &str, why| {
        let Some(at) = at else { return };
        let until = format!("the last of them until {}", london::day(london::date_of(keep.until(kind, at))));
        stays.push(Stay { what: what.to_owned(), why, until });
    };
    last(
        Some(now.0),
        Kind::Changes,
        "Lines of the audit: that you booked, asked or changed something, never what it said. Check-ins are in it without your name",
        "It shows that nothing here was altered unseen. No page shows it to anybody",
    );
    last(newest.sign_in, Kind::SignIns, "Your sign-ins", "So that you can see whether somebody else signed in as you");
    last(
        newest.look,
        Kind::Looks,
        "Who looked at something about you",
        "It is there for you alone, and nobody can alter it",
    );
    last(
        newest.invitation,
        Kind::Bookings,
        "That you were invited to debriefs of your team, not whether you came",
        "Inviting you is a duty of your organisation, and it must be able to show that it did",
    );
    last(
        newest.run,
        Kind::Bookings,
        "Sessions that you run for others or have called",
        "They are other people's appointments too. Cancel or hand them on first if you do not want to run them",
    );
    stays.push(Stay {
        what: "Releases of uptake".to_owned(),
        why: "They are ranges of numbers in which nobody can be picked out, and are never changed. What you erase is not counted in one that is still to come",
        until: "always".to_owned(),
    });
    stays
}

fn placement(keep: &Keep, one: &Placed) -> Stay {
    let until = match one.to_on {
        Some(to_on) => {
            let goes = keep.until(Kind::Placements, london::end_of_day(to_on));
            format!("until {}", london::day(london::date_of(goes)))
        }
        None => format!("{} after its last day", keep.words(Kind::Placements)),
    };
    Stay {
        what: format!("Your placement on {} from {}", one.team, london::day(one.from_on)),
        why: "Rosters say who worked where. Your employer must keep them",
        until,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stays_has_its_date() {
        let now = Now("2026-11-23T10:00:00Z".parse().unwrap());
        let placed = |to_on: Option<&str>| Placed {
            team: "Critical care".into(),
            from_on: "2025-01-06".parse().unwrap(),
            to_on: to_on.map(|day| day.parse().unwrap()),
        };
        let newest = Newest { sign_in: Some(now.0), ..Newest::default() };
        let stays = stays(&Keep::usual(), newest, &[placed(None), placed(Some("2026-06-30"))], now);
        let until: Vec<&str> = stays.iter().map(|stay| stay.until.as_str()).collect();
        assert_eq!(
            until,
            [
                "6 years after you leave",
                "6 years after its last day",
                "until Thursday 1 July 2032",
                "the last of them until Tuesday 23 November 2032",
                "the last of them until Wednesday 23 December 2026",
                "always",
            ]
        );
    }
}
