//! A librarian asks for a debrief; a facilitator takes the request and proposes times; the librarian chooses or asks again.

use crate::{
    Person, World, on_both_engines,
    page::Page,
    tables::{self, count},
};

pub const ALONE: [(&str, &str); 4] =
    [("team", "none"), ("since", "today"), ("company", "one_other"), ("parts", "mornings")];

pub const TIMES: [(&str, &str); 7] = [
    ("day", "2026-12-01"),
    ("time", "11am"),
    ("day_2", "2026-12-01"),
    ("time_2", "2pm"),
    ("day_3", "2026-12-04"),
    ("time_3", "9:30am"),
    ("place", "Room 2"),
];

/// The time that is held for what is proposed.
const HELD: &str = "diary d JOIN proposals x ON x.session_id = d.session_id";

pub async fn ask(librarian: &Person<'_>, answers: &[(&str, &str)]) -> String {
    librarian.fill("/requests/new", "/requests", answers).await.leads_to("/requests/")
}

pub async fn take(facilitator: &Person<'_>, request: &str) -> String {
    facilitator.fill("/requests", &format!("{request}/taking"), &[]).await.leads_to(&format!("{request}/answer"))
}

pub async fn propose(facilitator: &Person<'_>, request: &str, times: &[(&str, &str)]) -> Page {
    let form = format!("{request}/answer");
    facilitator.fill(&form, &form, times).await
}

async fn told(world: &World, who: &str, words: &str) -> usize {
    let letters = world.post_of(&format!("{who}@anytown.example")).await;
    letters.iter().filter(|letter| letter.contains(words)).count()
}

on_both_engines! {
    async fn mina_asks_dana_proposes_three_times_and_mina_chooses_one(world: World) {
        let (mina, dana, idris) = (world.person("Mina").await, world.person("Dana").await, world.person("Idris").await);
        let request = ask(&mina, &ALONE).await;
        mina.get(&request).await.is(200).says("26 November 2026 to 21 December 2026").says("proposes up to three times");
        for facilitator in [&dana, &idris] {
            let queue = facilitator.get("/requests").await.is(200).says("Mina: Peer support conversation, 26 November 2026 to 21 December 2026");
            queue.says("Could meet: mornings").never_says("Okafor").says("Who can see this");
            facilitator.get(&format!("{request}/answer")).await.is(404);
        }
        let late = idris.get("/requests").await;
        let form = take(&dana, &request).await;
        dana.get("/requests").await.is(200).says("You have taken Mina: Peer support conversation").never_says("Okafor");
        // From then on it is Dana's alone to see: to Idris it does not exist, though his page still shows it.
        idris.get("/requests").await.is(200).never_says("Mina");
        idris.submit(&late, &format!("{request}/taking"), &[]).await.is(404);
        idris.get(&form).await.is(404);

        propose(&dana, &request, &TIMES).await.leads_to(&form);
        dana.get(&form).await.is(200).says("You have proposed Tuesday 1 December 2026, 11am to midday").never_says("Okafor");
        assert_eq!(count(&world.url, HELD).await, 3);
        assert_eq!(told(&world, "mina.okafor", "There are times for you to choose from").await, 1);
        let page = mina.get(&request).await.is(200).says("Tuesday 1 December 2026, 11am to midday Room 2, with Dana Whitlock");
        let page = page.says("Friday 4 December 2026, 9:30am to 10:30am").says("It is not an inquiry and not treatment");
        let times = page.choices("proposal");
        mina.submit(&page, &format!("{request}/choice"), &[]).await.is(422).says("Choose a time");
        let session = mina.submit(&page, &format!("{request}/choice"), &[("proposal", &times[1])]).await.leads_to("/sessions/");
        mina.get(&session).await.is(200).says("1 December 2026, 2pm to 3pm").says("Dana Whitlock").says("State booked");
        mina.get(&request).await.is(404);
        dana.get(&session).await.is(200).says("Mina Okafor");
        dana.get("/requests").await.is(200).never_says("Mina");
        // What was not chosen is gone, and nobody is told that it was not.
        assert_eq!(count(&world.url, HELD).await, 0);
        assert_eq!(count(&world.url, "sessions WHERE kind = 'peer_support'").await, 1);
        assert_eq!(told(&world, "dana.whitlock", "Room 2").await, 1);
        assert_eq!(told(&world, "dana.whitlock", "With Mina Okafor").await, 1, "this, and not what was over before it could be sent");
        assert_eq!(told(&world, "dana.whitlock", "This is cancelled").await, 0);
    }

    async fn none_of_these_frees_every_time_and_the_request_waits_again(world: World) {
        let (mina, dana, idris) = (world.person("Mina").await, world.person("Dana").await, world.person("Idris").await);
        let request = ask(&mina, &ALONE).await;
        mina.fill(&request, &format!("{request}/withdrawal"), &[]).await.leads_to("/support");
        let request = ask(&mina, &ALONE).await;
        take(&dana, &request).await;
        propose(&dana, &request, &TIMES).await.leads_to(&request);
        let page = mina.get(&request).await.is(200);
        mina.submit(&page, &format!("{request}/repetition"), &[]).await.leads_to(&request);
        assert_eq!((count(&world.url, HELD).await, count(&world.url, "proposals").await), (0, 0));
        assert_eq!(count(&world.url, "sessions WHERE kind = 'peer_support'").await, 0);
        mina.get(&request).await.is(200).never_says("Take this time");
        dana.get(&format!("{request}/answer")).await.is(404);
        // A choice on the page that is out of date finds nothing to choose.
        let choice = [("proposal", page.first_choice("proposal"))];
        let choice = choice.each_ref().map(|(name, value)| (*name, value.as_str()));
        mina.submit(&page, &format!("{request}/choice"), &choice).await.is(409).says("has just been taken");
        let again = mina.submit(&mina.get(&request).await, &format!("{request}/withdrawal"), &[("once", "x")]).await;
        again.is(422).says("This form has expired");
        // Anybody may take it, whoever had it among them, at the same times.
        idris.get("/requests").await.is(200).says("Mina: Peer support conversation");
        take(&dana, &request).await;
        propose(&dana, &request, &TIMES).await.leads_to(&request);
        assert_eq!(count(&world.url, HELD).await, 3);
        assert_eq!(told(&world, "idris.kaur", "Mina").await, 0);
    }

    async fn a_request_put_back_or_withdrawn_leaves_nothing_behind(world: World) {
        let (mina, dana, idris) = (world.person("Mina").await, world.person("Dana").await, world.person("Idris").await);
        // What the demonstration has to say is sent, so that what is left in the outbox is of this story.
        world.post().await;
        let before = tables::read(&world.url).await;
        let request = ask(&mina, &ALONE).await;
        dana.get(&request).await.is(404);
        let form = take(&dana, &request).await;
        propose(&dana, &request, &TIMES).await.leads_to(&form);
        propose_again_is_refused(&dana, &request).await;
        dana.fill(&form, &format!("{request}/release"), &[]).await.leads_to("/requests");
        idris.get("/requests").await.is(200).says("Mina: Peer support conversation");
        mina.get(&request).await.is(200).never_says("Take this time");
        assert!(told(&world, "mina.okafor", "There are times").await == 0, "what was not sent is no longer true");
        take(&idris, &request).await;
        propose(&idris, &request, &TIMES).await.leads_to(&request);
        mina.fill(&request, &format!("{request}/withdrawal"), &[]).await.leads_to("/support");
        idris.get("/requests").await.is(200).never_says("Mina");
        idris.get(&format!("{request}/answer")).await.is(404);
        mina.get(&request).await.is(404);
        // No session, no time held, no message: the request itself is marked as withdrawn.
        tables::only_differ(&before, &tables::read(&world.url).await, &["requests", "changes", "submissions", "looks"], "asking in vain");
    }

    async fn every_proposed_time_is_one_at_which_they_can_meet(world: World) {
        let (mina, dana) = (world.person("Mina").await, world.person("Dana").await);
        let request = ask(&mina, &ALONE).await;
        take(&dana, &request).await;
        let with = |changes: &[(&'static str, &'static str)]| {
            let kept = TIMES.iter().filter(|(name, _)| !changes.iter().any(|(changed, _)| changed == name));
            kept.chain(changes).copied().collect::<Vec<_>>()
        };
        // It may have happened just before she asked, at 10am on Monday.
        propose(&dana, &request, &with(&[("day", "2026-11-26"), ("time", "9:59am")])).await.is(422).says("in the days of the request");
        propose(&dana, &request, &with(&[("day_3", "2026-12-22")])).await.is(422).says("in the days of the request");
        let page = propose(&dana, &request, &with(&[("time_2", "11:30am")])).await.is(409).says("You have another session at that time");
        assert!(page.html.contains("#time_2") && page.choices("time_3") == ["9:30am"]);
        propose(&dana, &request, &with(&[("time_3", "")])).await.is(422).says("Enter a time");
        propose(&dana, &request, &with(&[("day_2", "")])).await.is(422).says("Choose a day");
        let no_more = [("day_2", ""), ("time_2", ""), ("day_3", ""), ("time_3", ""), ("day", "2026-11-26"), ("time", "10am")];
        let story = [with(&no_more), vec![("what_happened", "a child died")]].concat();
        propose(&dana, &request, &story).await.is(422).says("does not belong to it").never_says("a child died");
        assert_eq!(count(&world.url, "proposals").await, 0, "nothing of what was refused is kept");
        propose(&dana, &request, &with(&no_more)).await.leads_to(&request);
        assert_eq!(mina.get(&request).await.choices("proposal").len(), 1);
    }

    async fn what_is_proposed_cannot_be_booked_by_anybody_else(world: World) {
        let (mina, priya, dana) = (world.person("Mina").await, world.person("Priya").await, world.person("Dana").await);
        let slots = async || priya.get("/supervision").await.is(200).choices("slot");
        let (before, request) = (slots().await, ask(&mina, &ALONE).await);
        take(&dana, &request).await;
        let thursday = [("day", "2026-12-03"), ("time", "2pm"), ("place", "Room 2")];
        propose(&dana, &request, &thursday).await.leads_to(&request);
        let taken: Vec<_> = before.iter().filter(|slot| slot.ends_with(".1796306400")).collect();
        assert_eq!(taken.len(), 1);
        assert!(!slots().await.contains(taken[0]));
        let page = mina.get(&request).await;
        mina.submit(&page, &format!("{request}/repetition"), &[]).await.leads_to(&request);
        assert_eq!(slots().await, before);
    }

    async fn a_chosen_time_at_which_the_librarian_is_taken_is_refused_with_the_others(world: World) {
        let (mina, dana) = (world.person("Mina").await, world.person("Dana").await);
        let request = ask(&mina, &ALONE).await;
        take(&dana, &request).await;
        // The team's reflection on Tuesday 1 December at 1pm, in which she has a place.
        let both = [("day", "2026-12-01"), ("time", "1pm"), ("day_2", "2026-12-02"), ("time_2", "1pm"), ("place", "Room 2")];
        propose(&dana, &request, &both).await.leads_to(&request);
        let debrief = mina.get("/support").await.link("Team reflection");
        mina.fill(&debrief, &format!("{debrief}/places"), &[]).await.leads_to(&debrief);
        let page = mina.get(&request).await;
        let times = page.choices("proposal");
        let refused = mina.submit(&page, &format!("{request}/choice"), &[("proposal", &times[0])]).await.is(409);
        let refused = refused.says("You have another session at that time");
        assert_eq!(refused.choices("proposal"), times);
        mina.submit(&refused, &format!("{request}/choice"), &[("proposal", &times[1])]).await.leads_to("/sessions/");
    }

    async fn a_request_for_the_team_invites_it_only_when_a_time_is_chosen(world: World) {
        let (mina, sam, dana) = (world.person("Mina").await, world.person("Sam").await, world.person("Dana").await);
        let team = mina.get("/requests/new").await.is(200).first_choice("team");
        let answers = [("team", team.as_str()), ("since", "three_to_twenty_eight"), ("company", "team"), ("parts", "afternoons")];
        let request = ask(&mina, &answers).await;
        take(&dana, &request).await;
        propose(&dana, &request, &TIMES).await.leads_to(&request);
        sam.get("/support").await.never_says("Room 2");
        let page = mina.get(&request).await;
        let time = page.first_choice("proposal");
        let session = mina.submit(&page, &format!("{request}/choice"), &[("proposal", &time)]).await.leads_to("/sessions/");
        let page = sam.get(&session).await.is(200).says("Team reflection").says("offered to you").says("Dana Whitlock");
        page.never_says("Mina").says("Can I be released from my other work");
        assert_eq!(told(&world, "sam.lindqvist", "Room 2").await, 1);
        // The team's lead called nothing and finds nothing.
        world.person("Ruth").await.get(&session).await.is(404);
        world.person("Priya").await.get(&session).await.is(404);
        assert_eq!(told(&world, "dana.whitlock", "With Mina").await, 0);
    }

    async fn a_facilitator_who_leaves_puts_back_what_they_had_taken(world: World) {
        let (mina, dana, grace) = (world.person("Mina").await, world.person("Dana").await, world.person("Grace").await);
        let request = ask(&mina, &ALONE).await;
        take(&dana, &request).await;
        propose(&dana, &request, &TIMES).await.leads_to(&request);
        let leave = grace.get(&grace.get("/people?name=Dana").await.link("Dana")).await.link("has left");
        grace.fill(&leave, &leave, &[]).await.leads_to("/people");
        mina.get(&request).await.is(200).never_says("Take this time");
        assert_eq!(count(&world.url, "proposals").await, 0);
        let idris = world.person("Idris").await;
        idris.get("/facilitating").await.is(200).never_says("Peer support");
        take(&idris, &request).await;
    }

    async fn a_librarian_who_leaves_takes_her_requests_along(world: World) {
        let (mina, dana, grace) = (world.person("Mina").await, world.person("Dana").await, world.person("Grace").await);
        let request = ask(&mina, &ALONE).await;
        take(&dana, &request).await;
        propose(&dana, &request, &TIMES).await.leads_to(&request);
        let leave = grace.get(&grace.get("/people?name=Mina").await.link("Mina")).await.link("has left");
        grace.fill(&leave, &leave, &[]).await.leads_to("/people");
        dana.get("/requests").await.is(200).never_says("Mina");
        assert_eq!((count(&world.url, "proposals").await, count(&world.url, HELD).await), (0, 0));
        dana.get("/facilitating").await.never_says("Peer support");
    }

    async fn a_facilitator_who_is_tied_to_whoever_asks_never_sees_the_request(world: World) {
        let (grace, mina) = (world.person("Grace").await, world.person("Mina").await);
        let request = ask(&mina, &ALONE).await;
        let page = grace.get("/people").await.link("Mina");
        let tied = [("line_manager", "dana.whitlock@anytown.example")];
        grace.fill(&format!("{page}/registration"), &format!("{page}/registration"), &tied).await.leads_to("/people/");
        let dana = world.person("Dana").await;
        let queue = dana.get("/requests").await.is(200).never_says("Mina").says("Priya");
        dana.submit(&queue, &queue.form_of("Take this"), &[]).await.leads_to("/requests/");
        let forged = queue.filled(&queue.form_of("Take this"), &[]);
        dana.send(&format!("{request}/taking"), &forged).await.is(404);
        world.person("Idris").await.get("/requests").await.says("Mina: Peer support conversation");
    }
}

async fn propose_again_is_refused(dana: &Person<'_>, request: &str) {
    let form = format!("{request}/answer");
    let page = dana.get(&form).await.is(200);
    let mut fields = page.filled(&format!("{request}/release"), &[]);
    fields.extend(TIMES.map(|(name, value)| (name.to_owned(), value.to_owned())));
    dana.send(&form, &fields).await.is(409).says("You have proposed times already");
}
