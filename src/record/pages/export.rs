//! What the file of everything holds, before it is asked for.

use serde::Serialize;

use crate::{
    record::export::Section,
    web::{Filled, Page, field::ErrorSummary},
};

/// The page with the button.
#[derive(Serialize)]
pub struct Export {
    errors: Option<ErrorSummary>,
    sections: Vec<Section>,
}

impl Page for Export {
    const TEMPLATE: &'static str = "record/export";
}

impl Export {
    pub fn new(sections: Vec<Section>, filled: &Filled) -> Self {
        Self { errors: filled.summary(), sections }
    }
}
