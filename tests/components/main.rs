//! The component partials: drawn as the design system draws them, and fed by our own fields.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod calls;
mod fields;
mod fixtures;
mod markup;

use alongside::web::helpers;
use handlebars::Handlebars;

#[derive(rust_embed::RustEmbed)]
#[folder = "templates"]
#[include = "nhs/*.hbs"]
struct Templates;

/// A registry as the service has it: strict.
fn registry() -> Handlebars<'static> {
    let mut h = Handlebars::new();
    h.set_strict_mode(true);
    helpers::register(&mut h);
    h.register_embed_templates_with_extension::<Templates>(".hbs").unwrap();
    h
}
