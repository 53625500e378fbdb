//! Groups over real HTTP: whoever presses first, one group comes of it, its places are given once, and a place that
//! is freed is never sold past whoever waits for it.

use std::sync::Arc;

use alongside::{
    accounts::{Facilitator, Member, Profession, Role},
    facilitators::{self, Kind, model::NewAvailability},
    kernel::ids::OnceToken,
    sessions::{actions, key::SlotKey},
};
use chrono::{NaiveTime, Weekday};
use tokio::{sync::Barrier, task::JoinSet};

use crate::{
    World,
    launched::{Browser, Launched},
    newcomers, on_both_engines,
    page::Page,
    tables::count,
};

const PLACES: usize = 8;

const OVERLAPS: &str = "diary a JOIN diary b ON a.owner_id = b.owner_id AND a.session_id < b.session_id
    AND a.starts_at < b.until_at AND b.starts_at < a.until_at";

/// A form that lies open before somebody.
type Open = (Browser, String, Vec<(String, String)>);

on_both_engines! {
    async fn of_20_who_begin_a_group_of_8_at_once_8_sit_in_one_group_and_12_wait(world: World) {
        let (launched, group) = (Launched::of(&world), Group::offered(&world).await);
        let mut forms = Vec::new();
        for librarian in newcomers_of(&world, "First", 20).await {
            forms.push(group.form(&launched, &librarian).await);
        }
        let sessions = all_press(forms).await.iter().map(|answer| answer.is_led_to()).collect::<Vec<_>>();
        assert!(sessions.iter().all(|session| *session == sessions[0]), "{sessions:?}");
        assert_eq!(group.count(&world, "sessions s WHERE").await, 1);
        assert_eq!(group.count(&world, "places p JOIN sessions s ON s.id = p.session_id WHERE p.cancelled_at IS NULL AND").await, 8);
        assert_eq!(group.count(&world, "seats t JOIN sessions s ON s.id = t.session_id WHERE").await, 8);
        assert_eq!(group.count(&world, "waiting w JOIN sessions s ON s.id = w.session_id WHERE").await, 12);
        // The facilitator and the eight: whoever waits is not taken then.
        assert_eq!(group.count(&world, "diary d JOIN sessions s ON s.id = d.session_id WHERE").await, 9);
        assert_eq!(count(&world.url, OVERLAPS).await, 0);
    }

    async fn a_freed_place_is_held_for_whoever_waits_longest_though_64_others_press_book(world: World) {
        let (launched, group) = (Launched::of(&world), Group::offered(&world).await);
        let members = newcomers_of(&world, "Member", PLACES).await;
        let waiting = newcomers_of(&world, "Waiting", 3).await;
        let mut session = String::new();
        for librarian in members.iter().chain(&waiting) {
            let booked = actions::book(&world.db, librarian, group.slot, OnceToken::random(), world.now()).await;
            session = booked.unwrap().to_string();
        }
        let mut forms = Vec::new();
        for librarian in newcomers_of(&world, "Outsider", 64).await {
            forms.push(group.form(&launched, &librarian).await);
        }
        let browser = launched.browser(members[0].id).await;
        let cancellation = format!("/sessions/{session}/cancellation");
        let filled = browser.get(&cancellation).await.is(200).filled(&cancellation, &[]);
        forms.insert(32, (browser, cancellation, filled));
        for answer in all_press(forms).await {
            answer.is_led_to();
        }
        assert_eq!(group.count(&world, "places p JOIN sessions s ON s.id = p.session_id WHERE p.cancelled_at IS NULL AND").await, 7);
        assert_eq!(group.count(&world, "offers o JOIN sessions s ON s.id = o.session_id WHERE").await, 1);
        assert_eq!(group.count(&world, "waiting w JOIN sessions s ON s.id = w.session_id WHERE").await, 2 + 64);
        assert_eq!(group.count(&world, "seats t JOIN sessions s ON s.id = t.session_id WHERE").await, 8);
        let offered = launched.browser(waiting[0].id).await.get(&format!("/sessions/{session}")).await.is(200);
        offered.says("held for you until");
        for other in &waiting[1..] {
            launched.browser(other.id).await.get(&format!("/sessions/{session}")).await.is(200).never_says("held for you until");
        }
        assert_eq!(count(&world.url, OVERLAPS).await, 0);
    }
}

/// The one group that Rosa offers.
struct Group {
    slot: SlotKey,
}

impl Group {
    async fn offered(world: &World) -> Self {
        let organisation = world.member("Dana").await.organisation;
        let rosa =
            newcomers::register(world, organisation, "Rosa Quayle", Profession::Other, &[Role::Facilitator]).await;
        let hour = |hour| NaiveTime::from_hms_opt(hour, 0, 0).unwrap();
        let new = NewAvailability {
            weekday: Weekday::Wed,
            from_time: hour(9),
            until_time: hour(11),
            place: "Room 9".parse().unwrap(),
            from_on: world.now().today(),
            weeks: 2,
            kinds: [Kind::GroupSupervision].into_iter().collect(),
            group_places: 8,
        };
        let by = Facilitator(&rosa);
        facilitators::actions::publish(&world.db, &by, &new, OnceToken::random(), world.now()).await.unwrap();
        let (mina, mut c) = (world.member("Mina").await, world.db.read().await.unwrap());
        let open = actions::open_slots(&mut c, &mina, Kind::GroupSupervision, world.now()).await.unwrap();
        // The later one: a place of it can still be offered to whoever waits.
        let slot = open.into_iter().rfind(|slot| slot.key.facilitator == rosa.id).unwrap();
        Self { slot: slot.key }
    }

    /// The page of the slot, open before somebody.
    async fn form(&self, launched: &Launched, librarian: &Member) -> Open {
        let browser = launched.browser(librarian.id).await;
        let page = browser.get(&format!("/supervision/confirmation?slot={}", self.slot)).await.is(200);
        let filled = page.filled("/supervision/bookings", &[]);
        (browser, "/supervision/bookings".to_owned(), filled)
    }

    async fn count(&self, world: &World, rows: &str) -> i64 {
        let id = self.slot.facilitator.to_string();
        let whose = if world.url.starts_with("sqlite:") {
            format!("lower(hex(s.facilitator_id)) = '{}'", id.replace('-', ""))
        } else {
            format!("s.facilitator_id = '{id}'")
        };
        count(&world.url, &format!("{rows} {whose}")).await
    }
}

async fn newcomers_of(world: &World, name: &str, how_many: usize) -> Vec<Member> {
    let organisation = world.member("Mina").await.organisation;
    let mut all = Vec::new();
    for number in 0..how_many {
        let name = format!("{name} {number}");
        all.push(newcomers::register(world, organisation, &name, Profession::Librarian, &[]).await);
    }
    all
}

/// Everybody presses their button at the same moment.
async fn all_press(forms: Vec<Open>) -> Vec<Page> {
    let (ready, mut crowd) = (Arc::new(Barrier::new(forms.len())), JoinSet::new());
    for (browser, action, filled) in forms {
        let ready = Arc::clone(&ready);
        crowd.spawn(async move {
            ready.wait().await;
            browser.send(&action, &filled).await
        });
    }
    crowd.join_all().await
}

impl Page {
    /// Where in the sessions it leads on to.
    #[track_caller]
    fn is_led_to(&self) -> String {
        self.leads_to("/sessions")
    }
}
