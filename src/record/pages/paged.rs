//! A long list, a hundred lines at a time.

use serde::Serialize;

/// The lines that one page shows.
pub const LISTED: usize = 100;

/// The ways to the pages before and after.
#[derive(Serialize)]
pub struct Ways {
    earlier: Option<Jump>,
    later: Option<Jump>,
}

#[derive(Serialize)]
struct Jump {
    page: usize,
}

/// How many lines to read for a page, one more than it shows so that the next one is known to be there, and how many to
/// pass over before.
pub fn bounds(page: u16) -> (i64, i64) {
    let listed = i64::try_from(LISTED).unwrap_or(i64::MAX);
    (listed + 1, listed * i64::from(page))
}

impl Ways {
    /// Cuts what was read to one page.
    pub fn cut<T>(found: &mut Vec<T>, page: u16) -> Self {
        let page = usize::from(page);
        let later = (found.len() > LISTED).then_some(Jump { page: page + 1 });
        found.truncate(LISTED);
        Self { earlier: page.checked_sub(1).map(|page| Jump { page }), later }
    }
}

#[test]
fn the_line_too_many_is_the_next_pages() {
    let ways = |lines: usize, page| {
        let mut found = vec![(); lines];
        let ways = Ways::cut(&mut found, page);
        (found.len(), ways.earlier.map(|to| to.page), ways.later.map(|to| to.page))
    };
    assert_eq!(ways(0, 0), (0, None, None));
    assert_eq!(ways(100, 0), (100, None, None));
    assert_eq!(ways(101, 0), (100, None, Some(1)));
    assert_eq!(ways(3, 2), (3, Some(1), None));
    assert_eq!(bounds(2), (101, 200));
}
