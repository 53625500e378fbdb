//! A page is a struct, a template is a file, and they have the same name.

use crate::source::without_comments;

/// Folders of templates that no page is made from: NHS components, the layout, letters.
const NOT_PAGES: &[&str] = &["nhs", "web", "mail"];

/// A struct's template: where it is declared, and its name without the ending.
pub type Declared = (String, String);

/// The names in `const TEMPLATE: &str = "slice/name"` in one file of `src`.
pub fn declared(path: &str, text: &str) -> Vec<Declared> {
    let text = without_comments(text);
    let declarations = text.split("const TEMPLATE:").skip(1);
    declarations
        .filter_map(|rest| {
            let (_, value) = rest.split(';').next()?.split_once('=')?;
            let name = value.trim().trim_matches('"');
            Some((path.to_owned(), name.to_owned()))
        })
        .collect()
}

/// Structs without a template and pages' templates without a struct.
pub fn unpaired(pages: Vec<Declared>, templates: &[String]) -> Vec<String> {
    let used: Vec<String> = pages.iter().flat_map(|(_, name)| files(name)).collect();
    let without_file = pages.into_iter().flat_map(|(path, name)| {
        let missing = files(&name).into_iter().filter(|file| !templates.contains(file));
        missing.map(|file| format!("{path}: there is no {file}")).collect::<Vec<_>>()
    });
    let without_struct = templates
        .iter()
        .filter(|path| is_page(path) && !used.contains(path))
        .map(|path| format!("{path}: no struct in src has this TEMPLATE"));
    without_file.chain(without_struct).collect()
}

/// A page is one file, and a letter two: its text and its HTML.
fn files(name: &str) -> Vec<String> {
    let endings: &[&str] = if name.starts_with("mail/") { &[".txt", ".html"] } else { &[""] };
    endings.iter().map(|ending| format!("templates/{name}{ending}.hbs")).collect()
}

/// A leading underscore marks a piece of a page.
fn is_page(path: &str) -> bool {
    let folders: Vec<&str> = path.split('/').skip(1).collect();
    let piece = folders.last().is_some_and(|file| file.starts_with('_'));
    !piece && !folders.iter().any(|folder| NOT_PAGES.contains(folder))
}

#[test]
fn declarations_are_read() {
    let text = "const TEMPLATE: &str = \"teams/show\";\n// const TEMPLATE: &str = \"no/no\";\n\
        const TEMPLATE: &'static str =\n    \"teams/index\";\ntrait P { const TEMPLATE: &'static str; }";
    let names: Vec<String> = declared("src/p.rs", text).into_iter().map(|(_, name)| name).collect();
    assert_eq!(names, ["teams/show", "teams/index"]);
}

#[test]
fn a_page_without_its_half_is_found() {
    let page = |name: &str| ("src/teams/pages.rs".to_owned(), name.to_owned());
    let faults = |pages: &[&str], templates: &[&str]| {
        let pages = pages.iter().map(|name| page(name)).collect();
        let templates: Vec<String> = templates.iter().map(|path| (*path).to_owned()).collect();
        unpaired(pages, &templates).len()
    };
    assert_eq!(faults(&["teams/show"], &["templates/teams/show.hbs"]), 0);
    assert_eq!(faults(&["teams/show"], &[]), 1);
    assert_eq!(faults(&[], &["templates/teams/show.hbs"]), 1);
    assert_eq!(faults(&["teams/show"], &["templates/teams/shows.hbs"]), 2);
    assert_eq!(faults(&["mail/booked"], &["templates/mail/booked.txt.hbs", "templates/mail/booked.html.hbs"]), 0);
    assert_eq!(faults(&["mail/booked"], &["templates/mail/booked.txt.hbs"]), 1);
    for exempt in ["teams/_row.html", "nhs/button.html", "web/layout.html", "teams/mail/a.txt"] {
        assert_eq!(faults(&[], &[&format!("templates/{exempt}.hbs")]), 0, "{exempt}");
    }
}
