//! What a team is; a placement and an arrangement have files of their own.

mod arrangement;
mod placement;

use std::{fmt, str::FromStr};

pub use arrangement::{Arrangement, ArrangementKind, Inclusion, NewOther, Standing};
pub use placement::{Placed, Placement, Spell, Term, Time, overlap};

use crate::kernel::{
    Email, Line,
    ids::{OrganisationId, PersonId, SiteId, TeamId},
};

/// A team, and what the person who asks is to it.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Team {
    /// Its id.
    pub id: TeamId,
    /// Whose it is.
    pub organisation_id: OrganisationId,
    /// Its local name.
    pub name: String,
    /// Its code in the employer's own systems, if it has one.
    pub code: Option<String>,
    /// Its treatment function code.
    pub specialty: String,
    /// Where it works.
    pub site_id: SiteId,
    /// That site's name.
    pub site: String,
    /// Whether the one who asks leads it.
    pub leads: bool,
    /// Whether the one who asks is placed on it today.
    pub placed: bool,
}

/// What is registered of a team.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Registration {
    /// Its local name.
    pub name: Line,
    /// Its code in the employer's own systems, if it has one.
    pub code: Option<TeamCode>,
    /// Where it works.
    pub site: SiteId,
    /// Its treatment function code.
    pub specialty: &'static str,
}

/// A team to be registered by its service manager.
#[derive(Clone, Debug)]
pub struct NewTeam {
    /// What is registered of it.
    pub registration: Registration,
    /// Its first lead's work address.
    pub lead: Email,
}

/// A team's code in the employer's own systems: 1 to 20 letters, digits, hyphens, dots or slashes.
#[derive(Clone, Debug, PartialEq, Eq, Hash, sqlx::Type)]
#[sqlx(transparent)]
pub struct TeamCode(String);

/// The text is no team's code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a team's code has 1 to 20 letters, digits, hyphens, dots or slashes")]
pub struct NotATeamCode;

impl FromStr for TeamCode {
    type Err = NotATeamCode;

    fn from_str(text: &str) -> Result<Self, NotATeamCode> {
        let text = text.trim();
        let fits =
            (1..=20).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_alphanumeric() || b"-./".contains(&b));
        fits.then(|| Self(text.to_owned())).ok_or(NotATeamCode)
    }
}

impl fmt::Display for TeamCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Somebody who leads a team.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Lead {
    /// Who.
    pub id: PersonId,
    /// Their name.
    pub name: String,
    /// Their work address.
    pub email: Email,
}

/// Why the service says no.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// Nobody of the organisation has the lead's address.
    #[error("Nobody in your organisation has that address. Register the person first")]
    UnknownLead,
    /// The organisation has a team of that name.
    #[error("Your organisation already has a team with that name")]
    KnownName,
    /// The organisation has a team with that code.
    #[error("Your organisation already has a team with that code")]
    KnownCode,
    /// A team needs somebody who writes its roster.
    #[error("A team needs a lead. Add another one first")]
    LastLead,
    /// The team has an arrangement of that name.
    #[error("The team already has support with that name")]
    KnownArrangement,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_what_rosters_write_and_no_sentence() {
        for code in ["1", "0042", "ITU-2", "A/B.3"] {
            assert_eq!(code.parse::<TeamCode>().map(|code| code.to_string()).as_deref(), Ok(code));
        }
        for code in ["", " ", "two words", "=1+1", "x".repeat(21).as_str(), "é"] {
            assert_eq!(code.parse::<TeamCode>(), Err(NotATeamCode), "{code}");
        }
    }
}
