//! How long things are kept.

use serde::Serialize;

use super::{keep::Keep, table::LINES};
use crate::web::Page;

/// The table, with what this service's settings make of it.
#[derive(Serialize)]
pub struct HowLong {
    lines: Vec<Row>,
}

#[derive(Serialize)]
struct Row {
    what: &'static str,
    time: String,
    from: &'static str,
    why: &'static str,
    bounds: Option<String>,
}

impl Page for HowLong {
    const TEMPLATE: &'static str = "retention/how_long";
}

impl HowLong {
    pub fn new(keep: &Keep) -> Self {
        let row = |line: &super::Line| Row {
            what: line.what,
            time: keep.words(line.kind),
            from: line.from,
            why: line.why,
            bounds: line.bounds_in_words(),
        };
        Self { lines: LINES.iter().map(row).collect() }
    }
}
