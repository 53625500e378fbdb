//! What has happened in the invented trust so far.

use chrono::{Datelike, Days, NaiveDate, NaiveTime, TimeDelta, Weekday};

use super::{SeedError, people::Trust, refused, rooms};
use crate::{
    accounts::{self, Facilitator, Member, ServiceManager},
    events::{self, model::NewEvent},
    facilitators::{
        self,
        model::{NewAvailability, NewAway},
    },
    kernel::{Now, ids::OnceToken, ids::TeamId, london},
    organisations::model::NewClosureDay,
    rosters::{self, model::NewPlacement},
    sessions::{
        actions,
        model::{Kind, NewDebrief},
        occurrence::Word,
        request::{NewRequest, Parts},
        window::{self, Company, Since},
    },
    signposts,
    spaces::Where,
    store::Db,
    teams::{
        self, ArrangementKind,
        model::{Standing, Term},
    },
};

/// Lives through the trust's last weeks.
pub async fn tell(db: &Db, trust: &Trust, now: Now) -> Result<(), SeedError> {
    fill_directory(db, trust, now).await?;
    write_rosters(db, trust, now).await?;
    let quiet_room = rooms::plant(db, &trust.grace, (trust.infirmary, trust.riverside), now).await?;
    let room = || Where::Space(quiet_room);
    let with_teams = &[Kind::IndividualSupervision, Kind::HotDebrief, Kind::TeamReflection];
    publish(db, &trust.dana, (Weekday::Thu, 14, 17), room(), with_teams, now).await?;
    publish(db, &trust.dana, (Weekday::Mon, 15, 17), room(), &[Kind::GroupSupervision], now).await?;
    let video = "Video call: link in the diary entry".parse()?;
    let one_to_one = &[Kind::IndividualSupervision, Kind::PeerSupport];
    publish(db, &trust.idris, (Weekday::Tue, 9, 12), video, one_to_one, now).await?;
    close_and_go_away(db, trust, now).await?;
    past_session(db, trust, now).await?;
    coming_debrief(db, trust, now).await?;
    list_round(db, trust, now).await?;
    ask(db, trust, now).await
}

/// Dana looks after what is about psychology and Mina after what the library keeps; of the rest Grace is
/// reminded, who looks after the service. One entry has been withdrawn.
async fn fill_directory(db: &Db, trust: &Trust, now: Now) -> Result<(), SeedError> {
    let owner = |told: &str| match told {
        "Lead psychologist for staff" => Some(trust.dana.id),
        "The library and knowledge service" => Some(trust.mina.id),
        _ => None,
    };
    let planted = signposts::demo::plant(db, trust.organisation, trust.grace.id, owner, now).await?;
    let Some(network) = planted.get("Carers' network") else { return Ok(()) };
    let to = signposts::keeping::Forwarding {
        words: "The network has ended. Its members now meet with the chaplaincy's group for carers.".parse()?,
        entry: planted.get("Chaplaincy and spiritual care").copied(),
    };
    let grace = ServiceManager(&trust.grace);
    let withdrawn = signposts::actions::withdraw(db, &grace, *network, &to, OnceToken::random(), now).await;
    withdrawn.map_err(refused("withdraw a signpost"))?;
    Ok(())
}

async fn write_rosters(db: &Db, trust: &Trust, now: Now) -> Result<(), SeedError> {
    place(db, &trust.ruth, trust.critical_care, &trust.mina, ("0.6", 400), now).await?;
    place(db, &trust.ruth, trust.critical_care, &trust.sam, ("0.4", 90), now).await?;
    place(db, &trust.owen, trust.emergency, &trust.priya, ("0.8", 200), now).await?;
    let kinds = |included: &[ArrangementKind], not_yet: &[ArrangementKind]| {
        let standing = |kind: &ArrangementKind| match (included.contains(kind), not_yet.contains(kind)) {
            (true, _) => Standing::Included,
            (_, true) => Standing::NotIncluded,
            _ => Standing::None,
        };
        ArrangementKind::NAMED.iter().map(|kind| (*kind, standing(kind))).collect::<Vec<_>>()
    };
    let care = kinds(&[ArrangementKind::TeamDebrief], &[ArrangementKind::SchwartzRounds]);
    arrange(db, &trust.ruth, trust.critical_care, &care, now).await?;
    let emergency = kinds(&[], &[ArrangementKind::TeamDebrief, ArrangementKind::PeerSupport]);
    arrange(db, &trust.owen, trust.emergency, &emergency, now).await
}

async fn place(
    db: &Db,
    lead: &Member,
    team: TeamId,
    who: &Member,
    (wte, days_ago): (&str, u64),
    now: Now,
) -> Result<(), SeedError> {
    let email = format!("{}@anytown.example", who.name.to_lowercase().replace(' ', "."));
    let new = NewPlacement {
        email: email.parse()?,
        term: Term {
            role: "Clinical librarian".parse()?,
            wte: wte.parse()?,
            from_on: now.today() - Days::new(days_ago),
            to_on: None,
        },
    };
    let placed = rosters::actions::place(db, lead, team, &new, OnceToken::random(), now).await;
    let placed = placed.map_err(refused("place"))?;
    // They have worked there for a while: they said long ago that it is right.
    rosters::actions::confirm(db, who, placed, OnceToken::random(), now).await.map_err(refused("confirm"))?;
    Ok(())
}

async fn arrange(
    db: &Db,
    lead: &Member,
    team: TeamId,
    standings: &[(ArrangementKind, Standing)],
    now: Now,
) -> Result<(), SeedError> {
    let token = OnceToken::random();
    teams::actions::arrange(db, lead, team, standings, token, now).await.map_err(refused("arrange"))?;
    Ok(())
}

async fn publish(
    db: &Db,
    who: &Member,
    (weekday, from, until): (Weekday, u32, u32),
    place: Where,
    kinds: &[Kind],
    now: Now,
) -> Result<(), SeedError> {
    let hour = |hour| NaiveTime::from_hms_opt(hour, 0, 0).unwrap_or_default();
    let new = NewAvailability {
        weekday,
        from_time: hour(from),
        until_time: hour(until),
        place,
        from_on: now.today() - Days::new(28),
        weeks: 14,
        kinds: kinds.iter().copied().collect(),
        group_places: 6,
    };
    let published = facilitators::actions::publish(db, &Facilitator(who), &new, OnceToken::random(), now).await;
    published.map_err(refused("publish"))?;
    Ok(())
}

/// Next Christmas Eve the invented trust is closed, and in eleven weeks Idris is away for some days.
async fn close_and_go_away(db: &Db, trust: &Trust, now: Now) -> Result<(), SeedError> {
    let today = now.today();
    let eves = [today.year(), today.year() + 1].into_iter().filter_map(|year| NaiveDate::from_ymd_opt(year, 12, 24));
    if let Some(closed_on) = eves.into_iter().find(|eve| *eve >= today) {
        let new = NewClosureDay { closed_on, name: "Christmas Eve".parse()? };
        let grace = ServiceManager(&trust.grace);
        let listed = accounts::actions::close_on(db, &grace, &new, OnceToken::random(), now).await;
        listed.map_err(refused("list a closure day"))?;
    }
    let first = today + Days::new(77);
    let away = NewAway { from: london::start_of_day(first), until: london::end_of_day(first + Days::new(4)) };
    let away = facilitators::actions::go_away(db, &Facilitator(&trust.idris), &away, OnceToken::random(), now).await;
    away.map_err(refused("go away"))?;
    Ok(())
}

/// Three weeks ago Mina booked a session with Dana; it took place.
async fn past_session(db: &Db, trust: &Trust, now: Now) -> Result<(), SeedError> {
    let then = Now(now.0 - TimeDelta::weeks(3));
    let slots = actions::open_slots(&mut db.read().await?, &trust.mina, Kind::IndividualSupervision, then).await?;
    let slot = slots.iter().find(|slot| slot.key.facilitator == trust.dana.id);
    let Some(slot) = slot else { return Ok(()) };
    let booked = actions::book(db, &trust.mina, slot.key, OnceToken::random(), then).await;
    let session = booked.map_err(refused("book"))?;
    let (after, took_place) = (Now(slot.ends_at), Some(Word::TookPlace));
    let said = actions::say(db, &trust.dana, session, took_place, OnceToken::random(), after).await;
    said.map_err(refused("say that it took place"))?;
    Ok(())
}

/// Ruth has called a team reflection for next week.
async fn coming_debrief(db: &Db, trust: &Trust, now: Now) -> Result<(), SeedError> {
    let to_wednesday = 7 + (9 - u64::from(now.today().weekday().number_from_monday())) % 7;
    let day = now.today() + Days::new(to_wednesday);
    let new = NewDebrief {
        kind: Kind::TeamReflection,
        starts_at: london::first_instant(day.and_time(NaiveTime::from_hms_opt(13, 0, 0).unwrap_or_default())),
        place: "Seminar room 3".parse()?,
        window: window::days(Since::ThreeToTwentyEight, Company::Team, now.today()),
        facilitator: None,
        left_out: Vec::new(),
    };
    let called = actions::call_debrief(db, &trust.ruth, trust.critical_care, &new, OnceToken::random(), now).await;
    called.map_err(refused("call a debrief"))?;
    Ok(())
}

/// Grace has listed the next Schwartz Round.
async fn list_round(db: &Db, trust: &Trust, now: Now) -> Result<(), SeedError> {
    let day = now.today() + Days::new(17);
    let starts_at = london::first_instant(day.and_time(NaiveTime::from_hms_opt(12, 30, 0).unwrap_or_default()));
    let round = NewEvent {
        kind: events::model::Kind::SchwartzRound,
        name: None,
        starts_at,
        ends_at: starts_at + TimeDelta::hours(1),
        place: "Postgraduate centre, lecture theatre".parse()?,
        audience: "All staff, clinical or not".parse()?,
    };
    let grace = ServiceManager(&trust.grace);
    let listed = events::actions::list(db, &grace, &round, OnceToken::random(), now).await;
    listed.map_err(refused("list a Schwartz Round"))?;
    Ok(())
}

/// Priya has asked for a conversation with one other person.
async fn ask(db: &Db, trust: &Trust, now: Now) -> Result<(), SeedError> {
    let new = NewRequest {
        team: None,
        company: Company::OneOther,
        window: window::days(Since::BuiltUp, Company::OneOther, now.today()),
        parts: Parts { mornings: true, afternoons: true, evenings: false },
    };
    actions::ask(db, &trust.priya, &new, OnceToken::random(), now).await.map_err(refused("ask"))?;
    Ok(())
}
