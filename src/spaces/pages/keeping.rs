//! The service manager's pages: the organisation's spaces, and the form that adds or changes one.

use serde::Serialize;

use super::hours::HoursFields;
use crate::{
    accounts::Member,
    kernel::{Now, ids::SpaceId},
    organisations::Site,
    privacy::{Item, Viewer},
    spaces::{
        Space,
        forms::{Unstaffed, YES},
        model::{CAPACITY_LIMIT, Uses},
    },
    web::{
        Filled, Page,
        field::{Checkboxes, Choice, ErrorSummary, Input, Radios, Select},
    },
};

/// The organisation's spaces.
#[derive(Serialize)]
pub struct Index {
    /// Whether the reader may open the diary of a space.
    diary: bool,
    spaces: Vec<Line>,
}

#[derive(Serialize)]
struct Line {
    id: SpaceId,
    name: String,
    site: String,
    opening: String,
    closed: bool,
}

/// The form of a space; without an id it adds one.
#[derive(Serialize)]
pub struct Form {
    errors: Option<ErrorSummary>,
    title: &'static str,
    id: Option<SpaceId>,
    action: String,
    name: Input,
    site: Select,
    how_to_find: Input,
    capacity: Input,
    uses: Checkboxes,
    step_free: Radios,
    holds_sessions: Radios,
    staffed: HoursFields,
    unstaffed: Radios,
    unstaffed_hours: HoursFields,
    way_in: Input,
    managed_by: Input,
    state: Option<Radios>,
}

impl Page for Index {
    const TEMPLATE: &'static str = "spaces/index";
}

impl Page for Form {
    const TEMPLATE: &'static str = "spaces/form";
}

impl Index {
    pub fn new(by: &Member, spaces: &[Space], now: Now) -> Self {
        let line = |space: &Space| Line {
            id: space.id,
            name: space.name.clone(),
            site: space.site.clone(),
            opening: space.opening(now).words(now.0),
            closed: space.closed,
        };
        Self { diary: by.sees(Viewer::ServiceManager, Item::Offer), spaces: spaces.iter().map(line).collect() }
    }
}

impl Form {
    pub fn new(id: Option<SpaceId>, sites: &[Site], filled: &Filled) -> Self {
        let input = |name: &str, label| Input::new(name, label).value(filled.value(name)).error(filled.error(name));
        let radios = |name: &str, legend, choices: &[(&str, &str)]| {
            let choices = choices.iter().map(|(value, text)| Choice::new(value, text)).collect();
            Radios::new(name, legend, choices).size("s").value(filled.value(name)).error(filled.error(name))
        };
        let yes_or_no = [(YES, "Yes"), ("no", "No")];
        let states = [("open", "Yes"), ("closed", "No, it is closed for now")];
        Self {
            errors: filled.summary(),
            title: if id.is_some() { "Change a space" } else { "Add a space" },
            id,
            action: id.map_or_else(|| "/spaces".to_owned(), |id| format!("/spaces/{id}")),
            name: input("name", "Name").hint("As people call it, like \u{201c}Quiet room\u{201d}"),
            site: site(sites, filled),
            how_to_find: input("how_to_find", "How to find it").hint("From the main entrance, in one line"),
            capacity: input("capacity", "How many people fit?")
                .hint(&format!("1 to {CAPACITY_LIMIT}"))
                .digits()
                .width(3),
            uses: uses(filled),
            step_free: radios("step_free", "Is there step-free access?", &yes_or_no).inline(),
            holds_sessions: radios("holds_sessions", "Can a session be held in it?", &yes_or_no)
                .hint("Only if people can meet in it without being heard or seen. Facilitators and leads can then choose it."),
            staffed: HoursFields::new(filled, "staffed", "On which days is it staffed?"),
            unstaffed: unstaffed(filled),
            unstaffed_hours: HoursFields::new(filled, "unstaffed", "If at certain times, on which days?"),
            way_in: input("way_in", "How to get in when nobody staffs it")
                .hint("Like \u{201c}With a staff card at the library's side door\u{201d}. Never a code: everybody can read this."),
            managed_by: input("managed_by", "Who manages it?").hint("A team, like \u{201c}Library and knowledge service\u{201d}"),
            state: id.map(|_| {
                radios("state", "Is it in use?", &states).hint(
                    "A closed space is not listed and cannot be chosen. Sessions already held in it stay until they are cancelled.",
                )
            }),
        }
    }

    /// What the form of a kept space holds.
    pub fn kept(space: &Space) -> Filled {
        let unstaffed = match space.unstaffed_hours.as_text() {
            "off" => Unstaffed::Never,
            "24/7" => Unstaffed::Always,
            _ => Unstaffed::Some,
        };
        let said = |yes| if yes { YES } else { "no" }.to_owned();
        let field = |name: &str, value: String| (name.to_owned(), value);
        let mut fields = vec![
            field("name", space.name.clone()),
            field("site", space.site_id.to_string()),
            field("how_to_find", space.how_to_find.clone()),
            field("capacity", space.capacity.to_string()),
            field("step_free", said(space.step_free)),
            field("holds_sessions", said(space.holds_sessions)),
            field("unstaffed", unstaffed.word().to_owned()),
            field("way_in", space.way_in.clone().unwrap_or_default()),
            field("managed_by", space.managed_by.clone()),
            field("state", if space.closed { "closed" } else { "open" }.to_owned()),
        ];
        let uses = space.uses.named().into_iter().filter(|(ticked, ..)| *ticked);
        fields.extend(uses.map(|(_, word, _)| field("uses", word.to_owned())));
        fields.extend(HoursFields::kept("staffed", &space.staffed_hours));
        if unstaffed == Unstaffed::Some {
            fields.extend(HoursFields::kept("unstaffed", &space.unstaffed_hours));
        }
        let fields: Vec<_> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        Filled::with(&fields)
    }
}

fn site(sites: &[Site], filled: &Filled) -> Select {
    let choices = sites.iter().map(|site| Choice::new(&site.id, &site.name)).collect();
    Select::new("site", "Site", choices).value(filled.value("site")).error(filled.error("site"))
}

fn uses(filled: &Filled) -> Checkboxes {
    let choices = Uses::default().named().iter().map(|(_, word, name)| Choice::new(word, name)).collect();
    Checkboxes::new("uses", "What is it for?", choices)
        .size("s")
        .values(filled.values("uses"))
        .error(filled.error("uses"))
}

fn unstaffed(filled: &Filled) -> Radios {
    let choices =
        [(Unstaffed::Never, "No"), (Unstaffed::Always, "Yes, day and night"), (Unstaffed::Some, "Yes, at these times")];
    let choices = choices.iter().map(|(when, text)| Choice::new(when.word(), text)).collect();
    Radios::new("unstaffed", "Can staff get in when nobody staffs it?", choices)
        .size("s")
        .value(filled.value("unstaffed"))
        .error(filled.error("unstaffed"))
}
