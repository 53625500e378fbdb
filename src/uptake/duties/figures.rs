//! The figures of one part of an organisation, as they are counted and as they are written down.

use chrono::NaiveDate;

use crate::{kernel::ids::SiteId, staffing::tally::Ratio, teams::tally::specialty};

/// Which part of an organisation is counted.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, sqlx::FromRow)]
pub struct Part {
    /// One site.
    pub site_id: Option<SiteId>,
    /// One specialty, by treatment function code. Neither: the whole organisation.
    pub specialty: Option<String>,
    /// The organisation's or the site's name; empty for a specialty, whose code names it.
    pub name: String,
}

/// Every duty of a part, counted. What is no matter of a part is none there.
#[derive(Clone, Debug, Default, PartialEq, Eq, sqlx::FromRow)]
pub struct Figures {
    /// Whose they are.
    #[sqlx(flatten)]
    pub part: Part,
    /// Librarians on a roster.
    pub librarians: i64,
    /// Those of them who were offered supervision within the cadence.
    pub offered: i64,
    /// Teams.
    pub teams: i64,
    /// Those with a librarian.
    pub with_librarian: i64,
    /// The librarians' time on them, in hundredths of a whole-time equivalent.
    pub wte_hundredths: i64,
    /// Arrangements of the teams with a librarian.
    pub arrangements: i64,
    /// Those that include librarians.
    pub including: i64,
    /// Team debriefs called in the quarter.
    pub debriefs: i64,
    /// Those to which a librarian was invited.
    pub inviting: i64,
    /// Spaces.
    pub spaces: Option<i64>,
    /// Those open while nobody staffs them.
    pub open_unstaffed: Option<i64>,
    /// Minutes that facilitators offer within the cadence.
    pub minutes: Option<i64>,
    /// Entries of the directory.
    pub entries: Option<i64>,
    /// Those whose check is not overdue.
    pub in_date: Option<i64>,
    /// The last day in the quarter on which the urgent page was checked.
    pub urgent_checked_on: Option<NaiveDate>,
    /// The workforce of the latest yearly return, in hundredths of whole-time equivalents.
    pub workforce_hundredths: Option<i64>,
    /// The qualified of it, likewise.
    pub qualified_hundredths: Option<i64>,
    /// The day that return counted.
    pub returned_on: Option<NaiveDate>,
}

/// A yearly return of the staffing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Returned {
    /// The day that was counted.
    pub on: NaiveDate,
    /// What was counted.
    pub ratio: Ratio,
}

/// A team with a librarian, and how far its arrangements are extended to librarians.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Team {
    /// Its name.
    pub name: String,
    /// Its specialty, by treatment function code.
    pub specialty: String,
    /// Librarians on its roster.
    pub librarians: i64,
    /// Arrangements that it has.
    pub arrangements: i64,
    /// Those that include librarians.
    pub including: i64,
}

impl Part {
    /// Whether it is the whole organisation.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        self.site_id.is_none() && self.specialty.is_none()
    }

    /// Its name in words.
    #[must_use]
    pub fn words(&self) -> String {
        self.specialty.as_ref().map_or_else(|| self.name.clone(), |code| format!("{} ({code})", specialty(code)))
    }
}

impl Figures {
    /// The staff ratio, when there is a return.
    #[must_use]
    pub fn ratio(&self) -> Option<Ratio> {
        let (workforce, qualified) = self.workforce_hundredths.zip(self.qualified_hundredths)?;
        Some(Ratio { workforce, qualified })
    }
}
