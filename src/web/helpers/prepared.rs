//! What every form component works out before it draws: which ids go with which, whether there
//! is an error, and whether a label or legend is also the page's heading.

use handlebars::{Helper, JsonRender};
use serde_json::{Map, Value as Json, json};

use super::{argument, dates, has_content, part, truthy};

/// `(nhs-field this id=.. describedBy=..)`: the parameters with their label, hint and error
/// message tied to the control by id.
pub fn field(h: &Helper<'_>) -> Json {
    let mut params = part(argument(h, 0));
    let given = |key| h.hash_get(key).map_or(String::new(), |value| value.value().render());
    let (id, mut described) = (given("id"), vec![given("describedBy")]);
    let alone = params.get("errorMessage") == Some(&json!(true));
    let mut failed = alone || dates::any_failed(argument(h, 0));
    for (key, suffix) in [("hint", "hint"), ("errorMessage", "error")] {
        let mut note = part(params.get(key).unwrap_or(&Json::Null));
        if !alone || key == "hint" {
            params.remove(key);
        }
        if has_content(&note) {
            let note_id = note.entry("id").or_insert_with(|| json!(format!("{id}-{suffix}")));
            described.push(note_id.render());
            failed |= key == "errorMessage";
            params.insert(key.to_owned(), Json::Object(note));
        }
    }
    let mut label = part(params.get("label").unwrap_or(&Json::Null));
    label.entry("for").or_insert_with(|| json!(id));
    described.retain(|id| !id.is_empty());
    params.insert("label".to_owned(), Json::Object(label));
    if !id.is_empty() {
        params.insert("id".to_owned(), json!(id));
    }
    params.insert("hasError".to_owned(), json!(failed));
    params.insert("describedBy".to_owned(), json!(described.join(" ")));
    Json::Object(params)
}

/// `(nhs-headed this)`: a label's or legend's parameters, with what belongs to the heading that
/// may stand around its words sorted out, and its caption filed under where it goes.
pub fn headed(h: &Helper<'_>) -> Json {
    let mut params = part(argument(h, 0));
    let get = |map: &Map<String, Json>, key: &str| map.get(key).filter(|v| !v.is_null()).cloned();
    let wanted = get(&params, "heading").unwrap_or_default();
    let page = get(&params, "isPageHeading").unwrap_or_default();
    let has_heading = (truthy(&page) && wanted != json!(false)) || (page != json!(false) && truthy(&wanted));
    let heading = part(&wanted);
    for key in ["text", "html", "visuallyHiddenText", "caption", "size"] {
        let (own, headings) = (get(&params, key), get(&heading, key));
        let chosen = match key {
            _ if has_heading => headings.or(own),
            "text" | "html" => own.or(headings),
            _ => own,
        };
        params.insert(key.to_owned(), chosen.unwrap_or_default());
    }
    let mut caption = part(&params["caption"]);
    if has_content(&caption) {
        caption.entry("size").or_insert_with(|| params["size"].clone());
        let place = get(&caption, "placement").map_or("start".to_owned(), |p| p.render());
        params.insert("captions".to_owned(), json!({ place: caption }));
    }
    params.insert("hasHeading".to_owned(), json!(has_heading));
    params.insert("heading".to_owned(), Json::Object(heading));
    Json::Object(params)
}
