//! The directory for other programs, as Open Referral UK, and directories of others taken over.

use std::collections::HashMap;

use alongside::{
    accounts::ServiceManager,
    kernel::ids::{OnceToken, SignpostId},
    signposts::{self, audience::Audience, demo, keeping::Forwarding},
};
use rocket::http::Header;
use serde_json::{Value as Json, json};

use crate::{Person, World, on_both_engines, page::Page, schemas, tables, tables::count};

const FULL: &str = "/open-referral/services?full=true&per_page=500";

async fn json(somebody: &Person<'_>, path: &str) -> Json {
    let page = somebody.get(path).await.is(200);
    assert_eq!(header(&page, "content-type"), Some("application/json"), "{path}");
    assert_eq!(header(&page, "access-control-allow-origin"), Some("*"), "{path}");
    serde_json::from_str(&page.html).unwrap()
}

fn header<'p>(page: &'p Page, name: &str) -> Option<&'p str> {
    page.headers.iter().find(|(known, _)| known.eq_ignore_ascii_case(name)).map(|(_, value)| value.as_str())
}

fn contents(page: &Json) -> &Vec<Json> {
    page["contents"].as_array().expect("a page has contents")
}

/// What the schema of this name finds wrong, if the schemas are here.
fn faults(schema: &str, things: &[Json]) -> Vec<String> {
    let Ok(folder) = schemas::folder() else { return Vec::new() };
    let (mut all, mut compiler) = (boon::Schemas::new(), boon::Compiler::new());
    compiler.enable_format_assertions();
    let index = compiler.compile(folder.join(schema).to_str().unwrap(), &mut all).unwrap();
    things
        .iter()
        .filter_map(|thing| all.validate(thing, index).err().map(|fault| format!("{fault:#} in {thing}")))
        .collect()
}

/// Grace looks at a file.
async fn upload(who: &Person<'_>, file: &str) -> Page {
    who.upload("/directory-imports/new", "/directory-imports", "feed.json", file.as_bytes()).await
}

async fn confirm(who: &Person<'_>, preview: &str) -> Page {
    let page = who.get(preview).await.is(200);
    who.submit(&page, &format!("{preview}/confirmation"), &[]).await
}

on_both_engines! {
    async fn every_answer_of_the_feed_is_valid_and_open_to_everybody(world: World) {
        let (somebody, before) = (world.stranger(), tables::read(&world.url).await);
        assert_eq!(json(&somebody, "/open-referral/").await["version"], "HSDS-UK-3.0");
        assert_eq!(json(&somebody, "/open-referral").await["version"], "HSDS-UK-3.0");
        let list = json(&somebody, "/open-referral/services?per_page=500").await;
        assert_eq!(faults("service_list.json", contents(&list)), [""; 0]);
        let full = json(&somebody, FULL).await;
        assert!(contents(&full).len() > 10 && contents(&full).len() == contents(&list).len());
        assert_eq!(faults("service.json", contents(&full)), [""; 0]);
        for service in contents(&full) {
            let one = json(&somebody, &format!("/open-referral/services/{}", service["id"].as_str().unwrap())).await;
            assert_eq!(&one, service);
            for field in ["id", "name", "status", "organization_id", "last_modified"] {
                assert!(one[field].as_str().is_some_and(|text| !text.is_empty()), "{field} of {one}");
            }
        }
        let samaritans = contents(&full).iter().find(|service| service["name"] == "Samaritans").unwrap();
        assert_eq!(samaritans["phones"][0]["number"], "116 123");
        assert_eq!(samaritans["schedules"][0]["closes_at"], "23:59:00");

        let places = json(&somebody, "/open-referral/service_at_locations").await;
        assert!(!contents(&places).is_empty());
        assert_eq!(faults("service_at_location_list.json", contents(&places)), [""; 0]);
        let place = format!("/open-referral/service_at_locations/{}", contents(&places)[0]["id"].as_str().unwrap());
        assert_eq!(faults("service_at_location.json", &[json(&somebody, &place).await]), [""; 0]);
        for list in ["taxonomies", "taxonomy_terms"] {
            let all = json(&somebody, &format!("/open-referral/{list}")).await;
            for thing in contents(&all) {
                let one = json(&somebody, &format!("/open-referral/{list}/{}", thing["id"].as_str().unwrap())).await;
                assert_eq!(&one, thing);
                assert!(["id", "name", "description"].iter().all(|field| one[field].is_string()), "{one}");
            }
        }
        for nothing in ["services/1", "services/6a3c1c9e-4f0e-4f6e-9e57-0d3a7a4f5b11", "service_at_locations/x", "taxonomies/x", "taxonomy_terms/x"] {
            let page = somebody.get(&format!("/open-referral/{nothing}")).await.is(404);
            assert_eq!(header(&page, "access-control-allow-origin"), Some("*"));
        }
        assert!(somebody.cookies().is_empty());
        assert_eq!(tables::read(&world.url).await, before);
        let statements = world.db.statements();
        somebody.get(FULL).await.is(200);
        assert!(world.db.statements() - statements <= 6);
    }

    async fn lists_come_in_pages_and_answer_what_is_asked(world: World) {
        let somebody = world.stranger();
        let all = json(&somebody, "/open-referral/services").await["total_items"].as_u64().unwrap();
        let first = json(&somebody, "/open-referral/services?per_page=2").await;
        assert_eq!((first["size"].as_u64(), first["total_pages"].as_u64()), (Some(2), Some(all.div_ceil(2))));
        assert_eq!((first["first_page"].as_bool(), first["last_page"].as_bool(), first["empty"].as_bool()), (Some(true), Some(false), Some(false)));
        let beyond = json(&somebody, "/open-referral/services?per_page=2&page=999").await;
        assert_eq!((beyond["empty"].as_bool(), beyond["last_page"].as_bool(), beyond["page_number"].as_u64()), (Some(true), Some(true), Some(999)));
        let named = |page: &Json| contents(page).iter().map(|s| s["name"].as_str().unwrap().to_owned()).collect::<Vec<_>>();
        assert_eq!(named(&json(&somebody, "/open-referral/services?search=SAMARITANS").await), ["Samaritans"]);
        let terms = json(&somebody, "/open-referral/taxonomy_terms").await;
        let menopause = contents(&terms).iter().find(|term| term["term"] == "menopause").unwrap()["id"].as_str().unwrap().to_owned();
        let found = json(&somebody, &format!("/open-referral/services?taxonomy_term_id={menopause}&full=true&per_page=500")).await;
        assert!(!contents(&found).is_empty());
        for service in contents(&found) {
            assert!(service["attributes"].as_array().unwrap().iter().any(|a| a["taxonomy_term_id"] == menopause.as_str()));
        }
        let sundays = json(&somebody, "/open-referral/services?day=SU&per_page=500").await;
        let nights = json(&somebody, "/open-referral/services?day=SU&end_time=20:00&start_time=06:00").await;
        assert!(contents(&nights).len() < contents(&sundays).len() && contents(&sundays).len() < usize::try_from(all).unwrap());
        assert_eq!(json(&somebody, "/open-referral/service_at_locations?postcode=ZZ1+1ZZ").await["empty"], true);
        for query in ["page=0", "per_page=many", "day=someday", "taxonomy_term_id=sleep"] {
            let page = somebody.get(&format!("/open-referral/services?{query}")).await.is(400);
            assert!(page.html.contains("cannot be read"), "{}", page.html);
        }
    }

    async fn an_answer_that_is_known_is_not_sent_again(world: World) {
        let page = world.stranger().get("/open-referral/services").await.is(200);
        let (tag, modified) = (header(&page, "etag").unwrap(), header(&page, "last-modified").unwrap());
        let ask = |name: &'static str, value: &str| world.client.get("/open-referral/services").header(Header::new(name, value.to_owned()));
        for (name, value, status) in [
            ("If-None-Match", tag, 304), ("If-None-Match", "\"other\"", 200), ("If-Modified-Since", modified, 304),
            ("If-Modified-Since", "Mon, 01 Jan 2024 00:00:00 GMT", 200),
        ] {
            let answer = ask(name, value).dispatch().await;
            assert_eq!(answer.status().code, status, "{name}: {value}");
            assert_eq!(answer.headers().get_one("Access-Control-Allow-Origin"), Some("*"));
        }
    }

    async fn what_is_for_members_or_withdrawn_is_not_in_the_feed(world: World) {
        let grace = world.member("Grace").await;
        let mut entry = demo::entries(grace.organisation, world.now().today()).remove(0);
        (entry.audience, entry.name) = (Audience::Members, "Members' line".parse().unwrap());
        let secret = signposts::actions::add(&world.db, &entry, Some(grace.id), world.now()).await.unwrap();
        let full = json(&world.stranger(), FULL).await;
        let samaritans = contents(&full).iter().find(|service| service["name"] == "Samaritans").unwrap()["id"].as_str().unwrap().to_owned();
        let to = Forwarding { words: "It has moved.".parse().unwrap(), entry: None };
        let id: SignpostId = samaritans.parse().unwrap();
        signposts::actions::withdraw(&world.db, &ServiceManager(&grace), id, &to, OnceToken::random(), world.now()).await.unwrap();
        let text = world.stranger().get(FULL).await.is(200).html;
        assert!(!text.contains("Members' line") && !text.contains("Samaritans"));
        for id in [secret.to_string(), samaritans] {
            world.stranger().get(&format!("/open-referral/services/{id}")).await.is(404);
        }
    }

    async fn a_feed_read_where_it_came_from_changes_nothing(world: World) {
        let (grace, feed) = (world.person("Grace").await, world.stranger().get(FULL).await.html);
        let all = contents(&serde_json::from_str(&feed).unwrap()).len();
        let preview = upload(&grace, &feed).await.leads_to("/directory-imports/");
        let page = grace.get(&preview).await.is(200).says("Entries added: 0").says("Entries changed: 0");
        page.says(&format!("Entries left alone: {all}")).says("Everything in the file has a place here").never_says("Take it over");
    }

    async fn a_feed_read_elsewhere_says_there_what_it_said_here(world: World) {
        crate::neighbours::move_in(&world).await;
        let (ffion, feed) = (world.person("Ffion").await, world.stranger().get(FULL).await.html);
        let before: Json = serde_json::from_str(&feed).unwrap();
        let all = contents(&before).len();
        let preview = upload(&ffion, &feed).await.leads_to("/directory-imports/");
        ffion.get(&preview).await.says(&format!("Entries added: {all}")).says("Everything in the file has a place here");
        confirm(&ffion, &preview).await.leads_to("/signposts");
        ffion.get(&preview).await.is(404);
        let after = json(&world.stranger(), FULL).await;
        assert_eq!(contents(&after).len(), all * 2);
        // Without what is of the place: ids, whose staff it is for, and when it was written.
        let names: HashMap<_, _> = contents(&after).iter().map(|s| (s["id"].clone(), s["name"].clone())).collect();
        let bare = |service: &Json| {
            let mut service = service.clone();
            for link in service["alongside"]["links"].as_array_mut().into_iter().flatten() {
                link["id"] = names[&link["id"]].clone();
            }
            if let Some(links) = service["alongside"]["links"].as_array_mut() {
                links.sort_by_key(ToString::to_string);
            }
            let fields = ["name", "description", "status", "fees", "url", "email", "assured_date", "eligibility_description", "wait_time", "alongside"];
            let phones: Vec<_> = service["phones"].as_array().into_iter().flatten().map(|p| (p["number"].clone(), p["type"].clone())).collect();
            format!("{:?} {phones:?}", fields.map(|field| service[field].clone()))
        };
        let mut said: Vec<_> = contents(&after).iter().map(bare).collect();
        let mut twice: Vec<_> = contents(&before).iter().chain(contents(&before)).map(bare).collect();
        said.sort();
        twice.sort();
        assert_eq!(said, twice);
        // The same file again: its ids have become ids of this organisation's own, the same ones.
        let again = upload(&ffion, &feed).await.leads_to("/directory-imports/");
        ffion.get(&again).await.says("Entries added: 0").says(&format!("Entries left alone: {all}"));
    }

    async fn a_directory_of_others_is_taken_over_and_what_is_lost_is_said(world: World) {
        let grace = world.person("Grace").await;
        let before = tables::read(&world.url).await;
        let preview = upload(&grace, &foreign().to_string()).await.leads_to("/directory-imports/");
        let page = grace.get(&preview).await.is(200).says("Entries added: 2");
        let page = page.says("Old Clinic: its status is defunct").says("not taken over: accreditations, contacts, funding");
        let page = page.says("it comes back every 2 times").says("the attribute \"Astrology\" is none of the needs we know");
        page.says("\u{201c}http://insecure.example\u{201d} was left out").says("not taken over of organization: description, website");
        tables::only_differ(&before, &tables::read(&world.url).await, &["changes", "directory_imports", "submissions"], "a preview");
        confirm(&grace, &preview).await.leads_to("/signposts");
        let entry = world.stranger().get("/find-support").await.link("Community Counselling");
        let page = world.stranger().get(&entry).await.is(200).says("Call 01632 960 300, ask for the duty counsellor");
        let page = page.says("Go to MyCity Civic Center, 1-30 Main Street, MyCity").says("Monday to Friday: 10am to 6pm");
        let page = page.says("Bank holidays: not known").says("Your employer may get to know").says("Ages 12 to 100");
        page.says("Bereavement").says("Example Organization Inc.");
        let entry = world.stranger().get("/find-support").await.link("Fortnightly Group");
        world.stranger().get(&entry).await.says("Hours not known").says("Hours as the feed gives them: Every other Monday at ten");
        assert_eq!(count(&world.url, "directory_imports").await, 0);
        // The same file again changes nothing.
        let again = upload(&grace, &foreign().to_string()).await.leads_to("/directory-imports/");
        let page = grace.get(&again).await.says("Entries added: 0").says("Entries left alone: 2");
        grace.submit(&page, &format!("{again}/withdrawal"), &[]).await.leads_to("/directory-imports/new");
        grace.get(&again).await.is(404);
    }

    async fn a_file_with_a_problem_changes_nothing(world: World) {
        let grace = world.person("Grace").await;
        upload(&grace, "id;name\n1;Line").await.is(422).says("This is not a JSON file: line 1");
        upload(&grace, "{\"greeting\": 1}").await.is(422).says("This file holds no services");
        grace.send("/directory-imports", &[]).await.is(422).says("Choose a file");
        let mut services = foreign();
        services.as_array_mut().unwrap().push(json!({ "id": "not-one", "name": "Nameless", "status": "active" }));
        let preview = upload(&grace, &services.to_string()).await.leads_to("/directory-imports/");
        let page = grace.get(&preview).await.is(200).says("Problems: 1").says("Nameless has no id that is a UUID");
        page.never_says("Take it over");
        let before = count(&world.url, "signposts").await;
        let forged = [("mark".to_owned(), "0".to_owned()), ("once".to_owned(), OnceToken::random().to_string())];
        grace.send(&format!("{preview}/confirmation"), &forged).await.is(409).says("Nothing was taken over");
        assert_eq!(count(&world.url, "signposts").await, before);
    }

    async fn a_preview_that_is_no_longer_true_is_not_carried_out(world: World) {
        let grace = world.person("Grace").await;
        let (first, second) = (upload(&grace, &foreign().to_string()).await, upload(&grace, &foreign().to_string()).await);
        let (first, second) = (first.leads_to("/directory-imports/"), second.leads_to("/directory-imports/"));
        let seen = grace.get(&second).await.is(200);
        confirm(&grace, &first).await.leads_to("/signposts");
        let page = grace.submit(&seen, &format!("{second}/confirmation"), &[]).await.is(409);
        page.says("The directory has changed since you looked").says("Entries left alone: 2");
    }
}

/// A directory as another program would write it; every service in it is invented.
fn foreign() -> Json {
    json!([{
        "id": "ac148810-d857-441c-9679-408f346de14b",
        "name": "Community Counselling",
        "description": "Counselling Services provided\nby trained professionals.",
        "url": "http://insecure.example",
        "email": "email@example.com",
        "status": "active",
        "fees": "Free for staff",
        "accreditations": "BACP",
        "minimum_age": 12,
        "maximum_age": 100,
        "assured_date": "2026-10-01",
        "last_modified": "2026-10-15T10:30:45.123Z",
        "phones": [{ "id": "6a3c1c9e-4f0e-4f6e-9e57-0d3a7a4f5b30", "number": "01632 960 300", "type": "voice", "description": "ask for the duty counsellor" }],
        "schedules": [{ "id": "48102e86-bb50-41c4-8f1e-e269368c41d1", "freq": "WEEKLY", "byday": "MO,TU,WE,TH,FR", "opens_at": "10:00Z", "closes_at": "18:00Z" }],
        "service_at_locations": [{
            "id": "e94c9f38-1e8f-4564-91d4-d53501ab1765",
            "location": {
                "id": "3a19ff88-4620-4d17-9830-ac1d859eb5d5", "location_type": "physical", "name": "MyCity Civic Center",
                "addresses": [{ "id": "74706e55-df26-4b84-80fe-ecc30b5befb4", "address_1": "1-30 Main Street", "city": "MyCity",
                    "state_province": "MyState", "postal_code": "ABC 1234", "country": "GB", "address_type": "physical" }],
            },
        }],
        "organization": { "id": "d9d5e0f5-d3ce-4f73-9a2f-4dd0ecc6c610", "name": "Example Organization Inc.", "description": "A charity", "website": "http://example.com" },
        "funding": [{ "id": "1f2df32c-bf08-4b8e-bd6f-e834014b19bc", "source": "Grants" }],
        "contacts": [{ "id": "1e7efce3-639b-4880-940c-b95cd30cdb50", "name": "Ann Persona" }],
        "attributes": [
            { "id": "ae58cc39-8b70-4ab1-8aea-786882e5ac8e", "taxonomy_term": { "id": "3f7b145d-84af-42d7-8fae-eaca714b02b2", "name": "Bereavement", "description": "d" } },
            { "id": "ae58cc39-8b70-4ab1-8aea-786882e5ac8f", "taxonomy_term": { "id": "3f7b145d-84af-42d7-8fae-eaca714b02b3", "name": "Astrology", "description": "d" } },
        ],
    }, {
        "id": "ac148810-d857-441c-9679-408f346de14c",
        "name": "Fortnightly Group",
        "description": "A group.",
        "status": "active",
        "assured_date": "2026-11-01",
        "schedules": [{ "id": "48102e86-bb50-41c4-8f1e-e269368c41d2", "freq": "WEEKLY", "interval": 2, "byday": "MO", "opens_at": "10:00", "closes_at": "11:00", "description": "Every other Monday at ten" }],
    }, { "id": "ac148810-d857-441c-9679-408f346de14d", "name": "Old Clinic", "status": "defunct" }])
}
