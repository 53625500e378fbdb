//! The pages of directory files: choosing one, and what it would change.

use serde::Serialize;

use super::{import::Plan, store::Waiting};
use crate::{
    kernel::ids::DirectoryImportId,
    web::{
        Filled, Page,
        field::{ErrorSummary, FileUpload},
    },
};

/// The most lines of one kind that the preview shows.
const SHOWN: usize = 100;

/// The form that takes a file.
#[derive(Serialize)]
pub struct Choose {
    errors: Option<ErrorSummary>,
    file: FileUpload,
}

/// What a file would change.
#[derive(Serialize)]
pub struct Preview {
    errors: Option<ErrorSummary>,
    id: DirectoryImportId,
    file_name: String,
    mark: String,
    added: Lines,
    changed: Lines,
    left_alone: usize,
    notes: Lines,
    problems: Lines,
    may_confirm: bool,
}

/// The first lines of one kind, and how many more there are.
#[derive(Serialize)]
struct Lines {
    count: usize,
    shown: Vec<String>,
    more: usize,
}

impl Page for Choose {
    const TEMPLATE: &'static str = "referral/choose";
}

impl Page for Preview {
    const TEMPLATE: &'static str = "referral/preview";
}

impl Choose {
    pub fn new(filled: &Filled) -> Self {
        let file = FileUpload::new("Choose a file", ".json,application/json")
            .hint("A JSON file in the Open Referral UK format, up to 4 MB")
            .error(filled.error("file"));
        Self { errors: filled.summary(), file }
    }
}

impl Preview {
    pub fn new(id: DirectoryImportId, waiting: &Waiting, plan: &Plan, filled: &Filled) -> Self {
        let added = plan.changes.iter().filter(|change| change.differs.is_none());
        let changed = plan
            .changes
            .iter()
            .filter_map(|change| Some(format!("{}: {}", change.new.name, change.differs.as_ref()?.join(", "))));
        Self {
            errors: filled.summary(),
            id,
            file_name: waiting.file_name.clone(),
            mark: plan.mark(),
            added: Lines::of(added.map(|change| change.new.name.to_string()).collect()),
            changed: Lines::of(changed.collect()),
            left_alone: plan.left_alone,
            notes: Lines::of(plan.notes.clone()),
            problems: Lines::of(plan.problems.clone()),
            may_confirm: plan.problems.is_empty() && !plan.changes.is_empty(),
        }
    }
}

impl Lines {
    fn of(mut lines: Vec<String>) -> Self {
        let count = lines.len();
        lines.truncate(SHOWN);
        Self { count, more: count - lines.len(), shown: lines }
    }
}
