//! The service as somebody finds it who wants it to fail: every method at every address, everything odd in every field
//! and question, every form of every page sent, and every page looked at without changing anything.
//! docs/decisions/0033-abuse-tests.md says what is insisted on and what is not.

mod addresses;
mod fields;
mod forms;
mod methods;
mod odd;
mod questions;
mod sent;
mod unchanged;
mod whose;

use crate::{
    Person, World,
    doors::{Door, Outcome, everybody},
    neighbours,
    things::Things,
};

/// One world with the organisation next door, one of each thing, and everybody signed in.
async fn peopled(world: &World) -> (Things, Vec<Person<'_>>) {
    neighbours::move_in(world).await;
    let things = Things::made_in(world).await;
    (things, everybody(world).await)
}

/// Somebody with a browser for whom a door stands open; if it is nobody's, whoever manages the service.
fn rightful<'p, 'w>(people: &'p [Person<'w>], door: &Door) -> &'p Person<'w> {
    let mut signed_in = 1..door.outcomes.len();
    &people[signed_in.find(|at| door.outcomes[*at] == Outcome::Open).unwrap_or(9)]
}
