//! The templates, compiled once.

use handlebars::{Context, Handlebars, RenderError, TemplateError};

use super::Page;

#[derive(rust_embed::RustEmbed)]
#[folder = "templates"]
#[include = "*.hbs"]
struct Templates;

/// Every template of the service. A copy has nothing to compile.
#[derive(Clone)]
pub struct Views(Handlebars<'static>);

impl Views {
    /// Compiles the templates, once and for all.
    ///
    /// # Errors
    /// When one of them does not parse.
    pub fn load() -> Result<Self, Box<TemplateError>> {
        Self::compiled(false)
    }

    /// The same for somebody at work on them: in a development build every page reads its template again.
    ///
    /// # Errors
    /// When one of them does not parse.
    pub fn watched() -> Result<Self, Box<TemplateError>> {
        Self::compiled(cfg!(debug_assertions))
    }

    fn compiled(watched: bool) -> Result<Self, Box<TemplateError>> {
        let mut handlebars = Handlebars::new();
        // A page that names a value it was not given is our mistake, and must not look like an empty one.
        handlebars.set_strict_mode(true);
        // Before registering, or nothing is read again when it changes.
        handlebars.set_dev_mode(watched);
        super::helpers::register(&mut handlebars);
        handlebars.register_embed_templates_with_extension::<Templates>(".hbs").map_err(Box::new)?;
        Ok(Self(handlebars))
    }

    /// One page or message.
    ///
    /// # Errors
    /// When the template is not there or names a value it was not given.
    pub fn render(&self, template: &str, value: serde_json::Value) -> Result<String, RenderError> {
        self.0.render_with_context(template, &Context::from(value))
    }

    /// A page as a text to keep, without the layout around it.
    ///
    /// # Errors
    /// When the page cannot be rendered.
    pub fn text<P: Page>(&self, page: &P) -> Result<String, Box<dyn std::error::Error + Send + Sync>> {
        Ok(self.render(P::TEMPLATE, serde_json::to_value(page)?)?)
    }

    /// The names of all templates.
    #[must_use]
    pub fn names(&self) -> Vec<String> {
        Templates::iter().map(|file| file.trim_end_matches(".hbs").to_owned()).collect()
    }
}
