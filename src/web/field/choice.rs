//! What radios, checkboxes and lists offer.

use serde::Serialize;

/// One thing to choose, or a word between two of them.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Choice {
    #[serde(skip_serializing_if = "Option::is_none")]
    value: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    hint: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    divider: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    label: Option<Unseen>,
    #[serde(skip_serializing_if = "Option::is_none")]
    behaviour: Option<&'static str>,
}

/// Words of a label that are heard and not seen.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
struct Unseen {
    visually_hidden_text: String,
}

impl Choice {
    /// A choice, by the value that is sent and the words that are read.
    #[must_use]
    pub fn new(value: &(impl ToString + ?Sized), text: &str) -> Self {
        Self { value: Some(value.to_string()), text: Some(text.to_owned()), ..Self::default() }
    }

    /// A word between choices, such as "or".
    #[must_use]
    pub fn divider(word: &str) -> Self {
        Self { divider: Some(word.to_owned()), ..Self::default() }
    }

    /// More words under this choice.
    #[must_use]
    pub fn hint(mut self, hint: &str) -> Self {
        self.hint = Some(hint.to_owned());
        self
    }

    /// Words that belong to this choice's name for whoever hears the page, where others see them around it.
    #[must_use]
    pub fn heard(mut self, words: &str) -> Self {
        self.label = Some(Unseen { visually_hidden_text: words.to_owned() });
        self
    }

    /// For checkboxes: choosing this one clears the others, as "none of these" should.
    #[must_use]
    pub fn exclusive(mut self) -> Self {
        self.behaviour = Some("exclusive");
        self
    }
}
