//! The fields of a form as pages hand them to the component partials: the same parameters as
//! the NHS design system's own, so that its fixtures test what we draw. A field's id is its
//! name, so that an error summary can link to it without being told.

mod choice;
mod file;
mod group;
mod summary;

use serde::Serialize;

pub use choice::Choice;
pub use file::FileUpload;
pub use group::{Checkboxes, DateInput, Fieldset, Radios};
pub use summary::{ErrorLink, ErrorSummary};

/// The words above a field; they may also be the page's heading.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Label {
    text: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    size: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    heading: Option<Heading>,
}

#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
struct Heading {
    level: u8,
}

impl Label {
    fn new(text: &str) -> Self {
        Self { text: text.to_owned(), size: None, heading: None }
    }

    fn sized(mut self, size: &'static str) -> Self {
        self.size = Some(size);
        self
    }

    /// A page that asks one thing has the question as its heading.
    fn page_heading(self) -> Self {
        Self { heading: Some(Heading { level: 1 }), ..self.sized("l") }
    }
}

/// What every field can be told; `$label` is the way to its words.
macro_rules! common {
    ($field:ident, $($label:ident).+) => {
        impl $field {
            /// More words under the label.
            #[must_use]
            pub fn hint(mut self, hint: &str) -> Self {
                self.hint = Some(hint.to_owned());
                self
            }

            /// What was wrong with the answer, if anything was.
            #[must_use]
            pub fn error(mut self, message: Option<&str>) -> Self {
                self.error_message = message.map(str::to_owned);
                self
            }

            /// Makes the label larger: `s`, `m`, `l` or `xl`.
            #[must_use]
            pub fn size(mut self, size: &'static str) -> Self {
                self.$($label).+ = self.$($label).+.sized(size);
                self
            }

            /// Makes the label the page's heading.
            #[must_use]
            pub fn page_heading(mut self) -> Self {
                self.$($label).+ = self.$($label).+.page_heading();
                self
            }
        }
    };
}
use common;

/// A line of text.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Input {
    id: String,
    name: String,
    label: Label,
    #[serde(skip_serializing_if = "Option::is_none")]
    hint: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    error_message: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    value: Option<String>,
    #[serde(rename = "type", skip_serializing_if = "Option::is_none")]
    kind: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    inputmode: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    autocomplete: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    spellcheck: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    width: Option<u8>,
}
common!(Input, label);

impl Input {
    /// A line of text, by the name that is sent and the words above it.
    #[must_use]
    pub fn new(name: &str, label: &str) -> Self {
        Self {
            id: name.to_owned(),
            name: name.to_owned(),
            label: Label::new(label),
            hint: None,
            error_message: None,
            value: None,
            kind: None,
            inputmode: None,
            autocomplete: None,
            spellcheck: None,
            width: None,
        }
    }

    /// What is in it already.
    #[must_use]
    pub fn value(mut self, value: &(impl ToString + ?Sized)) -> Self {
        self.value = Some(value.to_string());
        self
    }

    /// About how many characters it should be wide: 2, 3, 4, 5, 10, 20 or 30.
    #[must_use]
    pub fn width(mut self, characters: u8) -> Self {
        self.width = Some(characters);
        self
    }

    /// What a browser may fill in by itself, and whose: `email`, `name`, `one-time-code`.
    #[must_use]
    pub fn autocomplete(mut self, purpose: &'static str) -> Self {
        self.autocomplete = Some(purpose);
        self
    }

    /// Brings up the digits on a phone, without the faults of `type="number"`.
    #[must_use]
    pub fn digits(mut self) -> Self {
        self.inputmode = Some("numeric");
        self
    }

    /// What is no word: without spelling marks.
    #[must_use]
    pub fn plain(mut self) -> Self {
        self.spellcheck = Some(false);
        self
    }

    /// An email address: the right keyboard, no spelling marks, and filled in by the browser.
    #[must_use]
    pub fn email(mut self) -> Self {
        self.kind = Some("email");
        self.spellcheck = Some(false);
        self.autocomplete("email")
    }
}

/// Several lines of text.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Textarea {
    id: String,
    name: String,
    label: Label,
    #[serde(skip_serializing_if = "Option::is_none")]
    hint: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    error_message: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    value: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    rows: Option<u8>,
}
common!(Textarea, label);

impl Textarea {
    /// Several lines of text, by the name that is sent and the words above them.
    #[must_use]
    pub fn new(name: &str, label: &str) -> Self {
        let (id, name) = (name.to_owned(), name.to_owned());
        let label = Label::new(label);
        Self { id, name, label, hint: None, error_message: None, value: None, rows: None }
    }

    /// What is in it already.
    #[must_use]
    pub fn value(mut self, value: &str) -> Self {
        self.value = Some(value.to_owned());
        self
    }

    /// How many lines it shows.
    #[must_use]
    pub fn rows(mut self, rows: u8) -> Self {
        self.rows = Some(rows);
        self
    }
}

/// One of a list that is too long for radios.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Select {
    id: String,
    name: String,
    label: Label,
    items: Vec<Choice>,
    #[serde(skip_serializing_if = "Option::is_none")]
    hint: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    error_message: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    value: Option<String>,
}
common!(Select, label);

impl Select {
    /// A list, by the name that is sent and the words above it.
    #[must_use]
    pub fn new(name: &str, label: &str, items: Vec<Choice>) -> Self {
        let (id, name) = (name.to_owned(), name.to_owned());
        let label = Label::new(label);
        Self { id, name, label, items, hint: None, error_message: None, value: None }
    }

    /// Its own id, on a page where others have the same name.
    #[must_use]
    pub fn id(mut self, id: &str) -> Self {
        id.clone_into(&mut self.id);
        self
    }

    /// The value of the choice that is made already.
    #[must_use]
    pub fn value(mut self, value: &(impl ToString + ?Sized)) -> Self {
        self.value = Some(value.to_string());
        self
    }
}
