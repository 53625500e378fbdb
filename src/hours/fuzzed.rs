//! What holds of every text that somebody takes for opening hours (fuzz/README.md).

use chrono::DateTime;

use super::*;

/// What some bytes are as a form about opening hours: four of them the instant at which it is looked at, within a few
/// years, and the rest its fields, as a browser writes them. None when there are too few.
#[must_use]
pub fn sent(bytes: &[u8]) -> Option<(String, i64)> {
    let (instant, body) = bytes.split_first_chunk()?;
    let seconds = 1_700_000_000 + i64::from(u32::from_le_bytes(*instant)) % 400_000_000;
    Some((String::from_utf8_lossy(body).into_owned(), seconds))
}

/// Asks everything of hours that a page asks, at an instant in seconds since 1970: reading, answering or saying must
/// never panic, and what is said must be so.
///
/// # Panics
/// When something does not hold that must.
pub fn holds(text: &str, seconds: i64) {
    let now = DateTime::from_timestamp(seconds, 0).expect("an instant");
    let hours = match Hours::parse(text) {
        Ok(hours) => hours,
        Err(problem) => return assert!(!problem.to_string().is_empty()),
    };
    let opening = hours.opening(now);
    assert!(!opening.words(now).is_empty() && !hours.described(now).is_empty());
    assert_eq!(Hours::parse(hours.as_text()), Ok(hours.clone()));
    assert!(hours.weekly(london::date_of(now)).iter().all(|weekly| !weekly.days.is_empty()));
    if let Some(written) = written::Written::read(&hours) {
        assert_eq!(written.text().as_deref(), Ok(hours.as_text()));
    }
    if let Opening::OpenUntil(change) | Opening::OpensAt(change) = opening {
        assert!(change > now);
        assert_ne!(hours.opening(change).is_open_now(), opening.is_open_now());
        assert_eq!(hours.opening(change - TimeDelta::seconds(1)).is_open_now(), opening.is_open_now());
    }
}
