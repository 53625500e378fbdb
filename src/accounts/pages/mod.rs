//! The pages of accounts.

mod closure_days;
mod fields;
mod people;
mod sign_in;
mod sites;

pub use closure_days::ClosureDays;
pub use people::{EditPerson, LISTED, NewPerson, People, ShowPerson};
pub use sign_in::{Code, Demonstration, SignIn};
pub use sites::{EditSite, NewSite, Sites};
