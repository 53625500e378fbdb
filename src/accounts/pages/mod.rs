//! The pages of accounts.

mod closure_days;
mod fields;
mod people;
mod settings;
mod sign_in;
mod sign_in_terms;
mod sites;

pub use closure_days::ClosureDays;
pub use people::{EditPerson, LISTED, NewPerson, People, ShowPerson};
pub use settings::ShowSettings;
pub use sign_in::{Code, Demonstration, NotSignedIn, SignIn, SignedOut, Ways};
pub use sign_in_terms::SignInSettings;
pub use sites::{EditSite, NewSite, Sites};
