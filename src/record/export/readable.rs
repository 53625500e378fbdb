//! The record as a page to read without the service: no script, nothing from elsewhere, every value in words.

use serde::Serialize;
use serde_json::Value;

use super::names;
use crate::{kernel::london, record::pages::capital, web::Page};

/// What stands for nothing.
const NOTHING: &str = "–";

/// The whole record in words.
#[derive(Serialize)]
pub struct Readable {
    name: String,
    made: String,
    sections: Vec<Part>,
}

/// One part of it.
#[derive(Serialize)]
struct Part {
    name: String,
    title: String,
    about: String,
    heads: Vec<String>,
    rows: Vec<Vec<String>>,
    /// A part that is one thing reads better line by line.
    pairs: Vec<Pair>,
}

#[derive(Serialize)]
struct Pair {
    key: String,
    value: String,
}

impl Page for Readable {
    const TEMPLATE: &'static str = "record/readable";
}

impl Readable {
    /// Draws the page from the record and the words of its schema.
    #[must_use]
    pub fn of(record: &Value) -> Self {
        let schema = super::schema();
        let section = |name: &str| Part::of(name, &schema["properties"][name], &record[name]);
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        Self {
            name: text(&record["registration"]["name"]),
            made: moment(&text(&record["file"]["made_at"])),
            sections: names(&schema).map(section).collect(),
        }
    }
}

impl Part {
    fn of(name: &str, about: &Value, part: &Value) -> Self {
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        let many = about["type"] == "array";
        let item = if many { &about["items"] } else { about };
        let fields = &item["properties"];
        let heads = names(item).map(|field| text(&fields[field]["title"])).collect();
        let row = |one: &Value| names(item).map(|field| words(&fields[field], &one[field])).collect();
        let rows: Vec<Vec<String>> =
            if many { part.as_array().into_iter().flatten().map(row).collect() } else { vec![row(part)] };
        let mut section = Self {
            name: name.to_owned(),
            title: text(&about["title"]),
            about: text(&about["description"]),
            heads,
            rows,
            pairs: vec![],
        };
        if !many {
            let (heads, rows) = (std::mem::take(&mut section.heads), std::mem::take(&mut section.rows));
            let pairs = heads.into_iter().zip(rows.into_iter().flatten());
            section.pairs = pairs.map(|(key, value)| Pair { key, value }).collect();
        }
        section
    }
}

/// A value as a reader says it, by what its schema knows of it.
fn words(schema: &Value, value: &Value) -> String {
    match value {
        Value::Null => NOTHING.to_owned(),
        Value::Bool(yes) => if *yes { "Yes" } else { "No" }.to_owned(),
        Value::Number(number) => number.to_string(),
        Value::String(text) if schema["format"] == "date-time" => moment(text),
        Value::String(text) if schema["format"] == "date" => text.parse().map_or_else(|_| text.clone(), london::day),
        Value::String(text) if schema["enum"].is_array() => capital(&text.replace('_', " ")),
        Value::String(text) => text.clone(),
        Value::Array(all) if all.is_empty() => NOTHING.to_owned(),
        Value::Array(all) => all.iter().map(|one| words(&schema["items"], one)).collect::<Vec<_>>().join("; "),
        Value::Object(fields) => {
            names(schema).filter_map(|name| fields.get(name)?.as_str()).collect::<Vec<_>>().join(" ")
        }
    }
}

fn moment(text: &str) -> String {
    text.parse().map_or_else(|_| text.to_owned(), london::moment)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn values_are_said_in_words() {
        let of = |schema: Value, value: Value| words(&schema, &value);
        assert_eq!(of(json!({}), json!(null)), NOTHING);
        assert_eq!(of(json!({}), json!(true)), "Yes");
        assert_eq!(of(json!({"format": "date"}), json!("2026-11-23")), "Monday 23 November 2026");
        assert_eq!(of(json!({"format": "date-time"}), json!("2026-06-01T09:00:00Z")), "Monday 1 June 2026, 10am");
        assert_eq!(of(json!({"enum": ["hot_debrief"]}), json!("hot_debrief")), "Hot debrief");
        assert_eq!(of(json!({}), json!("snake_case stays")), "snake_case stays");
        let pair = json!({"items": {"required": ["question", "answer"]}});
        assert_eq!(
            of(pair, json!([{"answer": "Well", "question": "How?"}, {"question": "And?", "answer": "So"}])),
            "How? Well; And? So"
        );
        assert_eq!(of(json!({"items": {}}), json!([])), NOTHING);
    }
}
