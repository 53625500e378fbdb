//! Something of every kind that is kept for a time, made as people make it.

use alongside::{
    accounts::{Profession, Role, ServiceManager},
    kernel::ids::{OnceToken, TeamId},
    retention::{self, Keep, Kind},
    rosters,
    sessions::{
        actions::{book, open_slots},
        model::Kind as SessionKind,
    },
};
use chrono::{DateTime, Utc};

use crate::{World, newcomers};

/// Something of a kind that is kept: where its rows are, and from when its time counts.
pub struct Scene {
    /// Of what.
    pub kind: Kind,
    /// Where its rows are.
    pub rows: Vec<&'static str>,
    /// From when its time counts.
    pub from: DateTime<Utc>,
}

/// Deletes what is old by the table as it stands.
pub async fn run(world: &World) -> Vec<retention::Deleted> {
    retention::run(&world.db, &Keep::usual(), world.now()).await.unwrap()
}

/// Sets the scene of a kind. A new kind does not compile before it has one.
pub async fn scene(world: &World, kind: Kind) -> Scene {
    let now = world.now().0;
    let (rows, from) = match kind {
        Kind::CheckIns => {
            world
                .person("Mina")
                .await
                .fill("/check-ins/new", "/check-ins", &[("energy", "low")])
                .await
                .leads_to("/check-ins/");
            (vec!["check_ins", "person_keys"], now)
        }
        Kind::Bookings => (
            vec![
                "sessions WHERE kind = 'peer_support' AND in_list",
                "diary WHERE session_id IN (SELECT id FROM sessions WHERE kind = 'peer_support' AND in_list)",
                "places WHERE session_id IN (SELECT id FROM sessions WHERE kind = 'peer_support' AND in_list)",
                "told WHERE session_id IN (SELECT id FROM sessions WHERE kind = 'peer_support' AND in_list)",
            ],
            booked(world).await,
        ),
        Kind::Requests => {
            let mina = world.person("Mina").await;
            let answers = [("team", "none"), ("since", "today"), ("company", "one_other"), ("parts", "mornings")];
            let request = mina.fill("/requests/new", "/requests", &answers).await.leads_to("/requests/");
            mina.fill(&request, &format!("{request}/withdrawal"), &[]).await;
            (vec!["requests WHERE withdrawn_at IS NOT NULL"], now)
        }
        Kind::Wishes => {
            let from = listed(world).await;
            let mina = world.person("Mina").await;
            let event = mina.get("/events").await.link("Wednesday 2 December");
            mina.fill(&event, &format!("{event}/wish"), &[]).await.leads_to(&event);
            (vec!["wishes"], from)
        }
        Kind::Events => (vec!["events WHERE place = 'Chapel'"], "2026-12-02T13:30:00Z".parse().unwrap()),
        Kind::SignIns => {
            let asked = [("email", "mina.okafor@anytown.example")];
            world.stranger().fill("/sign-in", "/sign-in", &asked).await.leads_to("/sign-in/");
            (vec!["sign_ins", "challenges", "codes", "allowances"], now)
        }
        Kind::Looks => {
            let ruth = world.person("Ruth").await;
            let team = ruth.get("/teams").await.link("Adult critical care");
            ruth.get(&team).await.is(200);
            (vec!["looks"], now)
        }
        Kind::Changes => (vec!["changes WHERE action = 'placement added'"], now),
        Kind::Forms => (vec!["submissions WHERE action = 'ask'"], now),
        Kind::Messages => {
            world.post().await;
            (vec!["messages WHERE state = 'sent'"], now)
        }
        Kind::Published => (
            vec![
                "availabilities WHERE place = 'Room 9'",
                "times_away WHERE starts_at < '2026-12-03'",
                "closure_days WHERE name = 'Repairs'",
            ],
            published(world).await,
        ),
        Kind::Uploads => {
            let (ruth, grace) = (world.person("Ruth").await, world.person("Grace").await);
            let file = include_bytes!("../rosters/plain.csv");
            ruth.upload("/rosters/import", "/rosters/imports", "a.csv", file).await.leads_to("/rosters/imports/");
            let feed =
                br#"[{"id": "6a3c1c9e-4f0e-4f6e-9e57-0d3a7a4f5b22", "name": "Walking group", "status": "active"}]"#;
            let read = grace.upload("/directory-imports/new", "/directory-imports", "feed.json", feed).await;
            read.leads_to("/directory-imports/");
            (vec!["roster_imports", "directory_imports"], now)
        }
        Kind::Placements => {
            let ruth = world.member("Ruth").await;
            let team: TeamId = team_of_ruth(world).await;
            let una = newcomers::register(world, ruth.organisation, "Una Moss", Profession::Librarian, &[]).await;
            newcomers::place_until(world, &ruth, team, &una, Some(world.now().today())).await;
            (vec!["placements WHERE to_on IS NOT NULL"], now)
        }
        Kind::Leavers => {
            let grace = world.member("Grace").await;
            let nils =
                newcomers::register(world, grace.organisation, "Nils Holm", Profession::Other, &[Role::Facilitator])
                    .await;
            let grace = ServiceManager(&grace);
            rosters::actions::leave(&world.db, &grace, nils.id, OnceToken::random(), world.now()).await.unwrap();
            (vec!["people WHERE name = 'Nils Holm'"], now)
        }
        Kind::Receipts => {
            run(world).await;
            (vec!["retention_receipts WHERE ran_at < '2026-11-24'"], now)
        }
    };
    Scene { kind, rows, from }
}

/// Mina books a peer support conversation; when it ends.
pub async fn booked(world: &World) -> DateTime<Utc> {
    let mina = world.member("Mina").await;
    let kind = SessionKind::PeerSupport;
    let slots = open_slots(&mut world.db.read().await.unwrap(), &mina, kind, world.now()).await.unwrap();
    let slot = slots.first().expect("Idris offers times");
    book(&world.db, &mina, slot.key, OnceToken::random(), world.now()).await.unwrap();
    slot.ends_at
}

/// Grace lists a date; when it ends.
async fn listed(world: &World) -> DateTime<Utc> {
    let fields = [
        ("kind", "schwartz_round"),
        ("day[day]", "2"),
        ("day[month]", "12"),
        ("day[year]", "2026"),
        ("time", "12:30pm"),
        ("minutes", "60"),
        ("place", "Chapel"),
        ("audience", "All staff"),
    ];
    world.person("Grace").await.fill("/events/keeping/new", "/events/keeping", &fields).await.leads_to("/events");
    "2026-12-02T13:30:00Z".parse().unwrap()
}

/// Dana publishes a time, is away and the organisation is closed, all on one day; its end.
async fn published(world: &World) -> DateTime<Utc> {
    let (dana, grace) = (world.person("Dana").await, world.person("Grace").await);
    let day = |prefix: &'static str| {
        [("day", "2"), ("month", "12"), ("year", "2026")].map(|(part, value)| (format!("{prefix}[{part}]"), value))
    };
    let (on, first, last, closed) = (day("on"), day("first"), day("last"), day("closed"));
    let fields =
        |days: &[[(String, &'static str); 3]], more: &[(&'static str, &'static str)]| -> Vec<(String, String)> {
            let days = days.iter().flatten().map(|(name, value)| (name.clone(), (*value).to_owned()));
            days.chain(more.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))).collect()
        };
    let times = [("kinds", "peer_support"), ("from_time", "9am"), ("until_time", "12:00"), ("place", "Room 9")];
    for (person, page, action, sent) in [
        (&dana, "/availability/single", "/availability/single", fields(&[on], &times)),
        (&dana, "/availability/away", "/availability/away", fields(&[first, last], &[])),
        (&grace, "/closure-days", "/closure-days", fields(&[closed], &[("name", "Repairs")])),
    ] {
        let sent: Vec<(&str, &str)> = sent.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        let answer = person.fill(page, action, &sent).await;
        assert_eq!(answer.status, 303, "{action}: {}", answer.text());
    }
    "2026-12-02T12:00:00Z".parse().unwrap()
}

async fn team_of_ruth(world: &World) -> TeamId {
    let team = world.person("Ruth").await.get("/teams").await.link("Adult critical care");
    team.rsplit('/').next().unwrap().parse().unwrap()
}
