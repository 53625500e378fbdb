//! One of each thing that an address can name, made by the people whose things they are.

use alongside::{
    accounts::{Facilitator, Profession, Role, ServiceManager},
    facilitators::{self, Kind, model::NewAvailability},
    kernel::ids::OnceToken,
    rosters,
    sessions::actions::{book, open_slots},
    uptake::releases,
};
use chrono::{NaiveTime, Weekday};

use crate::{Person, World, areas, newcomers, outbox, page::Page, world::ADDRESS};

/// The things, by the names that addresses in tables use for them: `/sessions/<session>`.
pub struct Things(Vec<(&'static str, String)>);

/// An id that names nothing.
const NOTHING: &str = "6a3c1c9e-4f0e-4f6e-9e57-0d3a7a4f5b11";

impl Things {
    /// Mina books a session with Dana, takes a place in the debrief that Ruth called for critical care, asks
    /// for a debrief of her own and checks in; Dana takes one request of hers, and proposes times for another. Ruth calls
    /// a debrief with Dana, in which Mina takes a place too. Mina's placement on critical care is a thing too, and so is a session
    /// of Priya's whose facilitator has left, a full group for which Sam waits, and a file that Ruth uploads.
    pub async fn made_in(world: &World) -> Self {
        let (mina, ruth) = (world.person("Mina").await, world.person("Ruth").await);
        let support = mina.get("/support").await.is(200);
        let debrief = support.link("Team reflection");
        let page = mina.get(&debrief).await.is(200);
        mina.submit(&page, &format!("{debrief}/places"), &[]).await.leads_to(&debrief);
        let (slot, session) = book_with_dana(&mina).await;
        let answers = [("team", "none"), ("since", "today"), ("company", "one_other"), ("parts", "mornings")];
        let request = mina.fill("/requests/new", "/requests", &answers).await.leads_to("/requests/");
        let (taken, proposed, proposal) = answered(world).await;
        let facilitated = led_debrief(&ruth).await;
        mina.fill(&facilitated, &format!("{facilitated}/places"), &[]).await.leads_to(&facilitated);
        let questions = mina.get("/check-ins/new").await.is(200);
        let energy = [("energy", questions.first_choice("energy"))];
        let energy = energy.each_ref().map(|(name, value)| (*name, value.as_str()));
        let check_in = mina.submit(&questions, "/check-ins", &energy).await.leads_to("/check-ins/");
        let team = ruth.get("/teams").await.link("Adult critical care");
        let placement = mina.get(&team).await.is(200).link("This isn't right");
        let file = b"nhs_email,mdt_name,embedded_from\nmina.okafor@anytown.example,Adult critical care,2026-11-30\n";
        let import = ruth.upload("/rosters/import", "/rosters/imports", "roster.csv", file).await;
        let import = import.leads_to("/rosters/imports/");
        let site = world.person("Grace").await.get("/teams/new").await.is(200).first_choice("site");
        let arrangement = ruth.get(&team).await.is(200).link("Change dates or remove");
        let stranger = world.stranger();
        let space = stranger.get("/quiet-places").await.is(200).link("Quiet room");
        let entry = stranger.get("/find-support").await.link("Samaritans");
        let email = [("email", "mina.okafor@anytown.example")];
        let challenge = stranger.fill("/sign-in", "/sign-in", &email).await.leads_to("/sign-in/");
        let people = stranger.get("/demonstration").await;
        let (person, lead) = (people.form_of("Be Mina"), people.form_of("Be Ruth"));
        let vacant = vacant_session(world).await;
        let group = full_group(world).await;
        let (availability, away) = of_dana(world).await;
        let closure = world.person("Grace").await.get("/closure-days").await.is(200).form_of("Remove");
        let calendar = private_address(&mina).await;
        let doubtful = in_doubt(world).await;
        let (area, counted) = (areas::of_helen(world).await, world.person("Grace").await.get("/staffing").await);
        let stylesheet = support.html.split("rel=\"stylesheet\" href=\"").nth(1).unwrap();
        let asset = stylesheet.split('"').next().unwrap().trim_start_matches("/assets/");
        Self(vec![
            ("<session>", last_part(&session)),
            ("<group>", group),
            ("<debrief>", last_part(&debrief)),
            ("<slot>", slot),
            ("<site>", site),
            ("<request>", last_part(&request)),
            ("<taken>", taken),
            ("<proposed>", proposed),
            ("<proposal>", proposal),
            ("<led>", last_part(&facilitated)),
            ("<check-in>", last_part(&check_in)),
            ("<team>", last_part(&team)),
            ("<placement>", last_part(placement.trim_end_matches("/departure"))),
            ("<entry>", last_part(&entry)),
            ("<space>", last_part(&space)),
            ("<feed>", directory_file(world).await),
            ("<place>", first_id(&stranger, "/open-referral/service_at_locations").await),
            ("<taxonomy>", first_id(&stranger, "/open-referral/taxonomies").await),
            ("<term>", first_id(&stranger, "/open-referral/taxonomy_terms").await),
            ("<challenge>", last_part(challenge.split('?').next().unwrap())),
            ("<person>", last_part(&person)),
            ("<import>", last_part(&import)),
            ("<lead>", last_part(&lead)),
            ("<arrangement>", last_part(&arrangement)),
            ("<vacant>", vacant),
            ("<event>", last_part(&mina.get("/events").await.link("Schwartz Round,"))),
            ("<calendar>", last_part(&calendar)),
            ("<asset>", asset.to_owned()),
            ("<availability>", availability),
            ("<away>", away),
            ("<closure>", last_part(closure.trim_end_matches("/removal"))),
            ("<period>", "last-12-months".to_owned()),
            ("<message>", doubtful[0].clone()),
            ("<doubtful>", doubtful[1].clone()),
            ("<release>", released(world).await),
            ("<area>", area),
            ("<return>", last_part(&counted.link("31 March 2026"))),
        ])
    }

    /// An address with its names replaced by the ids of the things.
    pub fn address(&self, path: &str) -> String {
        let address = self.0.iter().fold(path.to_owned(), |path, (name, id)| path.replace(name, id));
        assert!(!address.contains('<'), "nothing is called so in {path}");
        address
    }

    /// The same address of something that does not exist.
    pub fn address_of_nothing(&self, path: &str) -> String {
        self.0.iter().fold(path.to_owned(), |path, (name, _)| path.replace(name, NOTHING))
    }
}

/// The release of a quarter before the last, so that the last can still be made.
async fn released(world: &World) -> String {
    let quarter = "2026-Q2".parse().unwrap();
    releases::actions::release(&world.db, quarter, world.now()).await.unwrap().0.number.to_string()
}

/// Two requests of Mina's that Dana has taken; for the second she has proposed two times, of which the first is named.
async fn answered(world: &World) -> (String, String, String) {
    let (mina, dana) = (world.person("Mina").await, world.person("Dana").await);
    let answers = [("team", "none"), ("since", "built_up"), ("company", "one_other"), ("parts", "evenings")];
    let mut requests = Vec::new();
    for _ in 0..2 {
        let request = mina.fill("/requests/new", "/requests", &answers).await.leads_to("/requests/");
        dana.fill("/requests", &format!("{request}/taking"), &[]).await.leads_to(&request);
        requests.push(request);
    }
    let form = format!("{}/answer", requests[1]);
    let times =
        [("day", "2026-12-08"), ("time", "9am"), ("day_2", "2026-12-08"), ("time_2", "11am"), ("place", "Room 2")];
    dana.fill(&form, &form, &times).await.leads_to(&form);
    let proposal = mina.get(&requests[1]).await.is(200).first_choice("proposal");
    (last_part(&requests[0]), last_part(&requests[1]), proposal)
}

/// A reflection that Ruth calls with Dana.
pub async fn led_debrief(ruth: &Person<'_>) -> String {
    let action = format!("{}/debriefs", ruth.get("/teams").await.link("Adult critical care"));
    let form = ruth.get(&format!("{action}/new")).await.is(200);
    let dana = form.choices("facilitator").pop().expect("Dana offers reflections");
    let fields = [
        ("kind", "team_reflection"),
        ("since", "three_to_twenty_eight"),
        ("day", "2026-12-10"),
        ("time", "4pm"),
        ("place", "Seminar room 1"),
        ("facilitator", &dana),
    ];
    ruth.submit(&form, &action, &fields).await.leads_to("/sessions/")
}

/// Grace looks at a directory file and has not decided yet.
async fn directory_file(world: &World) -> String {
    let grace = world.person("Grace").await;
    let feed = br#"[{"id": "6a3c1c9e-4f0e-4f6e-9e57-0d3a7a4f5b22", "name": "Walking group", "status": "active"}]"#;
    let read = grace.upload("/directory-imports/new", "/directory-imports", "feed.json", feed).await;
    last_part(&read.leads_to("/directory-imports/"))
}

/// The id of the first thing in a list of the feed.
async fn first_id(somebody: &Person<'_>, list: &str) -> String {
    let page: serde_json::Value = serde_json::from_str(&somebody.get(list).await.is(200).html).unwrap();
    page["contents"][0]["id"].as_str().expect("the list holds something").to_owned()
}

/// Dana's Thursdays, and a time at which she will be away.
async fn of_dana(world: &World) -> (String, String) {
    let dana = world.person("Dana").await;
    let (first, last) = (["first[day]", "first[month]", "first[year]"], ["last[day]", "last[month]", "last[year]"]);
    let date = |names: [&'static str; 3]| names.into_iter().zip(["1", "6", "2027"]);
    let away: Vec<_> = date(first).chain(date(last)).collect();
    dana.fill("/availability/away", "/availability/away", &away).await.leads_to("/availability");
    let page = dana.get("/availability").await.is(200);
    (last_part(&page.link("Change or stop Thursday")), last_part(page.form_of("Remove").trim_end_matches("/removal")))
}

/// The private address of somebody's calendar, made now.
pub async fn private_address(person: &Person<'_>) -> String {
    shown_address(&person.fill("/calendar", "/calendar/feed", &[]).await.is(200))
}

/// The private address that a page shows.
pub fn shown_address(page: &Page) -> String {
    let text = page.text();
    let address = text.split_whitespace().find(|word| word.contains("/calendar/")).expect("the address is shown");
    address.trim_start_matches(ADDRESS).to_owned()
}

/// Priya books with Nils, who then leaves.
async fn vacant_session(world: &World) -> String {
    let (grace, priya) = (world.member("Grace").await, world.member("Priya").await);
    let nils =
        newcomers::register(world, grace.organisation, "Nils Holm", Profession::Other, &[Role::Facilitator]).await;
    let hour = |hour| NaiveTime::from_hms_opt(hour, 0, 0).unwrap();
    let new = NewAvailability {
        weekday: Weekday::Fri,
        from_time: hour(9),
        until_time: hour(11),
        place: "Room 1".parse().unwrap(),
        from_on: world.now().today(),
        weeks: 4,
        kinds: [Kind::IndividualSupervision].into_iter().collect(),
        group_places: 8,
    };
    let (db, now) = (&world.db, world.now());
    facilitators::actions::publish(db, &Facilitator(&nils), &new, OnceToken::random(), now).await.unwrap();
    let slots = open_slots(&mut db.read().await.unwrap(), &priya, Kind::IndividualSupervision, now).await.unwrap();
    let slot = slots.into_iter().find(|slot| slot.key.facilitator == nils.id).expect("Nils offers times");
    let session = book(db, &priya, slot.key, OnceToken::random(), now).await.unwrap();
    rosters::actions::leave(db, &ServiceManager(&grace), nils.id, OnceToken::random(), now).await.unwrap();
    session.to_string()
}

/// Five newcomers and Priya fill a group of Dana's, and Sam waits for a place.
async fn full_group(world: &World) -> String {
    let (db, now, priya) = (&world.db, world.now(), world.member("Priya").await);
    let slot = open_slots(&mut db.read().await.unwrap(), &priya, Kind::GroupSupervision, now).await.unwrap()[0].key;
    for number in 0..5 {
        let name = ["Ana Ruiz", "Bo Lund", "Cai Rees", "Dee Ogun", "Eve Hart"][number];
        let one = newcomers::register(world, priya.organisation, name, Profession::Librarian, &[]).await;
        book(db, &one, slot, OnceToken::random(), now).await.unwrap();
    }
    book(db, &priya, slot, OnceToken::random(), now).await.unwrap();
    let sam = world.member("Sam").await;
    book(db, &sam, slot, OnceToken::random(), now).await.unwrap().to_string()
}

async fn book_with_dana(mina: &Person<'_>) -> (String, String) {
    for slot in mina.get("/supervision").await.is(200).choices("slot") {
        let confirm = mina.get(&format!("/supervision/confirmation?slot={slot}")).await.is(200);
        if confirm.text().contains("Dana Whitlock") {
            let session = mina.submit(&confirm, "/supervision/bookings", &[]).await.leads_to("/sessions/");
            let next = mina.get("/supervision").await.is(200).first_choice("slot");
            return (next, session);
        }
    }
    panic!("Dana offers no time");
}

fn last_part(address: &str) -> String {
    address.rsplit('/').next().unwrap_or_default().to_owned()
}

/// Two messages of which nobody knows whether they arrived.
async fn in_doubt(world: &World) -> Vec<String> {
    outbox::fall_silent(world).await;
    let page = world.person("Grace").await.get("/outbox").await.is(200);
    let forms = page.html.split("action=\"/outbox/").skip(1).filter_map(|rest| rest.split_once("/sending\""));
    let found: Vec<String> = forms.map(|(id, _)| id.to_owned()).collect();
    assert!(found.len() >= 2, "two messages are in doubt");
    found
}
