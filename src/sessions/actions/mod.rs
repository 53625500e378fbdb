//! What people do with sessions: one transaction each, its messages and its line in the log in it.

mod answering;
mod appointment;
mod booking;
mod calling;
mod cancelling;
mod changing;
mod erasing;
mod keeping;
mod leaving;
mod letters;
mod listing;
mod moving;
mod occurrence;
mod reminders;
mod request_letters;
mod requests;
mod rooms;
mod series;
mod waiting;

pub use answering::{At, propose, queue, release, take, taken};
pub use booking::{book, join};
pub use calling::{call_debrief, next_offered, runners};
pub use cancelling::{cancel, coming_of_series};
pub use changing::{cancel_debrief, days as days_to_move, hand_back, move_debrief};
pub(super) use erasing::give_everything_back;
pub use keeping::{keep, undecided};
pub(super) use leaving::{hand_on, invite_to_coming, leave, withdraw_from};
pub use leaving::{take_over, vacancies};
pub use listing::open_slots;
pub use moving::{movable, move_session, plan_move, slots_to_move_to};
pub use occurrence::say;
pub use reminders::plan_reminders_again;
pub(super) use request_letters::{RequestNews, tell_of_request};
pub use requests::{ask, ask_again, choose, withdraw};
pub use series::{book_series, plan_series};
pub use waiting::{let_lapse, stop_waiting};
