//! When things go wrong: pages in the same style, urgent help always there, nothing half written.

use crate::{World, on_both_engines};

on_both_engines! {
    async fn with_the_database_gone_urgent_help_still_answers(world: World) {
        let mina = world.person("Mina").await;
        world.db.close().await;
        world.stranger().get("/urgent-help").await.is(200).says("116 123").says("85258").says("choose option 2").says("999");
        // Somebody signed in gets it too.
        mina.get("/urgent-help").await.is(200).says("116 123");
        for path in ["/support", "/find-support", "/teams", "/uptake"] {
            mina.get(path).await.is(503).says("not available").says("quote").says("Samaritans 116 123");
        }
        world.stranger().get("/").await.is(200).says("Get urgent help");
    }

    async fn what_does_not_exist_is_a_page_in_the_same_style(world: World) {
        let mina = world.person("Mina").await;
        let paths = ["/nowhere", "/sessions/rubbish", "/sessions/6a3c1c9e-4f0e-4f6e-9e57-0d3a7a4f5b11",
            "/teams/6a3c1c9e-4f0e-4f6e-9e57-0d3a7a4f5b11", "/find-support/rubbish"];
        let mut pages = Vec::new();
        for path in paths {
            pages.push(mina.get(path).await.is(404).says("Page not found").main());
        }
        pages.dedup();
        assert_eq!(pages.len(), 1, "they all look the same");
    }

    async fn a_form_too_large_is_refused_calmly(world: World) {
        let mina = world.person("Mina").await;
        let fields = [("note".to_owned(), "x".repeat(40 * 1024))];
        mina.send("/check-ins", &fields).await.is(413).says("Too much was sent");
    }

    async fn every_answer_carries_the_headers_and_is_not_kept_by_shared_computers(world: World) {
        let mina = world.person("Mina").await;
        for path in ["/support", "/urgent-help", "/nowhere", "/sign-in"] {
            let page = mina.get(path).await;
            let header = |name: &str| page.headers.iter().find(|(n, _)| n.eq_ignore_ascii_case(name)).map(|(_, v)| v.as_str());
            let policy = header("Content-Security-Policy").unwrap();
            assert!(policy.contains("default-src 'none'") && !policy.contains("unsafe"), "{policy}");
            assert_eq!(header("Cache-Control"), Some("no-store"));
            assert_eq!(header("X-Content-Type-Options"), Some("nosniff"));
            assert_eq!(header("X-Frame-Options"), Some("DENY"));
            assert_eq!(header("Cross-Origin-Opener-Policy"), Some("same-origin"));
            assert_eq!(header("Cross-Origin-Resource-Policy"), Some("same-origin"));
            assert_eq!(header("Referrer-Policy"), Some("same-origin"));
            assert!(header("Permissions-Policy").is_some_and(|policy| policy.contains("camera=()")));
            assert!(header("X-Request-Id").is_some());
            // The world's address is plain http, for which a browser must not be told to insist on TLS.
            assert_eq!(header("Strict-Transport-Security"), None);
        }
    }
}
