//! A file to be chosen.

use serde::Serialize;

use super::{Label, common};

/// One file. Its form must be sent as `multipart/form-data`, and is read by [`crate::web::Uploaded`].
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct FileUpload {
    id: String,
    name: String,
    label: Label,
    #[serde(skip_serializing_if = "Option::is_none")]
    hint: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    error_message: Option<String>,
    attributes: Accepted,
    /// Without the design system's script: it takes the field's id away, so that an error summary leads nowhere,
    /// and names the button it puts there by words that are not on it.
    plain: bool,
}
common!(FileUpload, label);

/// What a browser offers first; what a file is, the service finds out by itself.
#[derive(Debug, Clone, PartialEq, Serialize)]
struct Accepted {
    accept: &'static str,
}

impl FileUpload {
    /// A file, by the words above it and the endings of names that a browser offers first.
    #[must_use]
    pub fn new(label: &str, accept: &'static str) -> Self {
        let name = crate::web::upload::FIELD.to_owned();
        let (id, attributes) = (name.clone(), Accepted { accept });
        Self { id, name, label: Label::new(label), hint: None, error_message: None, attributes, plain: true }
    }
}
