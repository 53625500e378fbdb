//! Our component partials against the design system's own fixtures: the same parameters have
//! to give the same markup, so that what is said of its components holds for our pages too.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::PathBuf;

use handlebars::Handlebars;
use serde_json::Value as Json;

use super::markup::normal;
use super::registry;

/// How many fixtures of each component have to match: fewer means that some went unread.
const AT_LEAST: [(&str, usize); 21] = [
    ("back-link", 7),
    ("button", 66),
    ("checkboxes", 56),
    ("date-input", 39),
    ("details", 12),
    ("error-message", 6),
    ("error-summary", 13),
    ("fieldset", 4),
    ("file-upload", 16),
    ("hint", 3),
    ("input", 44),
    ("inset-text", 3),
    ("label", 29),
    ("notification-banner", 17),
    ("pagination", 10),
    ("radios", 48),
    ("select", 20),
    ("summary-list", 15),
    ("tag", 28),
    ("textarea", 16),
    ("warning-callout", 6),
];

const NO_BLOCK: &str = "its words are parameters: every field and every form passes them so";
const DEPRECATED: &str = "the design system asks for the newer parameters, which we take";
const NO_CARD: &str = "a summary list inside a card: pages have headings instead";

const ONE_FILE: &str = "a page asks for one file, in the design system's own English words";

/// Fixtures that we chose not to match, each with its reason.
const REFUSED: [(&str, &str, &str); 22] = [
    ("error-summary", "with description via call block", NO_BLOCK),
    ("file-upload", "button, with primary", ONE_FILE),
    ("file-upload", "button, with small primary", ONE_FILE),
    ("file-upload", "button, with small secondary", ONE_FILE),
    ("file-upload", "with multiple", ONE_FILE),
    ("file-upload", "with translations", ONE_FILE),
    ("label", "with HTML via call block", NO_BLOCK),
    ("label", "with HTML via call block, without heading", NO_BLOCK),
    ("pagination", "with deprecated options", DEPRECATED),
    ("summary-list", "as a card", NO_CARD),
    ("summary-list", "as a card (clickable) without actions", NO_CARD),
    ("summary-list", "as a card (feature) with actions", NO_CARD),
    ("summary-list", "as a card (feature) with custom HTML", NO_CARD),
    ("summary-list", "as a card (secondary) with actions", NO_CARD),
    ("summary-list", "as a card (type emergency) with actions", NO_CARD),
    ("summary-list", "as a card (type non-urgent) with actions", NO_CARD),
    ("summary-list", "as a card (type urgent) with actions", NO_CARD),
    ("summary-list", "as a card with action", NO_CARD),
    ("summary-list", "as a card with action as a button", NO_CARD),
    ("summary-list", "as a card with actions", NO_CARD),
    ("summary-list", "as a card with actions as buttons", NO_CARD),
    ("summary-list", "as a card with multiple actions", NO_CARD),
];

fn fixtures(component: &str) -> Vec<Json> {
    let dist = option_env!("NHSUK_DIST").map_or_else(
        || PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("node_modules/nhsuk-frontend/dist/nhsuk"),
        PathBuf::from,
    );
    let text = fs::read_to_string(dist.join("components").join(component).join("fixtures.json"));
    let mut parsed: Json = serde_json::from_str(&text.unwrap()).unwrap();
    parsed["fixtures"].as_array_mut().map(std::mem::take).unwrap()
}

/// Names repeat within a component; with its description each fixture's is its own.
fn named(fixture: &Json) -> String {
    let name = fixture["name"].as_str().unwrap();
    let description = fixture["description"].as_str();
    description.map_or_else(|| name.to_owned(), |more| format!("{name}, {more}"))
}

fn drawn(h: &Handlebars<'_>, component: &str, fixture: &Json) -> String {
    let page = match fixture["callBlock"].as_str() {
        Some(block) => format!("{{{{#> nhs/{component} this}}}}{block}{{{{/nhs/{component}}}}}"),
        None => format!("{{{{> nhs/{component} this}}}}"),
    };
    let name = named(fixture);
    h.render_template(&page, &fixture["context"]).unwrap_or_else(|e| panic!("{component}, {name}: {e}"))
}

#[test]
fn every_partial_draws_what_the_design_system_draws() {
    let h = registry();
    let mut refusals: BTreeMap<(&str, String), &str> = BTreeMap::new();
    for (component, name, reason) in REFUSED {
        let before = refusals.insert((component, name.to_owned()), reason);
        assert!(before.is_none(), "{component}, {name} is refused twice");
    }
    let mut faults = String::new();
    for (component, least) in AT_LEAST {
        let (mut compared, mut refused) = (0, 0);
        for fixture in fixtures(component) {
            let name = named(&fixture);
            let ours = normal(&drawn(&h, component, &fixture));
            let theirs = normal(fixture["html"].as_str().unwrap());
            match (refusals.remove(&(component, name.clone())), ours == theirs) {
                (None, true) => compared += 1,
                (Some(_), false) => refused += 1,
                (Some(reason), true) => {
                    let _ = writeln!(faults, "{component}, {name} matches, yet is refused ({reason})");
                }
                (None, false) => {
                    let _ = writeln!(faults, "{component}, {name}:\n- ours\n{ours}\n- theirs\n{theirs}");
                }
            }
        }
        println!("{component}: {compared} fixtures match, {refused} are refused");
        if compared < least {
            let _ = writeln!(faults, "{component}: only {compared} of {least} fixtures match");
        }
    }
    assert!(faults.is_empty(), "{faults}");
    assert!(refusals.is_empty(), "there are no such fixtures: {refusals:?}");
}
