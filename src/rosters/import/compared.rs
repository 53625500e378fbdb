//! The placements of a file against those that stand: what is added, changed, ended and left alone.

use std::collections::{BTreeMap, HashSet};

use chrono::NaiveDate;

use super::{
    columns::Column,
    drafted::Draft,
    known::{Known, KnownSpell},
    plan::{Changed, Plan, Problem},
};
use crate::{
    kernel::{
        Line,
        ids::{PlacementId, TeamId},
        london,
    },
    teams::{self, Term},
};

/// Compares placements, each person's on each team by themselves. A placement is the same one when it begins on
/// the same day.
pub fn compare(drafts: Vec<Draft<'_>>, known: &Known, today: NaiveDate, plan: &mut Plan) {
    let mut groups: BTreeMap<(String, TeamId), Vec<Draft<'_>>> = BTreeMap::new();
    for draft in drafts {
        groups.entry((draft.email.to_string(), draft.team.id)).or_default().push(draft);
    }
    let mut mentioned: HashSet<PlacementId> = HashSet::new();
    for mut group in groups.into_values() {
        group.sort_by_key(|draft| (draft.from_on, draft.entry.row));
        let group = without_repetitions(group, plan);
        let standing = match group.first() {
            Some(Draft { team, person: Some(person), .. }) => known.spells(person.id, team.id),
            _ => &[],
        };
        let same = |draft: &Draft<'_>| standing.iter().find(|spell| spell.from_on == draft.from_on);
        mentioned.extend(group.iter().filter_map(same).map(|spell| spell.id));
        overlaps(&group, standing, plan);
        for draft in group {
            match same(&draft) {
                Some(spell) => change(&draft, spell, today, plan),
                None => add(&draft, plan),
            }
        }
    }
    plan.not_mentioned = known.standing(today).filter(|spell| !mentioned.contains(&spell.id)).count();
}

/// Two rows about one placement are one when they say the same, and wrong when they do not.
fn without_repetitions<'k>(group: Vec<Draft<'k>>, plan: &mut Plan) -> Vec<Draft<'k>> {
    let mut kept: Vec<Draft<'k>> = Vec::new();
    for draft in group {
        match kept.last().filter(|last| last.from_on == draft.from_on) {
            None => kept.push(draft),
            Some(last) => {
                let (one, other) = (&last.entry, &draft.entry);
                let columns = [
                    (Column::EmbeddedTo, one.to_on == other.to_on),
                    (Column::Wte, one.wte == other.wte),
                    (Column::JobTitle, one.role == other.role),
                ];
                let different = columns.into_iter().filter(|(_, same)| !same);
                let sentence = format!("is not what row {} says of the same placement", one.row);
                let problems: Vec<_> =
                    different.map(|(column, _)| Problem::new(other.row, column, sentence.as_str())).collect();
                if problems.is_empty() {
                    plan.repeated.push((other.row, one.row));
                }
                plan.problems.extend(problems);
            }
        }
    }
    kept
}

/// Nobody is on one team twice on one day, in the file or together with what stands beside it.
fn overlaps(group: &[Draft<'_>], standing: &[KnownSpell], plan: &mut Plan) {
    let from_file = group.iter().map(|draft| (draft.from_on, draft.entry.to_on, Some(draft.entry.row)));
    let beside = standing.iter().filter(|spell| !group.iter().any(|draft| draft.from_on == spell.from_on));
    let mut all: Vec<_> = from_file.chain(beside.map(|spell| (spell.from_on, spell.to_on, None))).collect();
    all.sort_unstable();
    for ((from, to, row), (next_from, next_to, next_row)) in all.iter().copied().zip(all.iter().copied().skip(1)) {
        if !teams::model::overlap((from, to), (next_from, next_to)) {
            continue;
        }
        let (at, sentence) = match (row, next_row) {
            (Some(row), Some(next)) => (next, format!("row {row} has the same person on the same team at that time")),
            (Some(row), None) => (row, on_the_roster(next_from)),
            (None, Some(next)) => (next, on_the_roster(from)),
            (None, None) => continue,
        };
        plan.problems.push(Problem::new(at, Column::EmbeddedFrom, sentence));
    }
}

fn on_the_roster(from: NaiveDate) -> String {
    let day = london::short_day(from);
    format!("the roster has the same person on the same team at that time, from {day}")
}

fn change(draft: &Draft<'_>, spell: &KnownSpell, today: NaiveDate, plan: &mut Plan) {
    let entry = &draft.entry;
    if let Some(ended) = spell.to_on.filter(|to| *to < today)
        && entry.to_on.is_none_or(|to| to > ended)
    {
        // Whoever comes back begins a new spell: what was is not mixed with what is (PAINS P31).
        let sentence = format!(
            "this placement ended on {}. If they came back, write the day on which they did",
            london::short_day(ended)
        );
        plan.problems.push(Problem::new(entry.row, Column::EmbeddedFrom, sentence));
        return;
    }
    let term = Term {
        role: entry.role.clone().unwrap_or_else(|| spell.role.clone()),
        wte: entry.wte.unwrap_or(spell.wte),
        from_on: spell.from_on,
        to_on: entry.to_on,
    };
    let changed = Changed { place: draft.place(), was: spell.clone(), term };
    let is_same = (&changed.term.role, changed.term.wte, changed.term.to_on) == (&spell.role, spell.wte, spell.to_on);
    if is_same {
        plan.left_alone.push(changed.place);
    } else if changed.ends() {
        plan.ended.push(changed);
    } else {
        plan.changed.push(changed);
    }
}

fn add(draft: &Draft<'_>, plan: &mut Plan) {
    let entry = &draft.entry;
    let Some(wte) = entry.wte else {
        let sentence = "is empty, and this is a new placement: write their time on the team, like 0.6";
        plan.problems.push(Problem::new(entry.row, Column::Wte, sentence));
        return;
    };
    let role = entry.role.clone().unwrap_or_else(|| Line::from_static("Librarian"));
    plan.added.push((draft.place(), Term { role, wte, from_on: draft.from_on, to_on: entry.to_on }));
}
