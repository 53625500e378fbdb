//! Fields of several controls under one question, which is a fieldset's legend.

use serde::Serialize;

use super::{Choice, Label, common};

/// The question that a group of controls answers.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Fieldset {
    legend: Label,
}

impl Fieldset {
    fn new(legend: &str) -> Self {
        Self { legend: Label::new(legend) }
    }
}

/// One of a few choices.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Radios {
    name: String,
    fieldset: Fieldset,
    items: Vec<Choice>,
    #[serde(skip_serializing_if = "Option::is_none")]
    hint: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    error_message: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    value: Option<String>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    inline: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    id_prefix: Option<String>,
}
common!(Radios, fieldset.legend);

impl Radios {
    /// Choices, by the name that is sent and the question they answer.
    #[must_use]
    pub fn new(name: &str, legend: &str, items: Vec<Choice>) -> Self {
        let (name, fieldset) = (name.to_owned(), Fieldset::new(legend));
        let (hint, error_message, value) = (None, None, None);
        Self { name, fieldset, items, hint, error_message, value, inline: false, id_prefix: None }
    }

    /// The value of the choice that is made already.
    #[must_use]
    pub fn value(mut self, value: &(impl ToString + ?Sized)) -> Self {
        self.value = Some(value.to_string());
        self
    }

    /// Part of a longer list under one name: its ids begin with this instead of the name.
    #[must_use]
    pub fn id_prefix(mut self, prefix: &str) -> Self {
        self.id_prefix = Some(prefix.to_owned());
        self
    }

    /// Side by side, for two short choices such as yes and no.
    #[must_use]
    pub fn inline(mut self) -> Self {
        self.inline = true;
        self
    }
}

/// Any number of a few choices.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Checkboxes {
    name: String,
    fieldset: Fieldset,
    items: Vec<Choice>,
    #[serde(skip_serializing_if = "Option::is_none")]
    hint: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    error_message: Option<String>,
    values: Vec<String>,
}
common!(Checkboxes, fieldset.legend);

impl Checkboxes {
    /// Choices, by the name that is sent and the question they answer.
    #[must_use]
    pub fn new(name: &str, legend: &str, items: Vec<Choice>) -> Self {
        let (name, fieldset) = (name.to_owned(), Fieldset::new(legend));
        Self { name, fieldset, items, hint: None, error_message: None, values: vec![] }
    }

    /// The values of the choices that are made already.
    #[must_use]
    pub fn values<T: ToString>(mut self, values: impl IntoIterator<Item = T>) -> Self {
        self.values = values.into_iter().map(|value| value.to_string()).collect();
        self
    }
}

/// A date, typed as three numbers, sent as `name[day]`, `name[month]` and `name[year]`.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct DateInput {
    id: String,
    name_prefix: String,
    fieldset: Fieldset,
    #[serde(skip_serializing_if = "Option::is_none")]
    hint: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    error_message: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    values: Option<Typed>,
}
common!(DateInput, fieldset.legend);

#[derive(Debug, Clone, PartialEq, Serialize)]
struct Typed {
    day: String,
    month: String,
    year: String,
}

impl DateInput {
    /// A date, by the name that its parts are sent under and the question it answers.
    #[must_use]
    pub fn new(name: &str, legend: &str) -> Self {
        let (id, name_prefix, fieldset) = (name.to_owned(), name.to_owned(), Fieldset::new(legend));
        Self { id, name_prefix, fieldset, hint: None, error_message: None, values: None }
    }

    /// What was typed, which need not be a date yet.
    #[must_use]
    pub fn value(mut self, day: &str, month: &str, year: &str) -> Self {
        let [day, month, year] = [day, month, year].map(str::to_owned);
        self.values = Some(Typed { day, month, year });
        self
    }
}
