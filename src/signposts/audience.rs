//! Who an entry is for and who it is shown to.

use crate::word_enum;

word_enum! {
    /// Who employs somebody, as far as their right to a service goes.
    pub enum Contract {
        /// The trust itself.
        Trust = "trust",
        /// A university whose librarians work in the trust.
        University = "university",
        /// A company that works for the trust.
        Contractor = "contractor",
    }
}

word_enum! {
    /// Who an entry is shown to. It is a form's answer; the database keeps it as two columns.
    pub enum Audience {
        /// Everybody, as help that is there for everybody.
        Everybody = "everybody",
        /// Everybody, as help for the staff of one organisation.
        Staff = "staff",
        /// The members of that organisation alone, once they have signed in.
        Members = "members",
    }
}

/// The kinds of contract that an entry is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Contracts {
    /// [`Contract::Trust`].
    #[sqlx(rename = "for_trust")]
    pub trust: bool,
    /// [`Contract::University`].
    #[sqlx(rename = "for_university")]
    pub university: bool,
    /// [`Contract::Contractor`].
    #[sqlx(rename = "for_contractor")]
    pub contractor: bool,
}

impl Contract {
    /// The words to choose it by, after "I am employed by".
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Trust => "The trust",
            Self::University => "A university",
            Self::Contractor => "A contractor or agency",
        }
    }
}

impl Contracts {
    /// Whatever the contract.
    pub const ANY: Self = Self { trust: true, university: true, contractor: true };

    /// These kinds; none of them at all means any, since an entry for nobody is none.
    #[must_use]
    pub fn of(kinds: &[Contract]) -> Self {
        if kinds.is_empty() {
            return Self::ANY;
        }
        let has = |kind| kinds.contains(&kind);
        Self {
            trust: has(Contract::Trust),
            university: has(Contract::University),
            contractor: has(Contract::Contractor),
        }
    }

    /// Whether this kind is among them.
    #[must_use]
    pub fn include(self, kind: Contract) -> bool {
        match kind {
            Contract::Trust => self.trust,
            Contract::University => self.university,
            Contract::Contractor => self.contractor,
        }
    }

    /// The kinds, in the order of the form.
    #[must_use]
    pub fn kinds(self) -> Vec<Contract> {
        Contract::ALL.iter().copied().filter(|kind| self.include(*kind)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_kinds_come_back_as_they_were_ticked_and_none_is_any() {
        let ticked = [Contract::University, Contract::Trust];
        assert_eq!(Contracts::of(&ticked).kinds(), [Contract::Trust, Contract::University]);
        assert!(!Contracts::of(&ticked).include(Contract::Contractor));
        assert_eq!(Contracts::of(&[]), Contracts::ANY);
        assert_eq!(Contracts::ANY.kinds(), Contract::ALL);
    }
}
