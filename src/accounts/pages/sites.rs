//! The organisation and its sites, for its service manager.

use serde::Serialize;

use crate::{
    kernel::ids::SiteId,
    organisations::{Organisation, Site},
    web::{
        Filled, Page,
        field::{ErrorSummary, Input},
    },
};

/// The organisation and its sites.
#[derive(Serialize)]
pub struct Sites {
    organisation: String,
    ods_code: String,
    sites: Vec<Line>,
}

#[derive(Serialize)]
struct Line {
    id: SiteId,
    name: String,
    ods_code: String,
}

/// The form that registers a site.
#[derive(Serialize)]
pub struct NewSite {
    errors: Option<ErrorSummary>,
    name: Input,
    ods_code: Input,
}

/// The form that gives a site another name.
#[derive(Serialize)]
pub struct EditSite {
    errors: Option<ErrorSummary>,
    id: SiteId,
    ods_code: String,
    name: Input,
}

impl Page for Sites {
    const TEMPLATE: &'static str = "accounts/sites";
}

impl Page for NewSite {
    const TEMPLATE: &'static str = "accounts/new_site";
}

impl Page for EditSite {
    const TEMPLATE: &'static str = "accounts/edit_site";
}

impl Sites {
    pub fn new(organisation: &Organisation, sites: Vec<Site>) -> Self {
        let line = |site: Site| Line { id: site.id, name: site.name, ods_code: site.ods_code.to_string() };
        Self {
            organisation: organisation.name.clone(),
            ods_code: organisation.ods_code.to_string(),
            sites: sites.into_iter().map(line).collect(),
        }
    }
}

impl NewSite {
    pub fn new(filled: &Filled) -> Self {
        Self {
            errors: filled.summary(),
            name: name(filled),
            ods_code: Input::new("ods_code", "ODS site code")
                .hint("3 to 10 letters and digits. For example, RXX01")
                .width(10)
                .value(filled.value("ods_code"))
                .error(filled.error("ods_code")),
        }
    }
}

impl EditSite {
    pub fn new(site: &Site, filled: &Filled) -> Self {
        Self { errors: filled.summary(), id: site.id, ods_code: site.ods_code.to_string(), name: name(filled) }
    }
}

fn name(filled: &Filled) -> Input {
    Input::new("name", "Name of the site").value(filled.value("name")).error(filled.error("name"))
}
