//! A reader who follows every link that a page shows, and every form that only asks.

use std::collections::{BTreeMap, BTreeSet};

use scraper::{ElementRef, Selector};

use crate::{Person, page::Page};

/// Of a question with many answers, how many are tried.
const ANSWERS: usize = 3;

/// Every page that somebody reaches from the first one, by address.
pub struct Reached(pub BTreeMap<String, Page>);

impl Reached {
    /// Opens every address that can be reached, without sending anything.
    pub async fn by(person: &Person<'_>) -> Self {
        let mut found = BTreeMap::new();
        let mut waiting = BTreeSet::from(["/".to_owned(), "/support".to_owned()]);
        while let Some(address) = waiting.pop_first() {
            let page = person.get(&address).await;
            let on = match &page.location {
                Some(location) => BTreeSet::from([location.clone()]),
                None => ways_on(&page),
            };
            found.insert(address, page);
            waiting.extend(on.into_iter().filter(|way| is_page(way) && !found.contains_key(way)));
        }
        Self(found)
    }

    /// The pages themselves, without the addresses that only lead on.
    pub fn pages(&self) -> impl Iterator<Item = (&String, &Page)> {
        self.0.iter().filter(|(_, page)| page.location.is_none())
    }
}

/// Whether an address of ours is a page, and not a part of one or a file to keep.
pub fn is_page(way: &str) -> bool {
    let path = way.split('?').next().unwrap_or_default();
    let file = matches!(path.rsplit('.').next(), Some("csv" | "ics" | "xlsx" | "zip"));
    way.starts_with('/') && !way.starts_with("/assets/") && !file
}

/// Where a page's links lead, and its forms that ask, each answer tried by itself.
pub fn ways_on(page: &Page) -> BTreeSet<String> {
    let (html, link) = (page.document(), selector("a[href]"));
    let links = html.select(&link).filter_map(|link| named(link, "href").split('#').next());
    let mut ways: BTreeSet<String> = links.map(str::to_owned).collect();
    for form in html.select(&selector("form[method='get']")) {
        let action = form.value().attr("action").expect("a form goes somewhere");
        let (ticked, standing): (Vec<_>, Vec<_>) = form
            .select(&selector("input[name][value]"))
            .partition(|input| matches!(named(*input, "type"), "radio" | "checkbox"));
        // What stands in the form goes along with every answer.
        let mut query = url::form_urlencoded::Serializer::new(String::new());
        query.extend_pairs(standing.into_iter().map(|input| (named(input, "name"), named(input, "value"))));
        let query = query.finish();
        if ticked.is_empty() {
            ways.insert(format!("{action}?{query}"));
        }
        let mut asked: BTreeMap<&str, usize> = BTreeMap::new();
        for answer in ticked {
            let (name, value) = (named(answer, "name"), named(answer, "value"));
            let times = asked.entry(name).or_default();
            *times += 1;
            if *times <= ANSWERS {
                let mut query = url::form_urlencoded::Serializer::new(query.clone());
                ways.insert(format!("{action}?{}", query.append_pair(name, value).finish()));
            }
        }
    }
    ways.remove("");
    ways
}

fn named<'a>(element: ElementRef<'a>, attribute: &str) -> &'a str {
    element.value().attr(attribute).unwrap_or_default()
}

fn selector(text: &str) -> Selector {
    Selector::parse(text).expect("the test's selector is one")
}
