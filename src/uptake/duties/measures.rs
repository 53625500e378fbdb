//! The duties one by one: what each is called, what it evidences, what it means, and its figure in words.

use super::figures::Figures;
use crate::{
    kernel::london,
    staffing::tally::{Rounding, thousands},
};

/// A duty that is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Measure {
    /// Embedded librarians registered.
    Librarians,
    /// Librarians offered supervision within the cadence.
    Offered,
    /// Facilitator hours.
    Hours,
    /// Teams with a librarian.
    Teams,
    /// Arrangements that include librarians.
    Arrangements,
    /// Team debriefs that invited the librarian.
    Debriefs,
    /// Directory entries in date.
    Directory,
    /// Whether the urgent page was checked.
    Urgent,
    /// Spaces open outside staffed hours.
    Spaces,
    /// The staff ratio.
    Ratio,
}

/// What a duty is evidence for: a recommendation of the emotional support policy, or one of the policies beside it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Evidence {
    /// Their wellbeing is considered.
    R1,
    /// Arrangements are extended to them.
    R2,
    /// Services are highlighted to them.
    R3,
    /// The staff ratio policy.
    StaffRatio,
}

impl Evidence {
    /// All of them, in the order of the policy.
    pub const ALL: [Self; 4] = [Self::R1, Self::R2, Self::R3, Self::StaffRatio];

    /// Its code and its name.
    #[must_use]
    pub const fn words(self) -> (&'static str, &'static str) {
        match self {
            Self::R1 => ("R1", "Librarians' psychological wellbeing is considered"),
            Self::R2 => ("R2", "The team's arrangements are extended to them"),
            Self::R3 => ("R3", "The organisation's own services are highlighted to them"),
            Self::StaffRatio => ("Staff ratio", "Qualified staff for the workforce"),
        }
    }
}

impl Measure {
    /// All of them, in the order of what they evidence.
    pub const ALL: [Self; 10] = [
        Self::Librarians,
        Self::Offered,
        Self::Hours,
        Self::Teams,
        Self::Arrangements,
        Self::Debriefs,
        Self::Directory,
        Self::Spaces,
        Self::Urgent,
        Self::Ratio,
    ];

    /// What it is called.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Librarians => "Embedded librarians registered",
            Self::Offered => "Librarians offered supervision",
            Self::Hours => "Facilitator hours available",
            Self::Teams => "Teams with a librarian",
            Self::Arrangements => "Arrangements that include librarians",
            Self::Debriefs => "Team debriefs that invited a librarian",
            Self::Directory => "Directory entries in date",
            Self::Urgent => "Urgent help page checked",
            Self::Spaces => "Spaces open outside staffed hours",
            Self::Ratio => "Qualified staff ratio",
        }
    }

    /// What it is evidence for.
    #[must_use]
    pub const fn evidences(self) -> Evidence {
        match self {
            Self::Librarians | Self::Offered | Self::Hours => Evidence::R1,
            Self::Teams | Self::Arrangements | Self::Debriefs => Evidence::R2,
            Self::Directory | Self::Urgent | Self::Spaces => Evidence::R3,
            Self::Ratio => Evidence::StaffRatio,
        }
    }

    /// What is counted, for an organisation that offers supervision within so many weeks.
    #[must_use]
    pub fn meaning(self, weeks: i64) -> String {
        match self {
            Self::Librarians => "People on a team's roster today.".into(),
            Self::Offered => format!(
                "Embedded librarians for whom an independent facilitator has published times within the next {weeks} \
                 weeks, whether or not they book."
            ),
            Self::Hours => format!("Hours published for the next {weeks} weeks from now, booked or not."),
            Self::Teams => "Registered teams with at least one librarian on the roster today.".into(),
            Self::Arrangements => {
                "Kinds of support that those teams have, and how many of them include librarians.".into()
            }
            Self::Debriefs => "Debriefs called by leads for this quarter. Who came is not counted.".into(),
            Self::Directory => "Entries whose next check is not overdue. Who opens an entry is not recorded.".into(),
            Self::Urgent => "Whether somebody looked at the urgent help page this quarter and found it right. It is \
                             built into the program, on every page, and open without sign-in."
                .into(),
            Self::Spaces => "Spaces for reflection, wellbeing, collaboration or technology that staff get into in an \
                             ordinary week while nobody staffs them. Who uses one is not recorded."
                .into(),
            Self::Ratio => "Workforce for each qualified librarian or knowledge specialist, both as whole-time \
                            equivalents, by the latest yearly return. The policy asks for 1:1,250 or better."
                .into(),
        }
    }

    /// Its figure in words; none where it is no matter of that part.
    #[must_use]
    pub fn figure(self, of: &Figures) -> Option<String> {
        let part = |value: i64, all: i64| Some(format!("{} of {}", thousands(value), thousands(all)));
        match self {
            Self::Librarians => Some(thousands(of.librarians)),
            Self::Offered => part(of.offered, of.librarians),
            Self::Hours => of.minutes.map(hours),
            Self::Teams => part(of.with_librarian, of.teams),
            Self::Arrangements => part(of.including, of.arrangements),
            Self::Debriefs => part(of.inviting, of.debriefs),
            Self::Directory => part(of.in_date?, of.entries?),
            Self::Spaces => part(of.open_unstaffed?, of.spaces?),
            Self::Urgent | Self::Ratio if !of.part.is_whole() => None,
            Self::Urgent => Some(
                of.urgent_checked_on.map_or("Not in this quarter".into(), |on| format!("On {}", london::short_day(on))),
            ),
            Self::Ratio => Some(of.ratio().map_or("No return yet".into(), |ratio| {
                format!("{} ({})", ratio.words(Rounding::Truncated), ratio.standing().words())
            })),
        }
    }
}

/// Minutes as whole hours, or to the minute where they are none.
fn hours(minutes: i64) -> String {
    match minutes % 60 {
        0 => thousands(minutes / 60),
        odd => format!("{} h {odd} min", thousands(minutes / 60)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::uptake::duties::figures::Part;

    #[test]
    fn a_part_has_no_figure_of_what_is_the_whole_organisations() {
        let site = Figures {
            part: Part { site_id: Some(crate::kernel::ids::SiteId::random()), ..Part::default() },
            spaces: Some(2),
            open_unstaffed: Some(1),
            ..Figures::default()
        };
        let told = |of: &Figures| Measure::ALL.iter().filter(|one| one.figure(of).is_some()).count();
        assert_eq!(told(&site), 6, "librarians, offered, teams, arrangements, debriefs and spaces");
        assert_eq!(Measure::Spaces.figure(&site).as_deref(), Some("1 of 2"));
        let whole = Figures { part: Part::default(), ..Figures::default() };
        assert_eq!(Measure::Urgent.figure(&whole).as_deref(), Some("Not in this quarter"));
        assert_eq!(Measure::Ratio.figure(&whole).as_deref(), Some("No return yet"));
    }

    #[test]
    fn half_an_hour_is_not_cut_off() {
        assert_eq!([0, 60, 150, 60_000 * 60 + 1].map(hours), ["0", "1", "2 h 30 min", "60,000 h 1 min"]);
    }

    #[test]
    fn every_duty_stands_under_what_it_evidences_and_says_what_it_means() {
        let codes: Vec<_> = Measure::ALL.iter().map(|one| one.evidences().words().0).collect();
        assert_eq!(codes, ["R1", "R1", "R1", "R2", "R2", "R2", "R3", "R3", "R3", "Staff ratio"]);
        assert!(Measure::ALL.iter().all(|one| one.meaning(6).ends_with('.')));
    }
}
