//! The rows of a summary list: which have something to do beside them, and which keep a border.

use serde_json::{Value as Json, json};

use super::part;

/// The rows, each with its one action as `only` or its list of them as `several`.
pub fn prepared(params: &Json) -> Json {
    if !params["rows"].is_array() {
        return Json::Null; // strict mode refuses to go through it, so a misspelt list shows
    }
    let rows: Vec<&Json> = params["rows"].as_array().into_iter().flatten().filter(|row| row.is_object()).collect();
    let any_actions = rows.iter().any(|row| row["actions"]["items"].as_array().is_some_and(|all| !all.is_empty()));
    let last = rows.len().saturating_sub(1);
    let own = params["classes"].as_str().unwrap_or_default();
    let borderless = ["nhsuk-summary-list--no-border", "nhsuk-summary-list--no-last-row-border"];
    let settled = borderless.iter().any(|class| own.contains(class));
    let prepared = rows.iter().enumerate().map(|(index, given)| {
        let mut row = part(given);
        let actions = actions(&given["actions"]);
        row.insert("lacksActions".to_owned(), json!(any_actions && actions.is_empty()));
        match actions.as_slice() {
            [] => None,
            [only] => row.insert("only".to_owned(), only.clone()),
            _ => row.insert("several".to_owned(), json!(actions)),
        };
        row.remove("actions");
        if settled || (index == last && params["lastRowBorder"] == json!(false)) {
            row.remove("border");
        }
        Json::Object(row)
    });
    prepared.collect()
}

/// Actions come as a list, or as parameters with a list of items.
fn actions(given: &Json) -> Vec<Json> {
    let list = given.as_array().or_else(|| given["items"].as_array());
    list.into_iter().flatten().filter(|action| action.is_object()).cloned().collect()
}
