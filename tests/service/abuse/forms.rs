//! Everything odd in every field of every form.

use alongside::kernel::ids::OnceToken;
use rocket::http::{ContentType, Method};

use super::{
    fields::{Fields, known},
    odd, peopled, rightful,
};
use crate::{
    Person, World,
    crawl::Reached,
    doors::{Door, doors, filled_in},
    on_both_engines,
    things::Things,
};

/// What forms are sent as that no form is sent as.
const KINDS: [Option<(&str, &str)>; 4] =
    [None, Some(("application", "json")), Some(("text", "plain")), Some(("multipart", "form-data"))];

/// Words of addresses whose forms end things: they come last, since what has ended takes no more forms.
const ENDS: [&str; 14] = [
    "cancellation",
    "departure",
    "removal",
    "withdrawal",
    "deletion",
    "ending",
    "end",
    "release",
    "hand-back",
    "erasure",
    "letting-be",
    "repetition",
    "choice",
    "return",
];

/// One of each kind of person, by their place among the people: whoever is of the same kind sees the same forms.
const KINDS_OF_PEOPLE: [usize; 7] = [0, 1, 4, 6, 8, 9, 13];

/// The doors that take forms, those that end things last. What acts without a token is not among them.
fn posting() -> Vec<Door> {
    let ends = |door: &Door| door.path.rsplit('/').next().is_some_and(|last| ENDS.contains(&last));
    let mut all: Vec<Door> = doors().into_iter().filter(|door| door.posts && !door.acts()).collect();
    all.sort_by_key(ends);
    all
}

/// Sends forms to one door as somebody for whom it stands open.
struct Sender<'p, 'w> {
    person: &'p Person<'w>,
    address: String,
    filled: Vec<(String, String)>,
    names: Vec<String>,
}

impl<'p, 'w> Sender<'p, 'w> {
    fn at(door: &Door, people: &'p [Person<'w>], things: &Things, fields: &Fields) -> Self {
        let names = fields.get(&door.route()).unwrap_or_else(|| panic!("{} has no fields", door.name()));
        Self {
            person: rightful(people, door),
            address: things.address(door.path),
            filled: filled_in(door.path, things),
            names: names.iter().cloned().chain(["once".to_owned()]).collect(),
        }
    }

    /// The form as it should be but for one field, with a token of its own.
    fn but(&self, name: &str, written: &str) -> String {
        let once = OnceToken::random().to_string();
        let own = |known: &str, value: &str| if known == "once" { once.clone() } else { odd::escaped(value) };
        let others = self.filled.iter().filter(|(known, _)| known != name);
        let others = others.map(|(known, value)| format!("{}={}", odd::escaped(known), own(known, value)));
        others.chain([written.to_owned()]).collect::<Vec<_>>().join("&")
    }

    async fn send(&self, body: &str, what: &str) {
        let page = self.person.raw(Method::Post, &self.address, Some(ContentType::Form), body.as_bytes()).await;
        odd::unharmed(&page, &format!("{what} to {}", self.address));
    }

    /// Every odd value in every field at once, each field another one.
    async fn all_odd(&self, values: &[String]) {
        for first in 0..values.len() {
            let odd = self
                .names
                .iter()
                .enumerate()
                .map(|(at, name)| format!("{}={}", odd::escaped(name), values[(first + at) % values.len()]));
            let body = odd.collect::<Vec<_>>().join("&");
            self.send(&body, &body).await;
        }
    }

    /// One field odd, and the others as they should be, so that what is odd comes as far as it can.
    async fn one_odd(&self, values: &[String]) {
        for name in &self.names {
            let field = odd::escaped(name);
            for value in values {
                self.send(&self.but(name, &format!("{field}={value}")), &format!("{name}={value}")).await;
            }
        }
    }

    /// Fields in shapes that no form of ours has, a megabyte in one, and bodies that are no form.
    async fn misshapen(&self) {
        let name = &self.names[0];
        for shape in odd::shapes(name) {
            self.send(&self.but(name, &shape), &shape).await;
        }
        let large = format!("{name}={}", "\u{e9}".repeat(512 * 1024));
        for body in ["&&&==&=", "%", "\0", &"a=&".repeat(8000), &large] {
            self.send(body, "a body").await;
        }
        for kind in KINDS {
            let kind = kind.map(|(top, sub)| ContentType::new(top, sub));
            for body in [&b"{\"a\":[{}]}"[..], b"\xff\xfe\0\r\n--x\r\n"] {
                let page = self.person.raw(Method::Post, &self.address, kind.clone(), body).await;
                odd::unharmed(&page, &format!("{kind:?} to {}", self.address));
            }
        }
    }
}

/// Opens everything that everybody reaches, and sends every message: what was taken is shown and told without harm.
async fn shown(world: &World, people: &[&Person<'_>]) {
    for person in people {
        for (address, page) in &Reached::by(person).await.0 {
            odd::unharmed(page, address);
        }
    }
    assert!(!world.post().await.is_empty());
}

async fn every_form(world: &World) {
    let (things, people) = peopled(world).await;
    let kinds = KINDS_OF_PEOPLE.map(|at| &people[at]);
    let fields = known(world, &things, &kinds).await;
    // The engines differ in what they cannot hold and in nothing else that is sent: PostgreSQL is sent that.
    let whole = world.url.starts_with("sqlite:");
    let values = if whole { odd::values() } else { odd::values_of_engines() };
    let taken = if whole { odd::values_taken() } else { odd::values_taken_of_engines() };
    let doors = posting();
    for door in &doors {
        Sender::at(door, &people, &things, &fields).all_odd(&values).await;
    }
    for door in &doors {
        Sender::at(door, &people, &things, &fields).one_odd(&taken).await;
    }
    shown(world, &kinds).await;
}

on_both_engines! {
    async fn nothing_odd_in_any_field_of_any_form_harms_the_service(world: World) {
        every_form(&world).await;
    }
}

/// On one engine, since no database is asked: what a body is, is decided before.
#[tokio::test]
async fn no_form_in_a_shape_of_its_own_harms_the_service() {
    let world = crate::open(crate::engines::sqlite_url().await).await;
    let (things, people) = peopled(&world).await;
    let fields = known(&world, &things, &[]).await;
    for door in &posting() {
        Sender::at(door, &people, &things, &fields).misshapen().await;
    }
}
