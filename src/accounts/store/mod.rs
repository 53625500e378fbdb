//! The accounts' SQL: people; codes and sign-ins; who they are at the provider.

pub mod about;
pub mod identities;
pub mod people;
pub mod sign_in;
