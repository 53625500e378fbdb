//! The list of what went wrong, at the head of a form that comes back.

use serde::Serialize;

/// What went wrong, each with a link to the field that can put it right.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ErrorSummary {
    heading: &'static str,
    error_list: Vec<ErrorLink>,
}

/// One thing that went wrong.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ErrorLink {
    text: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    href: Option<String>,
}

impl ErrorSummary {
    /// A summary of nothing yet.
    #[must_use]
    pub fn new() -> Self {
        Self { heading: "There is a problem", error_list: vec![] }
    }

    /// Adds what is wrong with a field, by its name: the same words as beside the field. For a
    /// date the name is that of its first part to put right, such as `starts-day`.
    #[must_use]
    pub fn field(mut self, name: &str, message: &str) -> Self {
        self.error_list.push(ErrorLink { text: message.to_owned(), href: Some(format!("#{name}")) });
        self
    }

    /// Adds what is wrong with the form as a whole.
    #[must_use]
    pub fn whole(mut self, message: &str) -> Self {
        self.error_list.push(ErrorLink { text: message.to_owned(), href: None });
        self
    }

    /// The summary, if anything is wrong: an empty one must not be drawn, as it takes the focus.
    #[must_use]
    pub fn if_any(self) -> Option<Self> {
        Some(self).filter(|summary| !summary.error_list.is_empty())
    }
}

impl Default for ErrorSummary {
    fn default() -> Self {
        Self::new()
    }
}
