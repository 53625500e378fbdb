//! For how long this service keeps each kind of thing: the table, with what the settings say instead.

use chrono::{DateTime, Months, NaiveDate, TimeDelta, Utc};

use super::table::{Kind, LINES, Line, Unit};
use crate::kernel::Now;

/// How long each kind of thing is kept here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Keep([i64; LINES.len()]);

/// A setting that is no whole number within its bounds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OutOfBounds {
    /// The setting.
    pub setting: &'static str,
    /// The least it may be.
    pub least: i64,
    /// The most it may be.
    pub most: i64,
}

impl Keep {
    /// What the table says.
    #[must_use]
    pub fn usual() -> Self {
        Self(LINES.map(|line| line.usual))
    }

    /// What the settings say, wherever `get` finds them; what the table says of those that are not set.
    ///
    /// # Errors
    /// The first setting that is no whole number within its bounds.
    pub fn read(get: &dyn Fn(&'static str) -> Option<String>) -> Result<Self, OutOfBounds> {
        let mut keep = Self::usual();
        for (value, line) in keep.0.iter_mut().zip(LINES) {
            let Some(setting) = line.setting else { continue };
            let Some(text) = get(setting) else { continue };
            let (least, most) = line.bounds;
            let number = text.trim().parse().ok().filter(|number| (least..=most).contains(number));
            *value = number.ok_or(OutOfBounds { setting, least, most })?;
        }
        Ok(keep)
    }

    /// For how long a kind of thing is kept, in the unit of its line.
    #[must_use]
    pub fn of(&self, kind: Kind) -> i64 {
        LINES.iter().position(|line| line.kind == kind).map_or(0, |at| self.0[at])
    }

    /// What of a kind is older than this is kept no longer.
    #[must_use]
    pub fn from(&self, kind: Kind, now: Now) -> DateTime<Utc> {
        before(now.0, kind.line().unit, self.of(kind))
    }

    /// The same as a day in the United Kingdom.
    #[must_use]
    pub fn from_day(&self, kind: Kind, now: Now) -> NaiveDate {
        let midnight = now.today().and_time(chrono::NaiveTime::MIN).and_utc();
        before(midnight, kind.line().unit, self.of(kind)).date_naive()
    }

    /// When something of a kind goes whose time counts from an instant.
    #[must_use]
    pub fn until(&self, kind: Kind, from: DateTime<Utc>) -> DateTime<Utc> {
        let amount = self.of(kind);
        match kind.line().unit {
            Unit::Days => from + TimeDelta::days(amount),
            Unit::Months => from.checked_add_months(months(amount)).unwrap_or(from),
            Unit::Years => from.checked_add_months(months(amount * 12)).unwrap_or(from),
        }
    }

    /// The same in words: "12 months".
    #[must_use]
    pub fn words(&self, kind: Kind) -> String {
        words(self.of(kind), kind.line().unit)
    }

    /// How many months check-ins are kept.
    #[must_use]
    pub fn check_in_months(&self) -> i64 {
        self.of(Kind::CheckIns)
    }
}

impl Line {
    /// What a setting may say, in words; none where nobody can change it.
    #[must_use]
    pub fn bounds_in_words(&self) -> Option<String> {
        let (least, most) = self.bounds;
        self.setting.map(|_| format!("{least} to {}", words(most, self.unit)))
    }
}

/// An instant so much earlier.
fn before(instant: DateTime<Utc>, unit: Unit, amount: i64) -> DateTime<Utc> {
    match unit {
        Unit::Days => instant - TimeDelta::days(amount),
        Unit::Months => instant.checked_sub_months(months(amount)).unwrap_or(DateTime::UNIX_EPOCH),
        Unit::Years => instant.checked_sub_months(months(amount * 12)).unwrap_or(DateTime::UNIX_EPOCH),
    }
}

fn months(amount: i64) -> Months {
    Months::new(u32::try_from(amount).unwrap_or_default())
}

fn words(amount: i64, unit: Unit) -> String {
    let (one, many) = match unit {
        Unit::Days => ("day", "days"),
        Unit::Months => ("month", "months"),
        Unit::Years => ("year", "years"),
    };
    format!("{amount} {}", if amount == 1 { one } else { many })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(setting: &'static str, value: &str) -> Result<Keep, OutOfBounds> {
        Keep::read(&|name| (name == setting).then(|| value.to_owned()))
    }

    #[test]
    fn every_setting_is_a_whole_number_within_its_bounds() {
        assert_eq!(Keep::read(&|_| None), Ok(Keep::usual()));
        for line in LINES {
            let Some(setting) = line.setting else { continue };
            let (least, most) = line.bounds;
            for number in [least, most] {
                assert_eq!(read(setting, &format!(" {number} ")).unwrap().of(line.kind), number);
            }
            for wrong in [least - 1, most + 1]
                .map(|number| number.to_string())
                .iter()
                .map(String::as_str)
                .chain(["", "many", "1.5"])
            {
                assert_eq!(read(setting, wrong), Err(OutOfBounds { setting, least, most }), "{setting}={wrong}");
            }
        }
    }

    #[test]
    fn whatever_a_release_counts_is_kept_over_a_quarter_and_fourteen_days() {
        for kind in [Kind::CheckIns, Kind::Bookings] {
            let least = Keep(LINES.map(|line| line.bounds.0));
            // The longest quarter, from its first day to the day on which its release is due.
            let (first, due) = ("2027-07-01T00:00:00Z", "2027-10-15T00:00:00Z");
            assert!(least.until(kind, first.parse().unwrap()) > due.parse::<DateTime<Utc>>().unwrap(), "{kind:?}");
        }
    }

    #[test]
    fn time_is_counted_by_the_calendar() {
        let now = Now("2027-03-31T10:00:00Z".parse().unwrap());
        assert_eq!(Keep::usual().from(Kind::Changes, now).to_rfc3339(), "2021-03-31T10:00:00+00:00");
        assert_eq!(Keep::usual().from_day(Kind::CheckIns, now).to_string(), "2026-03-31");
        assert_eq!(Keep::usual().until(Kind::SignIns, now.0).to_rfc3339(), "2027-04-30T10:00:00+00:00");
        assert_eq!(
            (Keep::usual().words(Kind::Uploads), Keep::usual().words(Kind::Looks)),
            ("1 day".into(), "12 months".into())
        );
    }
}
