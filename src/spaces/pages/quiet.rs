//! The quiet places, as anybody sees them.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::{
    kernel::{Now, ids::SpaceId},
    spaces::{
        Space,
        forms::{Asked, YES},
    },
    web::{
        Page,
        field::{Checkboxes, Choice, Select},
    },
};

/// The spaces that somebody asked for.
#[derive(Serialize)]
pub struct QuietPlaces {
    site: Select,
    open: Checkboxes,
    heading: String,
    narrowed: bool,
    spaces: Vec<Listed>,
}

/// One space in full.
#[derive(Serialize)]
pub struct QuietPlace {
    title: String,
    space: Listed,
    staffed: Vec<String>,
    unstaffed: Vec<String>,
    way_in: Option<String>,
    managed_by: String,
}

#[derive(Serialize)]
struct Listed {
    id: SpaceId,
    name: String,
    site: String,
    organisation: String,
    how_to_find: String,
    capacity: i64,
    alone: bool,
    uses: String,
    step_free: bool,
    opening: String,
    open: bool,
    closed: bool,
    /// How to get in at this moment, when it is open and nobody staffs it.
    way_in_now: Option<String>,
}

impl Page for QuietPlaces {
    const TEMPLATE: &'static str = "spaces/quiet_places";
}

impl Page for QuietPlace {
    const TEMPLATE: &'static str = "spaces/quiet_place";
}

impl QuietPlaces {
    /// `spaces` are all that there are: the page narrows them down itself, and offers the sites that have one.
    pub fn new(asked: Asked, spaces: &[Space], now: Now) -> Self {
        let wanted = |space: &&Space| {
            asked.site.is_none_or(|site| site == space.site_id) && (!asked.open || space.opening(now).is_open_now())
        };
        let found: Vec<_> = spaces.iter().filter(wanted).map(|space| Listed::new(space, now)).collect();
        let tick = vec![Choice::new(YES, "Open now")];
        Self {
            site: site(asked, spaces),
            open: Checkboxes::new("open", "When", tick).size("s").values(asked.open.then_some(YES)),
            heading: heading(found.len()),
            narrowed: asked != Asked::default(),
            spaces: found,
        }
    }
}

impl QuietPlace {
    pub fn new(space: &Space, now: Now) -> Self {
        Self {
            title: space.name.clone(),
            space: Listed::new(space, now),
            staffed: space.staffed_hours.described(now.0),
            unstaffed: space.unstaffed_hours.described(now.0),
            way_in: space.way_in.clone(),
            managed_by: space.managed_by.clone(),
        }
    }
}

impl Listed {
    fn new(space: &Space, now: Now) -> Self {
        let opening = space.opening(now);
        let uses: Vec<_> = space.uses.named().into_iter().filter(|named| named.0).map(|named| named.2).collect();
        let open = opening.is_open_now() && !space.closed;
        Self {
            id: space.id,
            name: space.name.clone(),
            site: space.site.clone(),
            organisation: space.organisation.clone(),
            how_to_find: space.how_to_find.clone(),
            capacity: space.capacity,
            alone: space.capacity == 1,
            uses: uses.join("; "),
            step_free: space.step_free,
            opening: opening.words(now.0),
            open,
            closed: space.closed,
            way_in_now: space.way_in.clone().filter(|_| open && !space.is_staffed(now)),
        }
    }
}

/// The sites that have a space, by name; with their organisation where there are several.
fn site(asked: Asked, spaces: &[Space]) -> Select {
    let several = spaces.iter().any(|space| space.organisation_id != spaces[0].organisation_id);
    let named = |space: &Space| {
        let name = if several { format!("{}, {}", space.site, space.organisation) } else { space.site.clone() };
        (name, space.site_id)
    };
    let sites: BTreeMap<_, _> = spaces.iter().map(named).collect();
    let mut choices = vec![Choice::new(&"", "Every site")];
    choices.extend(sites.iter().map(|(name, id)| Choice::new(id, name)));
    Select::new("site", "Site", choices).value(&asked.site.map_or_else(String::new, |site| site.to_string()))
}

fn heading(places: usize) -> String {
    match places {
        0 => "Nothing found".to_owned(),
        1 => "1 quiet place".to_owned(),
        many => format!("{many} quiet places"),
    }
}
