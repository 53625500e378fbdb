//! Check-ins in a browser, before a service of this slice alone.

use chrono::{DateTime, Utc};
use rocket::{
    fairing::AdHoc,
    http::{ContentType, Header},
    local::asynchronous::{Client, LocalResponse},
};

use super::store::probes;
use crate::{
    accounts::testing::{browser, librarian, trust},
    kernel::ids::{OnceToken, PersonId},
    on_both_engines,
    privacy::{Access, Item, Table, Viewer},
    retention::Keep,
    store::Db,
};

const NOTE: &str = "A long week.\r\nBetter <now>.";

async fn somebody(db: &Db, code: &str) -> PersonId {
    librarian(db, trust(db, code).await, "Mina").await
}

async fn service(db: &Db, table: Table) -> Client {
    let stage = AdHoc::on_ignite("check-ins as they are kept", |rocket| async {
        rocket.manage(Keep::usual()).attach(crate::checkins::stage())
    });
    browser(db, table, stage).await
}

async fn send<'c>(client: &'c Client, path: &str, fields: &[(&str, &str)]) -> LocalResponse<'c> {
    let body = url::form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
    let request = client.post(path.to_owned()).header(ContentType::Form).body(body);
    request.header(Header::new("Sec-Fetch-Site", "same-origin")).dispatch().await
}

async fn signed_in(client: &Client, person: PersonId) {
    let token = OnceToken::random().to_string();
    assert_eq!(send(client, &format!("/demonstration/{person}"), &[("once", &token)]).await.status().code, 303);
}

async fn opened(client: &Client, path: &str) -> (u16, String) {
    let response = client.get(path.to_owned()).dispatch().await;
    (response.status().code, response.into_string().await.unwrap_or_default())
}

on_both_engines! {
    async fn a_check_in_is_made_once_read_by_its_author_alone_and_deleted(db: Db) {
        let (mina, sam) = (somebody(&db, "RXX").await, somebody(&db, "RYY").await);
        let client = service(&db, Table::product()).await;
        signed_in(&client, mina).await;
        let token = OnceToken::random().to_string();
        let fields = [("energy", "low"), ("load", ""), ("helps", "sleep"), ("note", NOTE), ("once", &token)];
        let first = send(&client, "/check-ins", &fields).await.headers().get_one("Location").unwrap().to_owned();
        let again = send(&client, "/check-ins", &fields).await.headers().get_one("Location").unwrap().to_owned();
        assert_eq!(first, again);
        let (status, page) = opened(&client, &first).await;
        assert_eq!(status, 200);
        for words in [
            "How is your energy today?", "Low", "Help with sleep", "A long week.\nBetter &lt;now&gt;.",
            "/find-support?need&#x3D;sleep", "Thursday 26 November 2026, 2:30pm", "Only you.",
        ] {
            assert!(page.contains(words), "{words}: {page}");
        }
        let (_, list) = opened(&client, "/check-ins").await;
        assert_eq!(list.matches(&first).count(), 1);
        assert!(!list.contains("long week"));

        let deletion = format!("{first}/deletion");
        signed_in(&client, sam).await;
        for path in [&first, &deletion] {
            assert_eq!(opened(&client, path).await.0, 404);
        }
        let token = OnceToken::random().to_string();
        assert_eq!(send(&client, &deletion, &[("once", &token)]).await.status().code, 404);

        signed_in(&client, mina).await;
        assert_eq!(opened(&client, &deletion).await.0, 200);
        for _ in 0..2 {
            assert_eq!(send(&client, &deletion, &[("once", &token)]).await.status().code, 303);
        }
        assert_eq!(opened(&client, &first).await.0, 404);
    }

    async fn what_is_left_names_nobody_and_gives_the_day_alone(db: Db) {
        let mina = somebody(&db, "RXX").await;
        let client = service(&db, Table::product()).await;
        signed_in(&client, mina).await;
        let token = OnceToken::random().to_string();
        let made = send(&client, "/check-ins", &[("sleep", "high"), ("once", &token)]).await;
        let deletion = format!("{}/deletion", made.headers().get_one("Location").unwrap());
        send(&client, &deletion, &[("once", &token)]).await;

        let c = &mut db.read().await.unwrap();
        let left = probes::traces(c).await;
        let (nobody, day) = (uuid::Uuid::nil(), "2026-11-26T00:00:00Z".parse::<DateTime<Utc>>().unwrap());
        assert_eq!(left.len(), 4);
        assert!(left.iter().all(|row| row.0.is_none_or(|who| who == nobody.into()) && row.1 == day), "{left:?}");
        assert_eq!(probes::kept(c).await, 0);
    }

    async fn a_form_to_be_mended_comes_back_with_everything_typed(db: Db) {
        let mina = somebody(&db, "RXX").await;
        let client = service(&db, Table::product()).await;
        signed_in(&client, mina).await;
        let (token, long) = (OnceToken::random().to_string(), "é".repeat(1_002));
        let ticked = [("helps", "nothing"), ("helps", "talk")];
        let fields = [("energy", "high"), ticked[0], ticked[1], ("note", &long), ("once", &token)];
        let response = send(&client, "/check-ins", &fields).await;
        assert_eq!(response.status().code, 422);
        let page = response.into_string().await.unwrap();
        for words in ["Make your note 2 characters shorter", "but not both", &long, "Error: Check in"] {
            assert!(page.contains(words), "{words}");
        }
        assert_eq!(page.matches(" checked").count(), 3);
        let nothing = send(&client, "/check-ins", &[("note", "  "), ("once", &token)]).await;
        assert!(nothing.into_string().await.unwrap().contains("There is nothing to keep yet"));
        let stranger = send(&client, "/check-ins", &[("energy", "worst"), ("once", &token)]).await;
        assert_eq!(stranger.status().code, 422);
    }

    async fn without_its_key_a_check_in_says_that_it_cannot_be_read_any_more(db: Db) {
        let mina = somebody(&db, "RXX").await;
        let client = service(&db, Table::product()).await;
        signed_in(&client, mina).await;
        let token = OnceToken::random().to_string();
        let made = send(&client, "/check-ins", &[("note", "gone"), ("once", &token)]).await;
        let path = made.headers().get_one("Location").unwrap();
        let mut tx = db.write().await.unwrap();
        probes::lose_keys(&mut tx).await;
        tx.commit().await.unwrap();
        for path in [path, "/check-ins"] {
            let (status, page) = opened(&client, path).await;
            assert_eq!(status, 200);
            assert!(page.contains("cannot be read any more") && !page.contains("gone<"), "{page}");
        }
    }

    async fn requests_follow_the_table_of_who_sees_what(db: Db) {
        let mina = somebody(&db, "RXX").await;
        let client = service(&db, Table::product().but(Viewer::Librarian, Item::CheckIn, Access::Nothing)).await;
        assert_eq!(opened(&client, "/check-ins").await.0, 303);
        signed_in(&client, mina).await;
        for path in ["/check-ins", "/check-ins/new"] {
            assert_eq!(opened(&client, path).await.0, 404);
        }
        let token = OnceToken::random().to_string();
        assert_eq!(send(&client, "/check-ins", &[("note", "x"), ("once", &token)]).await.status().code, 404);
    }
}
