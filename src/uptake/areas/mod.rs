//! Organisations side by side, for whoever reads an area: a regional or national lead.
//!
//! The figures are those that were written down of the running quarter, in one statement for all organisations. Choices
//! are no part of them: they leave an organisation only in releases that are merged upward.

mod pages;
pub mod routes;
mod together;
