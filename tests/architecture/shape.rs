//! The names and sizes of files.

/// Names under which anything can be put, so that nothing can be found.
const EMPTY_NAMES: &[&str] =
    &["util", "utils", "helper", "helpers", "common", "manager", "managers", "service", "services"];

/// `helpers` is the template engine's own word for the functions a template may call; the journeys are the
/// service's as a whole.
const KNOWN: [&str; 2] = ["src/web/helpers", "tests/service/"];

/// The parts of a path that say nothing.
pub fn names(path: &str) -> Vec<String> {
    let empty = |part: &&str| EMPTY_NAMES.contains(&part.split('.').next().unwrap_or_default());
    let parts = path.split('/').filter(|_| !KNOWN.iter().any(|known| path.starts_with(known)));
    parts.filter(empty).map(|part| format!("{path}: `{part}` says nothing; split by noun")).collect()
}

/// Too many lines for one sitting.
pub fn size(path: &str, lines: usize) -> Option<String> {
    let limit = match path.rsplit('.').next() {
        Some("hbs") => 120,
        _ => 300,
    };
    (lines > limit).then(|| format!("{path}: {lines} lines, of {limit} at most; split by noun"))
}

/// The median and the largest of some lengths, in words.
pub fn summary(mut lengths: Vec<usize>) -> String {
    lengths.sort_unstable();
    let Some(largest) = lengths.last() else {
        return "no files".into();
    };
    let median = lengths[lengths.len() / 2];
    format!("{} files, median {median} lines, largest {largest}", lengths.len())
}

#[test]
fn an_empty_name_is_found() {
    assert_eq!(names("src/teams/utils.rs").len(), 1);
    assert_eq!(names("src/common/dates.rs").len(), 1);
    assert_eq!(names("templates/teams/helpers.hbs").len(), 1);
    assert!(names("src/web/helpers/dates.rs").is_empty() && names("src/teams/roster.rs").is_empty());
}

#[test]
fn a_long_file_is_found() {
    assert!(size("src/teams/store.rs", 301).is_some() && size("src/teams/store.rs", 300).is_none());
    assert!(size("templates/a/b.hbs", 121).is_some());
    assert!(size("templates/a/b.hbs", 120).is_none());
}

#[test]
fn the_median_is_the_middle_one() {
    assert_eq!(summary(vec![9, 1, 5]), "3 files, median 5 lines, largest 9");
    assert_eq!(summary(vec![]), "no files");
}
