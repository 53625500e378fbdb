//! Everything about somebody as one file for them to keep: `record.json`, the schema that says what each part of it
//! means, and the same to read as a page.
//!
//! The schema is the one list of parts and of their words: the page in the file and the page before it are drawn from
//! it, so that nothing can be given without being explained. A test reads the database's own schema and fails when a
//! column that names a person is neither in the file nor among the exceptions with their reasons.

mod archive;
mod check_ins;
mod gathered;
mod readable;

use serde::Serialize;
use serde_json::Value;

pub use archive::packed;
pub use gathered::gather;
pub use readable::Readable;

/// The schema of `record.json`, which stands beside it in the file (JSON Schema, draft 2020-12).
pub const SCHEMA: &str = include_str!("record.schema.json");

/// One part of the file, in words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Section {
    name: String,
    title: String,
    about: String,
}

/// The parts of the file, in the order in which they are read.
#[must_use]
pub fn sections() -> Vec<Section> {
    let schema = schema();
    let words = |part: &Value, of| part[of].as_str().unwrap_or_default().to_owned();
    let section = |name: &str| {
        let part = &schema["properties"][name];
        Section { name: name.to_owned(), title: words(part, "title"), about: words(part, "description") }
    };
    names(&schema).map(section).collect()
}

fn schema() -> Value {
    serde_json::from_str(SCHEMA).expect("the schema is JSON: a test validates a record against it")
}

/// The properties of an object in the order in which its schema asks for them: every one is required.
fn names(object: &Value) -> impl Iterator<Item = &str> {
    object["required"].as_array().into_iter().flatten().filter_map(Value::as_str)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_part_and_every_field_has_its_words() {
        let schema = schema();
        let (mut unworded, mut fields) = (Vec::new(), 0);
        for name in names(&schema) {
            let part = &schema["properties"][name];
            if part["title"].as_str().is_none() || part["description"].as_str().is_none() {
                unworded.push(name.to_owned());
            }
            let item = if part["type"] == "array" { &part["items"] } else { part };
            let properties = item["properties"].as_object().expect("a part is made of fields");
            assert_eq!(names(item).count(), properties.len(), "{name} does not ask for all of its fields");
            assert_eq!(item["additionalProperties"], false, "{name} lets anything in");
            for (field, about) in properties {
                fields += 1;
                if about["title"].as_str().is_none() {
                    unworded.push(format!("{name}.{field}"));
                }
            }
        }
        assert_eq!(unworded, Vec::<String>::new());
        assert!(sections().len() > 20 && fields > 80, "{} parts, {fields} fields", sections().len());
    }
}
