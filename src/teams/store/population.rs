//! Who was placed where and for how many days: read by person, and given to nobody but the tally.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use chrono::NaiveDate;

use crate::{
    kernel::ids::{PersonId, SiteId},
    sql,
    store::{AsConn, Result},
};

/// Somebody's spell on a team of a site.
#[derive(Clone, Copy, Debug, sqlx::FromRow)]
pub struct SpellAt {
    pub person_id: PersonId,
    pub site_id: SiteId,
    pub from_on: NaiveDate,
    pub to_on: Option<NaiveDate>,
    /// The day it was written down; none: taken to be its first.
    pub recorded_on: Option<NaiveDate>,
}

/// Every spell with a day from `first` until before `next`.
pub async fn spells(c: &mut impl AsConn, first: NaiveDate, next: NaiveDate) -> Result<Vec<SpellAt>> {
    sql!(c, rows SpellAt: "SELECT p.person_id, t.site_id, p.from_on, p.to_on, p.recorded_on
        FROM placements p JOIN teams t ON t.id = p.team_id
        WHERE p.from_on < $2 AND (p.to_on IS NULL OR p.to_on >= $1)", first, next)
}

/// The site of each person with at least `least` days: where they were on most. A spell counts from the day it was written
/// down: whoever writes rosters cannot make a group of a quarter larger when it is nearly over, or over.
pub fn homes(spells: &[SpellAt], first: NaiveDate, next: NaiveDate, least: usize) -> HashMap<PersonId, SiteId> {
    let mut days: HashMap<PersonId, BTreeMap<SiteId, BTreeSet<NaiveDate>>> = HashMap::new();
    for spell in spells {
        let from = spell.from_on.max(spell.recorded_on.unwrap_or(spell.from_on)).max(first);
        let until = spell.to_on.and_then(|last| last.succ_opt()).map_or(next, |after| after.min(next));
        let there = days.entry(spell.person_id).or_default().entry(spell.site_id).or_default();
        there.extend(from.iter_days().take_while(|day| *day < until));
    }
    let home = |sites: &BTreeMap<SiteId, BTreeSet<NaiveDate>>| {
        let all: BTreeSet<&NaiveDate> = sites.values().flatten().collect();
        // The last of equals is taken, so the order is turned round: the first by id wins.
        let most = sites.iter().rev().max_by_key(|(_, days)| days.len()).map(|(site, _)| *site);
        most.filter(|_| all.len() >= least)
    };
    days.iter().filter_map(|(person, sites)| Some((*person, home(sites)?))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, month, day).unwrap()
    }

    fn found(spells: &[(SiteId, NaiveDate, Option<NaiveDate>)]) -> Option<SiteId> {
        let mina = PersonId::random();
        let spell = |(site_id, from_on, to_on): &(SiteId, NaiveDate, Option<NaiveDate>)| SpellAt {
            person_id: mina,
            site_id: *site_id,
            from_on: *from_on,
            to_on: *to_on,
            recorded_on: None,
        };
        let spells: Vec<SpellAt> = spells.iter().map(spell).collect();
        homes(&spells, day(7, 1), day(10, 1), 14).get(&mina).copied()
    }

    #[test]
    fn fourteen_days_of_the_quarter_count_and_thirteen_do_not() {
        let site = SiteId::random();
        assert_eq!(found(&[(site, day(9, 17), None)]), Some(site));
        assert_eq!(found(&[(site, day(9, 18), None)]), None, "joined too late");
        assert_eq!(found(&[(site, day(1, 1), Some(day(7, 14)))]), Some(site));
        assert_eq!(found(&[(site, day(1, 1), Some(day(7, 13)))]), None, "left too early");
    }

    #[test]
    fn days_before_a_spell_was_written_down_do_not_count() {
        let site_id = SiteId::random();
        let counts = |from_on, recorded| {
            let spell =
                SpellAt { person_id: PersonId::random(), site_id, from_on, to_on: None, recorded_on: Some(recorded) };
            homes(&[spell], day(7, 1), day(10, 1), 14).len()
        };
        assert_eq!(counts(day(1, 1), day(9, 17)), 1, "fourteen days are left");
        assert_eq!(counts(day(1, 1), day(9, 18)), 0, "thirteen");
        assert_eq!(counts(day(1, 1), day(10, 8)), 0, "when the quarter is over");
        assert_eq!(counts(day(9, 18), day(7, 2)), 0, "written down ahead, it counts from its first day");
    }

    #[test]
    fn days_on_two_teams_at_once_count_once_and_spells_add_up() {
        let (one, other) = (SiteId::random(), SiteId::random());
        let week = |site, from| (site, day(8, from), Some(day(8, from + 6)));
        assert_eq!(found(&[week(one, 1), week(other, 1)]), None, "seven days, on two teams");
        assert_eq!(found(&[week(one, 1), week(one, 10)]), Some(one));
        assert_eq!(found(&[(one, day(8, 1), Some(day(8, 8))), week(other, 8)]), Some(one), "one day is of both");
    }

    #[test]
    fn most_days_decide_and_of_two_alike_the_first_by_id() {
        let mut sites = [SiteId::random(), SiteId::random()];
        sites.sort_unstable();
        let [low, high] = sites;
        for order in [[low, high], [high, low]] {
            let spells = order.map(|site| (site, day(7, 1), None));
            assert_eq!(found(&spells), Some(low));
        }
        assert_eq!(found(&[(low, day(7, 1), Some(day(8, 1))), (high, day(7, 1), None)]), Some(high));
    }
}
