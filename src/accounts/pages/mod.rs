//! The pages of accounts.

mod people;
mod sign_in;

pub use people::{LISTED, NewPerson, People};
pub use sign_in::{Code, Demonstration, SignIn};
