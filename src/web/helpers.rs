//! What the component partials need beyond plain Handlebars. Every name carries a hyphen,
//! because a page's own key named like a helper would silently call the helper instead.
//!
//! Strict mode reports `{{missing}}` but hands a helper's missing argument over as null, so
//! optional parameters always reach the page through one of these.

mod choices;
mod dates;
mod markup;
mod prepared;
mod rows;
mod values;

use handlebars::{
    Context, Handlebars, Helper, HelperDef, HelperResult, JsonRender, Output, RenderContext, RenderError,
    RenderErrorReason, ScopedJson, html_escape,
};
use serde_json::{Map, Value as Json, json};

use super::assets;

/// Teaches a registry the helpers that the templates under `nhs/` and the layout call.
pub fn register(h: &mut Handlebars<'_>) {
    h.register_helper("asset-href", Box::new(AssetHref));
    let values: [(&str, Value); 16] = [
        ("nhs-choices", Value(|h| choices::prepared(argument(h, 0)))),
        ("nhs-classes", Value(values::classes)),
        ("nhs-dates", Value(|h| dates::prepared(argument(h, 0)))),
        ("nhs-default", Value(|h| values::first(h, |value| !value.is_null()))),
        ("nhs-extend", Value(|h| values::extended(argument(h, 0), h))),
        ("nhs-field", Value(prepared::field)),
        ("nhs-first", Value(|h| values::first(h, truthy))),
        ("nhs-headed", Value(prepared::headed)),
        ("nhs-if", Value(values::either)),
        ("nhs-is", Value(values::is_among)),
        ("nhs-join", Value(values::joined)),
        ("nhs-mentions", Value(values::mentions)),
        ("nhs-options", Value(|h| choices::options(argument(h, 0)))),
        ("nhs-params", Value(|h| values::extended(&Json::Null, h))),
        ("nhs-rows", Value(|h| rows::prepared(argument(h, 0)))),
        ("nhs-variant", Value(values::variant)),
    ];
    for (name, value) in values {
        h.register_helper(name, Box::new(value));
    }
    let words: [(&str, Markup); 4] = [
        ("nhs-attr", Markup(|h| Some(markup::attr(h)))),
        ("nhs-attributes", Markup(|h| Some(markup::attributes(argument(h, 0))))),
        ("nhs-content", Markup(|h| markup::content(argument(h, 0)))),
        ("nhs-verbatim", Markup(|h| Some(html_escape(&argument(h, 0).render())))),
    ];
    for (name, write) in words {
        h.register_helper(name, Box::new(write));
    }
}

/// A helper that gives a value, to be printed escaped or passed on.
struct Value(fn(&Helper<'_>) -> Json);

impl HelperDef for Value {
    fn call_inner<'reg: 'rc, 'rc>(
        &self,
        h: &Helper<'rc>,
        _: &'reg Handlebars<'reg>,
        _: &'rc Context,
        _: &mut RenderContext<'reg, 'rc>,
    ) -> Result<ScopedJson<'rc>, RenderError> {
        Ok(ScopedJson::Derived((self.0)(h)))
    }
}

/// A helper that writes markup as it is. It also escapes the indenting of partials, which
/// would otherwise add spaces to every line of what someone typed into a textarea.
struct Markup(fn(&Helper<'_>) -> Option<String>);

impl HelperDef for Markup {
    fn call<'reg: 'rc, 'rc>(
        &self,
        h: &Helper<'rc>,
        _: &'reg Handlebars<'reg>,
        _: &'rc Context,
        _: &mut RenderContext<'reg, 'rc>,
        out: &mut dyn Output,
    ) -> HelperResult {
        let strict = || RenderErrorReason::Other(format!("{} was given no words", h.name()));
        Ok(out.write(&(self.0)(h).ok_or_else(strict)?)?)
    }
}

/// `{{asset-href "app.css"}}`: a name that was not built in fails the page's test, not a reader.
struct AssetHref;

impl HelperDef for AssetHref {
    fn call_inner<'reg: 'rc, 'rc>(
        &self,
        h: &Helper<'rc>,
        _: &'reg Handlebars<'reg>,
        _: &'rc Context,
        _: &mut RenderContext<'reg, 'rc>,
    ) -> Result<ScopedJson<'rc>, RenderError> {
        let name = argument(h, 0).render();
        let url = assets::named(&name).ok_or_else(|| RenderErrorReason::Other(format!("no asset is called {name}")))?;
        Ok(ScopedJson::Derived(json!(url)))
    }
}

fn argument<'a>(h: &'a Helper<'_>, index: usize) -> &'a Json {
    h.param(index).map_or(&Json::Null, |param| param.value())
}

/// As Nunjucks has it: an empty list or object counts as something.
fn truthy(value: &Json) -> bool {
    match value {
        Json::Null => false,
        Json::Bool(yes) => *yes,
        Json::Number(number) => number.as_f64() != Some(0.0),
        Json::String(text) => !text.is_empty(),
        Json::Array(_) | Json::Object(_) => true,
    }
}

/// A component's part may be given as plain text or as parameters; here it becomes the latter.
fn part(value: &Json) -> Map<String, Json> {
    match value {
        Json::Object(map) => map.clone(),
        Json::String(text) => Map::from_iter([("text".to_owned(), json!(text))]),
        _ => Map::new(),
    }
}

fn has_content(part: &Map<String, Json>) -> bool {
    ["text", "html"].iter().any(|key| part.get(*key).is_some_and(truthy))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rendered(template: &str, context: &Json) -> String {
        let mut h = Handlebars::new();
        h.set_strict_mode(true);
        register(&mut h);
        h.render_template(template, context).unwrap()
    }

    #[test]
    fn attributes_are_escaped_and_left_out_or_bare_as_html_has_them() {
        let context = json!({ "name": "a\"b", "off": false, "on": true, "none": null });
        let template = "<i{{nhs-attr a=name b=off c=on d=none e=missing aria-label=\"x\"}}>";
        assert_eq!(rendered(template, &context), "<i a=\"a&quot;b\" aria-label=\"x\" c>");
        let context = json!({ "extra": { "data-x": "<", "data-y": 2 } });
        let template = "<i{{nhs-attributes extra}}{{nhs-attributes missing}}>";
        assert_eq!(rendered(template, &context), "<i data-x=\"&lt;\" data-y=\"2\">");
    }

    #[test]
    fn the_first_that_says_something_wins() {
        let context = json!({ "empty": "", "word": "b" });
        assert_eq!(rendered("{{nhs-first missing empty word}}", &context), "b");
        assert_eq!(rendered("[{{nhs-default missing empty word}}]", &context), "[]");
        assert_eq!(rendered("{{nhs-if missing \"a\" word}}", &context), "b");
        assert_eq!(rendered("{{nhs-is word \"a\" \"b\"}}", &context), "true");
        assert_eq!(rendered("{{nhs-join word \"-\" 2 missing}}", &context), "b-2");
    }

    #[test]
    fn a_variant_gives_way_to_the_callers_own_class() {
        let template = "{{nhs-classes \"tag\" (nhs-variant own \"tag--\" colour \"red blue\") own}}";
        let tried = |own: &str, colour: &str| rendered(template, &json!({ "own": own, "colour": colour }));
        assert_eq!(tried("", "red"), "tag tag--red");
        assert_eq!(tried("wide", "red"), "tag tag--red wide");
        assert_eq!(tried("tag--blue", "red"), "tag tag--blue");
        assert_eq!(tried("", "mauve"), "tag");
    }

    #[test]
    fn text_is_escaped_and_html_is_not() {
        let context = json!({ "plain": "<b>", "html": { "html": "<b>" }, "lines": " <\n x" });
        assert_eq!(rendered("{{nhs-content plain}}", &context), "&lt;b&gt;");
        assert_eq!(rendered("{{nhs-content html}}", &context), "<b>");
        assert_eq!(rendered("{{nhs-verbatim lines}}", &context), " &lt;\n x");
    }

    #[test]
    fn a_part_without_words_fails_the_page() {
        let mut h = Handlebars::new();
        register(&mut h);
        for part in ["missing", "(nhs-params id=1)"] {
            let failed = h.render_template(&format!("{{{{nhs-content {part}}}}}"), &json!({}));
            assert!(failed.is_err_and(|e| e.to_string().contains("no words")), "{part}");
        }
    }

    #[test]
    fn parameters_can_be_made_and_extended_in_a_template() {
        let context = json!({ "label": "Name", "old": { "text": "a", "id": "i" } });
        let template = "{{#with (nhs-extend label for=\"n\")}}{{this.text}} {{this.for}}{{/with}}";
        assert_eq!(rendered(template, &context), "Name n");
        let template = "{{#with (nhs-extend old text=\"b\" id=missing)}}{{this.text}}{{this.id}}{{/with}}";
        assert_eq!(rendered(template, &context), "bi");
        let template = "{{#with (nhs-params a=label b=missing)}}{{this.a}}{{#if this.b}}!{{/if}}{{/with}}";
        assert_eq!(rendered(template, &context), "Name");
    }

    #[test]
    fn an_asset_is_named_or_the_page_fails() {
        assert_eq!(rendered("{{asset-href \"app.js\"}}", &json!({})), assets::href("app.js"));
        let mut h = Handlebars::new();
        register(&mut h);
        assert!(h.render_template("{{asset-href \"lost.js\"}}", &json!({})).is_err());
    }
}
