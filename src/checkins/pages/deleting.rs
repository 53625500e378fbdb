//! Whether to delete one check-in, or all of them.

use serde::Serialize;

use super::when;
use crate::{
    checkins::model::CheckIn,
    kernel::ids::CheckInId,
    privacy::Words,
    web::{Filled, Page, field::ErrorSummary},
};

/// Whether to delete one.
#[derive(Serialize)]
pub struct Deletion {
    errors: Option<ErrorSummary>,
    id: CheckInId,
    when: String,
    who: Words,
}

/// Whether to delete all of them.
#[derive(Serialize)]
pub struct DeletionOfAll {
    errors: Option<ErrorSummary>,
    who: Words,
}

impl Page for Deletion {
    const TEMPLATE: &'static str = "checkins/deletion";
}

impl Page for DeletionOfAll {
    const TEMPLATE: &'static str = "checkins/deletion_of_all";
}

impl Deletion {
    pub fn new(one: &CheckIn, filled: &Filled, who: Words) -> Self {
        Self { errors: filled.summary(), id: one.id, when: when(one), who }
    }
}

impl DeletionOfAll {
    pub fn new(filled: &Filled, who: Words) -> Self {
        Self { errors: filled.summary(), who }
    }
}
