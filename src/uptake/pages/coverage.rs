//! Coverage: what the organisation does for its teams and librarians, by specialty and by site.

use serde::Serialize;

use crate::{
    accounts::Member,
    kernel::{Now, london},
    privacy::{Item, Words},
    uptake::duties::{gathering::Counts, pages::Table},
    web::Page,
};

/// The figures that the staff ratio policy asks employers to allocate embedded posts by (FACTS 1.3), and the other
/// duties that have a place.
#[derive(Serialize)]
pub struct Coverage {
    organisation: String,
    today: String,
    specialties: Option<Table>,
    sites: Option<Table>,
    who: Words,
}

impl Page for Coverage {
    const TEMPLATE: &'static str = "uptake/coverage";
}

impl Coverage {
    pub fn new(by: &Member, counts: &Counts, now: Now) -> Self {
        let (specialties, sites) = (&counts.specialties, &counts.sites);
        Self {
            organisation: by.organisation_name.clone(),
            today: london::day(now.today()),
            specialties: (!specialties.is_empty())
                .then(|| Table::of_parts("By specialty (treatment function)", "Specialty", specialties)),
            sites: (!sites.is_empty()).then(|| Table::of_parts("By site", "Site", sites)),
            who: by.words(Item::Placement),
        }
    }
}
