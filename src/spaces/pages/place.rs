//! The fields that ask where a session is to be: a space from the list, a place in words, or a video call.

use serde::Serialize;

use crate::{
    kernel::ids::SpaceId,
    web::{
        Filled,
        field::{Choice, Input, Select},
    },
};

/// A space as a list to choose from names it.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Choosable {
    /// Its id.
    pub id: SpaceId,
    /// What it is called.
    pub name: String,
    /// Where it is.
    pub site: String,
    /// How many people fit.
    pub capacity: i64,
}

/// The fields `space`, if there are any to choose from, `place` and `video`.
#[derive(Serialize)]
pub struct PlaceFields {
    space: Option<Select>,
    place: Input,
    video: Input,
}

impl PlaceFields {
    /// The fields as they were filled in; `label` and `hint` are of the place in words.
    #[must_use]
    pub fn new(filled: &Filled, spaces: &[Choosable], label: &str, hint: &str) -> Self {
        let mut choices = vec![Choice::new(&"", "Somewhere else")];
        choices.extend(spaces.iter().map(|space| {
            let people = if space.capacity == 1 { "person" } else { "people" };
            Choice::new(&space.id, &format!("{}, {} (up to {} {people})", space.name, space.site, space.capacity))
        }));
        let space = Select::new("space", "Space", choices)
            .hint("A space you choose is kept for it: nobody else can have it at that time.")
            .value(filled.value("space"))
            .error(filled.error("space"));
        let hint = if spaces.is_empty() { hint.to_owned() } else { format!("If you chose no space. {hint}") };
        Self {
            space: (!spaces.is_empty()).then_some(space),
            place: Input::new("place", label).hint(&hint).value(filled.value("place")).error(filled.error("place")),
            video: Input::new("video", "Or the link to a video call")
                .hint("It starts with https://. Whoever may see where the session is can open it.")
                .value(filled.value("video"))
                .error(filled.error("video")),
        }
    }
}
