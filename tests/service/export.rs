//! Everything about oneself as one file: whole, described, readable, one's own alone.

use std::{collections::BTreeSet, io::Cursor};

use serde_json::Value;

use crate::{
    Person, World, neighbours, on_both_engines,
    tables::{self, count},
    things::Things,
    who_is_named::{Held, PEOPLES_COLUMNS},
};

const EXPORT: &str = "/record/export";

/// What is in somebody's file.
struct File {
    html: String,
    json: String,
    schema: String,
}

impl File {
    async fn of(person: &Person<'_>) -> Self {
        let bytes = person.download(EXPORT, EXPORT).await;
        let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).expect("it is a ZIP");
        let names: BTreeSet<String> = zip.file_names().map(|name| name.unwrap().into_owned()).collect();
        assert_eq!(
            names.iter().map(String::as_str).collect::<Vec<_>>(),
            ["record.html", "record.json", "record.schema.json"]
        );
        let mut read = |name: &str| std::io::read_to_string(zip.by_name(name).unwrap()).unwrap();
        Self { html: read("record.html"), json: read("record.json"), schema: read("record.schema.json") }
    }

    fn record(&self) -> Value {
        serde_json::from_str(&self.json).unwrap()
    }

    /// What the schema in the file finds wrong with the record in it.
    fn faults(&self) -> Option<String> {
        let (mut all, mut compiler) = (boon::Schemas::new(), boon::Compiler::new());
        compiler.enable_format_assertions();
        compiler.add_resource("urn:alongside:record", serde_json::from_str(&self.schema).unwrap()).unwrap();
        let index = compiler.compile("urn:alongside:record", &mut all).unwrap();
        all.validate(&self.record(), index).err().map(|fault| format!("{fault:#}"))
    }
}

/// How many lines of a part say that this is so.
fn lines(record: &Value, part: &str, field: &str) -> usize {
    let held = |value: &Value| !value.is_null() && *value != Value::Bool(false);
    match &record[part] {
        Value::Array(all) => all.iter().filter(|line| field.is_empty() || held(&line[field])).count(),
        Value::Object(_) => 1,
        other => panic!("{part} is {other}"),
    }
}

async fn lived_in(world: &World) {
    neighbours::move_in(world).await;
    Things::made_in(world).await;
    let mina = world.person("Mina").await;
    let words = [("energy", "low"), ("helps", "sleep"), ("note", "A <long> week & more.")];
    mina.fill("/check-ins/new", "/check-ins", &words).await.leads_to("/check-ins/");
    mina.fill("/calendar", "/calendar/preferences", &[("reminders", "none")]).await.leads_to("/calendar");
    mina.fill("/check-ins/keeping", "/check-ins/keeping", &[("kept", "6")]).await.leads_to("/check-ins/keeping");
    let round = mina.get("/events").await.link("Schwartz Round,");
    mina.fill(&round, &format!("{round}/wish"), &[]).await.leads_to(&round);
    let ticks = mina.get("/record/cpd").await.is(200);
    let took_place = ticks.first_choice("session");
    mina.submit(&ticks, "/record/cpd", &[("session", &took_place)]).await.leads_to("/record/cpd");
    let (dana, ruth) = (world.person("Dana").await, world.person("Ruth").await);
    dana.fill("/availability/terms", "/availability/terms", &[("horizon_weeks", "5")]).await.leads_to("/availability");
    let action = format!("{}/debriefs", ruth.get("/teams").await.link("Adult critical care"));
    let sam = world.member("Sam").await.id.to_string();
    let fields = [
        ("kind", "team_reflection"),
        ("since", "three_to_twenty_eight"),
        ("day", "2026-12-11"),
        ("time", "4pm"),
        ("place", "Seminar room 1"),
        ("left_out", sam.as_str()),
    ];
    ruth.fill(&format!("{action}/new"), &action, &fields).await.leads_to("/sessions/");
    let grace = world.person("Grace").await;
    let page = grace.get("/people?name=okafor").await.link("Mina");
    grace.get(&page).await.is(200);
}

on_both_engines! {
    async fn the_file_holds_every_row_that_names_its_owner_and_keeps_to_its_schema(world: World) {
        lived_in(&world).await;
        let mut found = BTreeSet::new();
        for name in ["Mina", "Sam", "Priya", "Ruth", "Owen", "Dana", "Idris", "Helen", "Grace"] {
            let id = world.member(name).await.id.to_string();
            let file = File::of(&world.person(name).await).await;
            assert_eq!(file.faults(), None, "{name}");
            let record = file.record();
            for (table, column, held) in PEOPLES_COLUMNS {
                let Held::In(parts) = held else { continue };
                let literal = if world.url.starts_with("sqlite:") { format!("X'{}'", id.replace('-', "")) } else { format!("'{id}'") };
                let kept = count(&world.url, &format!("{table} WHERE {column} = {literal}")).await;
                let given: usize = parts.iter().map(|(part, field)| lines(&record, part, field)).sum();
                assert_eq!(i64::try_from(given).unwrap(), kept, "{table}.{column} of {name}: {parts:?}");
                if kept > 0 {
                    found.insert(format!("{table}.{column}"));
                }
            }
        }
        let looked_for = PEOPLES_COLUMNS.iter().filter(|(_, _, held)| matches!(held, Held::In(_))).count();
        assert!(found.len() + 4 >= looked_for, "of {looked_for} columns only these held anything: {found:?}");
    }

    async fn every_column_that_can_name_a_person_is_in_the_file_or_says_why_not(world: World) {
        let columns = tables::of_ids(&world.url).await;
        let known: BTreeSet<(String, String)> =
            PEOPLES_COLUMNS.iter().map(|(table, column, _)| ((*table).to_owned(), (*column).to_owned())).collect();
        let unreasoned = PEOPLES_COLUMNS.iter().filter(|(_, _, held)| matches!(held, Held::Not(why) if !why.contains(' ')));
        assert_eq!(unreasoned.count(), 0);
        assert!(columns.len() > 40, "{columns:?}");
        let unsaid: Vec<_> = columns.difference(&known).collect();
        assert!(unsaid.is_empty(), "say where they are: {unsaid:?}");
        let gone: Vec<_> = known.difference(&columns).collect();
        assert!(gone.is_empty(), "no such column: {gone:?}");
    }

    async fn minas_file_opens_what_she_wrote_and_danas_names_nobody_who_comes_to_her(world: World) {
        lived_in(&world).await;
        let (mina, dana) = (world.person("Mina").await, world.person("Dana").await);
        let before = tables::read(&world.url).await;
        let (minas, danas) = (File::of(&mina).await, File::of(&dana).await);
        tables::only_differ(&before, &tables::read(&world.url).await, &[], "taking one's record away");
        let record = minas.record();
        let written = record["check_ins"].as_array().unwrap();
        assert!(written.iter().any(|one| one["note"] == "A <long> week & more." && one["helps"][0] == "Help with sleep"));
        for words in ["A &lt;long&gt; week &amp; more.", "How is your energy today? Low", "Adult critical care", "Grace Lim"] {
            assert!(minas.html.contains(words), "{words} is not in the page");
        }
        let outside = ["<script", "http:", "https:", "src=", "<link", "url(", " on"];
        for (word, file) in outside.iter().flat_map(|word| [(word, &minas), (word, &danas)]) {
            let tags = file.html.split('<').filter_map(|rest| rest.split('>').next());
            let found: Vec<_> = tags.filter(|tag| format!("<{tag}").contains(*word)).collect();
            assert!(found.is_empty() || *word == " on" && found.iter().all(|tag| !tag.contains("=\"")), "{word}: {found:?}");
        }
        assert!(danas.record()["facilitated"].as_array().unwrap().len() > 3);
        for name in ["Mina", "Okafor", "Sam", "Lindqvist", "Priya", "Shah", "Ana Ruiz"] {
            assert!(!danas.json.contains(name) && !danas.html.contains(name), "Dana's file names {name}");
        }
        for text in [&danas.json, &danas.html] {
            assert!(!text.contains("long> week") && !text.contains("long&gt; week"));
        }
    }

    async fn there_is_only_ones_own_and_a_form_that_has_expired_gives_nothing(world: World) {
        let mina = world.person("Mina").await;
        mina.send(EXPORT, &[]).await.is(422).says("This form has expired");
        world.stranger().send_from_support(EXPORT, &[]).await.leads_to("/sign-in");
        let page = mina.get(EXPORT).await.is(200).says("Download my record").says("Your check-ins").says("Who looked");
        let sent = mina.submit(&page, EXPORT, &[]).await;
        let header = |name: &str| sent.headers.iter().find(|(known, _)| known.eq_ignore_ascii_case(name)).unwrap().1.clone();
        assert_eq!(header("Content-Type"), "application/zip");
        assert_eq!(header("Content-Disposition"), "attachment; filename=\"my-record.zip\"");
        assert_eq!(header("Cache-Control"), "no-store");
        let named = world.client.rocket().routes().map(|route| route.uri.path().to_owned());
        let named: Vec<_> = named.filter(|path| path.starts_with("/record") && path.contains('<')).collect();
        assert!(named.iter().all(|path| path.starts_with("/record/cpd/<period>/log")), "{named:?}");
    }
}
