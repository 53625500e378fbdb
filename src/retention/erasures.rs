//! What somebody deleted themselves, written down so that it stays deleted: in the database, and in the ledger outside it.
//!
//! Neither names anybody. A line holds a random id, an instant, and either the id of a check-in that is gone or a
//! fingerprint of its own and the person's id that only the service's own key makes: no two lines of a person have
//! anything in common. It ends in a code that only that key makes, so that a line which was forged or cut is recognised.

use chrono::{DateTime, SecondsFormat, TimeDelta, Utc};

use super::store::erasures as store;
use crate::{
    kernel::{
        Keys, Now,
        ids::{CheckInId, EntryId, PersonId},
        london,
        seal::digits,
    },
    store::{AsConn, Result as Stored, Tx},
    word_enum,
};

word_enum! {
    /// What was deleted.
    pub enum Kind {
        /// One check-in.
        CheckIn = "check_in",
        /// All of somebody's check-ins, with the key.
        CheckIns = "check_ins",
        /// Not deleted: somebody chose for how long their check-ins are kept.
        CheckInMonths = "check_in_months",
        /// Somebody's record, but their sessions to come.
        Record = "record",
        /// Somebody's record, their sessions to come with it.
        RecordAndSessions = "record_and_sessions",
    }
}

/// What somebody does, to be noted.
#[derive(Clone, Copy, Debug)]
pub enum Erased {
    /// Deletes one check-in of theirs.
    CheckIn(CheckInId),
    /// Deletes all their check-ins.
    CheckIns(PersonId),
    /// Chooses for how many months their check-ins are kept; none: as long as the service keeps them.
    CheckInMonths(PersonId, Option<i64>),
    /// Erases their record, and whether the sessions to come go too.
    Record(PersonId, bool),
}

/// One line.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Entry {
    /// Its own.
    pub id: EntryId,
    /// What was deleted.
    pub kind: Kind,
    /// The id of a check-in that is gone, or whose it was as a fingerprint.
    pub about: String,
    /// When; of check-ins the day alone. Choices of months of a day are a second apart, in their order.
    pub at: DateTime<Utc>,
    /// The months that were chosen, where it is a choice of them.
    pub months: Option<i64>,
}

/// Notes it in the transaction that does it, and for the ledger.
///
/// Of check-ins the day alone is noted, as in the log of changes (src/checkins/actions.rs).
///
/// # Errors
/// When the database does.
pub async fn note(tx: &mut Tx, what: Erased, now: Now) -> Stored<()> {
    let day = london::start_of_day(now.today());
    let id = EntryId::random();
    let of = |person: PersonId| fingerprint(tx.keys(), id, person);
    let (kind, about, at, months) = match what {
        Erased::CheckIn(check_in) => (Kind::CheckIn, check_in.to_string(), day, None),
        Erased::CheckIns(person) => (Kind::CheckIns, of(person), day, None),
        Erased::CheckInMonths(person, months) => (Kind::CheckInMonths, of(person), day, months),
        Erased::Record(person, false) => (Kind::Record, of(person), now.0, None),
        Erased::Record(person, true) => (Kind::RecordAndSessions, of(person), now.0, None),
    };
    let at = match kind {
        // Counted over everybody: whoever chose twice on a day is not seen by it, and the later choice stays the later.
        Kind::CheckInMonths => at + TimeDelta::seconds(store::choices_since(tx, day).await?),
        _ => at,
    };
    let entry = Entry { id, kind, about, at, months };
    // The row first: whoever catches up with the line meanwhile waits for it (catching_up.rs).
    store::add(tx, &entry).await?;
    let line = entry.line(tx.keys());
    tx.note_outside(line);
    Ok(())
}

/// Whom an entry is about, without naming them, and in no other entry the same.
pub(super) fn fingerprint(keys: &Keys, entry: EntryId, person: PersonId) -> String {
    digits(&keys.fingerprint("erasures.about", &format!("{entry}:{person}")))
}

impl Entry {
    /// Whether it is about somebody.
    pub(super) fn is_of(&self, person: PersonId, keys: &Keys) -> bool {
        self.about == fingerprint(keys, self.id, person)
    }

    /// The entry as a line of the ledger.
    pub(super) fn line(&self, keys: &Keys) -> String {
        let body = self.body();
        let code = digits(&keys.fingerprint("erasures.line", &body));
        format!("{body} {code}")
    }

    /// The entry of a line; none when this service did not write it so.
    pub(super) fn read(line: &str, keys: &Keys) -> Option<Self> {
        let words: Vec<&str> = line.split(' ').collect();
        let [id, kind, about, at, months, _] = words[..] else { return None };
        let entry = Self {
            id: id.parse().ok()?,
            kind: kind.parse().ok()?,
            about: about.to_owned(),
            at: DateTime::parse_from_rfc3339(at).ok()?.into(),
            months: if months == "-" { None } else { Some(months.parse().ok()?) },
        };
        (entry.line(keys) == line).then_some(entry)
    }

    fn body(&self) -> String {
        let months = self.months.map_or_else(|| "-".to_owned(), |months| months.to_string());
        let at = self.at.to_rfc3339_opts(SecondsFormat::Secs, true);
        format!("{} {} {} {at} {months}", self.id, self.kind.word(), self.about)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys() -> Keys {
        Keys::from_secret(&[7; 32]).unwrap()
    }

    #[test]
    fn a_line_is_read_as_it_was_written_and_no_other_is() {
        let (mina, at) = (PersonId::random(), "2026-11-23T10:00:00Z".parse().unwrap());
        let id = EntryId::random();
        let entry = Entry { id, kind: Kind::CheckInMonths, about: fingerprint(&keys(), id, mina), at, months: Some(3) };
        assert!(entry.is_of(mina, &keys()) && !entry.is_of(PersonId::random(), &keys()));
        let line = entry.line(&keys());
        assert_eq!(Entry::read(&line, &keys()), Some(entry));
        assert!(!line.contains(&mina.to_string()), "{line}");
        let another = line.replace(" 3 ", " 1 ");
        let cut = &line[..line.len() - 1];
        for forged in [another.as_str(), cut, "", "a b c d e f"] {
            assert_eq!(Entry::read(forged, &keys()), None, "{forged}");
        }
        assert_eq!(Entry::read(&line, &Keys::from_secret(&[8; 32]).unwrap()), None, "of another service");
    }
}
