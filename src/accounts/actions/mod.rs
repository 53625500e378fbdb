//! Registering people, and signing in and out.

mod closure_days;
mod codes;
mod joining;
mod people;
mod settings;
mod sign_in;
mod sites;

pub use closure_days::{close_on, open_on};
pub use codes::{Typing, ask_for_code, sign_in};
pub use joining::{set_terms, sign_in_from, unlink};
pub use people::{amend, amend_in, found, leave_in, make_manager, register, register_in, register_with};
pub use settings::set;
pub(super) use sign_in::TOKEN_SCOPE;
pub use sign_in::{Entered, Token, sign_in_as_invented, sign_out};
pub use sites::{open_site, rename_site};
