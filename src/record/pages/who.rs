//! Who sees what: the whole table for everybody, and the part of it that is about the reader.

use serde::Serialize;

use super::{capital, listing::Listing};
use crate::{
    accounts::Member,
    privacy::{Access, Line, Table, Viewer},
    web::Page,
};

/// The whole table of who sees what.
#[derive(Serialize)]
pub struct WhoSeesWhat {
    columns: Vec<String>,
    lines: Vec<Line>,
    meanings: [Meaning; 4],
}

/// The table as it applies to the reader.
#[derive(Serialize)]
pub struct Who {
    own: Option<Listing>,
    others: Vec<Listing>,
    meanings: [Meaning; 4],
}

#[derive(Serialize)]
struct Meaning {
    key: &'static str,
    value: &'static str,
}

impl Page for WhoSeesWhat {
    const TEMPLATE: &'static str = "record/who_sees_what";
}

impl Page for Who {
    const TEMPLATE: &'static str = "record/who";
}

impl WhoSeesWhat {
    pub fn new(table: &Table) -> Self {
        let columns = Viewer::ALL.iter().map(|viewer| capital(viewer.name())).collect();
        Self { columns, lines: table.lines(), meanings: meanings() }
    }
}

impl Who {
    /// `posts`: in which capacities the reader sees what is others'.
    pub fn new(by: &Member, table: &Table, posts: &[Viewer]) -> Self {
        let heads = ["What", "You", "The session's facilitator", "The team's lead", "HR", "The service manager"];
        let row = |line: Line| {
            let (item, cells) = line.words();
            // Of one's own things the librarian's column is one's own, whoever one is.
            [item, cells[0], cells[1], cells[2], cells[3], cells[4]].map(capital)
        };
        let own = table.lines_of_ones_own(by.is_librarian).into_iter().map(row);
        let others = posts.iter().filter_map(|viewer| {
            let row = |line: Line| [line.words().0, line.words().1[0]].map(capital);
            let caption = format!("What you may see of others as {}", viewer.name());
            Listing::of(&caption, ["What", "How much of it"], table.lines_of_others(*viewer).into_iter().map(row))
        });
        let caption = "What is yours, and who sees it";
        Self { own: Listing::of(caption, heads, own), others: others.collect(), meanings: meanings() }
    }
}

/// The table's words are short; the access itself says them, so that both stay the same.
fn meanings() -> [Meaning; 4] {
    [
        (Access::Sees(""), "That person sees it. Other words in the table say within which bounds"),
        (
            Access::Counts,
            "Exact numbers, without names. These are your organisation's duties, such as offering supervision",
        ),
        (
            Access::Releases(""),
            "Only inside a quarterly release, as a range, so that nobody can be picked out. \
         Of a check-in: that one was made, never what it says",
        ),
        (Access::Nothing, "To that person it does not exist. Where nobody sees a thing, it is not kept"),
    ]
    .map(|(access, value)| Meaning { key: access.words(), value })
}
