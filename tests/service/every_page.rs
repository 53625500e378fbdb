//! Every page of the service, seen by somebody it is for, and judged by axe-core.

use std::collections::BTreeSet;

use rocket::http::Method;

use crate::{World, desk::Desk, things::Things};

mod evidence;
mod not_pages;

use evidence::of_evidence;
use not_pages::NOT_PAGES;

/// Nobody has signed in.
const ANYBODY: &str = "";

/// One page: the address it has in the code, who opens it, and where.
struct Visit {
    route: &'static str,
    who: &'static str,
    path: String,
}

fn visit(route: &'static str, who: &'static str, path: impl Into<String>) -> Visit {
    Visit { route, who, path: path.into() }
}

/// A page whose address is the same for everybody.
fn plain(route: &'static str, who: &'static str) -> Visit {
    visit(route, who, route)
}

/// Lives through enough of the service that every page has something to show.
async fn every_visit(world: &World) -> Vec<Visit> {
    let mut visits = open_to_all(world).await;
    visits.extend(of_a_librarian(world).await);
    visits.extend(of_those_around_her(world).await);
    visits.extend(of_roster_files(world).await);
    visits
}

async fn open_to_all(world: &World) -> Vec<Visit> {
    let somebody = world.stranger();
    let entry = somebody.get("/find-support").await.link("Samaritans");
    let quiet = somebody.get("/quiet-places").await.link("Quiet room");
    let kept = world.person("Grace").await.get("/signposts").await;
    let withdrawn = kept.link("Carers' network").replace("/ours/", "/");
    let asked = somebody.fill("/sign-in", "/sign-in", &[("email", "mina.okafor@anytown.example")]).await;
    vec![
        plain("/", ANYBODY),
        plain("/urgent-help", ANYBODY),
        plain("/find-support", ANYBODY),
        visit("/find-support", ANYBODY, "/find-support?open=yes&private=yes"),
        visit("/find-support", ANYBODY, "/find-support?need=sleep&by=in_person&free=yes"),
        visit("/find-support", ANYBODY, "/find-support?q=I+want+to+die&contract=university"),
        visit("/find-support/<id>", ANYBODY, entry),
        plain("/quiet-places", ANYBODY),
        visit("/quiet-places", ANYBODY, "/quiet-places?open=yes"),
        visit("/quiet-places/<id>", ANYBODY, quiet),
        visit("/find-support/<id>", ANYBODY, withdrawn),
        plain("/who-sees-what", ANYBODY),
        plain("/retention", ANYBODY),
        plain("/accessibility", ANYBODY),
        plain("/sign-in", ANYBODY),
        visit("/sign-in/<challenge>", ANYBODY, asked.leads_to("/sign-in/")),
        plain("/signed-out", ANYBODY),
        plain("/demonstration", ANYBODY),
        plain("/form-refused", ANYBODY),
        plain("/too-many-tries", ANYBODY),
    ]
}

async fn of_a_librarian(world: &World) -> Vec<Visit> {
    let mina = world.person("Mina").await;
    let slot = mina.get("/supervision").await.first_choice("slot");
    let confirm = format!("/supervision/confirmation?slot={slot}");
    let booked = mina.fill(&confirm, "/supervision/bookings", &[]).await.leads_to("/sessions/");
    let invited = mina.get("/support").await.link("Team reflection");
    let answers = [("energy", "low"), ("helps", "sleep"), ("note", "A long week.")];
    mina.fill("/check-ins/new", "/check-ins", &[("energy", "high"), ("sleep", "lowest")]).await.leads_to("/check-ins/");
    let kept = mina.fill("/check-ins/new", "/check-ins", &answers).await.leads_to("/check-ins/");
    let answers = [("team", "none"), ("since", "today"), ("company", "one_other"), ("parts", "mornings")];
    let request = mina.fill("/requests/new", "/requests", &answers).await.leads_to("/requests/");
    let last = mina.get("/supervision").await.choices("slot").pop().unwrap();
    let plan = format!("/supervision/series/plan?slot={last}&every=1&times=2");
    let series = mina.fill(&plan, "/supervision/series", &[]).await.leads_to("/sessions/");
    let next = mina.get("/supervision").await.first_choice("slot");
    let team = mina.get("/teams").await.link("Adult critical care");
    let ending = mina.get(&team).await.link("This isn't right");
    let entry = mina.get("/signposts").await.link("Samaritans");
    let round = mina.get("/events").await.link("Schwartz Round,");
    mina.fill(&round, &format!("{round}/wish"), &[]).await.leads_to(&round);
    vec![
        plain("/find-support/ours", "Mina"),
        visit("/find-support/ours/<id>", "Mina", entry),
        plain("/signposts", "Mina"),
        plain("/support", "Mina"),
        plain("/sessions", "Mina"),
        plain("/events", "Mina"),
        visit("/events/<id>", "Mina", round),
        visit("/sessions/<id>", "Mina", booked.clone()),
        visit("/sessions/<id>", "Mina", invited),
        visit("/sessions/<id>/cancellation", "Mina", format!("{booked}/cancellation")),
        plain("/supervision", "Mina"),
        visit("/supervision/confirmation", "Mina", format!("/supervision/confirmation?slot={next}")),
        visit("/supervision", "Mina", "/supervision?kind=group_supervision"),
        visit("/supervision", "Mina", "/supervision?kind=peer_support"),
        visit("/supervision/series", "Mina", format!("/supervision/series?slot={next}")),
        visit("/supervision/series/plan", "Mina", format!("/supervision/series/plan?slot={next}&every=1&times=6")),
        visit("/sessions/<id>/move", "Mina", format!("{booked}/move")),
        visit("/sessions/<id>/cancellation", "Mina", format!("{series}/cancellation")),
        visit("/sessions/<id>/move", "Mina", format!("{series}/move")),
        plain("/requests/new", "Mina"),
        visit("/requests/<id>", "Mina", request),
        plain("/check-ins", "Mina"),
        visit("/check-ins", "Mina", "/check-ins?deleted=true"),
        plain("/check-ins/new", "Mina"),
        visit("/check-ins/<id>", "Mina", kept.clone()),
        visit("/check-ins/<id>/edit", "Mina", format!("{kept}/edit")),
        visit("/check-ins/<id>/deletion", "Mina", format!("{kept}/deletion")),
        plain("/check-ins/deletion", "Mina"),
        visit("/check-ins/keeping", "Mina", "/check-ins/keeping?saved=true"),
        plain("/record", "Mina"),
        plain("/record/looks", "Mina"),
        plain("/record/details", "Mina"),
        plain("/record/sessions", "Mina"),
        plain("/record/messages", "Mina"),
        plain("/record/who-sees-what", "Mina"),
        plain("/record/cpd", "Mina"),
        visit("/record/cpd/<period>/log", "Mina", "/record/cpd/2026/log"),
        plain("/record/export", "Mina"),
        plain("/record/erasure", "Mina"),
        plain("/record/erasure/receipt", "Mina"),
        plain("/calendar", "Mina"),
        visit("/calendar", "Mina", "/calendar?saved=true"),
        visit("/teams/<id>", "Mina", team),
        visit("/placements/<id>/departure", "Mina", ending),
    ]
}

async fn of_those_around_her(world: &World) -> Vec<Visit> {
    let (ruth, dana) = (world.person("Ruth").await, world.person("Dana").await);
    let team = ruth.get("/teams").await.link("Adult critical care");
    let called = ruth.get(&format!("{team}/debriefs")).await.link("Team reflection");
    let ending = ruth.get(&team).await.link("End the placement of Sam");
    let space = world.person("Grace").await.get("/spaces").await.link("Quiet room");
    let things = Things::made_in(world).await;
    let kept = world.person("Grace").await.get("/signposts").await;
    let (entry, withdrawn) = (kept.link("Hardship fund"), kept.link("Carers' network"));
    let form = |act| format!("{}/{act}", entry.replace("/find-support/ours/", "/signposts/"));
    let arrangement = ruth.get(&team).await.link("Change dates or remove");
    // Dana's Thursdays move to the morning, so the session that Mina booked no longer fits.
    let availability = things.address("/availability/<availability>");
    let morning = [("from_time", "9am"), ("until_time", "11am")];
    dana.fill(&availability, &availability, &morning).await.leads_to("/availability");
    let changed = dana.get("/availability").await.link("Change or stop Thursday");
    let grace = world.person("Grace").await;
    let dates = grace.get("/events/keeping").await;
    let (sam, site) = (grace.get("/people").await.link("Sam"), grace.get("/sites").await.link("Riverside"));
    let full = world.person("Mina").await.get("/supervision?kind=group_supervision").await.first_choice("slot");
    let mut visits = of_evidence(&things);
    visits.extend([
        visit("/sessions/<id>", "Sam", things.address("/sessions/<group>")),
        visit("/supervision/confirmation", "Mina", format!("/supervision/confirmation?slot={full}")),
        plain("/teams", "Ruth"),
        visit("/teams/<id>", "Ruth", team.clone()),
        visit("/teams/<id>/placements/new", "Ruth", format!("{team}/placements/new")),
        visit("/teams/<id>/placements/new", "Ruth", format!("{team}/placements/new?name=s")),
        visit("/teams/<id>/arrangements", "Ruth", format!("{team}/arrangements")),
        visit("/teams/<id>/arrangements/new", "Ruth", format!("{team}/arrangements/new")),
        visit("/teams/<id>/arrangements/<arrangement>", "Ruth", arrangement),
        visit("/teams/<id>/debriefs", "Ruth", format!("{team}/debriefs")),
        visit("/teams/<id>/debriefs/new", "Ruth", format!("{team}/debriefs/new")),
        visit("/sessions/<id>", "Ruth", called),
        visit("/placements/<id>/departure", "Ruth", ending),
        visit("/debriefs/<id>/time", "Ruth", things.address("/debriefs/<debrief>/time")),
        visit("/debriefs/<id>/cancellation", "Ruth", things.address("/debriefs/<debrief>/cancellation")),
        plain("/record", "Ruth"),
        plain("/record/who-sees-what", "Ruth"),
        plain("/record/details", "Dana"),
        visit("/requests/<id>", "Mina", things.address("/requests/<proposed>")),
        // Mina has a private address by now.
        visit("/calendar", "Mina", "/calendar?stopped=true"),
        plain("/support", "Dana"),
        plain("/facilitating", "Dana"),
        plain("/requests", "Dana"),
        visit("/requests/<id>/answer", "Dana", things.address("/requests/<taken>/answer")),
        visit("/requests/<id>/answer", "Dana", things.address("/requests/<proposed>/answer")),
        visit("/sessions/<id>", "Dana", things.address("/sessions/<led>")),
        plain("/availability", "Dana"),
        plain("/availability/new", "Dana"),
        plain("/availability/single", "Dana"),
        plain("/availability/away", "Dana"),
        plain("/availability/terms", "Dana"),
        visit("/availability/<id>", "Dana", changed),
        visit("/facilitating", "Dana", "/facilitating?week=2026-11-30"),
        plain("/facilitating/conflicts", "Dana"),
        plain("/teams", "Grace"),
        plain("/teams/new", "Grace"),
        plain("/people", "Grace"),
        plain("/people/new", "Grace"),
        plain("/events", "Grace"),
        plain("/events/keeping", "Grace"),
        plain("/events/keeping/new", "Grace"),
        visit("/events/keeping/<id>/changes", "Grace", dates.link("Change Schwartz Round")),
        visit("/events/keeping/<id>/cancellation", "Grace", dates.link("Cancel Schwartz Round")),
        plain("/closure-days", "Grace"),
        plain("/outbox", "Grace"),
        plain("/settings", "Grace"),
        plain("/settings/sign-in", "Grace"),
        plain("/spaces", "Grace"),
        plain("/spaces/new", "Grace"),
        visit("/spaces/<id>", "Grace", space.clone()),
        visit("/spaces/<id>/diary", "Grace", format!("{space}/diary")),
        plain("/directory-imports/new", "Grace"),
        visit("/directory-imports/<id>", "Grace", things.address("/directory-imports/<feed>")),
        plain("/signposts", "Grace"),
        plain("/signposts/new", "Grace"),
        visit("/signposts/<id>/changes", "Grace", form("changes")),
        visit("/signposts/<id>/withdrawal", "Grace", form("withdrawal")),
        visit("/find-support/ours/<id>", "Grace", entry),
        visit("/find-support/ours/<id>", "Grace", withdrawn),
        visit("/people", "Grace", "/people?name=sam"),
        visit("/people/<id>", "Grace", sam.clone()),
        visit("/people/<id>/registration", "Grace", format!("{sam}/registration")),
        visit("/people/<id>/departure", "Grace", format!("{sam}/departure")),
        plain("/sites", "Grace"),
        plain("/sites/new", "Grace"),
        visit("/sites/<id>", "Grace", site),
        visit("/teams/<id>", "Grace", team.clone()),
        visit("/teams/<id>/registration", "Grace", format!("{team}/registration")),
    ]);
    visits
}

async fn of_roster_files(world: &World) -> Vec<Visit> {
    let (ruth, grace) = (world.person("Ruth").await, world.person("Grace").await);
    let (at, action) = ("/rosters/import", "/rosters/imports");
    let faulty = ruth.upload(at, action, "a.csv", include_bytes!("../rosters/many-faults.csv")).await;
    let whole = grace.upload(at, action, "b.xlsx", include_bytes!("../rosters/excel-shared-strings.xlsx")).await;
    vec![
        plain("/rosters/import", "Ruth"),
        visit("/rosters/imports/<id>", "Ruth", faulty.leads_to("/rosters/imports/")),
        plain("/rosters/import", "Grace"),
        visit("/rosters/import", "Grace", "/rosters/import?added=2&changed=0&ended=1"),
        visit("/rosters/imports/<id>", "Grace", whole.leads_to("/rosters/imports/")),
    ]
}

async fn every_page_is_accessible(desk: &Desk) {
    let visits = every_visit(desk.world()).await;
    let mut sitting = ANYBODY;
    for visit in &visits {
        if visit.who != sitting {
            desk.sit(visit.who).await;
            sitting = visit.who;
        }
        desk.open_page(&visit.path).await.is_accessible().await;
    }
}

/// At a wide desk with scripts and on a phone without them: the two in between differ from these by nothing that axe-core
/// looks at, and there are 150 pages.
mod every_page_is_accessible {
    crate::desk::at_every_desk! { @two every_page_is_accessible }
}

#[tokio::test]
async fn no_page_is_left_out() {
    let world = World::open(&crate::engines::sqlite_url().await).await;
    let served = world.client.rocket().routes().filter(|route| route.method == Method::Get);
    let served: BTreeSet<String> = served.map(|route| route.uri.path().to_owned()).collect();
    let visits = every_visit(&world).await;
    let visited = visits.iter().map(|visit| visit.route).chain(NOT_PAGES.map(|(route, _)| route));
    let visited: BTreeSet<String> = visited.map(str::to_owned).collect();
    let missed: Vec<_> = served.difference(&visited).collect();
    assert!(missed.is_empty(), "pages that no browser opens; add a visit to each: {missed:?}");
    let gone: Vec<_> = visited.difference(&served).collect();
    assert!(gone.is_empty(), "visits to pages that are no longer there: {gone:?}");
}
