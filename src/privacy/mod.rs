//! Floor 2: who sees what, as one table.
//!
//! The same table authorises every request and prints the "Who can see this" words beside every item
//! (promise 2). Policies ask [`Table::sees`]; pages print [`Table::words`]. Change a cell and both change.

mod table;

use std::fmt::Write as _;

use serde::Serialize;

/// Something about a person or a team that somebody may or may not see.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Item {
    /// A placement on a team: name, role, dates, WTE.
    Placement,
    /// A team's arrangements and whether they include librarians.
    Arrangements,
    /// The offer of a session: its time and place.
    Offer,
    /// The booking of a session, or joining a debrief.
    Booking,
    /// A request for a debrief.
    Request,
    /// A check-in's scores and note.
    CheckIn,
    /// That a signpost was opened.
    SignpostOpened,
    /// That a session took place, as its facilitator says.
    TookPlace,
    /// What somebody who held a place says about whether a session took place for them.
    OwnWord,
    /// That somebody would like to come to a listed event.
    Wish,
    /// When somebody is reminded, what their calendar calls their sessions, and its private address.
    Calendar,
    /// What became of a message.
    Message,
    /// Which sessions somebody counts towards their own professional development.
    Cpd,
    /// Who looked at one's record.
    Looks,
    /// What the organisation owes, counted: duties and the staff ratio.
    Duties,
    /// The releases of uptake.
    Releases,
}

/// In what capacity somebody looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Viewer {
    /// The librarian whom it is about.
    Librarian,
    /// The facilitator of that session.
    Facilitator,
    /// A lead of that team.
    Lead,
    /// HR of that organisation.
    Hr,
    /// The service manager of that organisation.
    ServiceManager,
}

/// How much a viewer sees of an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// Not found, exactly as if it did not exist.
    Nothing,
    /// Exact counts and nothing else: an organisation's duty.
    Counts,
    /// Frozen releases and nothing else: a person's choice. The words say what of it is released.
    Releases(&'static str),
    /// The thing itself; the words say within which bounds.
    Sees(&'static str),
}

/// The whole table.
#[derive(Clone, Debug)]
pub struct Table {
    rows: Vec<Row>,
}

#[derive(Clone, Debug)]
struct Row {
    item: Item,
    name: &'static str,
    // In the order of Viewer::ALL.
    cells: [Access; 5],
}

/// The words beside an item on a page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Words {
    /// What it is about.
    pub item: &'static str,
    /// One sentence: who sees it.
    pub sentence: String,
}

/// One line of the whole table, for the page that shows it.
#[derive(Clone, Debug, Serialize)]
pub struct Line {
    item: &'static str,
    cells: Vec<&'static str>,
}

impl Item {
    /// Whether there is such a thing of librarians alone; anything else, every member has.
    #[must_use]
    pub const fn is_of_librarians(self) -> bool {
        matches!(
            self,
            Self::Placement
                | Self::Arrangements
                | Self::Offer
                | Self::Booking
                | Self::Request
                | Self::TookPlace
                | Self::OwnWord
                | Self::Wish
                | Self::Cpd
        )
    }
}

impl Line {
    /// What it is about, and what stands in its cells.
    #[must_use]
    pub fn words(&self) -> (&'static str, &[&'static str]) {
        (self.item, &self.cells)
    }
}

impl Viewer {
    /// Every viewer, in the table's order of columns.
    pub const ALL: [Self; 5] = [Self::Librarian, Self::Facilitator, Self::Lead, Self::Hr, Self::ServiceManager];

    /// The viewer as the page of the whole table heads their column.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Librarian => "the librarian",
            Self::Facilitator => "the session's facilitator",
            Self::Lead => "the team's lead",
            Self::Hr => "HR",
            Self::ServiceManager => "the service manager",
        }
    }
}

impl Table {
    /// Whether a viewer sees the item itself.
    #[must_use]
    pub fn sees(&self, viewer: Viewer, item: Item) -> bool {
        matches!(self.cell(viewer, item), Access::Sees(_))
    }

    /// The words to print beside an item on a page that `reader` reads, from the same cells that authorise it.
    #[must_use]
    pub fn words(&self, reader: Viewer, item: Item) -> Words {
        let row = self.row(item);
        let name = |viewer: &Viewer| if *viewer == reader { "you" } else { viewer.name() };
        let seeing: Vec<String> = Viewer::ALL
            .iter()
            .zip(row.cells)
            .filter_map(|(viewer, access)| match access {
                Access::Sees("") => Some(name(viewer).to_owned()),
                Access::Sees(bounds) => Some(format!("{} ({bounds})", name(viewer))),
                _ => None,
            })
            .collect();
        let mut sentence = match seeing.as_slice() {
            _ if row.cells == [Access::Sees(""); 5] => "everybody in the organisation".to_owned(),
            [] => "nobody: it is not stored".to_owned(),
            [one] if one == "you" => "only you".to_owned(),
            [one] => one.clone(),
            [most @ .., last] => format!("{} and {last}", most.join(", ")),
        };
        sentence = capital(&sentence);
        sentence.push('.');
        for (viewer, access) in Viewer::ALL.iter().zip(row.cells) {
            let _ = match access {
                Access::Counts => write!(sentence, " {} sees exact counts, without names.", capital(viewer.name())),
                Access::Releases(what) => write!(
                    sentence,
                    " {} sees {what} in the organisation's quarterly release, where nobody can be picked out.",
                    capital(viewer.name())
                ),
                Access::Nothing | Access::Sees(_) => Ok(()),
            };
        }
        Words { item: row.name, sentence }
    }

    /// The whole table as lines, its columns in the order of [`Viewer::ALL`].
    #[must_use]
    pub fn lines(&self) -> Vec<Line> {
        self.rows
            .iter()
            .map(|row| Line { item: row.name, cells: row.cells.iter().map(|access| access.words()).collect() })
            .collect()
    }

    /// The lines of what is somebody's own, the others' columns beside theirs; `librarian` says whether they are one.
    #[must_use]
    pub fn lines_of_ones_own(&self, librarian: bool) -> Vec<Line> {
        let own = |row: &&Row| row.cells[0] != Access::Nothing && (librarian || !row.item.is_of_librarians());
        let line = |row: &Row| Line { item: row.name, cells: row.cells.iter().map(|access| access.words()).collect() };
        self.rows.iter().filter(own).map(line).collect()
    }

    /// What somebody in this capacity sees that is others' own: a line of one cell for each thing.
    #[must_use]
    pub fn lines_of_others(&self, viewer: Viewer) -> Vec<Line> {
        let seen = |row: &&Row| row.cells[viewer as usize] != Access::Nothing && row.item != Item::Releases;
        let line = |row: &Row| Line { item: row.name, cells: vec![row.cells[viewer as usize].words()] };
        self.rows.iter().filter(seen).map(line).collect()
    }

    /// The same table with one cell changed: how a test shows that requests and words follow it.
    #[must_use]
    pub fn but(mut self, viewer: Viewer, item: Item, access: Access) -> Self {
        for row in self.rows.iter_mut().filter(|row| row.item == item) {
            row.cells[viewer as usize] = access;
        }
        self
    }

    fn cell(&self, viewer: Viewer, item: Item) -> Access {
        self.row(item).cells[viewer as usize]
    }

    fn row(&self, item: Item) -> &Row {
        self.rows.iter().find(|row| row.item == item).expect("the table has a row for every item: a test counts them")
    }
}

impl Access {
    /// The cell as the page of the whole table prints it.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::Nothing => "not at all",
            Self::Counts => "counts, exact",
            Self::Releases(_) => "releases only",
            Self::Sees("") => "yes",
            Self::Sees(bounds) => bounds,
        }
    }
}

fn capital(text: &str) -> String {
    let mut text = text.to_owned();
    if let Some(first) = text.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    text
}
