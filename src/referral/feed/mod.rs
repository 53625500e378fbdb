//! The feed: what each address of HSDS-UK 3.0 answers.

mod answer;
mod asked;
mod taxonomy;
mod told;

pub use answer::Feed;
pub use asked::{Asked, Question};
pub use taxonomy::{taxonomy, terms};
pub use told::{Shape, at_location, at_locations, service};

use chrono::{DateTime, Utc};
use serde_json::{Value as Json, json};

use crate::signposts::exchange::Whole;

/// What the root says about the feed.
#[must_use]
pub fn about() -> Json {
    json!({
        "version": "HSDS-UK-3.0",
        "profile": "https://docs.openreferraluk.org",
        "openapi_url": "https://raw.githubusercontent.com/OpenReferralUK/uk-profile/main/schema/openapi.json",
    })
}

/// One page of things, in the standard's envelope.
#[must_use]
pub fn page(things: &[Json], asked: &Asked) -> Json {
    let (size, number) = (asked.per_page, asked.page);
    let pages = things.len().div_ceil(size).max(1);
    let contents: Vec<_> = things.iter().skip((number - 1).saturating_mul(size)).take(size).collect();
    json!({
        "total_items": things.len(),
        "total_pages": pages,
        "page_number": number,
        "size": contents.len(),
        "first_page": number == 1,
        "last_page": number >= pages,
        "empty": contents.is_empty(),
        "contents": contents,
    })
}

/// When anything of these was last written.
#[must_use]
pub fn last_change(all: &[Whole]) -> Option<DateTime<Utc>> {
    all.iter().filter_map(|whole| whole.changed_at).max()
}
