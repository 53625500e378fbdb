//! Reminders: posted when somebody takes a place, to be sent when they are due. What changes the place takes them back
//! in the same transaction (PAINS P17, P18).

use chrono::{DateTime, Days, TimeDelta, Utc};

use super::{
    appointment::{Appointment, ReminderLetter},
    letters::About,
};
use crate::{
    kernel::{Now, ids::PersonId, london},
    messages::{self, Occasion, Preferences, To},
    sessions::store::{
        bookings::{self, Told},
        told,
    },
    store::{Result, Tx},
};

/// A reminder that is later than this before the start helps nobody: it is dropped.
const LATEST: TimeDelta = TimeDelta::minutes(30);

/// Posts the reminders of a session in which somebody takes part that are due later, by what they chose. One that would
/// have been due by now is not made up for: they have just been told.
pub(super) async fn plan(
    tx: &mut Tx,
    now: Now,
    whom: &Told,
    organisation: &str,
    chosen: Preferences,
    (about, with): (&About<'_>, Option<&str>),
) -> Result<()> {
    let to = To { person: whom.id, organisation };
    for due in chosen.reminders.days_before().iter().map(|days| days_before(about.starts_at, *days)) {
        if due > now.0 {
            // Named by when it is due: one that was sent is not sent again when the session is moved back to its time.
            let occasion = Occasion::numbered(about.session, due.timestamp()).due(due).until(about.starts_at - LATEST);
            messages::post(tx, now, occasion, to, &ReminderLetter(Appointment::new(whom, about, with))).await?;
        }
    }
    Ok(())
}

/// Plans all of somebody's reminders again, after they chose otherwise. None is sent at once, however many sessions they
/// have: only what is due later is posted. One that is due already and only waits for the mail server stays.
///
/// # Errors
/// When the database does.
pub async fn plan_reminders_again(tx: &mut Tx, person: PersonId, now: Now) -> Result<()> {
    let Some(whom) = bookings::person(tx, person).await? else { return Ok(()) };
    let chosen = messages::preferences(tx, person).await?;
    for one in told::coming(tx, person, now).await? {
        let about = About { session: one.id, kind: one.kind, starts_at: one.starts_at, place: &one.place };
        messages::take_back_due::<ReminderLetter>(tx, one.id, person, now.0).await?;
        plan(tx, now, &whom, &one.organisation, chosen, (&about, one.other.as_deref())).await?;
    }
    Ok(())
}

/// The same time of day, some days before, by the clocks in the United Kingdom.
fn days_before(starts_at: DateTime<Utc>, days: u64) -> DateTime<Utc> {
    london::first_instant(london::wall(starts_at) - Days::new(days))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_day_before_is_the_same_time_of_day_also_when_the_clocks_change() {
        let at = |text: &str| text.parse::<DateTime<Utc>>().expect("an instant");
        assert_eq!(days_before(at("2026-11-26T14:30:00Z"), 1), at("2026-11-25T14:30:00Z"));
        // The clocks go back in the night to Sunday 25 October 2026: 9am is an hour later in UTC.
        assert_eq!(days_before(at("2026-10-25T09:00:00Z"), 1), at("2026-10-24T08:00:00Z"));
        assert_eq!(days_before(at("2027-04-01T08:00:00Z"), 7), at("2027-03-25T09:00:00Z"));
    }
}
