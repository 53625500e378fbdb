//! Somebody who follows every link and sends every form of every page that they come to: as it stands, with nothing in
//! it, and filled in with what fits its fields. What ends things is sent when everybody has done everything else.

use std::collections::{BTreeMap, BTreeSet};

use scraper::{ElementRef, Selector};

use super::{addresses::bare_of, odd, peopled, whose};
use crate::{
    Person, World,
    crawl::{is_page, ways_on},
    doors::PEOPLE,
    on_both_engines,
    page::Page,
    pages::faults,
};

/// Of one route's addresses, how many somebody opens: forms make new ones of the same kind without end.
const ADDRESSES: usize = 4;

/// Words of addresses whose forms end something, in the order in which they are sent; the last two let their sender out.
const ENDS: [&str; 18] = [
    "choice",
    "repetition",
    "hand-back",
    "release",
    "letting-be",
    "return",
    "kept",
    "withdrawal",
    "cancellation",
    "removal",
    "deletion",
    "departure",
    "ending",
    "end",
    "facilitator",
    "erasure",
    "sign-outs",
    "sign-out",
];

/// A form of a page.
#[derive(Clone)]
struct Form {
    action: String,
    /// The page it stands on.
    on: String,
    upload: bool,
    hidden: Vec<(String, String)>,
    standing: Vec<(String, String)>,
    fitting: Vec<(String, String)>,
}

/// Who walks, what they came past, and what they have still to do.
struct Walk<'p, 'w> {
    world: &'w World,
    person: &'p Person<'w>,
    name: &'static str,
    forbidden: Vec<&'static str>,
    seen: BTreeSet<String>,
    times: BTreeMap<String, usize>,
    waiting: BTreeSet<String>,
    forms: BTreeMap<String, Form>,
    sent: BTreeSet<String>,
    /// The routes that took what they were sent.
    taken: BTreeSet<String>,
}

impl<'p, 'w> Walk<'p, 'w> {
    fn of(world: &'w World, person: &'p Person<'w>, name: &'static str) -> Self {
        Self {
            world,
            person,
            name,
            forbidden: whose::forbidden(name),
            seen: BTreeSet::new(),
            times: BTreeMap::new(),
            waiting: ["/", "/support", "/record", "/demonstration"].map(str::to_owned).into(),
            forms: BTreeMap::new(),
            sent: BTreeSet::new(),
            taken: BTreeSet::new(),
        }
    }

    /// Opens everything that can be reached and has not been opened.
    async fn reads(&mut self) {
        while let Some(address) = self.waiting.pop_first() {
            let path = address.split('?').next().unwrap_or_default();
            let route = bare_of(self.world, "GET", path).unwrap_or_else(|| path.to_owned());
            let times = self.times.entry(route).or_default();
            *times += 1;
            if *times > ADDRESSES || !self.seen.insert(address.clone()) {
                continue;
            }
            let page = self.person.get(&address).await;
            self.comes_to(&address, &page);
        }
    }

    /// Takes in a page: what is wrong with it fails, its ways on and its forms are kept for later.
    fn comes_to(&mut self, address: &str, page: &Page) {
        let what = format!("{:?} at {address}", self.name);
        odd::unharmed(page, &what);
        assert_eq!(whose::named(page, address, &self.forbidden), None, "{what}: {}", page.text());
        let mut on = BTreeSet::new();
        on.extend(page.location.clone());
        if odd::is_html(page) && page.location.is_none() {
            assert_eq!(faults(page), Vec::<String>::new(), "{what}");
            on.extend(ways_on(page));
            for form in whose::posting(&page.document()) {
                self.meets(form, address);
            }
        }
        let new = on.into_iter().map(|way| way.split('#').next().unwrap_or_default().to_owned());
        self.waiting.extend(new.filter(|way| is_page(way)));
    }

    fn meets(&mut self, form: ElementRef<'_>, on: &str) {
        let form = Form::read(form, on);
        // Whoever is somebody stays who they are.
        let another = form.action.starts_with("/demonstration/");
        let route = bare_of(self.world, "POST", &form.action);
        let route = route.unwrap_or_else(|| panic!("{on}: nothing takes {}", form.action));
        let names: BTreeSet<&str> = form.fitting.iter().chain(&form.hidden).map(|(name, _)| name.as_str()).collect();
        let key = format!("{:02} {route} {names:?}", form.ends().map_or(0, |at| at + 1));
        if !another && !self.sent.contains(&key) {
            self.forms.entry(key).or_insert(form);
        }
    }

    /// Sends every form that is met, each kind once in each of the three ways, until there is no new one; what ends things
    /// only when `ending`.
    async fn writes(&mut self, ending: bool) {
        loop {
            self.reads().await;
            let first = self.forms.iter().find(|(_, form)| ending || form.ends().is_none());
            let Some((key, form)) = first.map(|(key, form)| (key.clone(), form.clone())) else { break };
            self.forms.remove(&key);
            self.sent.insert(key);
            for visible in [Vec::new(), form.standing.clone(), form.fitting.clone()] {
                self.sends(&form, visible).await;
            }
        }
    }

    /// Sends a form from its page as it is now, so that its token is a new one.
    async fn sends(&mut self, form: &Form, visible: Vec<(String, String)>) {
        let page = self.person.get(&form.on).await;
        let html = page.document();
        let now = whose::posting(&html).into_iter().map(|found| Form::read(found, &form.on));
        let now = now.into_iter().find(|now| now.action == form.action);
        // What was sent before may have taken the form with it.
        let hidden = now.map_or_else(|| form.hidden.clone(), |now| now.hidden);
        let fields: Vec<(String, String)> = hidden.into_iter().chain(visible).collect();
        let answer = if form.upload {
            self.person.upload_to(&form.action, &fields, "roster.csv", b"nhs_email,mdt_name,embedded_from\n").await
        } else {
            self.person.send(&form.action, &fields).await
        };
        let what = format!("{:?} sends {fields:?} from {} to {}", self.name, form.on, form.action);
        assert!(matches!(answer.status, 200 | 303 | 404 | 409 | 422), "{what}: {} {}", answer.status, answer.text());
        if answer.status == 303 {
            self.taken.extend(bare_of(self.world, "POST", &form.action));
        }
        self.comes_to(&format!("{} (sent from {})", form.action, form.on), &answer);
    }
}

impl Form {
    fn read(form: ElementRef<'_>, on: &str) -> Self {
        let mut read = Self {
            action: form.value().attr("action").expect("a form goes somewhere").to_owned(),
            on: on.split(" (sent from ").nth(1).unwrap_or(on).trim_end_matches(')').to_owned(),
            upload: form.value().attr("enctype").is_some(),
            hidden: vec![],
            standing: vec![],
            fitting: vec![],
        };
        let mut chosen = BTreeSet::new();
        for control in form.select(&selector("input[name], textarea[name], select[name], button[name]")) {
            let of = |attribute: &str| control.value().attr(attribute).unwrap_or_default().to_owned();
            let (name, kind) = (of("name"), of("type"));
            let stands = crate::page::standing(control);
            match (control.value().name(), kind.as_str()) {
                ("input", "hidden") => read.hidden.push((name, of("value"))),
                ("input", "radio" | "checkbox") => {
                    read.standing.extend(stands);
                    if chosen.insert(name.clone()) {
                        read.fitting.push((name, of("value")));
                    }
                }
                ("select", _) => {
                    read.standing.extend(stands);
                    let option = selector("option[value]:not([value=''])");
                    let value = control.select(&option).next().and_then(|option| option.value().attr("value"));
                    read.fitting.push((name, value.unwrap_or_default().to_owned()));
                }
                ("button", _) => read.fitting.push((name, of("value"))),
                _ => {
                    let value = stands.as_ref().map(|(_, value)| value.clone()).filter(|value| !value.is_empty());
                    read.standing.extend(stands);
                    read.fitting.push((name.clone(), value.unwrap_or_else(|| fitting(&name).to_owned())));
                }
            }
        }
        read
    }

    /// Where it stands among what ends things; none when it ends nothing.
    fn ends(&self) -> Option<usize> {
        let last = self.action.rsplit('/').next().unwrap_or_default();
        ENDS.iter().position(|word| *word == last)
    }
}

/// What somebody would type into a field that is empty, told from its name.
fn fitting(name: &str) -> &'static str {
    let has = |part: &str| name.contains(part);
    match name {
        _ if has("[day]") => "14",
        _ if has("[month]") => "1",
        _ if has("[year]") => "2027",
        "from_time" | "staffed_from" | "hours_from" | "unstaffed_from" => "9am",
        _ if has("until") || has("_to") => "5pm",
        _ if has("time") => "2pm",
        _ if has("email") || has("lead") || has("line_manager") => "una.moss@anytown.example",
        _ if has("video") || has("url") || has("web") => "",
        _ if has("wte") => "0.4",
        _ if has("ods") => "Z9A9X",
        _ if has("code") => "ZZ9",
        _ if has("domain") => "anytown.example",
        _ if has("weeks") || has("days") || has("minutes") || has("capacity") || has("places") || has("hours") => "6",
        _ if has("workforce") => "8000",
        _ if has("qualified") => "5",
        "day" => "2026-12-09",
        _ => "Something that fits",
    }
}

fn selector(text: &str) -> Selector {
    Selector::parse(text).expect("the test's selector is one")
}

on_both_engines! {
    async fn whoever_sends_every_form_meets_no_fault_and_no_name_that_is_not_theirs_to_see(world: World) {
        let (_, people) = peopled(&world).await;
        let mut walks: Vec<Walk<'_, '_>> =
            people.iter().zip(PEOPLE).map(|(person, name)| Walk::of(&world, person, name)).collect();
        for walk in &mut walks {
            walk.reads().await;
        }
        for walk in &mut walks {
            walk.forbidden = whose::forbidden_whatever_is_sent(walk.name);
            walk.writes(false).await;
        }
        for walk in &mut walks {
            walk.writes(true).await;
        }
        let (pages, forms) = walks.iter().fold((0, 0), |(p, f), walk| (p + walk.seen.len(), f + walk.sent.len()));
        let routes: BTreeSet<&str> =
            walks.iter().flat_map(|walk| &walk.sent).filter_map(|key| key.split(' ').nth(2)).collect();
        let taken: BTreeSet<&String> = walks.iter().flat_map(|walk| &walk.taken).collect();
        println!("{pages} pages, {forms} forms of {} routes, {} of which took one", routes.len(), taken.len());
        assert!(taken.len() > 40, "{} routes took what they were sent: {taken:?}", taken.len());
        assert!(pages > 500 && forms > 150 && routes.len() > 60, "{pages} pages, {forms} forms of {routes:?}");
        world.post().await;
    }
}
