//! Retention: how long each thing is kept, deleting it when that time is over, and keeping what was erased erased.
//!
//! The rule: nothing about a person is kept for ever. One table (`table.rs`) says what is kept how long and why; the
//! page "How long things are kept" prints it, the daily run carries it out, and a test reads the database's own tables,
//! so that none can be added without a line. What somebody erases is noted outside the database too, before it is done,
//! so that a backup that is put back has caught up before anybody is served.
//!
//! It refuses to touch a release, whatever is deleted beneath it, and to say of what people choose how often it was
//! there to be deleted.
//!
//! Its SQL names the tables of every slice, although the slices stand above it: that is the one thing it knows of them.

mod bands;
mod catching_up;
pub mod erasures;
mod keep;
mod pages;
mod routes;
mod running;
mod store;
mod table;
mod tables;
pub mod ticking;

pub use bands::Band;
pub use catching_up::{Behind, catch_up};
pub use keep::{Keep, OutOfBounds};
use rocket::fairing::AdHoc;
pub use running::{Deleted, keep_check_ins, older_check_ins, run};
pub use store::{
    erasing::{FORM as ERASING, erase},
    lives::chosen_months,
};
pub use table::{Kind, LINES, Line, Unit};
pub use tables::NOT_BY_AGE;

/// For how long after a quarter it can be released (uptake/releases/quarter.rs): until then what it counts is kept.
pub const RELEASABLE: chrono::Months = chrono::Months::new(6);

/// The months that somebody can choose for their check-ins, where the service keeps them longer.
pub const MONTHS: [i64; 4] = [1, 3, 6, 12];

/// The page that says how long things are kept.
#[must_use]
pub fn stage(keep: Keep) -> AdHoc {
    AdHoc::on_ignite("retention", |rocket| async move { rocket.manage(keep).mount("/", routes::all()) })
}
