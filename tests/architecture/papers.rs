//! The papers for a trust's reviewers (docs/security.md, docs/dpia.md): what they cite is there, and the two tables that
//! they copy are the code's own, word for word.

use std::path::Path;

use alongside::{
    privacy::Table,
    retention::{Keep, LINES},
};

use crate::{file, none};

/// The papers.
const PAPERS: [&str; 2] = ["docs/security.md", "docs/dpia.md"];

/// A file or folder that a paper names, and the test in it, if it names one.
#[derive(Debug, PartialEq, Eq)]
struct Cited {
    path: String,
    test: Option<String>,
}

/// Everything between backticks that reads as a path of the project, with or without `::` and the name of a test.
fn cited(text: &str) -> Vec<Cited> {
    text.split('`').skip(1).step_by(2).filter_map(citation).collect()
}

fn citation(words: &str) -> Option<Cited> {
    let (path, test) = words.split_once("::").map_or((words, None), |(path, test)| (path, Some(test)));
    let letters = |c: char| c.is_ascii_alphanumeric() || ['.', '_', '-', '/'].contains(&c);
    let named = path.contains('/') || matches!(path.rsplit('.').next(), Some("lock" | "md" | "rs" | "toml"));
    // What begins with a slash is an address of the service.
    let is_path = named && !path.starts_with('/') && path.chars().all(letters);
    is_path.then(|| Cited { path: path.to_owned(), test: test.map(str::to_owned) })
}

/// What of a citation is not there.
fn missing(cited: &Cited) -> Option<String> {
    let Cited { path, test } = cited;
    if !Path::new(env!("CARGO_MANIFEST_DIR")).join(path).exists() {
        return Some(format!("there is no {path}"));
    }
    let test = test.as_ref().filter(|test| !file(path).contains(&format!("fn {test}(")))?;
    Some(format!("{path} has no {test}"))
}

#[test]
fn what_the_papers_cite_is_there() {
    let faults = PAPERS.iter().flat_map(|paper| {
        let text = file(paper);
        assert_eq!(text.matches('`').count() % 2, 0, "{paper} has a backtick without its other one");
        let cited = cited(&text);
        let tests = cited.iter().filter(|one| one.test.is_some()).count();
        assert!(tests > 20, "{paper} names {tests} tests");
        cited.iter().filter_map(missing).map(|fault| format!("{paper}: {fault}")).collect::<Vec<_>>()
    });
    none(faults);
}

#[test]
fn the_dpia_has_every_line_of_who_sees_what_and_of_how_long_it_is_kept() {
    let (dpia, keep) = (file("docs/dpia.md"), Keep::usual());
    let lines = Table::product().lines();
    let who = lines.iter().map(|line| {
        let (item, cells) = line.words();
        format!("| {item} | {} |", cells.join(" | "))
    });
    let how_long = LINES.iter().map(|line| {
        let bounds = line.bounds_in_words().unwrap_or_else(|| "fixed".to_owned());
        let setting = line.setting.map_or_else(|| "none".to_owned(), |name| format!("`{name}`"));
        format!("| {} | {} {} | {bounds} | {setting} |", line.what, keep.words(line.kind), line.from)
    });
    let missing = who.chain(how_long).filter(|row| !dpia.contains(row));
    none(missing.map(|row| format!("docs/dpia.md has no row\n{row}")));
}

#[test]
fn a_citation_is_told_from_other_words() {
    let text = "`src/lib.rs`, `tests/a.rs::it_holds` and `deny.toml`; not `/record`, `a/b c`, `ALONGSIDE_URL`, \
        `https://a.example/b.md` or src/nowhere.rs";
    let cited: Vec<_> = cited(text).into_iter().map(|one| (one.path, one.test)).collect();
    let (path, holds) = (str::to_owned, Some("it_holds".to_owned()));
    assert_eq!(cited, [(path("src/lib.rs"), None), (path("tests/a.rs"), holds), (path("deny.toml"), None)]);
}

#[test]
fn what_is_not_there_is_found() {
    let missing = |words: &str| missing(&citation(words).unwrap());
    let this = "tests/architecture/papers.rs";
    assert_eq!(missing(this), None);
    assert_eq!(missing("docs/decisions"), None);
    assert_eq!(missing("src/nowhere.rs"), Some("there is no src/nowhere.rs".to_owned()));
    assert_eq!(missing(&format!("{this}::what_is_not_there_is_found")), None);
    // Its own name stands in this file, and no function of that name.
    assert_eq!(missing(&format!("{this}::what_is_not")), Some(format!("{this} has no what_is_not")));
}
