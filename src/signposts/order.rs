//! Which entry comes first, and what to try before and after one.

use super::Signpost;
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

/// Puts entries in the order to show them: what was checked in time, then what to try first, then what
/// is open now, then by name.
pub fn put_in_order(entries: &mut [Signpost], now: Now) {
    let today = now.today();
    entries.sort_by_cached_key(|entry| {
        let open = entry.opening(now).is_open_now();
        (entry.is_overdue(today), entry.try_order, !open, entry.name.to_lowercase(), entry.id)
    });
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
    use super::*;
    use crate::{hours::Hours, signposts::ways::Way};

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
            name: name.to_owned(),
            about: text(),
            who_for: text(),
            not_for: None,
            hours: Hours::parse(hours).unwrap(),
            cost: text(),
            wait: text(),
            who_will_know: text(),
            employer_knows: false,
            free: true,
            try_order,
            owner: text(),
            checked_on: "2026-03-14".parse().unwrap(),
            next_check_on: next_check_on.parse().unwrap(),
            example: true,
            ways: Vec::<Way>::new(),
        }
    }

    #[test]
    fn overdue_sinks_then_try_order_then_open_now_then_name() {
        let (late, due, ahead) = ("2026-11-22", "2026-11-23", "2027-03-01");
        let mut entries = [
            entry("overdue", 1, "24/7", late),
            entry("third", 3, "24/7", ahead),
            entry("second, shut", 2, "Tu 09:00-17:00", ahead),
            entry("second, hours not known", 2, "", ahead),
            entry("Second, open b", 2, "Mo 09:00-17:00", ahead),
            entry("second, open a", 2, "24/7", due),
            entry("first, shut", 1, "off", ahead),
        ];
        let expected = [
            "first, shut",
            "second, open a",
            "Second, open b",
            "second, hours not known",
            "second, shut",
            "third",
            "overdue",
        ];
        for _ in 0..entries.len() {
            entries.rotate_left(1);
            let mut shown = entries.clone();
            put_in_order(&mut shown, now());
            assert_eq!(shown.each_ref().map(|entry| entry.name.as_str()), expected);
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
