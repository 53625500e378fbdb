//! Messages on their way to a mail server that is not ours: what arrives, what is tried again, and what is not.

use std::{collections::BTreeSet, path::PathBuf, sync::Arc, time::Duration};

use alongside::{
    kernel::ids::{OrganisationId, PersonId},
    messages::{self, Delivery, Letter, Login, Occasion, Relay, Sender, To, Transport},
};
use chrono::TimeDelta;
use serde::Serialize;
use uuid::Uuid;

use crate::{
    World,
    engines::{self, tether},
    mail_server::MailServer,
    on_both_engines,
    tables::count,
    world::ADDRESS,
};

/// A letter that the service writes anyway.
#[derive(Serialize)]
pub struct Note {
    /// A sign-in code, of no use here.
    pub code: &'static str,
}

impl Letter for Note {
    const TEMPLATE: &'static str = "mail/code";
}

/// One way out of a world, and somebody to write to.
struct Post<'w> {
    world: &'w World,
    sender: Sender,
    mina: PersonId,
    organisation: OrganisationId,
}

impl<'w> Post<'w> {
    async fn through(world: &'w World, relay: Relay) -> Self {
        // What the demonstration has written is not part of the story.
        world.post().await;
        Self::again(world, relay).await
    }

    /// Another way out of the same world: what waits still waits.
    async fn again(world: &'w World, relay: Relay) -> Self {
        let mina = world.member("Mina").await;
        let transport = Arc::new(Transport::prepare(&Delivery::Smtp(Box::new(relay))).unwrap());
        let sender =
            Sender { db: world.db.clone(), clock: world.clock.clone(), transport, address: ADDRESS.to_owned() };
        Self { world, sender, mina: mina.id, organisation: mina.organisation }
    }

    async fn write(&self, messages: i64) {
        let mut tx = self.world.db.write().await.unwrap();
        let thing = Uuid::from_u128(u128::from_str_radix(&tether::random(), 16).unwrap());
        for number in 0..messages {
            let to = To { person: self.mina, organisation: "Anytown Trust" };
            let occasion = Occasion::numbered(thing, number);
            messages::post(&mut tx, self.world.now(), occasion, to, &Note { code: "271828" }).await.unwrap();
        }
        tx.commit().await.unwrap();
    }

    async fn send(&self) -> usize {
        self.sender.send_waiting().await.unwrap()
    }

    /// Long enough for every message that was put back to be due again.
    async fn send_later(&self) -> usize {
        self.world.pass(TimeDelta::hours(2));
        self.send().await
    }

    async fn are(&self, state: &str) -> i64 {
        count(&self.world.url, &format!("messages WHERE state = '{state}' AND kind = 'code'")).await
    }
}

fn login(password: &str) -> Login {
    Login { user: "alongside".into(), password: password.to_owned().into() }
}

on_both_engines! {
    async fn a_message_goes_encrypted_to_a_server_that_is_not_ours_on_one_connection(world: World) {
        let Some(server) = MailServer::start(&[]).await else { return };
        let post = Post::through(&world, server.relay()).await;
        post.write(3).await;
        assert_eq!(post.send().await, 3);
        let taken = server.taken();
        assert_eq!(taken.len(), 3);
        for message in &taken {
            assert_eq!(message.to, ["mina.okafor@anytown.example"]);
            for words in ["Subject: Appointment\r\n", "alongside@anytown.example", "271828"] {
                assert!(message.raw.contains(words), "{words}: {}", message.raw);
            }
        }
        assert_eq!(taken.iter().map(|message| &message.reference).collect::<BTreeSet<_>>().len(), 3);
        assert_eq!((server.heard("STARTTLS"), server.connections()), (1, 1));
        assert_eq!((post.are("sent").await, post.send_later().await), (3, 0));
    }

    async fn a_refusal_for_now_is_tried_again_and_arrives_once_and_a_lasting_one_is_not(world: World) {
        let Some(server) = MailServer::start(&[]).await else { return };
        let post = Post::through(&world, server.relay()).await;
        for (moment, answer) in [
            ("greeting", "554 5.3.2 No service here"),
            ("mail", "550 5.7.1 Not your address"),
            ("rcpt", "451 4.2.0 Later"),
            ("rcpt", "554 5.7.1 Relay access denied"),
            ("data", "451 4.3.0 Later"),
            ("rcpt", "close"),
            ("rcpt", "silence"),
        ] {
            let before = server.taken().len();
            server.order(moment, answer);
            // A way out of its own: the first of these needs a connection to be opened, the last a short patience.
            let patience = Duration::from_secs(if answer == "silence" { 1 } else { 30 });
            let post = Post::again(&world, Relay { patience, ..server.relay() }).await;
            post.write(1).await;
            assert_eq!((post.send().await, post.are("waiting").await), (0, 1), "{moment} {answer}");
            assert_eq!((post.send_later().await, server.taken().len()), (1, before + 1), "{moment} {answer}");
        }
        for (number, (moment, answer)) in (1..).zip([("rcpt", "550 5.1.1 Nobody"), ("data", "554 5.7.1 No")]) {
            let before = server.heard("MAIL FROM");
            server.order(moment, answer);
            post.write(1).await;
            assert_eq!((post.send().await, post.are("failed").await), (0, number), "{moment} {answer}");
            assert_eq!((post.send_later().await, server.heard("MAIL FROM")), (0, before + 1), "{moment} {answer}");
        }
    }

    async fn a_server_that_falls_silent_has_it_or_has_not_and_it_is_not_sent_again_until_somebody_says_so(world: World) {
        let Some(server) = MailServer::start(&[]).await else { return };
        let relay = Relay { reading: Duration::from_millis(300), ..server.relay() };
        let post = Post::through(&world, relay).await;
        for (number, (order, kept)) in (1..).zip([("silence", 0), ("keep silence", 1), ("close", 1), ("keep close", 2)]) {
            server.order("data", order);
            post.write(1).await;
            assert_eq!((post.send().await, post.are("unknown").await), (0, number), "{order}");
            assert_eq!((post.send_later().await, server.taken().len()), (0, kept), "{order}");
        }
        // Each is listed by the name under which the server may have it.
        let listed = messages::doubtful(&mut world.db.read().await.unwrap(), post.organisation, 10).await.unwrap();
        let kept: BTreeSet<_> = server.taken().into_iter().map(|message| message.reference).collect();
        assert_eq!((listed.len(), kept.len()), (4, 2));
        for one in listed {
            let again = !kept.contains(&one.reference);
            let mut tx = world.db.write().await.unwrap();
            assert!(messages::decide(&mut tx, post.organisation, one.id, again, world.now()).await.unwrap());
            tx.commit().await.unwrap();
        }
        assert_eq!((post.send_later().await, post.are("sent").await, post.are("let_be").await), (2, 2, 2));
        let taken: BTreeSet<_> = server.taken().into_iter().map(|message| message.reference).collect();
        assert_eq!((server.taken().len(), taken.len()), (4, 4), "each is there, and once");
    }

    async fn a_server_that_is_away_keeps_nothing_back_for_good(world: World) {
        let Some(server) = MailServer::start(&[]).await else { return };
        let place = server.port.to_string();
        let post = Post::through(&world, server.relay()).await;
        post.write(1).await;
        assert_eq!(post.send().await, 1);
        drop(server);
        post.write(20).await;
        assert_eq!((post.send_later().await, post.are("waiting").await), (0, 20));
        // It comes back with another certificate.
        let Some(server) = MailServer::start(&["--port", &place]).await else { return };
        let post = Post::again(&world, server.relay()).await;
        assert_eq!((post.send_later().await, post.are("sent").await), (20, 21));
        let taken: BTreeSet<_> = server.taken().into_iter().map(|message| message.reference).collect();
        assert_eq!((server.taken().len(), taken.len()), (20, 20));
    }
}

/// A world on the embedded engine: what a connection says before a message has nothing to do with the database.
async fn world() -> World {
    World::open(&engines::sqlite_url().await).await
}

#[tokio::test]
async fn nothing_is_said_to_a_server_that_cannot_show_who_it_is_or_does_not_encrypt() {
    let (Some(server), Some(clear)) =
        (MailServer::start(&[]).await, MailServer::start(&["--tls", "none", "--login", "alongside:sesame"]).await)
    else {
        return;
    };
    let world = world().await;
    let known: [Option<PathBuf>; 2] = [Some(server.stranger()), None];
    let strangers = known.map(|authority| Relay { authority, ..server.relay() });
    let unencrypted = [None, Some(login("sesame"))].map(|login| clear.relay_as("smtp://127.0.0.1", login));
    for (number, relay) in (1..).zip(strangers.into_iter().chain(unencrypted)) {
        let post = Post::through(&world, relay).await;
        post.write(1).await;
        assert_eq!((post.send().await, post.are("waiting").await), (0, number));
    }
    for server in [&server, &clear] {
        assert!(server.heard("EHLO") > 0);
        assert_eq!((server.heard("MAIL FROM"), server.heard("AUTH"), server.taken().len()), (0, 0, 0));
    }
}

#[tokio::test]
async fn a_server_that_asks_who_we_are_is_told_over_tls_and_a_wrong_password_fails_nobody_s_message() {
    let world = world().await;
    // What the demonstration has written is not part of the story.
    world.post().await;
    for kind in ["starttls", "implicit"] {
        let Some(server) = MailServer::start(&["--tls", kind, "--login", "alongside:sesame"]).await else { return };
        let address = if kind == "implicit" { "smtps://127.0.0.1" } else { "smtp://127.0.0.1" };
        for wrong in [None, Some(login("wrong"))] {
            let post = Post::again(&world, server.relay_as(address, wrong)).await;
            post.write(1).await;
            assert_eq!((post.send().await, post.are("failed").await), (0, 0), "{kind}");
        }
        let post = Post::again(&world, server.relay_as(address, Some(login("sesame")))).await;
        assert_eq!((post.send_later().await, server.taken().len()), (2, 2), "{kind}");
    }
}

#[tokio::test]
async fn a_relay_on_this_machine_may_be_spoken_to_in_the_clear_and_without_a_password() {
    let Some(server) = MailServer::start(&["--tls", "none"]).await else { return };
    let world = world().await;
    let post = Post::through(&world, server.relay_as("smtp://localhost?tls=none", None)).await;
    post.write(1).await;
    assert_eq!((post.send().await, server.taken().len()), (1, 1));
}

#[tokio::test(flavor = "multi_thread")]
async fn many_senders_share_four_connections_and_send_each_message_once() {
    let Some(server) = MailServer::start(&["--slow", "10"]).await else { return };
    let world = world().await;
    let post = Post::through(&world, server.relay()).await;
    post.write(40).await;
    let senders: Vec<_> = (0..8)
        .map(|_| {
            let sender = post.sender.clone();
            tokio::spawn(async move { sender.send_waiting().await.unwrap() })
        })
        .collect();
    let mut sent = 0;
    for sender in senders {
        sent += sender.await.unwrap();
    }
    let taken: BTreeSet<_> = server.taken().into_iter().map(|message| message.reference).collect();
    assert_eq!((sent, server.taken().len(), taken.len()), (40, 40, 40));
    assert!((1..=4).contains(&server.connections()), "{} connections", server.connections());
}
