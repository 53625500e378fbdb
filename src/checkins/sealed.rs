//! How a check-in is sealed: with its author's own key, into its own row.

use zeroize::Zeroizing;

use super::model::Kept;
use crate::{
    kernel::{
        ids::{CheckInId, PersonId},
        seal::SealKey,
    },
    store::{Error, Result},
};

/// Sealed texts have whole multiples of this length: otherwise the length of a row would tell whether
/// there is a note, and how much was answered.
const STEP: usize = 2_048;

/// The longest text: five answers, six ticks and a note whose every character takes six bytes.
const MOST: usize = 4 * STEP;

/// Seals a check-in so that it opens only in its own row.
pub fn seal(key: &SealKey, id: CheckInId, owner: PersonId, kept: &Kept) -> Result<Vec<u8>> {
    // Room for the longest text from the start: a buffer that grows leaves copies that nobody wipes.
    let mut text = Zeroizing::new(Vec::with_capacity(MOST));
    serde_json::to_writer(&mut *text, kept).map_err(Error::unreadable)?;
    // JSON may end in blanks.
    let whole = text.len().next_multiple_of(STEP);
    text.resize(whole, b' ');
    Ok(key.seal(&place(id, owner), &text))
}

/// Opens a check-in; none when this key does not open it in this row.
pub fn open(key: &SealKey, id: CheckInId, owner: PersonId, sealed: &[u8]) -> Result<Option<Kept>> {
    match key.open(&place(id, owner), sealed) {
        // What went wrong is not said: the words of serde quote the text, and errors are logged.
        Ok(text) => serde_json::from_slice(&text)
            .map(Some)
            .map_err(|_| Error::unreadable("a check-in opens but does not read as one")),
        Err(_) => Ok(None),
    }
}

fn place(id: CheckInId, owner: PersonId) -> String {
    format!("check_ins.sealed:{id}:{owner}")
}

#[cfg(test)]
mod tests {
    use chrono::DateTime;

    use super::*;
    use crate::checkins::model::{Help, NOTE_LIMIT, Point, Prompt, Written};

    fn kept(note: Option<String>) -> Kept {
        let answers = Prompt::ALL.iter().map(|prompt| (*prompt, Point::Middle)).collect();
        let written = Written { answers, helps: Help::ALL.iter().copied().collect(), note };
        Kept { made_at: DateTime::UNIX_EPOCH, written }
    }

    #[test]
    fn a_check_in_opens_in_its_own_row_and_for_its_own_author_only() {
        let (key, id, owner) = (SealKey::random(), CheckInId::random(), PersonId::random());
        let written = kept(Some("A long week.\nBetter now.".into()));
        let sealed = seal(&key, id, owner, &written).unwrap();
        assert!(open(&key, id, owner, &sealed).unwrap() == Some(written));
        assert!(open(&key, CheckInId::random(), owner, &sealed).unwrap().is_none());
        assert!(open(&key, id, PersonId::random(), &sealed).unwrap().is_none());
        assert!(open(&SealKey::random(), id, owner, &sealed).unwrap().is_none());
    }

    #[test]
    fn an_error_about_a_check_in_quotes_nothing_of_it() {
        let (key, id, owner) = (SealKey::random(), CheckInId::random(), PersonId::random());
        let strange = br#"{"made_at":"2026-11-26T14:30:00Z","written":"A long week."}"#;
        let sealed = key.seal(&place(id, owner), strange);
        let Err(error) = open(&key, id, owner, &sealed) else { panic!("it does not read as a check-in") };
        let said = format!("{error} {error:?}");
        assert!(said.contains("cannot be read") && !said.contains("long week"), "{said}");
    }

    #[test]
    fn the_length_of_a_row_does_not_tell_whether_there_is_a_note() {
        let (key, id, owner) = (SealKey::random(), CheckInId::random(), PersonId::random());
        let length = |kept: &Kept| seal(&key, id, owner, kept).unwrap().len();
        let nothing = Kept { made_at: DateTime::UNIX_EPOCH, written: Written::default() };
        assert_eq!(length(&nothing), length(&kept(Some("n".repeat(NOTE_LIMIT)))));
    }

    #[test]
    fn the_longest_notes_fit_into_the_first_buffer() {
        let (key, id, owner) = (SealKey::random(), CheckInId::random(), PersonId::random());
        for character in ["\u{1}", "\u{1f600}", "\""] {
            let longest = kept(Some(character.repeat(NOTE_LIMIT)));
            assert!(serde_json::to_vec(&longest).unwrap().len() <= MOST);
            let sealed = seal(&key, id, owner, &longest).unwrap();
            assert!(open(&key, id, owner, &sealed).unwrap() == Some(longest));
        }
    }
}
