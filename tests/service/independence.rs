//! Whom a facilitator never meets: a tie that arises after a time was shown keeps it from being booked.

use alongside::{
    accounts::{
        self, Facilitator, Member, Profession, Role, ServiceManager,
        model::{Amendment, Details, Post},
    },
    facilitators::{self, Kind, model::NewAvailability},
    kernel::ids::OnceToken,
    sessions::{actions::open_slots, key::SlotKey},
};
use chrono::{NaiveTime, Weekday};

use crate::{World, newcomers, on_both_engines, tables::count};

const BOOKED: &str = "sessions WHERE kind = 'individual_supervision' AND cancelled_at IS NULL";

/// A facilitator who offers Fridays, and a time of theirs that Mina is offered.
async fn offering(world: &World, name: &str) -> (Member, SlotKey) {
    let mina = world.member("Mina").await;
    let facilitator =
        newcomers::register(world, mina.organisation, name, Profession::Other, &[Role::Facilitator]).await;
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
    let by = Facilitator(&facilitator);
    facilitators::actions::publish(&world.db, &by, &new, OnceToken::random(), world.now()).await.unwrap();
    let slot = slots(world, &mina, &facilitator).await[0];
    (facilitator, slot)
}

async fn slots(world: &World, librarian: &Member, facilitator: &Member) -> Vec<SlotKey> {
    let slots = open_slots(&mut world.db.read().await.unwrap(), librarian, Kind::IndividualSupervision, world.now())
        .await
        .unwrap();
    slots.into_iter().map(|slot| slot.key).filter(|key| key.facilitator == facilitator.id).collect()
}

/// Mina, who was shown the time, sends the form: it is refused, nothing is booked, and the time is listed no more.
async fn is_refused(world: &World, facilitator: &Member, slot: SlotKey, rule: &str) {
    let (mina, before) = (world.person("Mina").await, count(&world.url, BOOKED).await);
    let form = [("slot".to_owned(), slot.to_string()), ("once".to_owned(), OnceToken::random().to_string())];
    let page = mina.send("/supervision/bookings", &form).await.is(409).says("has just been taken");
    assert!(!page.html.contains(&facilitator.name), "{rule}: {} is still listed", facilitator.name);
    assert_eq!(count(&world.url, BOOKED).await, before, "{rule}");
    assert_eq!(slots(world, &world.member("Mina").await, facilitator).await, [], "{rule}");
}

/// What Grace changes of somebody's registration.
async fn amend(world: &World, who: &Member, profession: Profession, manager: Option<&str>, roles: &[Role]) {
    let grace = world.member("Grace").await;
    let details = Details {
        name: who.name.parse().unwrap(),
        job_title: "Changed".parse().unwrap(),
        profession,
        post: Post::default(),
        line_manager: manager.map(|address| address.parse().unwrap()),
    };
    let new = Amendment { details, roles: roles.to_vec() };
    let by = ServiceManager(&grace);
    accounts::actions::amend(&world.db, &by, who.id, &new, OnceToken::random(), world.now()).await.unwrap();
}

const CLARE: &str = "clare.benson@anytown.example";
const FACILITATOR: &[Role] = &[Role::Facilitator];

on_both_engines! {
    async fn not_with_somebody_they_have_come_to_manage(world: World) {
        let (una, slot) = offering(&world, "Una Moss").await;
        amend(&world, &world.member("Mina").await, Profession::Librarian, Some("una.moss@anytown.example"), &[]).await;
        is_refused(&world, &una, slot, "manages").await;
        // Sam, whom she does not manage, is offered the same times.
        assert!(!slots(&world, &world.member("Sam").await, &una).await.is_empty());
    }

    async fn not_with_somebody_on_a_team_they_have_come_to_lead(world: World) {
        let (una, slot) = offering(&world, "Una Moss").await;
        let team = world.person("Ruth").await.get("/teams").await.link("Adult critical care");
        let page = world.person("Grace").await.get(&format!("{team}/registration")).await.is(200);
        let lead = [("lead", "una.moss@anytown.example")];
        world.person("Grace").await.submit(&page, &format!("{team}/leads"), &lead).await.leads_to("/teams/");
        is_refused(&world, &una, slot, "leads").await;
        // Priya is on another team.
        assert!(!slots(&world, &world.member("Priya").await, &una).await.is_empty());
    }

    async fn not_with_somebody_who_has_come_to_share_their_manager(world: World) {
        let (una, slot) = offering(&world, "Una Moss").await;
        amend(&world, &una, Profession::Other, Some(CLARE), FACILITATOR).await;
        is_refused(&world, &una, slot, "shares a manager").await;
    }

    async fn not_with_anybody_once_they_work_for_hr(world: World) {
        let (una, slot) = offering(&world, "Una Moss").await;
        amend(&world, &una, Profession::Other, None, &[Role::Facilitator, Role::Hr]).await;
        is_refused(&world, &una, slot, "works for HR").await;
        assert_eq!(slots(&world, &world.member("Priya").await, &una).await, []);
    }

    async fn not_with_themselves(world: World) {
        let (una, slot) = offering(&world, "Una Moss").await;
        amend(&world, &una, Profession::Librarian, None, FACILITATOR).await;
        let herself = world.person("Una").await;
        let form = [("slot".to_owned(), slot.to_string()), ("once".to_owned(), OnceToken::random().to_string())];
        let before = count(&world.url, BOOKED).await;
        herself.send("/supervision/bookings", &form).await.is(409).says("has just been taken");
        assert_eq!(count(&world.url, BOOKED).await, before);
        assert!(!slots(&world, &world.member("Mina").await, &una).await.is_empty(), "Mina still is offered the time");
    }
}
