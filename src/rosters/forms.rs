//! What may be sent to write a roster.

use super::model::{LastDay, NewPlacement};
use crate::{
    teams::Term,
    web::{Parse, Reader, form},
};

/// A last day as a person types it, in three numbers; none typed is "now".
pub struct TypedLastDay(pub LastDay);

impl Parse for NewPlacement {
    fn parse(form: &mut Reader) -> Option<Self> {
        let email = form::email(form, "email", "the librarian's work email address");
        let role = form.line("role", "what they do on the team");
        let wte = form.parsed("wte", "Enter their time on the team as a number from 0.01 to 1, like 0.6");
        let from_on = form::date(form, "from", "the day they start");
        let to_on = form::optional_date(form, "to", "the last day");
        if let (Some(from), Some(Some(to))) = (from_on, to_on)
            && to < from
        {
            form.wrong("to-day", "The last day must not be before the day they start");
            return None;
        }
        let term = Term { role: role?, wte: wte?, from_on: from_on?, to_on: to_on? };
        Some(Self { email: email?, term })
    }
}

impl Parse for LastDay {
    fn parse(form: &mut Reader) -> Option<Self> {
        form.optional("last", "Choose the last day again").map(Self)
    }
}

impl Parse for TypedLastDay {
    fn parse(form: &mut Reader) -> Option<Self> {
        form::optional_date(form, "last", "the last day").map(|day| Self(LastDay(day)))
    }
}
