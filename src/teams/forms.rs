//! What may be sent about a team: its registration, its leads, its arrangements.

use super::{
    model::{ArrangementKind, Inclusion, NewOther, NewTeam, Registration, Standing},
    specialties,
};
use crate::{
    kernel::Email,
    web::{Parse, Reader, form},
};

/// What the team's form says of every kind of support that has a word of ours.
pub struct Arrangements(pub Vec<(ArrangementKind, Standing)>);

/// The address of somebody who is to lead.
pub struct NewLead(pub Email);

impl Parse for Registration {
    fn parse(form: &mut Reader) -> Option<Self> {
        let name = form.line("name", "the team's name");
        let code = form
            .optional("code", "Enter a code of 1 to 20 letters, digits, hyphens, dots or slashes, or leave this empty");
        let site = form.parsed("site", "Choose where the team works");
        let specialty = specialties::find(&form.text("specialty"));
        if specialty.is_none() {
            form.wrong("specialty", "Choose the team's specialty");
        }
        Some(Self { name: name?, code: code?, site: site?, specialty: specialty? })
    }
}

impl Parse for NewTeam {
    fn parse(form: &mut Reader) -> Option<Self> {
        let registration = Registration::parse(form);
        let lead = form::email(form, "lead", "the lead's work email address");
        Some(Self { registration: registration?, lead: lead? })
    }
}

impl Parse for NewLead {
    fn parse(form: &mut Reader) -> Option<Self> {
        form::email(form, "lead", "the lead's work email address").map(Self)
    }
}

impl Parse for Arrangements {
    fn parse(form: &mut Reader) -> Option<Self> {
        let standings: Vec<_> =
            ArrangementKind::NAMED.iter().map(|kind| standing(form, *kind).map(|s| (*kind, s))).collect();
        standings.into_iter().collect::<Option<Vec<_>>>().map(Self)
    }
}

impl Parse for NewOther {
    fn parse(form: &mut Reader) -> Option<Self> {
        let name = form.line("name", "what the team calls it");
        let included = included(form);
        Some(Self { name: name?, included: included? })
    }
}

impl Parse for Inclusion {
    fn parse(form: &mut Reader) -> Option<Self> {
        let included = included(form);
        let since = match included {
            // Whatever stands in a date that is not asked for is not kept, and must not be a mistake either.
            Some(false) => {
                form::forget_date(form, "since");
                Some(None)
            }
            _ => form::date(form, "since", "the day from which librarians are included").map(Some),
        };
        let reviewed_on = form::optional_date(form, "reviewed", "the day it was reviewed");
        included?;
        Some(Self { since: since?, reviewed_on: reviewed_on? })
    }
}

fn included(form: &mut Reader) -> Option<bool> {
    match form.text("included").as_str() {
        "yes" => Some(true),
        "no" => Some(false),
        _ => {
            form.wrong("included", "Choose whether librarians are included");
            None
        }
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
