//! The organisation's own words beside a quarter's evidence.

use serde::Serialize;

use crate::{
    accounts::Member,
    kernel::Now,
    privacy::{Item, Words},
    uptake::{
        duties::{actions::may_comment, forms::MOST},
        model::Quarter,
    },
    web::{
        Filled, Page,
        field::{ErrorSummary, Textarea},
    },
};

/// The words as they stand, and for HR and the service manager the form.
#[derive(Serialize)]
pub struct WriteCommentary {
    errors: Option<ErrorSummary>,
    quarter: String,
    paragraphs: Vec<String>,
    words: Option<Textarea>,
    who: Words,
}

impl Page for WriteCommentary {
    const TEMPLATE: &'static str = "uptake/write_commentary";
}

impl WriteCommentary {
    pub fn new(by: &Member, standing: Option<&str>, filled: &Filled, now: Now) -> Self {
        let field = || {
            Textarea::new("words", "Commentary")
                .hint(&format!(
                    "At most {MOST} characters. Write about the organisation, and name or describe no person"
                ))
                .rows(10)
                .value(filled.value("words"))
                .error(filled.error("words"))
        };
        Self {
            errors: filled.summary(),
            quarter: Quarter::of(now.today()).name(),
            paragraphs: paragraphs(standing),
            words: may_comment(by).then(field),
            who: by.words(Item::Duties),
        }
    }

    /// The form as the words stand.
    pub fn kept(standing: Option<&str>) -> Filled {
        Filled::with(&[("words", standing.unwrap_or_default())])
    }
}

/// A text in paragraphs: what a blank line or a new line divides.
pub fn paragraphs(text: Option<&str>) -> Vec<String> {
    let lines = text.unwrap_or_default().lines().map(str::trim);
    lines.filter(|line| !line.is_empty()).map(str::to_owned).collect()
}
