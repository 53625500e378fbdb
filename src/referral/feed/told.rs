//! An entry as a service of the standard, and its places as services at locations. Empty fields are left out.

use serde_json::{Value as Json, json};
use uuid::Uuid;

use super::taxonomy;
use crate::{
    kernel::Now,
    referral::{Entry, ids::derived, schedules},
    signposts::{Means, Need, Way, exchange::Whole},
};

/// How much of a service is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// What lists show: one value a field.
    Brief,
    /// Everything that belongs to it.
    Full,
}

/// The service.
#[must_use]
pub fn service(whole: &Whole, shape: Shape, now: Now) -> Json {
    let (entry, id) = (&whole.entry, Uuid::from(whole.entry.id));
    let organization = organization(whole);
    let first = |means| entry.ways.iter().find(|way| way.means == means).map(Way::value);
    let mut service = json!({
        "id": id,
        "organization_id": organization["id"],
        "name": entry.name,
        "description": entry.about,
        "status": "active",
        "fees": entry.cost,
        "assured_date": entry.checked_on,
        "organization": organization,
    });
    put(&mut service, "url", first(Means::Web));
    put(&mut service, "email", first(Means::Email));
    put(&mut service, "last_modified", whole.changed_at);
    if shape == Shape::Full {
        put(&mut service, "eligibility_description", Some(&entry.who_for));
        put(&mut service, "wait_time", Some(&entry.wait));
        put_list(&mut service, "phones", phones(whole));
        put_list(&mut service, "schedules", schedules::written(&entry.hours, id, now));
        put_list(&mut service, "service_at_locations", places(whole).map(|place| place.nested(id)).collect());
        put_list(&mut service, "attributes", whole.needs.iter().map(|need| attribute(id, *need)).collect());
        if entry.free {
            let free = json!({ "id": derived(&["cost", &id.to_string()]), "service_id": id, "option": entry.cost, "amount": 0 });
            put_list(&mut service, "cost_options", vec![free]);
        }
        put(&mut service, "alongside", Some(Entry::of(whole).extra));
    }
    service
}

/// The places of a service, each with the service inside it.
#[must_use]
pub fn at_locations(whole: &Whole, shape: Shape, now: Now) -> Vec<Json> {
    let id = Uuid::from(whole.entry.id);
    let with_service = |place: Place<'_>| {
        let mut at_location = place.nested(id);
        put(&mut at_location, "service", Some(service(whole, shape, now)));
        at_location
    };
    places(whole).map(with_service).collect()
}

/// The service at a location of this id.
#[must_use]
pub fn at_location(all: &[Whole], id: Uuid, now: Now) -> Option<Json> {
    let (whole, _) = all
        .iter()
        .flat_map(|whole| places(whole).map(move |place| (whole, place)))
        .find(|(_, place)| place.id == id)?;
    at_locations(whole, Shape::Full, now).into_iter().find(|place| place["id"] == json!(id))
}

struct Place<'a> {
    id: Uuid,
    way: &'a Way,
}

impl Place<'_> {
    fn nested(&self, service: Uuid) -> Json {
        let location = derived(&["location", &self.id.to_string()]);
        let mut place = json!({ "id": location, "location_type": "physical", "name": self.way.value() });
        put(&mut place, "description", self.way.note());
        json!({ "id": self.id, "service_id": service, "location_id": location, "location": place })
    }
}

fn places(whole: &Whole) -> impl Iterator<Item = Place<'_>> {
    let id = whole.entry.id.to_string();
    let in_person = whole.entry.ways.iter().filter(|way| way.means == Means::InPerson);
    in_person.map(move |way| Place { id: derived(&["place", &id, way.value()]), way })
}

/// Who provides it: the organisation whose staff it is for; what is for everybody stands for itself.
fn organization(whole: &Whole) -> Json {
    let entry = &whole.entry;
    match entry.organisation_id.zip(entry.organisation.as_ref()) {
        Some((id, name)) => json!({ "id": Uuid::from(id), "name": name, "description": format!("Employer: {name}") }),
        None => json!({
            "id": derived(&["organization", &entry.id.to_string()]),
            "name": entry.name,
            "description": entry.about,
        }),
    }
}

fn phones(whole: &Whole) -> Vec<Json> {
    let id = whole.entry.id.to_string();
    let kind = |way: &Way| match way.means {
        Means::Phone => Some("voice"),
        Means::Text => Some("text"),
        Means::Web | Means::Email | Means::InPerson => None,
    };
    let phone = |way: &Way| {
        let kind = kind(way)?;
        let mut phone = json!({
            "id": derived(&["phone", &id, kind, way.value()]), "service_id": id, "number": way.value(), "type": kind,
        });
        put(&mut phone, "description", way.note());
        Some(phone)
    };
    whole.entry.ways.iter().filter_map(phone).collect()
}

fn attribute(service: Uuid, need: Need) -> Json {
    json!({
        "id": derived(&["attribute", &service.to_string(), need.word()]),
        "link_id": service,
        "link_type": "service",
        "taxonomy_term_id": taxonomy::term_id(need),
        "taxonomy_term": taxonomy::term(need),
    })
}

/// Sets a field, unless there is nothing to say.
fn put(thing: &mut Json, field: &str, value: Option<impl serde::Serialize>) {
    if let (Some(fields), Some(value)) = (thing.as_object_mut(), value) {
        fields.insert(field.to_owned(), json!(value));
    }
}

fn put_list(thing: &mut Json, field: &str, list: Vec<Json>) {
    put(thing, field, (!list.is_empty()).then_some(list));
}
