//! Coverage: which teams have an embedded librarian, by specialty and by site.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::{
    accounts::Member,
    kernel::{Now, london, wte},
    privacy::{Item, Words},
    teams::tally::{Covered, specialty},
    web::Page,
};

/// The figures that the staff ratio policy asks employers to allocate embedded posts by (FACTS 1.3).
#[derive(Serialize)]
pub struct Coverage {
    organisation: String,
    today: String,
    specialties: Vec<Line>,
    sites: Vec<Line>,
    who: Words,
}

/// Teams of one kind: how many, with and without a librarian, and the librarians' time on them.
#[derive(Serialize)]
struct Line {
    name: String,
    teams: i64,
    with_librarian: i64,
    without: i64,
    wte: String,
}

impl Page for Coverage {
    const TEMPLATE: &'static str = "uptake/coverage";
}

impl Coverage {
    pub fn new(by: &Member, covered: &[Covered], now: Now) -> Self {
        Self {
            organisation: by.organisation_name.clone(),
            today: london::day(now.today()),
            specialties: lines(covered, |one| format!("{} ({})", specialty(&one.specialty), one.specialty)),
            sites: lines(covered, |one| one.site.clone()),
            who: by.words(Item::Placement),
        }
    }
}

/// The figures added up by name, in the order of names.
fn lines(covered: &[Covered], name: impl Fn(&Covered) -> String) -> Vec<Line> {
    let mut sums: BTreeMap<String, (i64, i64, i64)> = BTreeMap::new();
    for one in covered {
        let sum = sums.entry(name(one)).or_default();
        *sum = (sum.0 + one.teams, sum.1 + one.with_librarian, sum.2 + one.wte_hundredths);
    }
    let line = |(name, (teams, with_librarian, hundredths))| Line {
        name,
        teams,
        with_librarian,
        without: teams - with_librarian,
        wte: wte::words(hundredths),
    };
    sums.into_iter().map(line).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_teams_are_added_up_by_specialty_and_by_site() {
        let covered = |specialty: &str, site: &str, teams, with_librarian, wte_hundredths| Covered {
            specialty: specialty.into(),
            site: site.into(),
            teams,
            with_librarian,
            wte_hundredths,
        };
        let all = [covered("192", "B", 3, 1, 60), covered("192", "A", 1, 1, 150), covered("315", "A", 1, 0, 0)];
        let told =
            |lines: Vec<Line>| lines.into_iter().map(|l| (l.name, l.teams, l.without, l.wte)).collect::<Vec<_>>();
        let by_specialty = told(lines(&all, |one| one.specialty.clone()));
        assert_eq!(by_specialty, [("192".into(), 4, 2, "2.1".into()), ("315".into(), 1, 1, "0".into())]);
        let by_site = told(lines(&all, |one| one.site.clone()));
        assert_eq!(by_site, [("A".into(), 2, 1, "1.5".into()), ("B".into(), 3, 2, "0.6".into())]);
    }
}
