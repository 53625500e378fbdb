//! On what terms a facilitator can be booked.

use std::ops::RangeInclusive;

use chrono::TimeDelta;

use super::Kind;

/// On what terms a facilitator can be booked; what is booked already keeps the terms it was booked on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Terms {
    /// How long before its start a time can last be booked. A debrief on the same day needs none.
    pub notice_hours: i64,
    /// How many weeks ahead can be booked.
    pub horizon_weeks: i64,
    /// How long the facilitator is kept free after a session: it is part of what the diary holds.
    pub buffer_minutes: i64,
    /// The same after a debrief.
    pub debrief_buffer_minutes: i64,
    /// The most sessions in a week from Monday to Sunday, if there is a limit.
    pub most_a_week: Option<i64>,
}

/// The hours of notice that somebody may ask for: two weeks at the most.
pub const NOTICE_HOURS: RangeInclusive<i64> = 0..=336;

/// How many weeks ahead somebody may be booked.
pub const HORIZON_WEEKS: RangeInclusive<i64> = 1..=26;

/// How many minutes somebody may be kept free after a session.
pub const BUFFER_MINUTES: RangeInclusive<i64> = 0..=120;

/// The most sessions in a week that somebody may set as their limit.
pub const MOST_A_WEEK: RangeInclusive<i64> = 1..=40;

impl Default for Terms {
    /// 24 hours' notice, 12 weeks ahead, 15 minutes after a session and 30 after a debrief, no limit a week.
    fn default() -> Self {
        Self { notice_hours: 24, horizon_weeks: 12, buffer_minutes: 15, debrief_buffer_minutes: 30, most_a_week: None }
    }
}

impl Terms {
    /// How long the facilitator is kept free after a session of this kind.
    #[must_use]
    pub const fn buffer(&self, kind: Kind) -> TimeDelta {
        TimeDelta::minutes(if kind.is_debrief() { self.debrief_buffer_minutes } else { self.buffer_minutes })
    }

    /// How long before its start a session of this kind can last be booked.
    #[must_use]
    pub fn notice(&self, kind: Kind) -> TimeDelta {
        match kind {
            Kind::HotDebrief => TimeDelta::zero(),
            _ => TimeDelta::hours(self.notice_hours).max(kind.least_notice()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_debrief_has_its_own_buffer_and_a_hot_one_needs_no_notice() {
        let terms = Terms::default();
        assert_eq!(terms.buffer(Kind::IndividualSupervision), TimeDelta::minutes(15));
        assert_eq!(terms.buffer(Kind::TeamReflection), TimeDelta::minutes(30));
        assert_eq!(terms.notice(Kind::HotDebrief), TimeDelta::zero());
        assert_eq!(terms.notice(Kind::IndividualSupervision), TimeDelta::hours(24));
        assert_eq!(terms.notice(Kind::PeerSupport), TimeDelta::hours(72));
    }
}
