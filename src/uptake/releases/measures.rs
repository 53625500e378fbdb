//! What is counted: four choices, each with the words that define it. People are counted, and not how often.

use serde::{Deserialize, Serialize};

/// One of the choices that librarians make.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Measure {
    /// Took up supervision.
    Supervision,
    /// Joined a debrief.
    Debrief,
    /// Asked for a debrief.
    Request,
    /// Checked in.
    CheckIn,
}

/// In how many ways what happened is looked at: all four of them in this order.
pub const MEASURES: [Measure; 4] = [Measure::Supervision, Measure::Debrief, Measure::Request, Measure::CheckIn];

/// Who is counted at all.
pub const POPULATION: &str = "Librarians who were on a team's roster on at least 14 days of the quarter, in UK time. A day \
    counts from when the placement was written down; days written down afterwards do not. Days on two teams at once count \
    once. Each is counted at one site only: where they were for most days.";

impl Measure {
    /// Its name on a page.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Supervision => "Took up supervision",
            Self::Debrief => "Joined a debrief",
            Self::Request => "Asked for a debrief",
            Self::CheckIn => "Checked in",
        }
    }

    /// What counts (PAINS P36).
    #[must_use]
    pub const fn definition(self) -> &'static str {
        match self {
            Self::Supervision => {
                "Had a place in at least one supervision session of the quarter, one-to-one or in a group, that took \
                 place. It took place when they said so themselves, or when its facilitator did and they did not say \
                 otherwise. Cancelled sessions, places given back and sessions of which nobody said anything do not count."
            }
            Self::Debrief => {
                "Had a place in at least one debrief of a team, or peer support conversation, of the quarter that took \
                 place, in the same sense."
            }
            Self::Request => {
                "Asked for a debrief on at least one day of the quarter, with the request neither taken back nor ended by leaving."
            }
            Self::CheckIn => {
                "Made at least one private check-in in the quarter that was still kept when the release was made. What it \
                 says is not counted."
            }
        }
    }
}
