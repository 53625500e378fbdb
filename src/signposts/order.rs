//! Which entry comes first, and what to try before and after one.

use std::collections::{HashMap, HashSet};

use chrono::NaiveDate;

use super::{Signpost, audience::Contract};
use crate::kernel::{Now, ids::SignpostId};

/// Another entry for the same need, as far as the order to try them in goes.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Step {
    /// Which entry.
    pub id: SignpostId,
    /// What it is called.
    pub name: String,
    /// Its place in the order.
    pub try_order: i64,
}

/// The place in the order of an entry that nobody has checked in time.
const LAST: i64 = i64::MAX;

/// That one entry's keeper says to try another before it: the entry, and the other.
pub type First = (SignpostId, SignpostId);

/// Puts entries in the order to show them:
///
/// 1. what is for the reader's kind of contract, before what is not;
/// 2. what to try first: by each entry's own place, and never before what its keeper says to try before it;
/// 3. what is open now;
/// 4. what was checked in time;
/// 5. by name, and two of one name by their ids, so that the order is the same for everybody each time.
///
/// An entry that is overdue sinks by more than the fourth rule says: that it is to be tried first is a
/// claim nobody has confirmed in time, so it loses its place by the second rule and is tried last. It
/// still stands before what is not for the reader at all.
pub fn put_in_order(entries: &mut [Signpost], firsts: &[First], contract: Option<Contract>, now: Now) {
    let today = now.today();
    let places = places(entries, firsts, today);
    entries.sort_by_cached_key(|entry| {
        let place = places.get(&entry.id).copied().unwrap_or(LAST);
        let open = entry.opening(now).is_open_now();
        (!entry.is_for(contract), place, !open, entry.is_overdue(today), entry.name.to_lowercase(), entry.id)
    });
}

/// The place of each entry that is in date: its own, or the one after whatever stands before it. What
/// keepers put before one another in a circle says nothing.
fn places(entries: &[Signpost], firsts: &[First], today: NaiveDate) -> HashMap<SignpostId, i64> {
    let in_date = entries.iter().filter(|entry| !entry.is_overdue(today));
    let mut places: HashMap<SignpostId, i64> = in_date.map(|entry| (entry.id, entry.try_order)).collect();
    let known = |(entry, first): &&First| places.contains_key(entry) && places.contains_key(first);
    let known: Vec<First> = firsts.iter().filter(known).copied().collect();
    let straight: Vec<&First> = known.iter().filter(|(entry, first)| !leads(*first, *entry, &known)).collect();
    // Without circles this ends: each round settles at least the entries one step further on.
    loop {
        let after = |(entry, first): &&&First| places[entry] <= places[first];
        let Some((entry, first)) = straight.iter().find(after) else { return places };
        let place = places[first] + 1;
        places.insert(*entry, place);
    }
}

/// Whether one entry leads to another, step by step; each leads to itself.
fn leads(from: SignpostId, to: SignpostId, firsts: &[First]) -> bool {
    let (mut seen, mut waiting) = (HashSet::new(), vec![from]);
    while let Some(at) = waiting.pop() {
        if at == to {
            return true;
        }
        if seen.insert(at) {
            waiting.extend(firsts.iter().filter(|(entry, _)| *entry == at).map(|(_, first)| *first));
        }
    }
    false
}

/// What to try before an entry with this place in the order, and what after it, of steps in their order:
/// the very first of those before, the next of those after.
#[must_use]
pub fn before_and_after(try_order: i64, steps: &[Step]) -> (Option<&Step>, Option<&Step>) {
    let before = steps.iter().find(|step| step.try_order < try_order);
    (before, steps.iter().find(|step| step.try_order > try_order))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::{
        hours::Hours,
        signposts::{audience::Contracts, ways::Way},
    };

    /// Monday 23 November 2026, 10am.
    fn now() -> Now {
        Now("2026-11-23T10:00:00Z".parse().unwrap())
    }

    fn entry(name: &str, try_order: i64, hours: &str, next_check_on: &str) -> Signpost {
        let text = String::new;
        Signpost {
            id: SignpostId::random(),
            organisation_id: None,
            organisation: None,
            members_only: false,
            kept_by: None,
            name: name.to_owned(),
            about: text(),
            who_for: text(),
            not_for: None,
            contracts: Contracts::ANY,
            hours: Hours::parse(hours).unwrap(),
            cost: text(),
            wait: text(),
            who_will_know: text(),
            employer_knows: false,
            free: true,
            try_order,
            owner: text(),
            owner_id: None,
            checked_on: "2026-03-14".parse().unwrap(),
            next_check_on: next_check_on.parse().unwrap(),
            withdrawn_on: None,
            forwarding: None,
            forward_to: None,
            example: true,
            ways: Vec::<Way>::new(),
            faults: Vec::new(),
        }
    }

    fn names(entries: &[Signpost]) -> Vec<&str> {
        entries.iter().map(|entry| entry.name.as_str()).collect()
    }

    fn of_university(mut entry: Signpost) -> Signpost {
        entry.contracts = Contracts::of(&[Contract::University]);
        entry
    }

    fn some_entries() -> Vec<Signpost> {
        let (late, due, ahead) = ("2026-11-22", "2026-11-23", "2027-03-01");
        vec![
            entry("overdue, shut", 1, "Tu 09:00-17:00", late),
            entry("overdue, open", 7, "24/7", late),
            entry("third", 3, "24/7", ahead),
            entry("second, shut", 2, "Tu 09:00-17:00", ahead),
            entry("second, hours not known", 2, "", ahead),
            entry("Second, open b", 2, "Mo 09:00-17:00", ahead),
            entry("second, open a", 2, "24/7", due),
            entry("first, shut", 1, "off", ahead),
            of_university(entry("not for the trust's", 1, "24/7", ahead)),
        ]
    }

    const FOR_THE_TRUSTS: [&str; 9] = [
        "first, shut",
        "second, open a",
        "Second, open b",
        "second, hours not known",
        "second, shut",
        "third",
        "overdue, open",
        "overdue, shut",
        "not for the trust's",
    ];

    #[test]
    fn eligible_first_then_try_order_then_open_now_then_in_date_then_name() {
        let mut entries = some_entries();
        put_in_order(&mut entries, &[], Some(Contract::Trust), now());
        assert_eq!(names(&entries), FOR_THE_TRUSTS);
        put_in_order(&mut entries, &[], Some(Contract::University), now());
        assert_eq!(names(&entries)[..2], ["not for the trust's", "first, shut"]);
        put_in_order(&mut entries, &[], None, now());
        assert_eq!(names(&entries)[0], "not for the trust's", "whoever has not said may be anybody");
    }

    #[test]
    fn an_entry_sinks_the_day_after_its_check_was_due_and_rises_when_it_is_checked() {
        let mut entries = [entry("a", 1, "24/7", "2026-11-23"), entry("b", 2, "24/7", "2027-03-01")];
        put_in_order(&mut entries, &[], None, now());
        assert_eq!(names(&entries), ["a", "b"]);
        let tomorrow = Now("2026-11-24T00:00:00Z".parse().unwrap());
        put_in_order(&mut entries, &[], None, tomorrow);
        assert_eq!(names(&entries), ["b", "a"]);
        entries[1].next_check_on = "2027-05-24".parse().unwrap();
        put_in_order(&mut entries, &[], None, tomorrow);
        assert_eq!(names(&entries), ["a", "b"]);
    }

    #[test]
    fn what_a_keeper_says_to_try_first_comes_first() {
        let mut entries = [
            entry("a", 1, "24/7", "2027-03-01"),
            entry("b", 3, "off", "2027-03-01"),
            entry("c", 2, "24/7", "2027-03-01"),
            entry("d", 5, "24/7", "2026-11-22"),
        ];
        let [a, b, c, d] = entries.each_ref().map(|entry| entry.id);
        let mut with = |firsts: &[First]| {
            put_in_order(&mut entries, firsts, None, now());
            names(&entries).concat()
        };
        assert_eq!(with(&[]), "acbd");
        assert_eq!(with(&[(a, b)]), "cbad");
        assert_eq!(with(&[(a, b), (c, a)]), "bacd", "step by step");
        assert_eq!(with(&[(c, a), (c, b), (a, b)]), "bacd", "by every way");
        assert_eq!(with(&[(a, b), (b, a)]), "acbd", "a circle says nothing");
        assert_eq!(with(&[(a, d)]), "acbd", "what is overdue holds nobody back");
        assert_eq!(with(&[(a, SignpostId::random())]), "acbd");
    }

    proptest! {
        #[test]
        fn links_never_make_the_order_depend_on_how_entries_come(
            shuffled in Just((0..9_usize).collect::<Vec<_>>()).prop_shuffle(),
            links in prop::collection::vec((0..9_usize, 0..9_usize), 0..12),
        ) {
            let ordered = some_entries();
            let firsts: Vec<First> = links.iter().map(|(one, other)| (ordered[*one].id, ordered[*other].id)).collect();
            let mut shuffled: Vec<_> = shuffled.iter().map(|at| ordered[*at].clone()).collect();
            let mut entries = ordered;
            put_in_order(&mut entries, &firsts, Some(Contract::Trust), now());
            put_in_order(&mut shuffled, &firsts, Some(Contract::Trust), now());
            prop_assert_eq!(names(&shuffled), names(&entries));
        }

        #[test]
        fn however_they_come_the_order_is_the_same(shuffled in Just((0..9_usize).collect::<Vec<_>>()).prop_shuffle()) {
            let ordered = some_entries();
            let mut entries: Vec<_> = shuffled.iter().map(|at| ordered[*at].clone()).collect();
            put_in_order(&mut entries, &[], Some(Contract::Trust), now());
            prop_assert_eq!(names(&entries), FOR_THE_TRUSTS);
        }

        #[test]
        fn being_overdue_never_lifts_an_entry(at in 0..9_usize) {
            let mut entries = some_entries();
            put_in_order(&mut entries, &[], Some(Contract::Trust), now());
            let name = entries[at].name.clone();
            entries[at].next_check_on = "2026-11-01".parse().unwrap();
            put_in_order(&mut entries, &[], Some(Contract::Trust), now());
            prop_assert!(entries.iter().position(|entry| entry.name == name) >= Some(at));
        }
    }

    #[test]
    fn an_overdue_entry_says_so_from_the_day_after_its_check_was_due() {
        let signpost = entry("x", 1, "", "2026-11-23");
        assert_eq!(signpost.caution("2026-11-23".parse().unwrap()), None);
        let late = signpost.caution("2026-11-24".parse().unwrap());
        assert_eq!(late.as_deref(), Some("Last checked 14 March 2026: check before you rely on it"));
    }

    #[test]
    fn what_to_try_first_and_what_if_it_fails() {
        let steps: Vec<Step> = [("line", 1), ("psychology", 2), ("chaplain", 2), ("helpline", 9)]
            .map(|(name, try_order)| Step { id: SignpostId::random(), name: name.to_owned(), try_order })
            .into();
        let around = |place| {
            let (before, after) = before_and_after(place, &steps);
            (before.map(|step| step.name.as_str()), after.map(|step| step.name.as_str()))
        };
        assert_eq!(around(1), (None, Some("psychology")));
        assert_eq!(around(2), (Some("line"), Some("helpline")));
        assert_eq!(around(9), (Some("line"), None));
        assert_eq!(before_and_after(1, &[]), (None, None));
    }
}
