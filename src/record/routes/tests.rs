//! The pages through the router, without the rest of the service.

use rocket::{
    fairing::AdHoc,
    http::{ContentType, Header},
    local::asynchronous::Client,
};

use super::*;
use crate::{
    accounts::testing::{NOON, browser, librarian, trust},
    audit,
    kernel::ids::{OnceToken, PersonId},
    on_both_engines,
    privacy::Access,
    retention::Keep,
};

async fn mina(db: &Db) -> PersonId {
    librarian(db, trust(db, "RXX").await, "Mina").await
}

async fn service(db: &Db, table: Table) -> Client {
    let stage = AdHoc::on_ignite("record and retention", |rocket| async {
        rocket.attach(crate::record::stage()).attach(crate::retention::stage(Keep::usual()))
    });
    browser(db, table, stage).await
}

async fn press(client: &Client, path: &str) -> u16 {
    let request = client.post(path.to_owned()).header(ContentType::Form);
    let request = request.header(Header::new("Sec-Fetch-Site", "same-origin"));
    request.body(format!("once={}", OnceToken::random())).dispatch().await.status().code
}

async fn opened(client: &Client, path: &str) -> (u16, String) {
    let response = client.get(path.to_owned()).dispatch().await;
    (response.status().code, response.into_string().await.unwrap_or_default())
}

on_both_engines! {
    async fn somebody_sees_who_looked_and_can_sign_out_everywhere(db: Db) {
        let mina = mina(&db).await;
        let client = service(&db, Table::product()).await;
        assert_eq!(opened(&client, "/record").await.0, 303);
        assert_eq!(press(&client, &format!("/demonstration/{mina}")).await, 303);
        assert!(opened(&client, "/record").await.1.contains("Nobody else has opened anything about you."));
        let mut tx = db.write().await.unwrap();
        audit::looked(&mut tx, NOON, PersonId::random(), "placement", &[mina]).await.unwrap();
        tx.commit().await.unwrap();
        let (status, page) = opened(&client, "/record").await;
        assert_eq!(status, 200);
        for words in ["Someone who is no longer in the service", "Placement", "Not signed out", "Only you."] {
            assert!(page.contains(words), "{words}: {page}");
        }
        assert_eq!(press(&client, "/record/sign-outs").await, 303);
        assert_eq!(opened(&client, "/record").await.0, 303);
    }

    async fn the_page_of_who_sees_what_is_the_table_itself_and_open_to_all(db: Db) {
        let client = service(&db, Table::product()).await;
        let (status, page) = opened(&client, "/who-sees-what").await;
        assert_eq!(status, 200);
        assert_eq!(page.matches("scope=\"row\"").count(), 16);
        assert_eq!(page.matches("scope=\"col\"").count(), 6);
        assert_eq!(page.matches("<td ").count(), 80);
        let changed = Table::product().but(Viewer::Lead, Item::Looks, Access::Sees("on a full moon"));
        assert!(opened(&service(&db, changed).await, "/who-sees-what").await.1.contains("on a full moon"));
    }

    async fn the_record_follows_the_table_of_who_sees_what(db: Db) {
        let mina = mina(&db).await;
        for (item, path) in [(Item::Looks, "/record/looks"), (Item::Cpd, "/record/cpd"), (Item::Message, "/record/messages")] {
            let client = service(&db, Table::product().but(Viewer::Librarian, item, Access::Nothing)).await;
            assert_eq!(press(&client, &format!("/demonstration/{mina}")).await, 303);
            assert_eq!(opened(&client, path).await.0, 404, "{path}");
            assert_eq!(opened(&client, "/record").await.0, 200);
        }
    }
}
