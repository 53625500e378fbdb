//! Whose turn it is: of several processes one runs on a day, and two never delete at the same moment.

use chrono::NaiveDate;

use crate::{
    sql,
    store::{Result, Tx},
};

/// Takes the day; false when a process has taken it. A later day was a clock that was wrong, and must not hold it up.
pub async fn take(tx: &mut Tx, today: NaiveDate) -> Result<bool> {
    Ok(sql!(tx, run: "UPDATE retention_turn SET ran_on = $1 WHERE ran_on <> $1", today)? == 1)
}

/// Waits until no other transaction of retention is under way, and keeps the next one waiting.
pub async fn alone(tx: &mut Tx) -> Result<()> {
    // Writing the same again is a lock that both engines know.
    sql!(tx, run: "UPDATE retention_turn SET ran_on = ran_on")?;
    Ok(())
}
