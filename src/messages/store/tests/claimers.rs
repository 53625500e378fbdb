//! Many processes at one outbox: each message is taken by one of them, and no message is left.

use std::collections::BTreeSet;

use super::{
    super::fates::{claim, hand_over, sent},
    *,
};
use crate::{
    messages::{self, Letter, Occasion, To},
    store::{Db, testing::open},
};

const MESSAGES: i64 = 200;

#[derive(serde::Serialize)]
struct Note {
    code: &'static str,
}

impl Letter for Note {
    const TEMPLATE: &'static str = "mail/code";
}

async fn write(db: &Db) {
    let (_, mina) = mina(db).await;
    let mut tx = db.write().await.unwrap();
    for number in 0..MESSAGES {
        let occasion = Occasion::numbered(Uuid::from_u128(1), number);
        let to = To { person: mina, organisation: "Sample Trust" };
        messages::post(&mut tx, NOON, occasion, to, &Note { code: "271828" }).await.unwrap();
    }
    tx.commit().await.unwrap();
}

/// Takes messages for as long as there are any, as a sender does.
async fn take_all(db: Db) -> Vec<String> {
    let mut taken = Vec::new();
    loop {
        let mut tx = db.write().await.unwrap();
        let claimed = claim(&mut tx, NOON).await.unwrap();
        tx.commit().await.unwrap();
        let Some(claimed) = claimed else { return taken };
        let mut tx = db.write().await.unwrap();
        assert!(hand_over(&mut tx, &claimed, NOON).await.unwrap(), "nobody else has it");
        tx.commit().await.unwrap();
        let mut tx = db.write().await.unwrap();
        sent(&mut tx, &claimed, NOON).await.unwrap();
        tx.commit().await.unwrap();
        taken.push(claimed.reference);
    }
}

async fn given(url: String) -> String {
    url
}

crate::engines::both_engines! { given;
    async fn eight_claimers_of_two_processes_take_each_message_once(url: String) {
        // Each process has a database handle, and so connections, of its own.
        let processes = [open(url.clone()).await, open(url).await];
        write(&processes[0]).await;
        let claimers: Vec<_> = (0..8).map(|number| tokio::spawn(take_all(processes[number % 2].clone()))).collect();
        let mut taken = Vec::new();
        for claimer in claimers {
            taken.extend(claimer.await.unwrap());
        }
        let once: BTreeSet<_> = taken.iter().collect();
        assert_eq!((taken.len(), once.len()), (200, 200));
    }
}
