//! The words of messages: a pair of templates each, under `templates/mail/`: plain text, and HTML that says the same.

use std::{fmt, sync::LazyLock};

use handlebars::{Context, Handlebars, RenderError};
use serde::Serialize;
use serde_json::Value;

use super::{Content, Entry};

/// A message's values; its words are the templates of the same name.
pub trait Letter: Serialize + Sync {
    /// The pair's path under `templates/`: `mail/booked` for `booked.txt.hbs` and `booked.html.hbs`.
    const TEMPLATE: &'static str;

    /// What a shared screen shows, so it says nothing of what the message is about (PAINS P14).
    const SUBJECT: &'static str = "Appointment";

    /// What it does to the calendar of whoever reads it.
    fn entry(&self) -> Option<Entry> {
        None
    }
}

/// A message's words, twice.
#[derive(Clone)]
pub struct Words {
    /// As plain text: what every program shows.
    pub text: String,
    /// The same as HTML, with words in the place of addresses.
    pub html: String,
}

/// Not shown where a message is traced: it may be a code, or say who meets whom.
impl fmt::Debug for Words {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Words(..)")
    }
}

#[derive(rust_embed::RustEmbed)]
#[folder = "templates"]
#[include = "mail/*.hbs"]
struct Templates;

const TEXT: &str = ".txt";
const HTML: &str = ".html";

// Plain text: there is nothing to escape from.
static TEXTS: LazyLock<Handlebars<'static>> = LazyLock::new(|| registry(handlebars::no_escape));
static PAGES: LazyLock<Handlebars<'static>> = LazyLock::new(|| registry(handlebars::html_escape));

fn registry(escape: fn(&str) -> String) -> Handlebars<'static> {
    let mut handlebars = Handlebars::new();
    handlebars.set_strict_mode(true);
    handlebars.register_escape_fn(escape);
    handlebars
        .register_embed_templates_with_extension::<Templates>(".hbs")
        .expect("every template of a message parses: a test renders each of them");
    handlebars
}

/// The names of all messages' pairs of templates.
#[must_use]
pub fn letters() -> Vec<String> {
    let texts = Templates::iter().filter_map(|file| Some(file.strip_suffix(".txt.hbs")?.to_owned()));
    texts.filter(|name| !name.contains("/_")).collect()
}

impl Content {
    /// The words, with links to `address` (the service's own, such as `https://alongside.example.nhs.uk`).
    pub fn words(&self, address: &str) -> Result<Words, RenderError> {
        let mut values = self.values.clone();
        if let Some(fields) = values.as_object_mut() {
            fields.insert("in_calendar".into(), self.entry.is_some().into());
        }
        render(&self.template, &self.from_name, address, &values)
    }
}

/// The words of a pair of templates. `in_calendar` among the values says that an entry for a calendar goes with them.
pub fn render(template: &str, organisation: &str, address: &str, values: &Value) -> Result<Words, RenderError> {
    // What waited while the service was brought up to date names the text alone.
    let template = template.trim_end_matches(TEXT);
    let mut values = values.clone();
    if let Some(fields) = values.as_object_mut() {
        fields.insert("address".into(), address.into());
        fields.insert("organisation".into(), organisation.into());
        fields.entry("in_calendar").or_insert(Value::Bool(false));
    }
    let context = Context::from(values);
    Ok(Words {
        text: TEXTS.render_with_context(&format!("{template}{TEXT}"), &context)?,
        html: PAGES.render_with_context(&format!("{template}{HTML}"), &context)?,
    })
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use scraper::{Html, Node, Selector};
    use serde_json::json;

    use super::*;
    use crate::never_said::{tells, tells_in_a_link};

    const ADDRESS: &str = "https://a.example";

    // Names and places as people write them, and worse.
    fn values(in_calendar: bool) -> Value {
        json!({
            "code": "271828", "first_name": "Mina <b>& Co</b>", "when": "Thursday 26 November 2026, 2:30pm to 3:30pm",
            "place": "Room \"4\" & https://meet.example.nhs.uk/9?a=1&b=<2>", "other": "Siân O'Dowd & <script>alert(1)</script>",
            "session": "6a3c1c9e", "request": "6a3c1c9f", "team": "6a3c1c90",
            "until": "Wednesday 25 November 2026, 2:30pm", "in_calendar": in_calendar,
        })
    }

    fn each_with_odd_values() -> Vec<(String, Words)> {
        let both = letters().into_iter().flat_map(|name| [(name.clone(), false), (name, true)]);
        let written = both.map(|(name, in_calendar)| {
            let words = render(&name, "Anytown & District <Trust>", ADDRESS, &values(in_calendar)).unwrap();
            (name, words)
        });
        written.collect()
    }

    fn folded(words: &str) -> String {
        words.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// The text's words without the addresses of links, nor the colon that leads to one; and the links.
    fn of_text(text: &str) -> (String, BTreeSet<String>) {
        let (mut words, mut links) = (Vec::<&str>::new(), BTreeSet::new());
        for word in text.split_whitespace() {
            if word.starts_with(ADDRESS) {
                links.insert(word.to_owned());
                if let Some(before) = words.last_mut() {
                    *before = before.trim_end_matches(':');
                }
            } else {
                words.push(word);
            }
        }
        (words.join(" "), links)
    }

    /// What the page says, and where its links lead.
    fn of_html(html: &str) -> (String, BTreeSet<String>) {
        let page = Html::parse_document(html);
        let body = page.select(&Selector::parse("body").unwrap()).next().unwrap();
        let words: Vec<String> = body
            .descendants()
            .filter_map(|node| match node.value() {
                Node::Text(text) => Some(text.to_string()),
                Node::Element(element) if element.name() == "br" => Some("\n".to_owned()),
                _ => None,
            })
            .collect();
        let named = Selector::parse("[href]").unwrap();
        let links = page.select(&named);
        (folded(&words.concat()), links.map(|link| link.attr("href").unwrap().to_owned()).collect())
    }

    #[test]
    fn every_text_has_its_page_and_no_page_is_alone() {
        let halves = |ending: &str| -> BTreeSet<String> {
            Templates::iter()
                .filter_map(|file| Some(file.strip_suffix(ending)?.to_owned()))
                .filter(|n| !n.contains("/_"))
                .collect()
        };
        assert_eq!(halves(".txt.hbs"), halves(".html.hbs"));
        assert!(letters().len() >= 16, "{:?}", letters());
    }

    #[test]
    fn both_say_the_same_and_lead_to_the_same_pages() {
        for (name, words) in each_with_odd_values() {
            let ((text, text_links), (html, html_links)) = (of_text(&words.text), of_html(&words.html));
            assert_eq!(text, html, "{name}");
            assert_eq!(text_links, html_links, "{name}");
            assert!(!text_links.is_empty(), "{name}");
            assert!(text.ends_with("Anytown & District <Trust>"), "{name}: {text}");
        }
    }

    #[test]
    fn a_page_can_be_read_anywhere_and_fetches_nothing() {
        for (name, words) in each_with_odd_values() {
            let page = Html::parse_document(&words.html);
            let count = |what: &str| page.select(&Selector::parse(what).unwrap()).count();
            assert_eq!(count("html[lang='en-GB']"), 1, "{name}");
            assert_eq!((count("h1"), count("title")), (1, 1), "{name}");
            for never in
                ["img", "script", "style", "link", "table", "form", "iframe", "b", "[class]", "[src]", "[background]"]
            {
                assert_eq!(count(never), 0, "{name} has {never}");
            }
            assert!(!words.html.contains("url("), "{name}");
            for link in page.select(&Selector::parse("a").unwrap()) {
                let said = link.text().collect::<String>();
                assert!(said.split_whitespace().count() > 3 && !said.contains("://"), "{name} says {said:?} of a link");
                assert!(link.attr("href").unwrap().starts_with(&format!("{ADDRESS}/")), "{name}");
            }
        }
    }

    #[test]
    fn a_text_has_no_gaps_and_nothing_escaped() {
        for (name, words) in each_with_odd_values() {
            assert!(!words.text.contains("\n\n\n") && !words.text.starts_with('\n'), "{name}: {}", words.text);
            assert!(!words.text.contains("&amp;") && !words.text.contains("&lt;"), "{name}: {}", words.text);
        }
    }

    #[test]
    fn no_message_says_what_it_is_about_not_even_in_a_link() {
        for (name, words) in each_with_odd_values() {
            assert_eq!((tells(&words.text), tells(&words.html)), (None, None), "{name}");
            for link in of_text(&words.text).1 {
                assert_eq!(tells_in_a_link(&link), None, "{name}: {link}");
            }
        }
    }

    #[test]
    fn what_goes_into_a_calendar_says_that_answering_there_changes_nothing() {
        let (mut said, sentence) = (0, "Accepting or declining it in your calendar changes nothing here.");
        for name in letters() {
            let [without, with] =
                [false, true].map(|entry| render(&name, "Trust", ADDRESS, &values(entry)).unwrap().text);
            assert!(!without.contains("your calendar"), "{name}: {without}");
            said += usize::from(with.contains(sentence));
            let of_a_session = without.contains("/sessions");
            assert_eq!(with.contains(sentence), of_a_session, "{name}: {with}");
        }
        assert!(said >= 6, "only {said}");
    }

    #[test]
    fn what_waited_under_the_old_name_is_still_written() {
        let words = render("mail/code.txt", "Trust", ADDRESS, &values(false)).unwrap();
        assert!(words.text.starts_with("Your sign-in code is 271828\n") && words.html.contains("271828"));
    }
}
