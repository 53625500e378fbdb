//! The directory as a browser sees it, and what is left behind when the browser has gone: nothing.

use rocket::{
    Config,
    http::{Header, Status},
    local::asynchronous::{Client, LocalResponse},
};

use super::{Need, actions, demo, for_need, stage, store};
use crate::{
    kernel::{Clock, Now},
    on_both_engines, organisations,
    store::Db,
    web::{self, Limits, PublicAddress, Site, Views},
};

/// Monday 23 November 2026, 10am.
fn clock() -> Clock {
    Clock::fixed("2026-11-23T10:00:00Z".parse().unwrap())
}

fn now() -> Now {
    clock().now()
}

/// The service with nothing but the directory: no sign-in is even mounted.
async fn service(db: &Db) -> Client {
    let name = "Anytown NHS Trust".parse().unwrap();
    let trust = organisations::actions::found(db, &"A1B2C".parse().unwrap(), &name, true, now()).await.unwrap();
    for new in demo::entries(trust, now().today()) {
        actions::add(db, &new, None, now()).await.unwrap();
    }
    let address = PublicAddress::parse("https://alongside.example").unwrap();
    let site = Site { address, demonstration: false, contact: None };
    let rocket = rocket::custom(Config::debug_default())
        .manage(db.clone())
        .manage(clock())
        .attach(web::stage(site, Views::load().unwrap(), Limits::default()))
        .attach(stage());
    Client::untracked(rocket).await.unwrap()
}

async fn page(client: &Client, address: String) -> (Status, String) {
    let response: LocalResponse<'_> = client.get(address).dispatch().await;
    assert!(response.headers().get_one("Set-Cookie").is_none());
    (response.status(), response.into_string().await.unwrap_or_default())
}

fn names(html: &str) -> Vec<String> {
    let html = scraper::Html::parse_document(html);
    let heading = scraper::Selector::parse(".app-signposts h3").unwrap();
    html.select(&heading).map(|found| found.text().collect::<String>().trim().to_owned()).collect()
}

on_both_engines! {
    async fn somebody_who_cannot_sleep_finds_what_is_open_and_private(db: Db) {
        let client = service(&db).await;
        let (status, html) = page(&client, "/find-support?need=sleep&open=yes&private=yes&by=phone".into()).await;
        assert_eq!(status, Status::Ok);
        assert_eq!(names(&html), ["Employee assistance programme", "Support line for contractors' staff"]);
        for words in ["Sleep; Open now; Without my employer knowing; By phone", "2 places to get support", "/urgent-help",
            "Open now, day and night", "tel:03069990120", "Nobody at the trust.", "Example entry of the demonstration"] {
            assert!(html.contains(words), "{words}");
        }
    }

    async fn one_entry_says_all_there_is_to_know(db: Db) {
        let client = service(&db).await;
        let found = for_need(&mut db.read().await.unwrap(), None, now(), &[Need::Bereavement], 9).await.unwrap();
        let overdue = found.last().unwrap();
        assert_eq!(overdue.reach, "Call 01632 960 077");
        let (status, html) = page(&client, format!("/find-support/{}", overdue.id)).await;
        assert_eq!(status, Status::Ok);
        for words in ["Last checked 18 March 2026: check before you rely on it", "Who will know", "Nobody at work.",
            "Your employer is not told.", "sms:07700900077", "Monday to Friday: 6pm to 10pm", "Opens at 6pm today",
            "If this does not help", "Looked after by Staff wellbeing lead", "/urgent-help"] {
            assert!(html.contains(words), "{words}");
        }
    }

    async fn a_mistyped_address_is_read_calmly(db: Db) {
        let client = service(&db).await;
        let all = names(&page(&client, "/find-support".into()).await.1);
        for query in ["need=rubbish", "open=perhaps&by=fax", "need=%ff%fe", "need", "&&&=", "need=sleep%27--"] {
            let (status, html) = page(&client, format!("/find-support?{query}")).await;
            assert_eq!((status, names(&html)), (Status::Ok, all.clone()), "{query}");
        }
        for path in ["/find-support/not-an-id", "/find-support/00000000-0000-4000-8000-000000000000"] {
            assert_eq!(page(&client, path.into()).await.0, Status::NotFound);
        }
    }

    async fn reading_leaves_no_row_and_no_cookie_even_for_somebody_who_brings_one(db: Db) {
        let client = service(&db).await;
        let mut c = db.read().await.unwrap();
        let samaritans = &for_need(&mut c, None, now(), &[], 99).await.unwrap()[0];
        let before = store::tests::every_row(&mut c).await.unwrap();
        for address in ["/find-support".to_owned(), "/find-support?need=money".to_owned(),
            format!("/find-support/{}", samaritans.id)] {
            let request = client.get(address).header(Header::new("Cookie", "alongside=x; __Host-alongside=y"));
            let response = request.dispatch().await;
            assert_eq!(response.status(), Status::Ok);
            assert!(response.headers().get_one("Set-Cookie").is_none());
        }
        assert_eq!(store::tests::every_row(&mut c).await.unwrap(), before);
    }

    async fn a_page_asks_the_database_no_more_for_being_longer(db: Db) {
        let client = service(&db).await;
        let before = db.statements();
        page(&client, "/find-support".into()).await;
        assert!(db.statements() - before <= 3);
    }

    async fn without_the_database_there_is_still_urgent_help(db: Db) {
        let client = service(&db).await;
        db.close().await;
        let (status, html) = page(&client, "/find-support".into()).await;
        assert_eq!(status, Status::ServiceUnavailable);
        assert!(html.contains("/urgent-help") && html.contains("116 123"));
        assert_eq!(page(&client, "/urgent-help".into()).await.0, Status::Ok);
    }

    async fn pointers_are_few_in_order_and_for_the_readers_own_organisation(db: Db) {
        service(&db).await;
        let mut c = db.read().await.unwrap();
        let strained = for_need(&mut c, None, now(), &[Need::Strain, Need::Money], 2).await.unwrap();
        let brief: Vec<_> = strained.iter().map(|p| (p.name.as_str(), p.reach.as_str(), p.opening.as_str())).collect();
        assert_eq!(brief, [
            ("Anyshire Money Advice", "Call 01632 960 180", "Open now until 4pm"),
            ("Anyshire Weekend Haven", "Go to the Old School, Church Lane, Anytown, just walk in", "Opens at 10am on Saturday"),
        ]);
        assert!(strained.iter().all(|pointer| pointer.caution.is_none()));
    }
}
