//! The accounts' SQL: people; codes and sign-ins.

pub mod about;
pub mod people;
pub mod sign_in;
