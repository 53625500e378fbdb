//! How many were deleted, as it may be said.

use std::fmt;

use super::table::Kind;

/// How wide a band is (PRODUCT.md "Uptake: what HR sees").
const WIDTH: u64 = 7;

/// The numbers between which one lies. Of what people choose this is all that is said, and zero is in the lowest band: in
/// a small trust "one check-in was deleted" would tell that the librarian made one a year ago.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Band {
    /// The least it may be.
    pub least: i64,
    /// The most it may be.
    pub most: i64,
}

impl Band {
    /// What may be said of how many of a kind were deleted.
    #[must_use]
    pub fn of(kind: Kind, number: u64) -> Self {
        let (least, most) = if kind.line().choice {
            let least = number / WIDTH * WIDTH;
            (least, least + WIDTH - 1)
        } else {
            (number, number)
        };
        let whole = |number| i64::try_from(number).unwrap_or(i64::MAX);
        Self { least: whole(least), most: whole(most) }
    }
}

impl fmt::Display for Band {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.least == self.most { write!(f, "{}", self.least) } else { write!(f, "{} to {}", self.least, self.most) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_what_people_choose_nobody_can_tell_none_from_a_few() {
        let said = |kind, number| Band::of(kind, number).to_string();
        assert_eq!((said(Kind::CheckIns, 0), said(Kind::CheckIns, 6)), ("0 to 6".into(), "0 to 6".into()));
        assert_eq!((said(Kind::Bookings, 7), said(Kind::Bookings, 30)), ("7 to 13".into(), "28 to 34".into()));
        assert_eq!(said(Kind::Uploads, 3), "3");
    }
}
