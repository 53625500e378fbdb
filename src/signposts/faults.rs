//! What the weekly check found wrong with the ways to reach an entry, in words for those who keep it.

use chrono::NaiveDate;

use super::{Means, Way};
use crate::{kernel::london, word_enum};

word_enum! {
    /// What is wrong with a way.
    pub enum Fault {
        /// Nothing answered where the link leads.
        NoAnswer = "no_answer",
        /// The website says that the page is not there, or has gone.
        NotFound = "not_found",
        /// The website answered with another error, or led on for ever.
        Refused = "refused",
        /// Not a number that can be dialled.
        NotANumber = "not_a_number",
        /// Not an address that can be opened or written to.
        NotAnAddress = "not_an_address",
    }
}

/// A way that did not work when it was last checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Faulty {
    /// Which way.
    pub way: Way,
    /// What was wrong.
    pub fault: Fault,
    /// On which day.
    pub on: NaiveDate,
}

impl Fault {
    /// Whether a way that is written like this can be no way at all; nobody is asked to find out.
    #[must_use]
    pub fn of_form(means: Means, value: &str) -> Option<Self> {
        let fault = match means {
            Means::Phone | Means::Text => Self::NotANumber,
            Means::Web | Means::Email => Self::NotAnAddress,
            Means::InPerson => return None,
        };
        Way::new(means, value).is_err().then_some(fault)
    }

    /// What a website's status says about a link to it.
    #[must_use]
    pub fn of_status(status: u16) -> Option<Self> {
        match status {
            200..=299 => None,
            404 | 410 => Some(Self::NotFound),
            _ => Some(Self::Refused),
        }
    }
}

impl Faulty {
    /// What was wrong and when: "The link did not answer on 24 November 2026."
    #[must_use]
    pub fn sentence(&self) -> String {
        let what = match self.fault {
            Fault::NoAnswer => "The link did not answer",
            Fault::NotFound => "The link led to a page that was not there",
            Fault::Refused => "The link answered with an error",
            Fault::NotANumber => "The number was not one that can be dialled",
            Fault::NotAnAddress => "The address was not one that can be used",
        };
        format!("{what} on {}.", london::short_day(self.on))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_and_an_address_are_judged_by_their_form() {
        for (means, value, fault) in [
            (Means::Phone, "01632 960 001", None),
            (Means::Phone, "ask for Sam", Some(Fault::NotANumber)),
            (Means::Text, "99", Some(Fault::NotANumber)),
            (Means::Email, "help@example.org", None),
            (Means::Email, "help", Some(Fault::NotAnAddress)),
            (Means::Web, "https://example.org", None),
            (Means::Web, "http://example.org", Some(Fault::NotAnAddress)),
            (Means::InPerson, "", None),
        ] {
            assert_eq!(Fault::of_form(means, value), fault, "{value}");
        }
    }

    #[test]
    fn a_fault_is_a_sentence_with_its_day() {
        let on = "2026-11-24".parse().unwrap();
        let way = Way::new(Means::Web, "https://example.org").unwrap();
        let said = |fault| Faulty { way: way.clone(), fault, on }.sentence();
        assert_eq!(said(Fault::NoAnswer), "The link did not answer on 24 November 2026.");
        assert_eq!([200, 204].map(Fault::of_status), [None, None]);
        assert_eq!([404, 410].map(Fault::of_status), [Some(Fault::NotFound), Some(Fault::NotFound)]);
        assert_eq!([304, 403, 500].map(Fault::of_status), [Some(Fault::Refused); 3]);
        let sentences: std::collections::BTreeSet<_> = Fault::ALL.iter().map(|fault| said(*fault)).collect();
        assert_eq!(sentences.len(), Fault::ALL.len());
    }
}
