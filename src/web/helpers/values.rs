//! Small choices that templates make between the parameters they were given.

use handlebars::{Helper, JsonRender, PathAndJson};
use serde_json::{Value as Json, json};

use super::{argument, part, truthy};

/// The first argument that fits: `nhs-first` wants one that says something, `nhs-default` any.
pub fn first(h: &Helper<'_>, fits: fn(&Json) -> bool) -> Json {
    h.params().iter().map(PathAndJson::value).find(|v| fits(v)).cloned().unwrap_or_default()
}

/// `(nhs-if condition yes no)`.
pub fn either(h: &Helper<'_>) -> Json {
    argument(h, if truthy(argument(h, 0)) { 1 } else { 2 }).clone()
}

/// `(nhs-is value one other ..)`: without the loose comparison that would take `false` for none.
pub fn is_among(h: &Helper<'_>) -> Json {
    json!(h.params().iter().skip(1).any(|p| p.value() == argument(h, 0)))
}

/// `(nhs-join a b ..)`: one text of them all.
pub fn joined(h: &Helper<'_>) -> Json {
    Json::String(h.params().iter().map(|p| p.value().render()).collect())
}

/// `(nhs-mentions text word)`.
pub fn mentions(h: &Helper<'_>) -> Json {
    json!(argument(h, 0).render().contains(&argument(h, 1).render()))
}

/// `(nhs-params key=value ..)` and `(nhs-extend base key=value ..)`: a component's parameters,
/// where null leaves what the base has.
pub fn extended(base: &Json, h: &Helper<'_>) -> Json {
    let mut map = part(base);
    for (key, value) in h.hash() {
        if !value.value().is_null() {
            map.insert((*key).to_owned(), value.value().clone());
        }
    }
    Json::Object(map)
}

/// `(nhs-classes a b ..)`: those that say something, as one class attribute.
pub fn classes(h: &Helper<'_>) -> Json {
    let words = h.params().iter().map(PathAndJson::value).filter(|v| truthy(v));
    Json::String(words.map(JsonRender::render).collect::<Vec<_>>().join(" "))
}

/// `(nhs-variant classes prefix value "allowed values")`: the class for a variant, unless the
/// caller's own classes already settle it.
pub fn variant(h: &Helper<'_>) -> Json {
    let [classes, prefix, value, allowed] = [0, 1, 2, 3].map(|i| argument(h, i).render());
    let mut allowed = allowed.split(' ').map(|name| format!("{prefix}{name}"));
    let wanted = format!("{prefix}{value}");
    let settled = allowed.clone().any(|class| classes.contains(&class));
    if allowed.any(|class| class == wanted) && !settled { json!(wanted) } else { Json::Null }
}
