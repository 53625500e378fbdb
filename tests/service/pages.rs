//! What every page keeps to, so that it can be read by anybody and loads nothing from elsewhere.

use std::collections::BTreeSet;

use scraper::{ElementRef, Html, Selector};

use crate::{World, crawl::Reached, neighbours, on_both_engines, page::Page, things::Things};

on_both_engines! {
    async fn every_page_is_well_made(world: World) {
        neighbours::move_in(&world).await;
        Things::made_in(&world).await;
        let mut wrong = BTreeSet::new();
        // One of each kind: whoever is of the same kind sees the same pages.
        for name in ["", "Mina", "Ruth", "Dana", "Helen", "Grace", "Ffion"] {
            let person = if name.is_empty() { world.stranger() } else { world.person(name).await };
            for (address, page) in Reached::by(&person).await.pages() {
                wrong.extend(faults(page).into_iter().map(|fault| format!("{address} as {name:?} sees it: {fault}")));
            }
        }
        assert!(wrong.is_empty(), "{}", wrong.into_iter().collect::<Vec<_>>().join("\n"));
    }

    async fn a_page_that_says_no_is_as_well_made_as_any(world: World) {
        let things = Things::made_in(&world).await;
        let (mina, ruth, dana) = (world.person("Mina").await, world.person("Ruth").await, world.person("Dana").await);
        let (stranger, grace) = (world.stranger(), world.person("Grace").await);
        for (person, path) in [
            (&stranger, "/sign-in"), (&stranger, "/sign-in/<challenge>"), (&mina, "/supervision/bookings"),
            (&mina, "/sessions/<session>/cancellation"), (&mina, "/requests"), (&mina, "/requests/<request>/withdrawal"),
            (&mina, "/check-ins"), (&mina, "/check-ins/<check-in>/deletion"),
            (&mina, "/check-ins/<check-in>/edit"), (&mina, "/check-ins/deletion"), (&ruth, "/teams/<team>/placements"),
            (&ruth, "/teams/<team>/arrangements"), (&ruth, "/teams/<team>/debriefs"), (&dana, "/availability"),
            (&dana, "/availability/single"), (&dana, "/availability/away"), (&dana, "/availability/terms"),
            (&dana, "/availability/<availability>"), (&dana, "/availability/<availability>/end"),
            (&dana, "/availability/away/<away>/removal"), (&dana, "/sessions/<session>/kept"),
            (&grace, "/settings/sign-in"), (&grace, "/closure-days"), (&grace, "/closure-days/<closure>/removal"),
            (&grace, "/spaces"), (&grace, "/spaces/<space>"),
            (&dana, "/requests/<taken>/answer"), (&dana, "/sessions/<session>/occurrence"),
            (&grace, "/signposts"), (&grace, "/signposts/<entry>/changes"), (&grace, "/signposts/<entry>/withdrawal"),
            (&mina, "/record/cpd"), (&mina, "/record/export"), (&mina, "/signposts/<entry>/checks"), (&grace, "/signposts/<entry>/return"),
        ] {
            let page = person.send(&things.address(path), &[]).await.is(422);
            assert!(page.html.contains("<title>Error: "), "{path}");
            assert_eq!(faults(&page), Vec::<String>::new(), "{path}");
        }
        for page in [mina.get("/nowhere").await.is(404), mina.get("/supervision/confirmation").await.is(422)] {
            assert_eq!(faults(&page), Vec::<String>::new());
        }
    }
}

#[test]
fn a_badly_made_page_is_told_of_each_fault() {
    let html = r##"<html><head><title>Alongside</title><style>p {}</style></head><body onload="x()"><h1>A</h1><h1>B</h1>
        <p id="a" style="x">.</p><p id="a" aria-describedby="b"><a href="#c">.</a><a href="javascript:x">.</a></p>
        <script>x()</script><img src="https://elsewhere.example/x.png"><link href="//elsewhere.example/x.css">
        <form method="post" action="/x"><input name="plain"><label for="r">One</label><input type="radio" id="r" name="r">
        </form></body></html>"##;
    let page = Page { status: 200, location: None, headers: vec![], html: html.to_owned() };
    let faults = faults(&page).join("\n");
    for fault in [
        "2 main headings",
        "titled",
        "language",
        "id a stands twice",
        "names b,",
        "leads to #c",
        "\"plain\" has no label",
        "\"r\" have no legend",
        "to Some(\"/x\") has no token",
        "an inline style",
        "an inline script",
        "onload of a body",
        "style of a p",
        "a img takes",
        "a link takes",
        "a link runs",
    ] {
        assert!(faults.contains(fault), "{fault} is not in:\n{faults}");
    }
}

/// Everything that is wrong with a page.
pub fn faults(page: &Page) -> Vec<String> {
    let html = page.document();
    let mut faults = vec![];
    let headings = html.select(&selector("h1")).count();
    if headings != 1 {
        faults.push(format!("{headings} main headings"));
    }
    let title: String = html.select(&selector("title")).flat_map(|title| title.text()).collect();
    if !title.ends_with(" - Alongside") || title.starts_with(" -") {
        faults.push(format!("it is titled {title:?}"));
    }
    if html.root_element().value().attr("lang") != Some("en-GB") {
        faults.push("its language is not said".to_owned());
    }
    faults.extend(ids(&html));
    faults.extend(html.select(&selector("input, select, textarea")).filter_map(|control| unlabelled(&html, control)));
    faults.extend(html.select(&selector("form[method='post']")).filter_map(without_token));
    faults.extend(html.select(&selector("*")).flat_map(from_elsewhere_or_inline));
    faults
}

/// Ids that stand twice, and references to ids that do not stand there.
fn ids(html: &Html) -> Vec<String> {
    let all: Vec<&str> = html.select(&selector("[id]")).filter_map(|element| element.value().attr("id")).collect();
    let known: BTreeSet<&str> = all.iter().copied().collect();
    let twice = known.iter().filter(|id| all.iter().filter(|other| other == id).count() > 1);
    let mut faults: Vec<String> = twice.map(|id| format!("the id {id} stands twice")).collect();
    for attribute in ["for", "aria-describedby", "aria-labelledby", "aria-controls"] {
        for element in html.select(&selector(&format!("[{attribute}]"))) {
            let named = element.value().attr(attribute).unwrap_or_default();
            let lost = named.split_whitespace().filter(|id| !known.contains(id));
            faults.extend(lost.map(|id| format!("{attribute} names {id}, which is not there")));
        }
    }
    for link in html.select(&selector("a[href^='#']")) {
        let to = link.value().attr("href").unwrap_or_default().trim_start_matches('#');
        if !known.contains(to) {
            faults.push(format!("a link leads to #{to}, which is not there"));
        }
    }
    faults
}

/// A control needs a label of its own; a choice among several needs a legend too.
fn unlabelled(html: &Html, control: ElementRef<'_>) -> Option<String> {
    let kind = control.value().attr("type").unwrap_or_default();
    if kind == "hidden" {
        return None;
    }
    let (id, name) = (control.value().attr("id").unwrap_or_default(), control.value().attr("name").unwrap_or_default());
    let label = html.select(&selector("label[for]")).find(|label| label.value().attr("for") == Some(id));
    if label.is_none_or(|label| label.text().all(|text| text.trim().is_empty())) {
        return Some(format!("the field {name:?} has no label"));
    }
    let among_several = matches!(kind, "radio" | "checkbox");
    let legend = || ancestors(control).any(|parent| parent.select(&selector("legend")).next().is_some());
    (among_several && !legend()).then(|| format!("the choices of {name:?} have no legend"))
}

fn ancestors(element: ElementRef<'_>) -> impl Iterator<Item = ElementRef<'_>> {
    element.ancestors().filter_map(ElementRef::wrap).filter(|parent| parent.value().name() == "fieldset")
}

fn without_token(form: ElementRef<'_>) -> Option<String> {
    let token = selector("input[type='hidden'][name='once']");
    let tokens: Vec<_> = form.select(&token).filter_map(|token| token.value().attr("value")).collect();
    let sound = tokens.len() == 1 && tokens[0].len() == 36;
    (!sound).then(|| format!("the form to {:?} has no token", form.value().attr("action")))
}

/// What the policy of the page's own headers would refuse, and what would be fetched from another origin.
fn from_elsewhere_or_inline(element: ElementRef<'_>) -> Vec<String> {
    let (tag, mut faults) = (element.value().name(), vec![]);
    let inline = matches!(tag, "script" | "style") && element.text().any(|text| !text.trim().is_empty());
    if tag == "style" || inline {
        faults.push(format!("an inline {tag}"));
    }
    for (name, value) in element.value().attrs() {
        if name == "style" || name.starts_with("on") {
            faults.push(format!("the attribute {name} of a {tag}"));
        }
        let fetches =
            tag != "a" && matches!(name, "href" | "src" | "srcset" | "action" | "formaction" | "poster" | "data");
        if fetches && (!value.starts_with('/') || value.starts_with("//")) {
            faults.push(format!("a {tag} takes {value} from elsewhere"));
        }
        if tag == "a" && name == "href" && value.trim_start().starts_with("javascript:") {
            faults.push(format!("a link runs {value}"));
        }
    }
    faults
}

fn selector(text: &str) -> Selector {
    Selector::parse(text).expect("the test's selector is one")
}
