//! Taking fields out of an object, so that what nobody took can be told.

use serde_json::{Map, Value as Json};

/// An object being read.
pub struct Taking {
    fields: Map<String, Json>,
    /// What was found and has no place here, in words.
    pub notes: Vec<String>,
}

impl Taking {
    /// Begins with everything.
    pub fn of(fields: Map<String, Json>) -> Self {
        Self { fields, notes: Vec::new() }
    }

    /// Takes a field, whatever it is.
    pub fn take(&mut self, field: &str) -> Option<Json> {
        self.fields.remove(field).filter(|value| !is_empty(value))
    }

    /// Takes a text, white space folded; one of which nothing can be seen is none. Something else in its place is noted.
    pub fn text(&mut self, field: &str) -> Option<String> {
        match self.take(field)? {
            Json::String(text) => Some(folded(&text)).filter(|text| !text.is_empty()),
            Json::Number(number) => Some(number.to_string()),
            _ => {
                self.note(format!("{field} is not a text"));
                None
            }
        }
    }

    /// Takes a list of objects. Something else in its place is noted.
    pub fn list(&mut self, field: &str) -> Vec<Json> {
        match self.take(field) {
            Some(Json::Array(list)) => list,
            Some(_) => {
                self.note(format!("{field} is not a list"));
                Vec::new()
            }
            None => Vec::new(),
        }
    }

    /// Takes what only ties objects to one another: nothing is lost with it.
    pub fn ties(&mut self, fields: &[&str]) {
        for field in fields {
            self.fields.remove(*field);
        }
    }

    /// Notes something.
    pub fn note(&mut self, what: impl Into<String>) {
        self.notes.push(what.into());
    }

    /// Notes every field that nobody took, under the name of what they belong to.
    pub fn rest(mut self, under: &str) -> Vec<String> {
        let left: Vec<_> =
            self.fields.iter().filter(|(_, value)| !is_empty(value)).map(|(name, _)| name.as_str()).collect();
        if !left.is_empty() {
            let names = left.join(", ");
            self.notes.push(if under.is_empty() {
                format!("not taken over: {names}")
            } else {
                format!("not taken over of {under}: {names}")
            });
        }
        self.notes
    }
}

fn is_empty(value: &Json) -> bool {
    match value {
        Json::Null => true,
        Json::String(text) => text.trim().is_empty(),
        Json::Array(list) => list.is_empty(),
        Json::Object(fields) => fields.is_empty(),
        Json::Bool(_) | Json::Number(_) => false,
    }
}

/// A text on one line: what breaks lines or cannot be seen becomes a space.
pub fn folded(text: &str) -> String {
    let spaced: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    spaced.split_whitespace().collect::<Vec<_>>().join(" ")
}
