//! The accounts' SQL: people; codes and sign-ins; what is left of allowances; who they are at the provider.

pub mod about;
pub mod allowances;
pub mod identities;
pub mod people;
pub mod sign_in;
