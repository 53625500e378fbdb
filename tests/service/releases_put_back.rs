//! A backup from before a release is put back: the release is what it was, to the last byte, and never made anew.

use alongside::{
    retention,
    store::{Db, Ledger},
    uptake::releases::{actions, measures::Measure, outside, ticking},
};

use crate::{
    World,
    counted::{checks_in, newcomers, pass_until, this},
    engines::{self, tether::Tether},
    restored::{copied, opened},
    tables,
};

async fn releases(url: &str) -> Vec<String> {
    tables::read(url).await.remove("releases").unwrap()
}

async fn a_backup_from_before_a_release(url: String) {
    let folder = Tether::folder("released").unwrap();
    let world = World::open(&url).await;
    let all = newcomers(&world, 12).await;
    for one in &all[..8] {
        checks_in(&world, one).await;
    }
    pass_until(&world, "2027-01-15");
    let now = world.now();
    world.db.close().await;
    let backup = copied(&url, &folder).await;

    let db = opened(&url, &folder).await;
    assert_eq!(ticking::tick(&db, now).await.unwrap(), Some(1));
    let (kept, is_new) = actions::release(&db, this(), now).await.unwrap();
    assert!(!is_new);
    db.close().await;
    let published = releases(&url).await;

    // In the backup six of the eight have not checked in: made anew, the release would say "0 to 6" where it said "7 to 15".
    for one in &all[..6] {
        let id = one.id.to_string();
        let id = if url.starts_with("sqlite") { format!("X'{}'", id.replace('-', "")) } else { format!("'{id}'") };
        tables::change(&backup, format!("DELETE FROM check_ins WHERE person_id = {id}")).await;
    }
    let would_be = opened(&backup, &Tether::folder("elsewhere").unwrap()).await;
    let (_, numbers) = actions::count(&mut would_be.read().await.unwrap(), this()).await.unwrap();
    let left: u32 = numbers.did.iter().filter(|((_, one), _)| *one == Measure::CheckIn).map(|(_, people)| people).sum();
    assert_eq!(left, 2);
    would_be.close().await;

    let db = opened(&backup, &folder).await;
    assert_eq!(
        retention::catch_up(&db).await.unwrap(),
        0,
        "of erasures there is nothing, and a release's line is no stranger"
    );
    assert_eq!(ticking::tick(&db, now).await.unwrap(), None, "it is there before anything is made");
    assert_eq!(actions::release(&db, this(), now).await.unwrap(), (kept, false));
    assert_eq!(outside::put_back(&db, now).await.unwrap(), 0, "once");
    db.close().await;
    assert_eq!(releases(&backup).await, published);
    assert_eq!(tables::count(&backup, "changes WHERE action = 'release put back'").await, 1);
}

async fn a_line_whose_transaction_failed_and_a_ledger_that_was_lost(url: String) {
    let folder = Tether::folder("released").unwrap();
    let world = World::open(&url).await;
    newcomers(&world, 12).await;
    pass_until(&world, "2027-01-15");
    let now = world.now();
    // Without a ledger that can be written nothing is released.
    let nowhere: Db = world.db.clone().noting_in(Ledger::at("/nowhere/at/all/erasures.ledger".into()));
    assert!(actions::release(&nowhere, this(), now).await.is_err() && ticking::tick(&nowhere, now).await.is_err());
    assert_eq!((tables::count(&url, "releases").await, tables::count(&url, "release_failures").await), (0, 1));
    // A release from before the ledger knew of them is written into it at the next start.
    actions::release(&world.db, this(), now).await.unwrap();
    world.db.close().await;
    let published = releases(&url).await;
    let db = opened(&url, &folder).await;
    assert_eq!(outside::put_back(&db, now).await.unwrap(), 0);
    assert_eq!(db.ledger().unwrap().lines().await.unwrap().len(), 1);
    // The machine went down between the line and its transaction: what the line says is what is released.
    db.close().await;
    let trigger = if url.starts_with("sqlite:") { "releases_never_go" } else { "releases_never_change ON releases" };
    tables::change(&url, format!("DROP TRIGGER {trigger}")).await;
    tables::change(&url, "DELETE FROM releases".to_owned()).await;
    let db = opened(&url, &folder).await;
    assert!(!actions::release(&db, this(), now).await.unwrap().1);
    // Whoever changes a line keeps everybody from being served another figure.
    let path = db.ledger().unwrap().path().to_owned();
    db.close().await;
    assert_eq!(releases(&url).await, published);
    let text = std::fs::read_to_string(&path).unwrap();
    std::fs::write(&path, text.replace("[0,6]", "[7,15]")).unwrap();
    let db = opened(&url, &folder).await;
    assert!(
        outside::put_back(&db, now)
            .await
            .unwrap_err()
            .to_string()
            .starts_with("line 1 was not written by this service")
    );
    db.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_published_stays_published_when_a_backup_from_before_it_is_put_back_on_sqlite() {
    Box::pin(a_backup_from_before_a_release(engines::sqlite_url().await)).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_published_stays_published_when_a_backup_from_before_it_is_put_back_on_postgres() {
    if let Some(url) = engines::postgres_url().await {
        Box::pin(a_backup_from_before_a_release(url)).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_release_and_its_line_stand_together_on_sqlite() {
    Box::pin(a_line_whose_transaction_failed_and_a_ledger_that_was_lost(engines::sqlite_url().await)).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_release_and_its_line_stand_together_on_postgres() {
    if let Some(url) = engines::postgres_url().await {
        Box::pin(a_line_whose_transaction_failed_and_a_ledger_that_was_lost(url)).await;
    }
}
