//! Which route an address belongs to.

use crate::{World, doors::bare};

/// The bare route that takes a method at an address, such as `POST /teams/<>/leads`.
pub fn bare_of(world: &World, method: &str, address: &str) -> Option<String> {
    let asked = format!("{method} {}", address.split(['?', '#']).next().unwrap_or_default());
    let asked: Vec<&str> = asked.split('/').collect();
    let routes = world.client.rocket().routes().map(|route| bare(&format!("{} {}", route.method, route.uri)));
    // What is named is meant before what is any.
    let mut fitting: Vec<String> = routes.filter(|route| fits(route, &asked)).collect();
    fitting.sort_by_key(|route| route.matches("<>").count());
    fitting.into_iter().next()
}

fn fits(route: &str, asked: &[&str]) -> bool {
    let parts: Vec<&str> = route.split('/').collect();
    parts.len() == asked.len() && parts.iter().zip(asked).all(|(part, asked)| *part == "<>" || part == asked)
}
