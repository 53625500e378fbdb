//! What somebody chose about messages and calendar.

use crate::{
    kernel::{Now, ids::PersonId},
    messages::Preferences,
    sql,
    store::{AsConn, Result, Tx},
};

pub async fn preferences(c: &mut impl AsConn, person: PersonId) -> Result<Option<Preferences>> {
    sql!(c, row Preferences: "SELECT reminders, titles_tell FROM preferences WHERE person_id = $1", person)
}

pub async fn choose(tx: &mut Tx, person: PersonId, chosen: Preferences, now: Now) -> Result<()> {
    sql!(tx, run: "INSERT INTO preferences (person_id, reminders, titles_tell, chosen_at) VALUES ($1, $2, $3, $4)
        ON CONFLICT (person_id) DO UPDATE SET reminders = excluded.reminders, titles_tell = excluded.titles_tell,
            chosen_at = excluded.chosen_at", person, chosen.reminders, chosen.titles_tell, now.0)?;
    Ok(())
}
