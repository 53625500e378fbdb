//! The inputs of a date: three by default, each a text input of its own with the group's error.

use handlebars::JsonRender;
use serde_json::{Map, Value as Json, json};

use super::{has_content, part, truthy};

const UNITS: [(&str, u8); 3] = [("day", 2), ("month", 2), ("year", 4)];
const ERROR_CLASS: &str = "nhsuk-input--error";
const PASSED_ON: [&str; 9] = [
    "prefix",
    "suffix",
    "spellcheck",
    "autocomplete",
    "autocapitalize",
    "pattern",
    "describedBy",
    "type",
    "attributes",
];

/// The parameters of one input for each item of the date.
pub fn prepared(params: &Json) -> Json {
    let items = items(params);
    let any_failed = items.iter().any(marked);
    let error = &params["errorMessage"];
    let group_failed = *error == json!(true) || has_content(&part(error));
    let inputs = items.iter().filter(|item| item.is_object()).map(|item| {
        let failed = item["error"] != json!(false) && group_failed && !any_failed;
        input(params, item, failed || marked(item))
    });
    inputs.collect()
}

/// Whether any of a date's own inputs is marked, so that the group is drawn as failed too.
pub fn any_failed(params: &Json) -> bool {
    items(params).iter().any(marked)
}

fn items(params: &Json) -> Vec<Json> {
    let given = params["items"].as_array().filter(|items| !items.is_empty()).cloned();
    given.unwrap_or_else(|| UNITS.map(|(unit, _)| named(params, unit)).to_vec())
}

/// A unit's own parameters; false leaves the unit out, as for a birthday without its year.
fn named(params: &Json, unit: &str) -> Json {
    if params[unit] == json!(false) {
        return Json::Null;
    }
    let mut item = part(&params[unit]);
    item.entry("name").or_insert(json!(unit));
    Json::Object(item)
}

fn marked(item: &Json) -> bool {
    truthy(&item["error"]) || item["classes"].render().contains(ERROR_CLASS)
}

fn input(params: &Json, item: &Json, failed: bool) -> Json {
    let name = item["name"].render();
    let unit = UNITS.iter().find(|(unit, _)| name == *unit || item["name"] == params[*unit]["name"]);
    let own = |key: &str| Some(item[key].clone()).filter(|value| !value.is_null());
    let unit_value = || unit.map(|(unit, _)| params[*unit]["value"].clone()).filter(|v| !v.is_null());
    let classes = format!("nhsuk-date-input__input {}", item["classes"].render());
    let mut input = Map::new();
    for key in PASSED_ON {
        input.extend(own(key).map(|value| (key.to_owned(), value)));
    }
    let prefix = &params["namePrefix"];
    let full = if truthy(prefix) { format!("{}[{name}]", prefix.render()) } else { name.clone() };
    let id = own("id").unwrap_or_else(|| json!(format!("{}-{name}", params["id"].render())));
    for (key, value) in [
        ("label", label(&item["label"], &name)),
        ("id", id),
        ("name", json!(full)),
        ("value", own("value").or_else(unit_value).unwrap_or_else(|| params["values"][&name].clone())),
        ("width", own("width").unwrap_or_else(|| json!(unit.map_or(2, |(_, width)| *width)))),
        ("inputmode", own("inputmode").unwrap_or_else(|| json!("numeric"))),
        ("disabled", own("disabled").unwrap_or_else(|| params["disabled"].clone())),
        ("classes", json!(classes.trim())),
        ("errorMessage", json!(failed && !item["classes"].render().contains(ERROR_CLASS))),
    ] {
        input.insert(key.to_owned(), value);
    }
    Json::Object(input)
}

fn label(given: &Json, name: &str) -> Json {
    let mut label = part(given);
    let mut letters = name.chars();
    let capital: String = letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect();
    label.entry("text").or_insert(json!(capital));
    let own = label.get("classes").map_or(String::new(), JsonRender::render);
    label.insert("classes".to_owned(), json!(format!("nhsuk-date-input__label {own}").trim()));
    Json::Object(label)
}
