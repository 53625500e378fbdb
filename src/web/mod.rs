//! Floor 2: Rocket without a domain: pages, forms, errors, headers and what the layout needs.
//!
//! It decides every status code and every header once. It knows no person, team or session; slices
//! above hand it finished pages.

mod accessibility;
pub mod assets;
mod calendar;
mod catchers;
pub mod chrome;
mod csrf;
mod download;
mod error;
pub mod field;
pub mod form;
mod headers;
pub mod helpers;
mod network;
mod page;
mod params;
mod rates;
mod upload;
mod urgent;
mod views;

use std::sync::Arc;

use rocket::fairing::AdHoc;

use crate::kernel::Line;
pub use calendar::{CalendarFeed, CalendarFile};
pub use chrome::{Chrome, Visitor};
pub use csrf::{BadAddress, PublicAddress};
pub use download::{Csv, Workbook, Zip};
pub use error::{Answer, Error, Result};
pub use form::{Filled, Parse, Posted, Reader};
pub use network::{NotProxies, TrustedProxies};
pub use page::{Page, Shown};
pub use rates::{Guess, Limits, Rates};
pub use upload::{File, Uploaded};
pub use views::Views;

/// What every page is told about the service it belongs to.
#[derive(Clone, Debug)]
pub struct Site {
    /// The address people reach the service at.
    pub address: PublicAddress,
    /// Whether this is the demonstration, with invented people, so that every page says so.
    pub demonstration: bool,
    /// How people reach whoever looks after the service; nobody has said when there is none.
    pub contact: Option<Line>,
}

/// Mounts the floor: headers, the limits of how often, the check against forged forms, static files, error pages,
/// urgent help, the accessibility statement.
#[must_use]
pub fn stage(site: Site, views: Views, limits: Limits) -> AdHoc {
    AdHoc::on_ignite("web", move |rocket| async move {
        let rates = Arc::new(Rates::new(&limits));
        rocket
            .attach(headers::Headers { secure: site.address.is_secure() })
            .attach(Arc::clone(&rates))
            .manage(rates)
            .attach(csrf::ForgedForms::new(&site.address))
            .manage(site)
            .manage(views)
            .mount("/", assets::routes())
            .mount("/", rocket::routes![urgent::show, accessibility::show, csrf::refused, rates::refused])
            .register("/", catchers::all())
    })
}
