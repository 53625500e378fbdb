//! What an organisation and a site are.

use std::{fmt, str::FromStr};

use chrono::NaiveDate;

use crate::kernel::{
    Line,
    ids::{ClosureDayId, OrganisationId, SiteId},
};

/// An ODS code: three to ten letters and digits, in capitals.
#[derive(Clone, Debug, PartialEq, Eq, Hash, sqlx::Type)]
#[sqlx(transparent)]
pub struct OdsCode(String);

/// The code is not three to ten letters and digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("an ODS code has 3 to 10 letters and digits")]
pub struct NotAnOdsCode;

/// An organisation.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Organisation {
    /// Its id.
    pub id: OrganisationId,
    /// Its ODS code.
    pub ods_code: OdsCode,
    /// Its name.
    pub name: String,
    /// Within how many weeks supervision is to be offered: 4 to 12.
    pub supervision_weeks: i64,
    /// Within how many working days a request is to be answered: 1 to 5.
    pub answer_days: i64,
}

/// An organisation, or a site of the same organisation, has that code already.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("That ODS code is already registered")]
pub struct KnownCode;

/// A site of an organisation.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Site {
    /// Its id.
    pub id: SiteId,
    /// Its ODS code.
    pub ods_code: OdsCode,
    /// Its name.
    pub name: String,
}

/// A site to be registered.
#[derive(Clone, Debug)]
pub struct NewSite {
    /// Its ODS code.
    pub ods_code: OdsCode,
    /// Its name.
    pub name: Line,
}

/// A day on which an organisation is closed: nothing is offered then.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct ClosureDay {
    /// Its id.
    pub id: ClosureDayId,
    /// The day, in UK time.
    pub closed_on: NaiveDate,
    /// What it is called.
    pub name: String,
}

/// A closure day to be listed.
#[derive(Clone, Debug)]
pub struct NewClosureDay {
    /// The day.
    pub closed_on: NaiveDate,
    /// What it is called.
    pub name: Line,
}

/// Why a closure day is not listed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NoClosure {
    /// The organisation has listed that day.
    #[error("That day is in the list already")]
    Listed,
    /// It is over.
    #[error("Choose a day that is still to come")]
    Past,
}

impl OdsCode {
    /// The code as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for OdsCode {
    type Err = NotAnOdsCode;

    fn from_str(text: &str) -> Result<Self, NotAnOdsCode> {
        let code = text.trim().to_ascii_uppercase();
        let fits = (3..=10).contains(&code.len()) && code.bytes().all(|b| b.is_ascii_alphanumeric());
        fits.then_some(Self(code)).ok_or(NotAnOdsCode)
    }
}

impl fmt::Display for OdsCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn old_and_new_codes_are_taken_and_nothing_is_read_into_them() {
        for code in ["RKB", "A1B2C", "rxx01", "0DE22"] {
            assert!(code.parse::<OdsCode>().is_ok(), "{code}");
        }
        for code in ["", "RK", "RKB-1", "ABCDEFGHIJK", "RÉB"] {
            assert_eq!(code.parse::<OdsCode>(), Err(NotAnOdsCode), "{code}");
        }
    }
}
