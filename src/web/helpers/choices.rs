//! The items of radios, checkboxes and selects: which is chosen, and which ids belong together.

use handlebars::JsonRender;
use serde_json::{Map, Value as Json, json};

use super::{has_content, part, truthy};

fn items(params: &Json) -> impl Iterator<Item = (usize, Map<String, Json>)> {
    let items = params["items"].as_array().into_iter().flatten().enumerate();
    items.filter(|(_, item)| item.is_object()).map(|(index, item)| (index, part(item)))
}

/// The component compares loosely, so that a number and its text are the same choice.
fn same(a: &Json, b: &Json) -> bool {
    !a.is_null() && !b.is_null() && a.render() == b.render()
}

/// Whether an item is chosen: by itself, or by the component's value unless it says it is not.
fn chosen(item: &Map<String, Json>, flag: &str, by_value: bool) -> Json {
    let own = item.get(flag).unwrap_or(&Json::Null);
    json!(truthy(own) || (by_value && *own != json!(false)))
}

/// Items of radios or checkboxes; `kind` in the parameters says which.
pub fn prepared(params: &Json) -> Json {
    if !params["items"].is_array() {
        return Json::Null; // strict mode refuses to go through it, so a misspelt field shows
    }
    let kind = params["kind"].render();
    let prepared = items(params).map(|(index, mut item)| {
        // The first has no number, so that an error summary can link to it by the field's name.
        let number = if index == 0 { String::new() } else { format!("-{}", index + 1) };
        let plain_id = json!(format!("{}{number}", params["id"].render()));
        let id = item.entry("id").or_insert(plain_id).clone();
        let mut label = part(item.get("label").unwrap_or(&Json::Null));
        for key in ["text", "html"] {
            if let (None, Some(own)) = (label.get(key), item.get(key)) {
                label.insert(key.to_owned(), own.clone());
            }
        }
        label.insert("for".to_owned(), id.clone());
        style(&mut label, &format!("nhsuk-{kind}__label"));
        item.insert("label".to_owned(), Json::Object(label));

        let mut described = vec![];
        if kind == "checkboxes" && params["fieldset"].is_null() {
            described.push(params["describedBy"].render());
        }
        let mut hint = part(item.get("hint").unwrap_or(&Json::Null));
        item.remove("hint");
        if has_content(&hint) {
            let hint_id = json!(format!("{}-item-hint", id.render()));
            described.push(hint.entry("id").or_insert(hint_id).render());
            style(&mut hint, &format!("nhsuk-{kind}__hint"));
            item.insert("hint".to_owned(), Json::Object(hint));
        }
        described.retain(|id| !id.is_empty());
        item.insert("describedBy".to_owned(), json!(described.join(" ")));

        let value = item.get("value").unwrap_or(&Json::Null);
        let listed = params["values"].as_array().is_some_and(|all| all.iter().any(|v| same(v, value)));
        let by_value = (truthy(&params["value"]) && same(&params["value"], value)) || listed;
        item.insert("checked".to_owned(), chosen(&item, "checked", by_value));
        let own = item.get("disabled").cloned().unwrap_or_default();
        let off = truthy(&own) || (own != json!(false) && truthy(&params["disabled"]));
        item.insert("disabled".to_owned(), json!(off));
        if let (None, Some(name)) = (item.get("name"), params.get("name")) {
            item.insert("name".to_owned(), name.clone());
        }
        item.insert("kind".to_owned(), json!(kind));
        item.insert("type".to_owned(), params["type"].clone());
        Json::Object(item)
    });
    prepared.collect()
}

/// Options of a select: one without a value counts by its text, as it does in a browser.
pub fn options(params: &Json) -> Json {
    if !params["items"].is_array() {
        return Json::Null;
    }
    let prepared = items(params).map(|(_, mut item)| {
        let value = item.get("value").or_else(|| item.get("text")).unwrap_or(&Json::Null);
        let by_value = truthy(&params["value"]) && same(&params["value"], value);
        item.insert("selected".to_owned(), chosen(&item, "selected", by_value));
        Json::Object(item)
    });
    prepared.collect()
}

fn style(part: &mut Map<String, Json>, class: &str) {
    let own = part.get("classes").filter(|own| truthy(own)).map(JsonRender::render);
    let classes = own.map_or_else(|| class.to_owned(), |own| format!("{class} {own}"));
    part.insert("classes".to_owned(), json!(classes));
}
