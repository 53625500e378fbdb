//! What a lead may send.

use chrono::NaiveDate;

use super::{
    model::{ArrangementKind, NewPlacement, Registration, Standing, parse_wte},
    specialties,
};
use crate::web::{Parse, Reader, form};

/// What the team's form says of every kind of support.
pub struct Arrangements(pub Vec<(ArrangementKind, Standing)>);

impl Parse for NewPlacement {
    fn parse(form: &mut Reader) -> Option<Self> {
        let email = form::email(form, "email", "the librarian's work email address");
        let role = form.line("role", "what they do on the team");
        let wte_hundredths = parse_wte(&form.text("wte"));
        if wte_hundredths.is_none() {
            form.wrong("wte", "Enter their time on the team as a number from 0.01 to 1, like 0.6");
        }
        let from_on: Option<NaiveDate> = form::date(form, "from", "the day they start");
        Some(Self { email: email?, role: role?, wte_hundredths: wte_hundredths?, from_on: from_on? })
    }
}

impl Parse for Registration {
    fn parse(form: &mut Reader) -> Option<Self> {
        let name = form.line("name", "the team's name");
        let site = form.parsed("site", "Choose where the team works");
        let specialty = specialties::find(&form.text("specialty"));
        if specialty.is_none() {
            form.wrong("specialty", "Choose the team's specialty");
        }
        let lead = form::email(form, "lead", "the lead's work email address");
        Some(Self { name: name?, site: site?, specialty: specialty?, lead: lead? })
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
