//! What goes at once, what stays, and the receipt.

use serde::Serialize;

use super::{
    forms::{SURE, TO_COME, ToCome},
    stays::Stay,
};
use crate::web::{
    Filled, Page,
    field::{Checkboxes, Choice, ErrorSummary, Radios},
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
