//! Files that nobody meant to send: whatever is in them, reading ends with words and never with a fault.

use proptest::prelude::*;
use serde_json::{Value as Json, json};

use super::{MOST, Unreadable, read};
use crate::kernel::{Now, ids::OrganisationId};

fn now() -> Now {
    Now("2026-11-23T10:00:00Z".parse().unwrap())
}

/// What may stand where something else belongs.
fn odd() -> impl Strategy<Value = Json> {
    let leaf = prop_oneof![
        Just(Json::Null),
        any::<bool>().prop_map(Json::from),
        any::<f64>().prop_map(Json::from),
        "(?s).{0,40}".prop_map(Json::from),
        "\\PC{900,1100}".prop_map(Json::from),
        prop::sample::select(vec![
            "2026-11-23",
            "9999-12-31",
            "MO,TU",
            "-5FR",
            "24:00",
            "09:00Z",
            "WEEKLY",
            "fax",
            "active"
        ])
        .prop_map(Json::from),
    ];
    let fields = prop::sample::select(vec![
        "id",
        "name",
        "opens_at",
        "closes_at",
        "byday",
        "freq",
        "number",
        "type",
        "location",
        "addresses",
        "amount",
        "term",
        "x",
    ]);
    leaf.prop_recursive(3, 24, 4, move |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Json::from),
            prop::collection::vec((fields.clone(), inner), 0..4).prop_map(|pairs| Json::Object(
                pairs.into_iter().map(|(name, value)| (name.to_owned(), value)).collect()
            )),
        ]
    })
}

const FIELDS: [&str; 18] = [
    "name",
    "description",
    "url",
    "email",
    "status",
    "fees",
    "assured_date",
    "last_modified",
    "alert",
    "phones",
    "schedules",
    "service_at_locations",
    "organization",
    "attributes",
    "cost_options",
    "minimum_age",
    "alongside",
    "wait_time",
];

proptest! {
    #[test]
    fn no_bytes_break_it(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        let _ = read(&bytes, now());
    }

    #[test]
    fn no_odd_service_breaks_it(fields in prop::collection::vec((prop::sample::select(FIELDS.to_vec()), odd()), 0..8)) {
        let mut service = json!({ "id": "6a3c1c9e-4f0e-4f6e-9e57-0d3a7a4f5b22", "name": "Walking group", "status": "active" });
        for (name, value) in fields {
            service[name] = value;
        }
        if let Ok(parsed) = read(json!([service]).to_string().as_bytes(), now()) {
            // What was written by others always fits: what would not is cut or left out, and said.
            for entry in parsed.entries {
                prop_assert!(entry.fit(OrganisationId::random()).is_ok(), "{entry:?}");
            }
        }
    }
}

#[test]
fn what_cannot_be_seen_is_no_word() {
    let odd = json!({
        "id": "6a3c1c9e-4f0e-4f6e-9e57-0d3a7a4f5b22", "status": "active", "name": "Walking group", "description": "\u{7f}", "fees": "\u{1}", "wait_time": "\u{7f}",
        "schedules": [{ "opens_at": "\u{7f}" }], "cost_options": [{ "option": "\u{7f}" }], "organization": { "name": "\u{2}" },
    });
    let parsed = read(json!([odd]).to_string().as_bytes(), now()).unwrap();
    let [entry] = &parsed.entries[..] else { panic!("one entry") };
    assert!(entry.fit(OrganisationId::random()).is_ok(), "{entry:?}");
    assert_eq!(
        (entry.cost.as_str(), entry.wait.as_str(), entry.extra.owner.as_str()),
        ("Not known", "Not known", "Not known")
    );
}

#[test]
fn what_is_no_feed_is_refused_with_a_sentence() {
    let refused = |text: &str| read(text.as_bytes(), now()).unwrap_err();
    assert_eq!(refused("[{]"), Unreadable::NotJson { line: 1, column: 3 });
    for text in ["{}", "[]", "7", "{\"contents\": 1}", "{\"contents\": []}", "[1, 2]", "[{\"title\": \"x\"}]"] {
        assert_eq!(refused(text), Unreadable::NoServices, "{text}");
    }
    let many = vec![json!({ "name": "x" }); MOST + 1];
    assert_eq!(refused(&Json::from(many).to_string()), Unreadable::TooMany);
    let marked = "\u{feff}{\"id\": \"6a3c1c9e-4f0e-4f6e-9e57-0d3a7a4f5b22\", \"name\": \"x\"}";
    assert_eq!(read(marked.as_bytes(), now()).unwrap().entries.len(), 1);
}

#[test]
fn one_id_twice_is_a_problem() {
    let one = json!({ "id": "6a3c1c9e-4f0e-4f6e-9e57-0d3a7a4f5b22", "name": "Walking group" });
    let parsed = read(json!([one, one]).to_string().as_bytes(), now()).unwrap();
    assert!(parsed.problems[0].contains("the same id"), "{:?}", parsed.problems);
}
