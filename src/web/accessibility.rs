//! The accessibility statement, which the Public Sector Bodies (Websites and Mobile Applications) (No. 2) Accessibility
//! Regulations 2018 ask of whoever runs a service like this for the NHS, in the order of the government's model.

use rocket::{State, get};
use serde::Serialize;

use super::{Page, Shown, Site};

/// What works for whom, what does not, and whom to tell.
#[derive(Serialize)]
pub struct Accessibility {
    address: String,
    contact: Option<String>,
}

impl Page for Accessibility {
    const TEMPLATE: &'static str = "web/accessibility";
}

/// The page that every page's foot leads to.
#[get("/accessibility")]
pub fn show(site: &State<Site>) -> Shown {
    Accessibility { address: site.address.origin(), contact: site.contact.as_ref().map(ToString::to_string) }.show()
}
