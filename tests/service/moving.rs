//! Moving a session, alone and in a series: from its page, without a reason; and booking a series whole.

use crate::{Person, World, on_both_engines, page::Page};

/// Mina's first time with Dana: Thursday 26 November, 2pm.
async fn with_dana(world: &World) -> String {
    let times = world.person("Mina").await.get("/supervision").await.is(200);
    let dana = world.member("Dana").await.id.to_string();
    times.choices("slot").into_iter().find(|slot| slot.contains(&dana)).unwrap()
}

async fn book(person: &Person<'_>, slot: &str) -> String {
    let confirm = person.get(&format!("/supervision/confirmation?slot={slot}")).await.is(200);
    person.submit(&confirm, "/supervision/bookings", &[]).await.leads_to("/sessions/")
}

/// The seconds of an instant in London.
fn start(wall: &str) -> i64 {
    alongside::kernel::london::instant(wall.parse().unwrap()).unwrap().timestamp()
}

/// The choice of a list of times that stands on this day at this time.
fn choice(page: &Page, wall: &str) -> String {
    let at = start(wall).to_string();
    let found = page.choices("slot").into_iter().find(|slot| slot.ends_with(&at));
    found.unwrap_or_else(|| panic!("nothing at {wall}: {}", page.text()))
}

/// The page that shows every time of a series of so many, each six weeks after the other.
async fn plan(person: &Person<'_>, slot: &str, every: u8, times: u8) -> Page {
    person.get(&format!("/supervision/series/plan?slot={slot}&every={every}&times={times}")).await
}

async fn letters(world: &World, who: &str, saying: &str) -> usize {
    world.post_of(&format!("{who}@anytown.example")).await.iter().filter(|letter| letter.contains(saying)).count()
}

on_both_engines! {
    async fn mina_moves_her_session_and_both_are_told_once(world: World) {
        let (mina, dana, sam) = (world.person("Mina").await, world.person("Dana").await, world.person("Sam").await);
        let session = book(&mina, &with_dana(&world).await).await;
        let page = mina.get(&session).await.is(200).says("Thursday 26 November 2026, 2pm to 3pm");
        let times = mina.get(&page.link("Move this")).await.is(200).says("You do not need a reason");
        let other = choice(&times, "2026-12-03T15:15:00");
        let at = format!("{session}/move");
        mina.submit(&times, &at, &[("slot", &other)]).await.leads_to(&session);
        mina.get(&session).await.says("Thursday 3 December 2026, 3:15pm to 4:15pm").says("booked");
        for who in ["mina.okafor", "dana.whitlock"] {
            assert_eq!(letters(&world, who, "The time or the place has changed").await, 1, "{who}");
        }
        // What she had is free for others; what she has is not.
        let his = sam.get("/supervision").await;
        choice(&his, "2026-11-26T14:00:00");
        assert!(!his.choices("slot").contains(&other));
        // Dana moves it too, and nobody else can.
        let times = dana.get(&at).await.is(200);
        let back = choice(&times, "2026-11-26T14:00:00");
        dana.submit(&times, &at, &[("slot", &back)]).await.leads_to(&session);
        assert_eq!(letters(&world, "mina.okafor", "The time or the place has changed").await, 2);
        for nobody in ["Sam", "Idris", "Ruth", "Helen", "Grace"] {
            let nobody = world.person(nobody).await;
            nobody.get(&at).await.is(404);
            nobody.send_from_support(&at, &[("slot".into(), back.clone())]).await.is(404);
        }
    }

    async fn a_time_taken_meanwhile_is_not_moved_to_and_nothing_changes(world: World) {
        let (mina, sam) = (world.person("Mina").await, world.person("Sam").await);
        let session = book(&mina, &with_dana(&world).await).await;
        let at = format!("{session}/move");
        let times = mina.get(&at).await.is(200);
        let other = choice(&times, "2026-12-03T14:00:00");
        book(&sam, &other).await;
        let lost = mina.submit(&times, &at, &[("slot", &other)]).await.is(409).says("has just been taken");
        assert!(!lost.choices("slot").is_empty() && !lost.choices("slot").contains(&other));
        mina.submit(&times, &at, &[("slot", "rubbish")]).await.is(422).says("Choose a time");
        mina.get(&session).await.says("Thursday 26 November 2026, 2pm to 3pm").says("booked");
        assert_eq!(letters(&world, "dana.whitlock", "The time or the place has changed").await, 0);
    }

    async fn a_series_is_shown_whole_then_booked_whole(world: World) {
        let mina = world.person("Mina").await;
        let slot = with_dana(&world).await;
        let confirm = mina.get(&format!("/supervision/confirmation?slot={slot}")).await.is(200);
        let repeat = mina.get(&confirm.link("Book this time again every few weeks")).await.is(200).says("Every how many weeks?");
        assert!(repeat.html.contains("value=\"6\""), "the organisation's interval stands there");
        plan(&mina, &slot, 0, 3).await.is(422).says("Enter a number of weeks from 1 to 12");
        plan(&mina, &slot, 2, 9).await.is(422).says("Enter a number of sessions from 2 to 6");
        let shown = plan(&mina, &slot, 1, 3).await.is(200).says("Nothing is booked yet");
        for day in ["Thursday 26 November 2026, 2pm", "Thursday 3 December 2026, 2pm", "Thursday 10 December 2026, 2pm"] {
            assert!(shown.text().contains(day), "{day}: {}", shown.text());
        }
        mina.get("/support").await.says("Nothing is booked");
        mina.submit(&shown, "/supervision/series", &[]).await.leads_to("/sessions/");
        mina.get("/sessions").await.says("Thursday 3 December 2026").says("Thursday 10 December 2026");
        assert_eq!(letters(&world, "dana.whitlock", "This is booked").await, 3);
    }

    async fn a_clash_is_skipped_or_moved_and_nothing_is_written_before(world: World) {
        let (mina, sam) = (world.person("Mina").await, world.person("Sam").await);
        let slot = with_dana(&world).await;
        let his = choice(&sam.get("/supervision").await, "2026-12-03T14:00:00");
        book(&sam, &his).await;
        let shown = plan(&mina, &slot, 1, 4).await.is(200).says("Thursday 3 December 2026: this time is not free");
        mina.submit(&shown, "/supervision/series", &[]).await.is(409).says("Choose another time, or leave this one out");
        mina.get("/support").await.says("Nothing is booked");
        let instead = shown.choices("instead_2").into_iter().next().unwrap();
        // With two clashes, what was chosen for one is kept while the other is asked about.
        let other = choice(&sam.get("/supervision").await, "2026-12-10T14:00:00");
        book(&sam, &other).await;
        let half = mina.submit(&shown, "/supervision/series", &[("instead_2", "skip")]).await.is(409);
        mina.submit(&half, "/supervision/series", &[("instead_3", "rubbish")]).await.is(409);
        mina.get("/support").await.says("Nothing is booked");
        let later = half.choices("instead_3").into_iter().next().unwrap();
        mina.submit(&half, "/supervision/series", &[("instead_3", &later)]).await.leads_to("/sessions/");
        let list = mina.get("/sessions").await.is(200).never_says("Thursday 3 December 2026");
        let list = list.says("Thursday 26 November 2026, 2pm to 3pm").says("Thursday 17 December 2026, 2pm to 3pm");
        list.says("Thursday 10 December 2026, 3:15pm to 4:15pm");
        // What was left out is somebody else's to book.
        let priya = world.person("Priya").await;
        assert!(instead.contains("individual_supervision"));
        book(&priya, &instead).await;
        priya.get("/sessions").await.says("Thursday 3 December 2026, 3:15pm");
    }

    async fn changes_to_a_series_are_meant_for_one_the_later_ones_or_all(world: World) {
        let (mina, sam) = (world.person("Mina").await, world.person("Sam").await);
        let slot = with_dana(&world).await;
        let shown = plan(&mina, &slot, 1, 4).await.is(200);
        mina.submit(&shown, "/supervision/series", &[]).await.leads_to("/sessions/");
        let second = mina.get("/sessions").await.link("Thursday 3 December 2026");
        // This one: the others stay.
        let at = format!("{second}/move");
        let times = mina.get(&at).await.is(200).says("This one and the later ones");
        let later = choice(&times, "2026-12-03T15:15:00");
        mina.submit(&times, &at, &[("slot", &later), ("scope", "this")]).await.leads_to(&second);
        let list = mina.get("/sessions").await;
        assert_eq!(list.text().matches("2026, 2pm to 3pm").count(), 4, "one of four moved: {}", list.text());
        list.says("Thursday 3 December 2026, 3:15pm to 4:15pm");
        // All: a clash is somebody's decision, and until then nothing moves. Sam has the 10th at 3:15pm.
        let third = mina.get("/sessions").await.link("Thursday 10 December 2026");
        let his = choice(&sam.get("/supervision").await, "2026-12-17T15:15:00");
        book(&sam, &his).await;
        let at = format!("{third}/move");
        let times = mina.get(&at).await.is(200);
        let later = choice(&times, "2026-12-10T15:15:00");
        let fields = [("slot", later.as_str()), ("scope", "later")];
        let clash = mina.submit(&times, &at, &fields).await.is(409).says("Some cannot move along");
        clash.says("Thursday 10 December 2026, 2pm moves to Thursday 10 December 2026, 3:15pm");
        mina.get(&third).await.says("Thursday 10 December 2026, 2pm to 3pm");
        let clash = mina.submit(&times, &at, &fields).await;
        let field = clash.html.split("name=\"otherwise_").nth(1).unwrap().split('"').next().unwrap();
        let field = format!("otherwise_{field}");
        mina.submit(&clash, &at, &[(&field, "stay")]).await.leads_to(&third);
        mina.get("/sessions").await.says("Thursday 10 December 2026, 3:15pm").says("Thursday 17 December 2026, 2pm");
        // Cancelling this and the later ones leaves the earlier ones.
        let ask = mina.get(&format!("{third}/cancellation")).await.is(200).says("What do you want to cancel?");
        mina.submit(&ask, &format!("{third}/cancellation"), &[("scope", "later")]).await.leads_to("/sessions");
        mina.get(&second).await.says("booked");
        assert_eq!(letters(&world, "dana.whitlock", "This is cancelled").await, 2);
    }

    async fn a_series_moves_into_its_own_old_times(world: World) {
        let mina = world.person("Mina").await;
        let shown = plan(&mina, &with_dana(&world).await, 1, 3).await.is(200);
        mina.submit(&shown, "/supervision/series", &[]).await.leads_to("/sessions/");
        // A week later, all of them: the first takes the time that the second had.
        let second = mina.get("/sessions").await.link("Thursday 3 December 2026");
        let at = format!("{second}/move");
        let times = mina.get(&format!("{at}?page=0")).await.is(200);
        let week_later = with_dana(&world).await;
        let week_later = week_later.replace(
            week_later.rsplit('.').next().unwrap(),
            &(start("2026-12-10T14:00:00")).to_string(),
        );
        mina.submit(&times, &at, &[("slot", &week_later), ("scope", "all")]).await.leads_to(&second);
        let list = mina.get("/sessions").await.never_says("26 November 2026");
        let list = list.says("Thursday 3 December 2026, 2pm to 3pm").says("Thursday 10 December 2026, 2pm to 3pm");
        list.says("Thursday 17 December 2026, 2pm to 3pm");
    }

    async fn a_series_whose_form_has_expired_is_shown_again_with_what_was_chosen(world: World) {
        let (mina, sam) = (world.person("Mina").await, world.person("Sam").await);
        let slot = with_dana(&world).await;
        let his = choice(&sam.get("/supervision").await, "2026-12-03T14:00:00");
        book(&sam, &his).await;
        let fields = [("slot", slot.as_str()), ("every", "1"), ("times", "3"), ("instead_2", "skip")];
        let fields: Vec<_> = fields.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        let page = mina.send("/supervision/series", &fields).await.is(422).says("This form has expired");
        let page = page.says("Check and book the series").says("Thursday 10 December 2026");
        mina.get("/support").await.says("Nothing is booked");
        mina.submit(&page, "/supervision/series", &[]).await.leads_to("/sessions/");
        // Only one-to-one supervision is a series, whatever is typed into the address.
        let conversation = mina.get("/supervision?kind=peer_support").await.first_choice("slot");
        plan(&mina, &conversation, 1, 3).await.is(200).never_says("Book the series").says("Peer support conversation");
        let forged = [("slot", conversation.as_str()), ("every", "1"), ("times", "3")];
        let mut forged: Vec<_> = forged.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        forged.push(("once".into(), alongside::kernel::ids::OnceToken::random().to_string()));
        mina.send("/supervision/series", &forged).await.is(409).says("has just been taken");
    }
}
