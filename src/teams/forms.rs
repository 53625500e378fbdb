//! What a lead may send.

use chrono::NaiveDate;

use super::model::{ArrangementKind, NewPlacement, Standing, parse_wte};
use crate::web::{Parse, Reader, form};

/// What the team's form says of every kind of support.
pub struct Arrangements(pub Vec<(ArrangementKind, Standing)>);

impl Parse for NewPlacement {
    fn parse(form: &mut Reader) -> Option<Self> {
        let email = if form.text("email").is_empty() {
            form.wrong("email", "Enter the librarian's work email address");
            None
        } else {
            form.parsed("email", "Enter an email address in the right form, like name@example.nhs.uk")
        };
        let role = form.line("role", "what they do on the team");
        let wte_hundredths = parse_wte(&form.text("wte"));
        if wte_hundredths.is_none() {
            form.wrong("wte", "Enter their time on the team as a number from 0.01 to 1, like 0.6");
        }
        let from_on: Option<NaiveDate> = form::date(form, "from", "the day they start");
        Some(Self { email: email?, role: role?, wte_hundredths: wte_hundredths?, from_on: from_on? })
    }
}

impl Parse for Arrangements {
    fn parse(form: &mut Reader) -> Option<Self> {
        let standings: Vec<_> =
            ArrangementKind::ALL.iter().map(|kind| standing(form, *kind).map(|s| (*kind, s))).collect();
        standings.into_iter().collect::<Option<Vec<_>>>().map(Self)
    }
}

fn standing(form: &mut Reader, kind: ArrangementKind) -> Option<Standing> {
    match form.text(kind.word()).as_str() {
        "none" => Some(Standing::None),
        "not_included" => Some(Standing::NotIncluded),
        "included" => Some(Standing::Included),
        _ => {
            form.wrong(kind.word(), format!("Choose one answer for {}", kind.name()));
            None
        }
    }
}
