//! The words of messages: one template each, under `templates/mail/`.

use std::sync::LazyLock;

use handlebars::{Context, Handlebars};
use serde::Serialize;

use super::{Content, Entry};

/// A message's values; its words are the template of the same name.
pub trait Letter: Serialize + Sync {
    /// The template's path under `templates/`, without its ending: `mail/booked.txt`.
    const TEMPLATE: &'static str;

    /// What a shared screen shows, so it says nothing of what the message is about (PAINS P14).
    const SUBJECT: &'static str = "Appointment";

    /// What it does to the calendar of whoever reads it.
    fn entry(&self) -> Option<Entry> {
        None
    }
}

#[derive(rust_embed::RustEmbed)]
#[folder = "templates"]
#[include = "mail/*.hbs"]
struct Templates;

static LETTERS: LazyLock<Handlebars<'static>> = LazyLock::new(|| {
    let mut handlebars = Handlebars::new();
    handlebars.set_strict_mode(true);
    // Plain text: there is nothing to escape from.
    handlebars.register_escape_fn(handlebars::no_escape);
    handlebars
        .register_embed_templates_with_extension::<Templates>(".hbs")
        .expect("every template of a message parses: a test renders each of them");
    handlebars
});

/// The names of all message templates.
#[must_use]
pub fn letters() -> Vec<String> {
    Templates::iter().map(|file| file.trim_end_matches(".hbs").to_owned()).collect()
}

impl Content {
    /// The words, with links to `address` (the service's own, such as `https://alongside.example.nhs.uk`).
    pub fn words(&self, address: &str) -> Result<String, handlebars::RenderError> {
        let mut values = self.values.clone();
        if let Some(fields) = values.as_object_mut() {
            fields.insert("address".into(), address.into());
            fields.insert("organisation".into(), self.from_name.clone().into());
            fields.insert("in_calendar".into(), self.entry.is_some().into());
        }
        LETTERS.render_with_context(&self.template, &Context::from(values))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    // What a shared screen, a mail scanner or a colleague at the next desk must not learn (PAINS P14, P34).
    const NEVER: [&str; 14] = [
        "wellbeing",
        "well-being",
        "supervision",
        "debrief",
        "reflection",
        "counselling",
        "psycholog",
        "distress",
        "trauma",
        "mandatory",
        "compliance",
        "screening",
        "anonymous",
        "incident",
    ];

    #[test]
    fn every_message_has_words_and_none_says_what_it_is_about() {
        let values = serde_json::json!({
            "code": "271828", "first_name": "Mina", "when": "Thursday 26 November 2026, 2:30pm to 3:30pm",
            "place": "Room 4", "other": "Dana Whitlock", "session": "6a3c1c9e", "request": "6a3c1c9e",
            "until": "Wednesday 25 November 2026, 2:30pm",
        });
        assert!(letters().len() >= 5);
        for template in letters() {
            let content = Content {
                entry: None,
                from_name: "Anytown Trust".into(),
                subject: "Appointment".into(),
                template: template.clone(),
                values: values.clone(),
            };
            let words = content.words("https://a.example").unwrap();
            assert!(words.contains("https://a.example/") && words.contains("Anytown Trust"), "{template}: {words}");
            for never in NEVER {
                assert!(!words.to_lowercase().contains(never), "{template} says {never}");
            }
        }
    }
}
