//! What is kept, for how long, and why: the one table. The page prints it, the settings are read by it, the run follows
//! it, and the tests live through every line of it.

use crate::word_enum;

word_enum! {
    /// A kind of thing that is kept for a time.
    pub enum Kind {
        /// Check-ins, their notes and their keys.
        CheckIns = "check_ins",
        /// Sessions with everything that hangs from them.
        Bookings = "bookings",
        /// Requests for a debrief.
        Requests = "requests",
        /// Who would like to come to a listed event.
        Wishes = "wishes",
        /// Sign-ins, and the codes that were sent for them.
        SignIns = "sign_ins",
        /// Who looked at whose record.
        Looks = "looks",
        /// Who changed what.
        Changes = "changes",
        /// The tokens of forms that were sent.
        Forms = "forms",
        /// That a message was sent.
        Messages = "messages",
        /// Listed events.
        Events = "events",
        /// Published times, times away and closure days.
        Published = "published",
        /// Files that wait to be confirmed.
        Uploads = "uploads",
        /// Placements that have ended.
        Placements = "placements",
        /// People who have left.
        Leavers = "leavers",
        /// What retention has deleted.
        Receipts = "receipts",
    }
}

/// What a number counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// Days of 24 hours.
    Days,
    /// Months of the calendar.
    Months,
    /// Years of the calendar.
    Years,
}

/// One line of the table.
#[derive(Clone, Copy, Debug)]
pub struct Line {
    /// What it is about.
    pub kind: Kind,
    /// The same in words.
    pub what: &'static str,
    /// From when its time counts.
    pub from: &'static str,
    /// In what its time is counted.
    pub unit: Unit,
    /// For how long it is kept unless a setting says otherwise.
    pub usual: i64,
    /// The least and the most that a setting may say.
    pub bounds: (i64, i64),
    /// The setting; none where the time is fixed.
    pub setting: Option<&'static str>,
    /// Whether it comes of what people choose, so that even its number is not said.
    pub choice: bool,
    /// Why so long, and why not for longer.
    pub why: &'static str,
}

/// The table. Where nothing else is said the time is issue 7's, within bounds of our own: an upper one, so that nobody
/// keeps for ever; and a lower one of nine months wherever a release counts, which looks back over a quarter and can be
/// made within six months after it.
pub const LINES: [Line; 15] = [
    Line {
        kind: Kind::CheckIns,
        what: "Your check-ins",
        from: "after the day you made them, or less if you choose so",
        unit: Unit::Months,
        usual: 12,
        bounds: (9, 24),
        setting: Some("ALONGSIDE_KEEP_CHECK_INS_MONTHS"),
        choice: true,
        why: "So that you can look back over a year. You can delete them sooner, one by one or all. The key that opens them goes with the last one",
    },
    Line {
        kind: Kind::Bookings,
        what: "Sessions, who booked them, was invited or waited, and whether they took place",
        from: "after the session",
        unit: Unit::Months,
        usual: 12,
        bounds: (9, 24),
        setting: Some("ALONGSIDE_KEEP_BOOKINGS_MONTHS"),
        choice: true,
        why: "For your own record of the year, and so that a quarter's release can be made",
    },
    Line {
        kind: Kind::Requests,
        what: "Requests for a debrief",
        from: "after they close; one that you did not take back stays until the quarter in which you asked is released, six months after it at the most",
        unit: Unit::Days,
        usual: 30,
        bounds: (7, 90),
        setting: Some("ALONGSIDE_KEEP_REQUESTS_DAYS"),
        choice: true,
        why: "A request has done its work when it is answered, taken back or over",
    },
    Line {
        kind: Kind::Wishes,
        what: "That you would like to come to a listed event",
        from: "after the event",
        unit: Unit::Days,
        usual: 7,
        bounds: (1, 90),
        setting: Some("ALONGSIDE_KEEP_WISHES_DAYS"),
        choice: true,
        why: "It is of no use once the event is over",
    },
    Line {
        kind: Kind::SignIns,
        what: "Sign-ins, and the codes sent for them",
        from: "after they end",
        unit: Unit::Days,
        usual: 30,
        bounds: (7, 90),
        setting: Some("ALONGSIDE_KEEP_SIGN_INS_DAYS"),
        choice: false,
        why: "So that you can see whether somebody else signed in as you",
    },
    Line {
        kind: Kind::Looks,
        what: "Who looked at something about you",
        from: "after they looked",
        unit: Unit::Months,
        usual: 12,
        bounds: (6, 24),
        setting: Some("ALONGSIDE_KEEP_LOOKS_MONTHS"),
        choice: true,
        why: "So that you can see who looked, over a year",
    },
    Line {
        kind: Kind::Changes,
        what: "The audit: who changed what, without what it said",
        from: "after the change",
        unit: Unit::Years,
        usual: 6,
        bounds: (1, 8),
        setting: Some("ALONGSIDE_KEEP_AUDIT_YEARS"),
        choice: true,
        why: "Claims about somebody's employment can be made for six years (Limitation Act 1980)",
    },
    Line {
        kind: Kind::Forms,
        what: "That a form was sent, so that sending it twice counts once",
        from: "after it was sent",
        unit: Unit::Days,
        usual: 7,
        bounds: (2, 30),
        setting: Some("ALONGSIDE_KEEP_FORMS_DAYS"),
        choice: true,
        why: "A page that somebody left open can be sent again for a few days",
    },
    Line {
        kind: Kind::Messages,
        what: "That a message was sent to you; what it said goes as soon as it has gone",
        from: "after it was sent",
        unit: Unit::Days,
        usual: 30,
        bounds: (30, 30),
        setting: None,
        choice: true,
        why: "So that whoever looks after the service sees whether messages leave",
    },
    Line {
        kind: Kind::Events,
        what: "Schwartz Rounds and other listed dates",
        from: "after the event",
        unit: Unit::Months,
        usual: 12,
        bounds: (4, 24),
        setting: Some("ALONGSIDE_KEEP_EVENTS_MONTHS"),
        choice: false,
        why: "So that the organisation sees what it listed over a year",
    },
    Line {
        kind: Kind::Published,
        what: "Times that facilitators published, when they were away, and days the organisation was closed",
        from: "after the last of them",
        unit: Unit::Months,
        usual: 12,
        bounds: (4, 24),
        setting: Some("ALONGSIDE_KEEP_PUBLISHED_MONTHS"),
        choice: false,
        why: "Hours that were available are one of the organisation's duties, counted by the quarter",
    },
    Line {
        kind: Kind::Uploads,
        what: "Roster and directory files that nobody has confirmed",
        from: "after they were sent",
        unit: Unit::Days,
        usual: 1,
        bounds: (1, 7),
        setting: Some("ALONGSIDE_KEEP_UPLOADS_DAYS"),
        choice: false,
        why: "They are full of people who have not been told of it yet",
    },
    Line {
        kind: Kind::Placements,
        what: "Your placements on teams",
        from: "after their last day",
        unit: Unit::Years,
        usual: 6,
        bounds: (1, 8),
        setting: Some("ALONGSIDE_KEEP_PLACEMENTS_YEARS"),
        choice: false,
        why: "Rosters are kept for six years (NHS Records Management Code)",
    },
    Line {
        kind: Kind::Leavers,
        what: "Your name and post",
        from: "after you leave; until then they are kept",
        unit: Unit::Years,
        usual: 6,
        bounds: (1, 8),
        setting: Some("ALONGSIDE_KEEP_LEAVERS_YEARS"),
        choice: false,
        why: "Staff records are kept for six years after leaving (NHS Records Management Code). The summary that is kept until you would be 75 is your employer's own record and not here. What is left then is a number that leads to nobody",
    },
    Line {
        kind: Kind::Receipts,
        what: "That something was deleted because its time was over, without saying whose",
        from: "after it was deleted",
        unit: Unit::Years,
        usual: 6,
        bounds: (1, 8),
        setting: Some("ALONGSIDE_KEEP_RECEIPTS_YEARS"),
        choice: false,
        why: "So that it can be shown that things are deleted in time",
    },
];

impl Kind {
    /// Its line of the table.
    ///
    /// # Panics
    /// Never: a test finds every kind in the table.
    #[must_use]
    pub fn line(self) -> &'static Line {
        LINES.iter().find(|line| line.kind == self).expect("every kind has its line")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_has_one_line_with_an_end_and_a_reason() {
        let kinds: Vec<Kind> = LINES.iter().map(|line| line.kind).collect();
        assert_eq!(kinds, Kind::ALL);
        for line in &LINES {
            let (least, most) = line.bounds;
            assert!((least..=most).contains(&line.usual) && least > 0, "{line:?}");
            assert!(!line.why.is_empty() && !line.from.is_empty(), "{line:?}");
            assert_eq!(line.setting.is_none(), least == most, "{line:?}");
        }
    }
}
