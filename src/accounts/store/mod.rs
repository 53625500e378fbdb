//! The accounts' SQL: people; codes and sign-ins.

pub mod people;
pub mod sign_in;
