//! What people do with sessions: one transaction each, its messages and its line in the log in it.

mod booking;
mod calling;
mod departures;
mod letters;
mod requests;
mod rooms;

pub use booking::{book, cancel, confirm, join, open_slots};
pub use calling::call_debrief;
pub use departures::end_placement;
pub use requests::{answer, ask, withdraw};
