//! What people do with sessions: one transaction each, its messages and its line in the log in it.

mod answering;
mod booking;
mod calling;
mod changing;
mod leaving;
mod letters;
mod requests;
mod rooms;

pub use answering::{At, propose, queue, release, take, taken};
pub use booking::{book, cancel, confirm, join, open_slots};
pub use calling::{call_debrief, next_offered, runners};
pub use changing::{cancel_debrief, days as days_to_move, hand_back, move_debrief};
pub(super) use leaving::{hand_on, invite_to_coming, leave, withdraw_from};
pub use leaving::{take_over, vacancies};
pub(super) use letters::{RequestNews, tell_of_request};
pub use requests::{ask, ask_again, choose, withdraw};
