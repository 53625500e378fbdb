//! A lead calls a debrief with a facilitator and leaves somebody out; its facilitator hands it back.

use alongside::{
    accounts::{Facilitator, Member, Profession, Role},
    facilitators::{self, Kind, model::NewAvailability},
    kernel::ids::OnceToken,
};
use chrono::{NaiveTime, Weekday};

use crate::{Person, World, newcomers, on_both_engines, page::Page, tables::count};

/// A reflection on Thursday 26 November at 2:30pm, when Dana offers them.
pub const THURSDAY: [(&str, &str); 5] = [
    ("kind", "team_reflection"),
    ("since", "three_to_twenty_eight"),
    ("day", "2026-11-26"),
    ("time", "2:30pm"),
    ("place", "Seminar room 1"),
];

/// The team that Ruth leads.
pub const RUTHS: &str = "Adult critical care";

/// Fills in the form of a lead's first team.
pub async fn call(lead: &Person<'_>, fields: &[(&str, &str)], changes: &[(&str, &str)]) -> Page {
    let links = lead.get("/teams").await.is(200).links();
    let action = format!("{}/debriefs", links.into_iter().find(|link| link.starts_with("/teams/")).unwrap());
    let kept = fields.iter().filter(|(name, _)| !changes.iter().any(|(changed, _)| changed == name));
    let fields: Vec<_> = kept.chain(changes).copied().collect();
    lead.fill(&format!("{action}/new"), &action, &fields).await
}

/// The address of the reflection that Ruth has called for Tuesday 1 December, 1pm.
pub async fn coming(ruth: &Person<'_>) -> String {
    let team = ruth.get("/teams").await.link(RUTHS);
    ruth.get(&format!("{team}/debriefs")).await.link("Team reflection")
}

/// Where a form about a debrief is.
pub fn form_of(session: &str, act: &str) -> String {
    format!("{}/{act}", session.replace("/sessions/", "/debriefs/"))
}

/// How many messages to somebody say this.
pub async fn told(world: &World, who: &str, words: &str) -> usize {
    let letters = world.post_of(&format!("{who}@anytown.example")).await;
    letters.iter().filter(|letter| letter.contains(words)).count()
}

async fn publish(world: &World, who: &Member, weekday: Weekday, kinds: &[Kind]) {
    let hour = |hour| NaiveTime::from_hms_opt(hour, 0, 0).unwrap();
    let new = NewAvailability {
        weekday,
        from_time: hour(10),
        until_time: hour(18),
        place: "Room 9".parse().unwrap(),
        from_on: world.now().today(),
        weeks: 4,
        kinds: kinds.iter().copied().collect(),
        group_places: 8,
    };
    facilitators::actions::publish(&world.db, &Facilitator(who), &new, OnceToken::random(), world.now()).await.unwrap();
}

/// The id of a person as the lead's form offers it.
pub async fn choice(ruth: &Person<'_>, field: &str, of: usize) -> String {
    let team = ruth.get("/teams").await.link(RUTHS);
    ruth.get(&format!("{team}/debriefs/new")).await.is(200).choices(field).swap_remove(of)
}

on_both_engines! {
    async fn ruth_calls_a_reflection_with_dana_who_is_told_once(world: World) {
        let (ruth, dana) = (world.person("Ruth").await, world.person("Dana").await);
        // Whoever works for HR, offers no debriefs or is not there is not among the choices.
        let nadia = newcomers::register(&world, world.member("Ruth").await.organisation, "Nadia Hr", Profession::Other,
            &[Role::Facilitator, Role::Hr]).await;
        publish(&world, &nadia, Weekday::Thu, &[Kind::TeamReflection]).await;
        let team = ruth.get("/teams").await.link(RUTHS);
        let page = ruth.get(&format!("{team}/debriefs/new")).await.is(200).says("I run it myself, or somebody I bring");
        let page = page.says("Dana Whitlock Facilitator. Offers: hot debrief, team reflection").never_says("Idris").never_says("Nadia Hr");
        let page = page.says("Who is invited Mina Okafor Sam Lindqvist Leave somebody out");
        assert_eq!(page.choices("facilitator").len(), 2);
        let with = [("facilitator", choice(&ruth, "facilitator", 1).await)];
        let with = with.each_ref().map(|(name, value)| (*name, value.as_str()));

        let session = call(&ruth, &THURSDAY, &with).await.leads_to("/sessions/");
        ruth.get(&session).await.is(200).says("Facilitator Dana Whitlock").says("Librarians invited 2").never_says("Mina");
        assert_eq!(told(&world, "dana.whitlock", "Seminar room 1").await, 1);
        assert_eq!(told(&world, "mina.okafor", "Seminar room 1").await, 1);
        let mina = world.person("Mina").await;
        let page = mina.get(&session).await.is(200).says("Dana Whitlock").says("It is not an inquiry and not treatment");
        let page = page.says("Can I be released from my other work for that time?").says("We send nothing");
        mina.submit(&page, &format!("{session}/places"), &[]).await.leads_to(&session);
        dana.get("/facilitating").await.is(200).says("2:30pm to 3:30pm: Team reflection");
        dana.get(&session).await.is(200).says("Mina Okafor").never_says("Sam Lindqvist").never_says("Cancel this");
        dana.get(&format!("{session}/cancellation")).await.is(404);
        // She is kept free for half an hour after it: the database holds that.
        mina.get("/supervision").await.is(200).never_says("UK time, Thursday 26 November 2026");
        // Ruth cannot give her to another debrief at the same time.
        call(&ruth, &THURSDAY, &with).await.is(409).says("Dana Whitlock cannot be there at that time");
    }

    async fn a_facilitator_who_cannot_come_is_said_without_why(world: World) {
        let (ruth, mina) = (world.person("Ruth").await, world.person("Mina").await);
        let dana = choice(&ruth, "facilitator", 1).await;
        let called = async |changes: &[(&str, &str)]| {
            call(&ruth, &THURSDAY, &[changes, &[("facilitator", dana.as_str())]].concat()).await
        };
        let sentence = "Dana Whitlock cannot be there at that time. They next offer this on: Thursday 26 November 2026, 2pm to 5pm; \
            Thursday 3 December 2026, 2pm to 5pm; Thursday 10 December 2026, 2pm to 5pm.";
        let page = called(&[("day", "2026-11-27")]).await.is(409).says(sentence);
        assert_eq!(page.choices("place"), ["Seminar room 1"]);
        // Mina books her: Ruth reads the same, to the letter.
        let slot = mina.get("/supervision").await.choices("slot").into_iter()
            .find(|slot| slot.contains(&dana)).unwrap();
        let confirm = mina.get(&format!("/supervision/confirmation?slot={slot}")).await.is(200).says("2pm to 3pm");
        mina.submit(&confirm, "/supervision/bookings", &[]).await.leads_to("/sessions/");
        let booked = called(&[("time", "2pm")]).await.is(409).says(sentence);
        let main = |page: &Page| page.text().split("They next offer").nth(1).unwrap().split('.').next().unwrap().to_owned();
        assert_eq!(main(&booked), main(&page));
        // Somebody who is not among the choices is no facilitator for this team.
        let idris = world.member("Idris").await.id.to_string();
        let mut forged = THURSDAY.to_vec();
        forged.push(("facilitator", &idris));
        call(&ruth, &forged, &[]).await.is(422).says("Choose who runs it from the list");
        assert_eq!(count(&world.url, "sessions WHERE called_by IS NOT NULL").await, 1, "what was refused is not there");
    }

    async fn leaving_a_librarian_out_is_an_act_that_is_kept(world: World) {
        let (ruth, sam) = (world.person("Ruth").await, world.person("Sam").await);
        let out = choice(&ruth, "left_out", 1).await;
        assert_eq!(out, world.member("Sam").await.id.to_string());
        let session = call(&ruth, &THURSDAY, &[("left_out", &out)]).await.leads_to("/sessions/");
        ruth.get(&session).await.is(200).says("Librarians invited 1").says("Left out when it was called: Sam Lindqvist.");
        sam.get(&session).await.is(404);
        sam.get("/support").await.never_says("Seminar room 1");
        let kept = "left_out l JOIN people p ON p.id = l.person_id JOIN people b ON b.id = l.left_out_by
            WHERE p.name = 'Sam Lindqvist' AND b.name = 'Ruth Abara' AND l.left_out_at IS NOT NULL";
        assert_eq!(count(&world.url, kept).await, 1);
        assert_eq!(count(&world.url, "changes WHERE action = 'librarian left out of debrief'").await, 1);
        // What Ruth may know of her own roster, its librarians and HR do not learn: HR's count says that one was invited.
        world.person("Mina").await.get(&session).await.is(200).never_says("Left out");
        world.person("Helen").await.get("/uptake").await.is(200).says("Team debriefs that invited a librarian 2 of 2");
        let both = [("left_out", out.clone()), ("left_out", choice(&ruth, "left_out", 0).await)];
        let both = both.each_ref().map(|(name, value)| (*name, value.as_str()));
        call(&ruth, &THURSDAY, &both).await.leads_to("/sessions/");
        world.person("Helen").await.get("/uptake").await.is(200).says("Team debriefs that invited a librarian 2 of 3");
        // Sam sees that she was looked at, as on the team's page.
        sam.get("/record").await.is(200).says("Ruth Abara");
    }

    async fn a_facilitator_hands_a_debrief_back_and_another_takes_it_over(world: World) {
        let (ruth, dana) = (world.person("Ruth").await, world.person("Dana").await);
        let facilitator = choice(&ruth, "facilitator", 1).await;
        let session = call(&ruth, &THURSDAY, &[("facilitator", &facilitator)]).await.leads_to("/sessions/");
        let action = form_of(&session, "hand-back");
        let page = dana.get(&session).await.is(200).says("You do not need a reason");
        world.person("Idris").await.get("/facilitating").await.never_says("Team reflection");
        dana.submit(&page, &action, &[]).await.leads_to("/facilitating");
        dana.get(&session).await.is(404);
        assert_eq!(told(&world, "ruth.abara", "Whoever you were to meet cannot come").await, 1);
        assert_eq!(told(&world, "mina.okafor", "This is cancelled").await, 0);
        ruth.get(&session).await.is(200).says("The facilitator cannot come any more").never_says("Dana");
        world.person("Mina").await.get(&session).await.is(200).says("offered to you");

        let idris = world.person("Idris").await;
        let page = idris.get("/facilitating").await.is(200).says("Team reflection, Thursday 26 November 2026, 2:30pm to 3:30pm").never_says("Mina");
        idris.submit(&page, &format!("{session}/facilitator"), &[]).await.leads_to(&session);
        ruth.get(&session).await.is(200).says("Idris Kaur").never_says("cannot come any more");
        // The debrief that was called without a facilitator waits for none.
        world.person("Dana").await.get("/facilitating").await.never_says("Seminar room 3");
    }

    async fn whoever_joins_later_is_invited_unless_the_facilitator_is_tied_to_them(world: World) {
        let ruth = world.person("Ruth").await;
        let facilitator = choice(&ruth, "facilitator", 1).await;
        let session = call(&ruth, &THURSDAY, &[("facilitator", &facilitator)]).await.leads_to("/sessions/");
        // Dana becomes Priya's line manager before Priya joins the team.
        let grace = world.person("Grace").await;
        let priya = grace.get("/people").await.link("Priya");
        let tied = [("line_manager", "dana.whitlock@anytown.example")];
        grace.fill(&format!("{priya}/registration"), &format!("{priya}/registration"), &tied).await.leads_to("/people/");
        let action = format!("{}/placements", ruth.get("/teams").await.link(RUTHS));
        let fields = [("email", "priya.shah@anytown.example"), ("role", "Librarian"), ("wte", "0.2")];
        ruth.fill(&format!("{action}/new"), &action, &fields).await.leads_to("/teams/");
        let priya = world.person("Priya").await;
        priya.get(&session).await.is(404);
        priya.get("/support").await.is(200).says("1 December 2026").never_says("26 November");
        // From then on Dana is not among the choices for this team.
        let team = ruth.get("/teams").await.link(RUTHS);
        ruth.get(&format!("{team}/debriefs/new")).await.is(200).never_says("Dana Whitlock").never_says("Who runs it?");
    }

    async fn whoever_was_left_out_is_not_invited_by_coming_back(world: World) {
        let (ruth, sam) = (world.person("Ruth").await, world.person("Sam").await);
        let out = choice(&ruth, "left_out", 1).await;
        let session = call(&ruth, &THURSDAY, &[("left_out", &out)]).await.leads_to("/sessions/");
        let team = ruth.get("/teams").await.link(RUTHS);
        let ending = ruth.get(&team).await.link("End the placement of Sam");
        let last = format!("{ending}?last%5Bday%5D=22&last%5Bmonth%5D=11&last%5Byear%5D=2026");
        ruth.fill(&last, &ending, &[]).await.leads_to("/teams");
        let fields = [("email", "sam.lindqvist@anytown.example"), ("role", "Librarian"), ("wte", "0.2")];
        ruth.fill(&format!("{team}/placements/new"), &format!("{team}/placements"), &fields).await.leads_to("/teams/");
        sam.get(&session).await.is(404);
        sam.get("/support").await.says("1 December 2026").never_says("26 November");
    }
}
