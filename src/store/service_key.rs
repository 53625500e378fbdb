//! The service key: one row, wrapped under the secret, opened before anything else is done with a database.

use super::{Db, Error, OpenError, Result, Tx, db::AsConn};
use crate::kernel::Keys;

/// The keys of an open database with its own service key, which is made now if there is none.
pub async fn held_by(db: &Db) -> std::result::Result<Keys, OpenError> {
    let mut c = db.read().await?;
    let held = match read(&mut c).await? {
        Some(held) => held,
        None => begin(db).await?,
    };
    c.keys().clone().holding(&held.1, held.0).map_err(|_| OpenError::OtherSecret)
}

/// Wraps the service key under another secret. From then on the old one opens nothing, and no key that is wrapped
/// under it can be added. False when another process was quicker.
///
/// # Errors
/// When the database does.
pub async fn renew(tx: &mut Tx, under: &Keys) -> Result<bool> {
    let (wrapped, old) = (tx.keys().service_key_under(under), tx.keys().generation());
    let changed = sql!(tx, run: "UPDATE service_key SET wrapped = $1, generation = generation + 1
        WHERE generation = $2", wrapped, old)?;
    Ok(changed == 1)
}

/// Of two programs that open a new database at once, the second takes the first one's key.
async fn begin(db: &Db) -> Result<(i64, Vec<u8>)> {
    let mut tx = db.write().await?;
    let new = tx.keys().new_service_key();
    sql!(&mut tx, run: "UPDATE service_key SET wrapped = $1 WHERE wrapped IS NULL", new)?;
    let held = read(&mut tx).await?.ok_or_else(|| Error::unreadable("the service key was not kept"))?;
    tx.commit().await?;
    Ok(held)
}

async fn read(c: &mut impl AsConn) -> Result<Option<(i64, Vec<u8>)>> {
    sql!(c, row (i64, Vec<u8>): "SELECT generation, wrapped FROM service_key WHERE wrapped IS NOT NULL")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{engines, store::testing};

    fn other() -> Keys {
        Keys::from_secret(&[8; 32]).unwrap()
    }

    async fn print(db: &Db) -> Vec<u8> {
        db.read().await.unwrap().keys().fingerprint("code", "123456")
    }

    async fn a_database_opens_with_its_own_secret_alone(url: String) {
        // Tables that are there, and no key yet: what two programs see that start at the same moment.
        let first = testing::open(url.clone()).await;
        let mut tx = first.write().await.unwrap();
        sql!(&mut tx, run: "UPDATE service_key SET wrapped = NULL").unwrap();
        tx.commit().await.unwrap();
        first.close().await;
        let opened = tokio::join!(testing::open(url.clone()), testing::open(url.clone()));
        assert_eq!(print(&opened.0).await, print(&opened.1).await, "one service key, whoever came first");
        assert!(matches!(Db::open(&url, other()).await, Err(OpenError::OtherSecret)));

        let (db, second) = opened;
        for (db, renewed) in [(&db, true), (&second, false)] {
            let mut tx = db.write().await.unwrap();
            assert_eq!(renew(&mut tx, &other()).await.unwrap(), renewed);
            tx.commit().await.unwrap();
        }
        let old = Keys::from_secret(&[7; 32]).unwrap();
        assert!(matches!(Db::open(&url, old).await, Err(OpenError::OtherSecret)));
        let renewed = Db::open(&url, other()).await.unwrap();
        assert_eq!(print(&renewed).await, print(&db).await, "what hangs from it stays");
    }

    #[tokio::test]
    async fn on_sqlite() {
        a_database_opens_with_its_own_secret_alone(engines::sqlite_url().await).await;
    }

    #[tokio::test]
    async fn on_postgres() {
        if let Some(url) = engines::postgres_url().await {
            a_database_opens_with_its_own_secret_alone(url).await;
        }
    }
}
