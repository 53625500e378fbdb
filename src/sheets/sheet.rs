//! A table as it comes out of a file.

use serde::{Deserialize, Serialize};

/// The rows of a file that hold something.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sheet {
    /// What the sheet is called in a file that may have several.
    pub name: Option<String>,
    /// Its rows, in the file's order.
    pub rows: Vec<Row>,
}

/// One row.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Row {
    /// Its number as people see it in their own program: the first is 1, and empty ones count.
    pub number: u32,
    /// What its cells hold, trimmed; the last is not empty.
    pub cells: Vec<String>,
}
