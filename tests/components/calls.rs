//! How templates call partials. Handlebars keeps a partial's `key=value` pairs, and the names
//! after `as`, in force for everything drawn inside, where they win over a component's own
//! parameters: a layout called with `title=` would rename every notification banner.

use std::fs;
use std::path::Path;

use serde_json::json;

use super::registry;

/// The calls in a template that would leak into the partials inside.
fn leaks(template: &str) -> Vec<&str> {
    let tags = template.split("{{").skip(1).filter_map(|rest| Some(rest.split_once("}}")?.0));
    tags.filter(|tag| {
        let mut depth = 0_usize;
        let outside: String = tag
            .chars()
            .filter(|c| {
                depth += usize::from(*c == '(');
                let kept = depth == 0;
                depth -= usize::from(*c == ')' && depth > 0);
                kept
            })
            .collect();
        let call = tag.trim_start_matches(['~', '#']).starts_with('>');
        (call && outside.contains('=')) || (tag.contains(" as |") && tag.starts_with(['#', '~']))
    })
    .collect()
}

fn check(folder: &Path, seen: &mut usize) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            check(&path, seen);
        } else if path.extension().is_some_and(|extension| extension == "hbs") {
            let template = fs::read_to_string(&path).unwrap();
            let found = leaks(&template);
            assert!(found.is_empty(), "{}: pass (nhs-params ..) in {found:?}", path.display());
            *seen += 1;
        }
    }
}

#[test]
fn no_template_calls_a_partial_with_words_that_leak() {
    for leak in ["{{#> layout title=\"x\"}}", "{{> a b c=d}}", "{{~> a b=(c d=e)}}", "{{#each a as |b|}}"] {
        assert_eq!(leaks(leak).len(), 1, "{leak}");
    }
    assert_eq!(leaks("{{#> a (b c=d)}}{{> e}}{{f g=h}}{{#if (i j=k)}}").len(), 0);
    let mut seen = 0;
    check(&Path::new(env!("CARGO_MANIFEST_DIR")).join("templates"), &mut seen);
    assert!(seen >= 35, "only {seen} templates were read");
}

#[test]
fn a_page_passes_words_to_its_layout_and_uses_its_own_inside_a_component() {
    let mut h = registry();
    h.register_template_string("layout", "<title>{{title}}</title>{{> @partial-block}}").unwrap();
    let page = "{{#> layout (nhs-extend this title=\"Page\")}}{{> nhs/notification-banner done}}\
                {{#> nhs/details (nhs-params summary=\"More\")}}{{../note}}{{/nhs/details}}{{/layout}}";
    let context = json!({ "done": { "text": "Booked" }, "note": "Words", "text": "Wrong" });
    let html = h.render_template(page, &context).unwrap();
    assert!(!html.contains("Wrong"), "{html}");
    for words in ["<title>Page</title>", "Important", "Booked", "More", "Words"] {
        assert!(html.contains(words), "{words} in {html}");
    }
}
