//! Looking changes nothing: for everybody, at every address, and a look at the headers alone is the same look.

use rocket::http::Method;

use super::peopled;
use crate::{
    Person, World,
    doors::{PEOPLE, doors},
    on_both_engines,
    page::Page,
    tables,
};

/// Second people of a kind, who look where the first have looked; the doors' own story opens every one for them too.
const SECOND: [&str; 4] = ["Sam", "Priya", "Owen", "Idris"];

/// The tables in which looking may leave a line, and why. No other may change, and in these no line may change or go.
const GROWING: [(&str, &str); 1] =
    [("looks", "whoever opens a page about somebody else is written down for that person to see (PRODUCT.md)")];

/// Headers that are another's at every answer.
const OF_EACH_ANSWER: [&str; 2] = ["x-request-id", "set-cookie"];

fn headers(page: &Page) -> Vec<(String, &str)> {
    let named = page.headers.iter().map(|(name, value)| (name.to_lowercase(), value.as_str()));
    let mut kept: Vec<_> = named.filter(|(name, _)| !OF_EACH_ANSWER.contains(&name.as_str())).collect();
    kept.sort_unstable();
    kept
}

/// Looks at one address by GET and by HEAD: the same status and the same headers, and of HEAD no more than that.
async fn looks_at(person: &Person<'_>, address: &str, name: &str) {
    let whole = person.get(address).await;
    let head = person.raw(Method::Head, address, None, b"").await;
    let what = format!("{address} for {name:?}");
    assert!(whole.status < 500, "{what}: {}", whole.text());
    assert_eq!((head.status, head.html.as_str()), (whole.status, ""), "{what}");
    assert_eq!(headers(&head), headers(&whole), "{what}");
}

on_both_engines! {
    async fn nobody_changes_anything_by_looking(world: World) {
        let (things, people) = peopled(&world).await;
        let growing = GROWING.map(|(table, _)| table);
        let mut before = tables::read(&world.url).await;
        for (person, name) in people.iter().zip(PEOPLE).filter(|(_, name)| !SECOND.contains(name)) {
            for door in doors().iter().filter(|door| !door.posts) {
                looks_at(person, &things.address(door.path), name).await;
            }
            let after = tables::read(&world.url).await;
            tables::only_differ(&before, &after, &growing, &format!("{name:?} looks"));
            before = after;
        }
    }
}
