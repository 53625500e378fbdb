//! What a browser may send of the CPD log.

use super::cpd::Period;
use crate::{
    kernel::ids::SessionId,
    web::{Parse, Reader},
};

/// Which sessions of a period are counted.
pub struct Ticks {
    /// The period whose sessions the page showed.
    pub period: Period,
    /// Those that are ticked; whichever of the period is not here is not counted.
    pub sessions: Vec<SessionId>,
}

impl Parse for Ticks {
    fn parse(form: &mut Reader) -> Option<Self> {
        let sessions = form.ticked("session", "Choose from the list");
        let period = form.text("period").parse().ok();
        if period.is_none() {
            // It is no field that anybody fills in, so there is none to lead to.
            form.wrong("", "The months could not be read. Nothing was kept.");
        }
        Some(Self { period: period?, sessions: sessions? })
    }
}
