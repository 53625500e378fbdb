//! What holds of every file that somebody takes for a feed: what the fuzz target `feed` insists on, and the test that
//! runs its kept corpus (fuzz/README.md).

use std::collections::{BTreeSet, HashMap};

use super::{MOST, Parsed, Plan, read};
use crate::{kernel::Now, kernel::ids::OrganisationId};

/// When the files are read: Monday 23 November 2026, 10am.
const NOW: i64 = 1_795_428_000;

/// Reads a file and plans it.
///
/// # Panics
/// When something does not hold that must.
pub fn holds(bytes: &[u8]) {
    let now = Now(chrono::DateTime::from_timestamp(NOW, 0).expect("an instant"));
    let parsed = match read(bytes, now) {
        Ok(parsed) => parsed,
        Err(unreadable) => return assert!(!unreadable.to_string().is_empty()),
    };
    assert_eq!(read(bytes, now).as_ref(), Ok(&parsed));
    assert!(parsed.entries.len() <= MOST);
    let ids: BTreeSet<_> = parsed.entries.iter().map(|entry| entry.id).collect();
    assert_eq!(ids.len(), parsed.entries.len());
    // Between the page that shows it and the act that does it, it is kept as JSON.
    let kept = serde_json::to_string(&parsed).expect("it can be kept");
    assert_eq!(serde_json::from_str::<Parsed>(&kept).expect("what is kept can be read"), parsed);
    let by = OrganisationId::random();
    let plan = Plan::of(&parsed, by, &[], &HashMap::new());
    let unfit = parsed.entries.iter().filter(|entry| entry.fit(by).is_err()).count();
    assert_eq!(plan.changes.len() + unfit, parsed.entries.len());
    assert_eq!(plan.problems.len(), parsed.problems.len() + unfit);
    // What was written by others always fits: what would not is cut or left out, and said.
    assert!(unfit == 0 || bytes.windows(9).any(|window| window == b"alongside") || bytes.contains(&b'\\'));
    for change in &plan.changes {
        crate::hours::fuzzed::holds(change.new.hours.as_text(), NOW);
    }
}

#[cfg(test)]
mod tests {
    use crate::corpus::kept;

    #[test]
    fn it_holds_of_every_file_that_was_kept() {
        let files = kept("feed", 10);
        for bytes in &files {
            super::holds(bytes);
        }
        let now = super::Now(chrono::DateTime::from_timestamp(super::NOW, 0).unwrap());
        let taken = files.iter().filter(|bytes| super::read(bytes, now).is_ok_and(|parsed| !parsed.entries.is_empty()));
        assert!(taken.count() > 0, "an entry of one of them is taken");
    }
}
