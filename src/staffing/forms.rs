//! What a browser may send about returns.

use super::{
    import,
    model::{Headcount, NewReturn},
};
use crate::web::{Parse, Reader, form};

impl Parse for NewReturn {
    fn parse(form: &mut Reader) -> Option<Self> {
        let counted_on = form::date(form, "counted", "the day that was counted");
        let workforce = number(form, "workforce", "the workforce");
        let qualified = number(form, "qualified", "the qualified staff, 0 if there are none");
        let source = form.line("source", "where the figures come from");
        Some(Self { counted_on: counted_on?, workforce: workforce?, qualified: qualified?, source: source? })
    }
}

fn number(form: &mut Reader, field: &str, what: &str) -> Option<Headcount> {
    if form.text(field).is_empty() {
        form.wrong(field, format!("Enter {what}"));
        return None;
    }
    form.parsed(field, "Enter a number of whole-time equivalents, like 8,450 or 6.34")
}

/// What the reader had before them when they said that it should be done.
pub struct Confirmation {
    /// The rows of the file.
    pub rows: Vec<NewReturn>,
    /// What stood for what they would do.
    pub shown: String,
}

impl Parse for Confirmation {
    fn parse(form: &mut Reader) -> Option<Self> {
        let (rows, shown) = (import::carried(&form.text("rows")), form.text("shown"));
        if rows.is_none() {
            form.wrong("", "The rows did not arrive as they were shown. Upload the file again. Nothing was kept.");
        }
        Some(Self { rows: rows?, shown })
    }
}
