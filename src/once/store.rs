//! The one-use tokens' SQL.

pub mod about;

use uuid::Uuid;

use super::Sent;
use crate::{
    kernel::Now,
    sql,
    store::{AsConn, Result, Tx},
};

pub async fn claim(tx: &mut Tx, sent: Sent, now: Now) -> Result<bool> {
    let claimed = sql!(tx, run: "INSERT INTO submissions (token, person_id, action, sent_at)
        VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING", sent.token, by(sent), sent.action, now.0)?;
    Ok(claimed == 1)
}

pub async fn made(c: &mut impl AsConn, sent: Sent) -> Result<Uuid> {
    sql!(c, value Uuid: "SELECT made_id FROM submissions WHERE token = $1 AND person_id = $2 AND action = $3",
        sent.token, by(sent), sent.action)
}

pub async fn settle(tx: &mut Tx, sent: Sent, made: Uuid) -> Result<()> {
    sql!(tx, run: "UPDATE submissions SET made_id = $4 WHERE token = $1 AND person_id = $2 AND action = $3",
        sent.token, by(sent), sent.action, made)?;
    Ok(())
}

// Before sign-in there is nobody to name: the token alone tells such forms apart.
fn by(sent: Sent) -> Uuid {
    sent.by.map_or(Uuid::nil(), Uuid::from)
}

#[cfg(test)]
mod tests {
    use chrono::DateTime;

    use super::*;
    use crate::{
        kernel::ids::{OnceToken, PersonId},
        on_both_engines,
        once::{Turn, begin, finish},
        store::Db,
    };

    const NOON: Now = Now(DateTime::UNIX_EPOCH);

    fn sent() -> Sent {
        Sent { token: OnceToken::random(), by: Some(PersonId::random()), action: "book" }
    }

    on_both_engines! {
        async fn the_second_sending_gives_what_the_first_one_made(db: Db) {
            let (form, made) = (sent(), Uuid::from(PersonId::random()));
            let Turn::First(tx) = begin(&db, form, NOON).await.unwrap() else { panic!("it was new") };
            finish(tx, form, made).await.unwrap();
            let Turn::Again(again) = begin(&db, form, NOON).await.unwrap() else { panic!("it was not new") };
            assert_eq!(again, made);
            let other = Sent { action: "cancel", ..form };
            assert!(matches!(begin(&db, other, NOON).await.unwrap(), Turn::First(_)));
        }

        async fn a_form_whose_work_was_undone_may_be_sent_again(db: Db) {
            let form = sent();
            drop(begin(&db, form, NOON).await.unwrap());
            assert!(matches!(begin(&db, form, NOON).await.unwrap(), Turn::First(_)));
        }
    }
}
