//! What somebody may need help with, as a taxonomy.

use serde_json::{Value as Json, json};
use uuid::Uuid;

use crate::{referral::ids::derived, signposts::Need};

/// The one taxonomy of the feed.
#[must_use]
pub fn taxonomy() -> Json {
    json!({
        "id": id(),
        "name": "Needs of staff",
        "description": "What somebody who works in a clinical team may need help with.",
    })
}

/// Every term of it.
#[must_use]
pub fn terms() -> Vec<Json> {
    Need::ALL.iter().map(|need| term(*need)).collect()
}

/// One term.
#[must_use]
pub fn term(need: Need) -> Json {
    json!({
        "id": term_id(need),
        "name": need.label(),
        "description": need.label(),
        "taxonomy": "Needs of staff",
        "taxonomy_id": id(),
        "term": need.word(),
    })
}

/// Which taxonomy.
pub(super) fn id() -> Uuid {
    derived(&["taxonomy", "needs"])
}

/// Which term.
pub(super) fn term_id(need: Need) -> Uuid {
    derived(&["need", need.word()])
}
