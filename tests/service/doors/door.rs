//! The table of doors, read.

use super::table::{DOORS, Outcome, PEOPLE};

/// One line of the table.
#[derive(Debug)]
pub struct Door {
    /// Whether it takes a form.
    pub posts: bool,
    /// The address, with names for the things in it.
    pub path: &'static str,
    /// What each of [`PEOPLE`] finds.
    pub outcomes: Vec<Outcome>,
}

impl Door {
    /// The line as it begins in the table.
    pub fn name(&self) -> String {
        format!("{} {}", if self.posts { "POST" } else { "GET" }, self.path)
    }

    /// The route it is a door of, whatever its parameters are called.
    pub fn route(&self) -> String {
        bare(&self.name())
    }

    /// Whether its form acts without a token: leaving, and becoming one of the invented people.
    pub fn acts(&self) -> bool {
        self.posts && ["/sign-out", "/record/sign-outs", "/demonstration/<person>"].contains(&self.path)
    }
}

/// The table read.
pub fn doors() -> Vec<Door> {
    let lines = DOORS.lines().filter(|line| line.starts_with("GET") || line.starts_with("POST"));
    lines.map(door).collect()
}

fn door(line: &'static str) -> Door {
    let mut parts = line.split_whitespace();
    let (method, path) = (parts.next().unwrap(), parts.next().unwrap());
    let outcomes: Vec<Outcome> = parts.flat_map(str::chars).map(outcome).collect();
    assert_eq!(outcomes.len(), PEOPLE.len(), "{line}");
    Door { posts: method == "POST", path, outcomes }
}

fn outcome(letter: char) -> Outcome {
    match letter {
        'o' => Outcome::Open,
        's' => Outcome::SignIn,
        '-' => Outcome::NotFound,
        'x' => Outcome::Refused,
        other => panic!("{other} is no outcome"),
    }
}

/// A route without its query and without what its parameters are called: `GET /sessions/<>`.
pub fn bare(route: &str) -> String {
    let path = route.split('?').next().unwrap_or_default();
    let part = |part: &str| if part.starts_with('<') { "<>".to_owned() } else { part.to_owned() };
    path.split('/').map(part).collect::<Vec<_>>().join("/")
}
