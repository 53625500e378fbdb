//! A backup of a service that was lived in is put back: a record and its sessions to come are erased from it again.

use alongside::{erasure, kernel::ids::OnceToken, retention};

use crate::{
    World,
    engines::{self, tether::Tether},
    erasing,
    restored::{copied, opened},
    tables::{self, count},
};

async fn a_lived_in_backup_is_put_back(url: String) {
    let folder = Tether::folder("restored").unwrap();
    let world = World::open(&url).await;
    erasing::live(&world).await;
    let (mina, at) = (world.member("Mina").await, world.now());
    world.db.close().await;
    let backup = copied(&url, &folder).await;
    let db = opened(&url, &folder).await;
    erasure::actions::erase(&db, &mina, true, OnceToken::random(), at).await.unwrap();
    db.close().await;

    let places = "sessions s JOIN places p ON p.session_id = s.id AND p.cancelled_at IS NULL WHERE s.kind = 'individual_supervision'
        AND s.cancelled_at IS NULL AND s.starts_at > '2026-12-02'";
    assert_eq!(count(&backup, places).await, 1);
    let said = "messages m JOIN sessions s ON s.id = m.thing WHERE s.kind = 'individual_supervision' AND s.starts_at > '2026-12-02'";
    assert!(count(&backup, said).await >= 2, "she and Dana are to be told");
    let db = opened(&backup, &folder).await;
    for again in [1, 0] {
        assert_eq!(retention::catch_up(&db).await.unwrap(), again);
    }
    db.close().await;
    // Nobody is told of a booking that is no more, and nothing brings back what she had erased.
    assert_eq!((count(&backup, places).await, count(&backup, said).await), (0, 0));
    let left = erasing::tables_naming(&tables::read(&backup).await, mina.id);
    for table in [
        "check_ins",
        "person_keys",
        "check_in_lives",
        "requests",
        "preferences",
        "feeds",
        "wishes",
        "waiting",
        "offers",
        "seats",
        "places",
        "diary",
        "told",
        "occurrences",
        "check_backs",
        "cpd_ticks",
        "messages",
    ] {
        assert!(!left.contains(table), "{table}: {left:?}");
    }
    assert!(left.contains("left_out") && left.contains("placements"), "{left:?}");
    assert_eq!(count(&backup, "proposals").await, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_lived_in_backup_forgets_again_a_record_and_its_sessions_on_sqlite() {
    Box::pin(a_lived_in_backup_is_put_back(engines::sqlite_url().await)).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_lived_in_backup_forgets_again_a_record_and_its_sessions_on_postgres() {
    if let Some(url) = engines::postgres_url().await {
        Box::pin(a_lived_in_backup_is_put_back(url)).await;
    }
}
