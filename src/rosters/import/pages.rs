//! The pages of importing: the form, and what a file would do.

use serde::Serialize;

use super::{
    HEADINGS, Plan, Scope,
    actions::Done,
    known::KnownTeam,
    plan::{Changed, Place},
};
use crate::{
    accounts::Member,
    kernel::{ids::RosterImportId, london},
    privacy::{Item, Viewer, Words},
    teams::Term,
    web::{
        Filled, Page,
        field::{ErrorSummary, FileUpload},
    },
};

/// The most problems that are listed.
const PROBLEMS: usize = 200;

/// The most lines of each kind that are listed.
const LINES: usize = 100;

/// The form that takes a file.
#[derive(Serialize)]
pub struct Upload {
    errors: Option<ErrorSummary>,
    file: FileUpload,
    whole: bool,
    teams: Vec<String>,
    more_teams: usize,
    headings: Vec<&'static str>,
    done: Option<String>,
    who: Words,
}

/// What a file would do.
#[derive(Serialize)]
pub struct Preview {
    errors: Option<ErrorSummary>,
    id: RosterImportId,
    shown: String,
    rows: String,
    summary: String,
    whole: bool,
    moved: bool,
    can_be_done: bool,
    nothing_new: bool,
    problems: List<String>,
    lists: Vec<Kind>,
    not_mentioned: String,
    some_not_mentioned: bool,
    unknown_columns: List<String>,
    repeated: List<String>,
    who: Words,
}

/// The first of many.
#[derive(Serialize)]
struct List<T> {
    first: Vec<T>,
    more: usize,
    some: bool,
}

/// One kind of what a file does.
#[derive(Serialize)]
struct Kind {
    heading: String,
    lines: List<Line>,
}

#[derive(Serialize)]
struct Line {
    name: String,
    about: String,
}

impl Page for Upload {
    const TEMPLATE: &'static str = "rosters/upload";
}

impl Page for Preview {
    const TEMPLATE: &'static str = "rosters/preview";
}

impl Upload {
    pub fn new(by: &Member, scope: Scope, teams: &[KnownTeam], filled: &Filled, done: Option<Done>) -> Self {
        let first: Vec<String> = teams.iter().take(LINES).map(|team| team.name.clone()).collect();
        Self {
            errors: filled.summary(),
            file: FileUpload::new("Roster file", ".csv,.xlsx,.ods")
                .hint("CSV, .xlsx or .ods, smaller than 4 MB")
                .error(filled.error("file")),
            whole: scope == Scope::Organisation,
            more_teams: teams.len() - first.len(),
            teams: first,
            headings: HEADINGS.to_vec(),
            done: done.map(|done| {
                format!(
                    "The file was imported: {} added, {} changed and {} ended.",
                    counted(done.added, "placement", "placements"),
                    done.changed,
                    done.ended
                )
            }),
            who: words(by, scope),
        }
    }
}

impl Preview {
    pub fn new(by: &Member, id: RosterImportId, scope: Scope, plan: &Plan, filled: &Filled, moved: bool) -> Self {
        let people = plan.registered.iter().map(|newcomer| {
            let registration = &newcomer.registration;
            let details = &registration.details;
            Line {
                name: details.name.to_string(),
                about: format!("{}, {} (row {})", registration.email, details.job_title, newcomer.row),
            }
        });
        let amended = plan.amended.iter().map(|amended| Line {
            name: amended.details.name.to_string(),
            about: format!("{} (row {})", amended.differences.join("; "), amended.row),
        });
        let placed = plan.added.iter().map(|(place, term)| line(place, &in_words(term)));
        let alone = plan.left_alone.iter().map(|place| line(place, "as the file says"));
        Self {
            errors: filled.summary(),
            id,
            shown: plan.fingerprint(),
            rows: counted(plan.rows, "row", "rows"),
            summary: format!(
                "{} to be added, {} to be changed, {} to be ended and {} left alone",
                counted(plan.added.len(), "placement", "placements"),
                plan.changed.len(),
                plan.ended.len(),
                plan.left_alone.len()
            ),
            whole: scope == Scope::Organisation,
            moved,
            can_be_done: plan.can_be_done(),
            nothing_new: plan.problems.is_empty() && !plan.changes_something(),
            problems: List::of(plan.problems.iter().map(ToString::to_string), PROBLEMS),
            lists: vec![
                kind("to be registered", people),
                kind("whose post changes", amended),
                kind("to be added", placed),
                kind("to be changed", plan.changed.iter().map(changed)),
                kind("to be ended", plan.ended.iter().map(changed)),
                kind("left alone", alone),
            ],
            some_not_mentioned: plan.not_mentioned > 0,
            not_mentioned: counted(plan.not_mentioned, "placement", "placements"),
            unknown_columns: List::of(plan.unknown_columns.iter().cloned(), LINES),
            repeated: List::of(
                plan.repeated.iter().map(|(row, same)| format!("row {row} says the same as row {same}")),
                LINES,
            ),
            who: words(by, scope),
        }
    }
}

impl<T> List<T> {
    fn of(all: impl ExactSizeIterator<Item = T>, most: usize) -> Self {
        let many = all.len();
        Self { first: all.take(most).collect(), more: many.saturating_sub(most), some: many > 0 }
    }
}

fn kind(what: &str, lines: impl ExactSizeIterator<Item = Line>) -> Kind {
    let of = match what {
        "to be registered" | "whose post changes" => counted(lines.len(), "person", "people"),
        _ => counted(lines.len(), "placement", "placements"),
    };
    Kind { heading: format!("{of} {what}"), lines: List::of(lines, LINES) }
}

fn line(place: &Place, about: &str) -> Line {
    Line { name: place.name.clone(), about: format!("{}: {about} (row {})", place.team_name, place.row) }
}

fn in_words(term: &Term) -> String {
    format!("{}, {} WTE, {}", term.role, term.wte, span(term.from_on, term.to_on))
}

/// Only what is different, as it was and as it will be.
fn changed(changed: &Changed) -> Line {
    let (was, term) = (&changed.was, &changed.term);
    let mut differences = Vec::new();
    if was.role != term.role {
        differences.push(format!("{} instead of {}", term.role, was.role));
    }
    if was.wte != term.wte {
        differences.push(format!("{} WTE instead of {}", term.wte, was.wte));
    }
    if was.to_on != term.to_on {
        differences.push(match (was.to_on, term.to_on) {
            (None, Some(to)) => format!("last day {}", london::short_day(to)),
            (Some(was), Some(to)) => {
                format!("last day {} instead of {}", london::short_day(to), london::short_day(was))
            }
            (Some(was), None) => format!("no last day instead of {}", london::short_day(was)),
            (None, None) => String::new(),
        });
    }
    line(&changed.place, &differences.join(", "))
}

/// A number with its noun: "1 row", "2 rows", "10,000 rows".
fn counted(many: usize, one: &str, more: &str) -> String {
    if many == 1 {
        return format!("1 {one}");
    }
    let digits = many.to_string();
    let grouped: Vec<&str> =
        digits.as_bytes().rchunks(3).rev().filter_map(|three| str::from_utf8(three).ok()).collect();
    format!("{} {more}", grouped.join(","))
}

fn span(from: chrono::NaiveDate, to: Option<chrono::NaiveDate>) -> String {
    let from = london::short_day(from);
    to.map_or_else(|| format!("from {from}"), |to| format!("from {from} to {}", london::short_day(to)))
}

fn words(by: &Member, scope: Scope) -> Words {
    let viewer = if scope == Scope::Organisation { Viewer::ServiceManager } else { Viewer::Lead };
    by.words_as(viewer, Item::Placement)
}
