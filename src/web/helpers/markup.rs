//! Attributes and words as they stand in the page, escaped once.

use handlebars::{Helper, JsonRender, html_escape};
use serde_json::Value as Json;

use super::{part, truthy};

/// `{{nhs-attr id=this.id disabled=this.disabled}}`: null and false leave an attribute out and
/// true leaves it bare, as HTML has them.
pub fn attr(h: &Helper<'_>) -> String {
    let pairs = h.hash().iter().map(|(name, value)| match value.value() {
        Json::Null | Json::Bool(false) => String::new(),
        Json::Bool(true) => format!(" {name}"),
        value => format!(" {name}=\"{}\"", html_escape(&value.render())),
    });
    pairs.collect()
}

/// `{{nhs-attributes this.attributes}}`: those that a caller adds to a component.
pub fn attributes(given: &Json) -> String {
    let pairs = given
        .as_object()
        .into_iter()
        .flatten()
        .map(|(name, value)| format!(" {}=\"{}\"", html_escape(name), html_escape(&value.render())));
    pairs.collect()
}

/// A part's `html` as it is, or its `text` escaped. Neither is a mistake in a page, such as a
/// misspelt key, which strict mode cannot see from outside a helper.
pub fn content(given: &Json) -> Option<String> {
    let part = part(given);
    if let Some(html) = part.get("html").filter(|html| truthy(html)) {
        return Some(html.render().trim().to_owned());
    }
    let text = part.get("text").filter(|text| !text.is_null())?;
    Some(html_escape(text.render().trim()))
}
