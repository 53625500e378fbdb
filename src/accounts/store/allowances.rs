//! How many codes and wrong codes are left, for an address or a browser.

use crate::{
    accounts::model::Allowance,
    kernel::Now,
    sql,
    store::{AsConn, Result, Tx},
};

/// Takes one of an allowance; false when none is left. What is taken first makes the allowance whole again so much later.
/// Of two who take at the same moment the second waits for the first: the row is what they both change.
pub async fn take(tx: &mut Tx, whose: &[u8], of: Allowance, now: Now) -> Result<bool> {
    let whole_at = now.0 + of.length();
    let taken = sql!(tx, run: "INSERT INTO allowances (whose, of_what, used, whole_at) VALUES ($1, $2, 1, $3)
        ON CONFLICT (whose, of_what) DO UPDATE SET
            used = CASE WHEN allowances.whole_at <= $4 THEN 1 ELSE allowances.used + 1 END,
            whole_at = CASE WHEN allowances.whole_at <= $4 THEN excluded.whole_at ELSE allowances.whole_at END
        WHERE allowances.whole_at <= $4 OR allowances.used < $5", whose, of, whole_at, now.0, of.most())?;
    Ok(taken == 1)
}

/// Gives back one that was taken a moment ago.
pub async fn give_back(tx: &mut Tx, whose: &[u8], of: Allowance) -> Result<()> {
    sql!(tx, run: "UPDATE allowances SET used = used - 1 WHERE whose = $1 AND of_what = $2 AND used > 0", whose, of)?;
    Ok(())
}

/// Whether any of an allowance is left.
pub async fn left(c: &mut impl AsConn, whose: &[u8], of: Allowance, now: Now) -> Result<bool> {
    sql!(c, value bool: "SELECT NOT EXISTS (SELECT 1 FROM allowances
        WHERE whose = $1 AND of_what = $2 AND used >= $3 AND whole_at > $4)", whose, of, of.most(), now.0)
}

/// Forgets whose allowances are whole again.
pub async fn forget_whole(tx: &mut Tx, now: Now) -> Result<()> {
    sql!(tx, run: "DELETE FROM allowances WHERE whole_at <= $1", now.0)?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use chrono::TimeDelta;

    use super::*;
    use crate::{accounts::testing::NOON, on_both_engines, store::Db};

    fn later(by: TimeDelta) -> Now {
        Now(NOON.0 + by)
    }

    on_both_engines! {
        async fn so_many_are_taken_and_no_more_until_the_allowance_is_whole_again(db: Db) {
            let mut tx = db.write().await.unwrap();
            for (of, most, length) in [(Allowance::Codes, 5, TimeDelta::minutes(10)), (Allowance::WrongCodes, 25, TimeDelta::days(1))] {
                for _ in 0..most {
                    assert!(left(&mut tx, b"mina", of, NOON).await.unwrap());
                    assert!(take(&mut tx, b"mina", of, NOON).await.unwrap(), "{of:?}");
                }
                let almost = later(length - TimeDelta::seconds(1));
                assert!(!take(&mut tx, b"mina", of, almost).await.unwrap());
                assert!(!left(&mut tx, b"mina", of, almost).await.unwrap());
                assert!(take(&mut tx, b"sam", of, almost).await.unwrap(), "another's is another");
                assert!(left(&mut tx, b"mina", of, later(length)).await.unwrap());
                for _ in 0..most {
                    assert!(take(&mut tx, b"mina", of, later(length)).await.unwrap());
                }
                assert!(!take(&mut tx, b"mina", of, later(length)).await.unwrap());
            }
        }

        async fn one_that_was_given_back_can_be_taken_again(db: Db) {
            let mut tx = db.write().await.unwrap();
            while take(&mut tx, b"mina", Allowance::WrongCodes, NOON).await.unwrap() {}
            give_back(&mut tx, b"mina", Allowance::WrongCodes).await.unwrap();
            assert!(take(&mut tx, b"mina", Allowance::WrongCodes, NOON).await.unwrap());
            assert!(!take(&mut tx, b"mina", Allowance::WrongCodes, NOON).await.unwrap());
            give_back(&mut tx, b"nobody", Allowance::WrongCodes).await.unwrap();
        }

        async fn what_is_whole_again_is_forgotten(db: Db) {
            let mut tx = db.write().await.unwrap();
            take(&mut tx, b"mina", Allowance::Codes, NOON).await.unwrap();
            take(&mut tx, b"mina", Allowance::WrongCodes, NOON).await.unwrap();
            forget_whole(&mut tx, later(TimeDelta::minutes(10))).await.unwrap();
            let left = sql!(&mut tx, value i64: "SELECT COUNT(*) FROM allowances").unwrap();
            assert_eq!(left, 1);
        }
    }
}
