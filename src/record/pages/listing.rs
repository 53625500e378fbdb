//! A table of somebody's own lines, as every page of the record shows them.

use serde::Serialize;

/// A table with its headings; on a narrow screen each cell carries its own.
#[derive(Serialize)]
pub struct Listing {
    caption: String,
    heads: Vec<&'static str>,
    rows: Vec<Vec<Cell>>,
}

#[derive(Serialize)]
struct Cell {
    head: &'static str,
    text: String,
}

impl Listing {
    /// Rows under headings, one cell for each; none when there are no rows, since a table without any says nothing.
    pub fn of<const N: usize>(
        caption: &str,
        heads: [&'static str; N],
        rows: impl IntoIterator<Item = [String; N]>,
    ) -> Option<Self> {
        let row = |cells: [String; N]| heads.into_iter().zip(cells).map(|(head, text)| Cell { head, text }).collect();
        let rows: Vec<Vec<Cell>> = rows.into_iter().map(row).collect();
        let listing = Self { caption: caption.to_owned(), heads: heads.to_vec(), rows };
        (!listing.rows.is_empty()).then_some(listing)
    }
}
