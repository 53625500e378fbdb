//! What a service manager's file says of people: who is to be registered, and whose post is not as it was.

use std::collections::BTreeMap;

use super::{
    columns::Column,
    drafted::Draft,
    known::{Known, KnownPerson, Scope},
    plan::{Amended, Newcomer, Plan, Problem},
};
use crate::{
    accounts::{
        Profession,
        model::{Details, Post, Registration},
    },
    kernel::{Email, Line},
};

/// What all rows about one person say together.
#[derive(Default)]
struct Said {
    name: Option<Line>,
    job_title: Option<Line>,
    post: Post,
    line_manager: Option<Email>,
}

/// Compares people with what is registered of them. Empty cells say nothing.
pub fn compare(drafts: &[Draft<'_>], known: &Known, plan: &mut Plan) {
    if known.scope == Scope::Led {
        return;
    }
    let mut people: BTreeMap<&str, Vec<&Draft<'_>>> = BTreeMap::new();
    for draft in drafts {
        people.entry(draft.email.as_str()).or_default().push(draft);
    }
    for drafts in people.into_values() {
        let Some(first) = drafts.first() else { continue };
        let said = said(&drafts, &mut plan.problems);
        match first.person {
            None => register(first, said, plan),
            Some(person) => amend(first.entry.row, person, said, plan),
        }
    }
}

/// One answer out of all rows; a second one that is different is a problem of its row.
fn said(drafts: &[&Draft<'_>], problems: &mut Vec<Problem>) -> Said {
    let name = agreed(drafts, Column::DisplayName, |draft| draft.entry.name.clone(), problems);
    let band = agreed(drafts, Column::AfcBand, |draft| draft.entry.post.band, problems);
    let basis = agreed(drafts, Column::QualifiedBasis, |draft| draft.entry.post.qualified_basis, problems);
    let line_manager = agreed(drafts, Column::LineManagerEmail, |draft| draft.entry.line_manager.clone(), problems);
    // What somebody does may differ from team to team; of a post's names the first is as good as another.
    let job_title = drafts.iter().find_map(|draft| draft.entry.role.clone());
    Said { name, job_title, post: Post { band, qualified_basis: basis, wte: None }, line_manager }
}

fn agreed<T: PartialEq>(
    drafts: &[&Draft<'_>],
    column: Column,
    of: impl Fn(&Draft<'_>) -> Option<T>,
    problems: &mut Vec<Problem>,
) -> Option<T> {
    let mut first: Option<(u32, T)> = None;
    for draft in drafts {
        match (&first, of(draft)) {
            (Some((row, known)), Some(other)) if *known != other => {
                let sentence = format!("is not what row {row} says of the same person");
                problems.push(Problem::new(draft.entry.row, column, sentence));
            }
            (None, Some(value)) => first = Some((draft.entry.row, value)),
            _ => {}
        }
    }
    first.map(|(_, value)| value)
}

fn register(first: &Draft<'_>, said: Said, plan: &mut Plan) {
    let (row, email) = (first.entry.row, first.email.clone());
    let Some(name) = said.name else {
        let sentence = format!("is empty, and {email} is not registered yet: write their name");
        plan.problems.push(Problem::new(row, Column::DisplayName, sentence));
        return;
    };
    let details = Details {
        name,
        job_title: said.job_title.unwrap_or_else(|| Line::from_static("Librarian")),
        profession: Profession::Librarian,
        post: said.post,
        line_manager: said.line_manager,
    };
    plan.registered.push(Newcomer { row, registration: Registration { email, details, roles: Vec::new() } });
}

fn amend(row: u32, person: &KnownPerson, said: Said, plan: &mut Plan) {
    let post = Post {
        band: said.post.band.or(person.post.band),
        qualified_basis: said.post.qualified_basis.or(person.post.qualified_basis),
        wte: person.post.wte,
    };
    let line_manager = said.line_manager.or_else(|| person.line_manager_email.clone());
    let mut differences = Vec::new();
    if post.band != person.post.band {
        differences.extend(post.band.map(|band| format!("band {}", band.word())));
    }
    if post.qualified_basis != person.post.qualified_basis {
        differences.extend(post.qualified_basis.map(|basis| format!("qualified by: {}", basis.name())));
    }
    if line_manager != person.line_manager_email {
        differences.extend(line_manager.as_ref().map(|manager| format!("line manager {manager}")));
    }
    if differences.is_empty() {
        return;
    }
    let (name, job_title) = (person.name.clone(), person.job_title.clone());
    let details = Details { name, job_title, profession: person.profession, post, line_manager };
    plan.amended.push(Amended { row, person: person.id, details, differences });
}
