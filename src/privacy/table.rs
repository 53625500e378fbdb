//! The table of PRODUCT.md "Who sees what", cell by cell.

use super::{
    Access::{self, Counts, Nothing, Releases, Sees},
    Item, Row, Table,
};

const YES: Access = Sees("");

impl Table {
    /// The product's table.
    #[must_use]
    pub fn product() -> Self {
        let row = |item, name, cells| Row { item, name, cells };
        // Columns: the librarian, the session's facilitator, the lead of that team, HR, the service manager.
        Self {
            rows: vec![
                row(Item::Placement, "Placement on a team", [YES, Nothing, Sees("own team"), Counts, YES]),
                row(
                    Item::Arrangements,
                    "The team's arrangements",
                    [Sees("own teams"), Nothing, Sees("own team"), Counts, YES],
                ),
                row(
                    Item::Offer,
                    "Offer of a session",
                    [
                        YES,
                        Sees("own sessions"),
                        Sees("time, place and how many were invited"),
                        Counts,
                        Sees("the room diary says \"in use\", no names"),
                    ],
                ),
                row(
                    Item::Booking,
                    "Booking a session or joining a debrief",
                    [YES, Sees("own sessions"), Nothing, Releases("it"), Nothing],
                ),
                row(
                    Item::Request,
                    "Request for a debrief",
                    [
                        YES,
                        Sees("until it is taken: kind, dates and first name; then only who took it"),
                        Nothing,
                        Releases("it"),
                        Sees(
                            "that one has waited too long, where three librarians or more are placed: no name, team, \
                             kind, date or number",
                        ),
                    ],
                ),
                row(
                    Item::CheckIn,
                    "Check-in answers and note",
                    [YES, Nothing, Nothing, Releases("that a check-in was made, never what it says,"), Nothing],
                ),
                row(
                    Item::SignpostOpened,
                    "That you opened a page of help",
                    [Nothing, Nothing, Nothing, Nothing, Nothing],
                ),
                row(
                    Item::TookPlace,
                    "That a session took place",
                    [YES, Sees("own sessions"), Nothing, Releases("it"), Nothing],
                ),
                row(
                    Item::OwnWord,
                    "Your own word on whether a session took place",
                    [YES, Nothing, Nothing, Releases("it"), Nothing],
                ),
                row(
                    Item::Wish,
                    "That you would like to come to a listed event",
                    [YES, Nothing, Nothing, Nothing, Nothing],
                ),
                row(
                    Item::Calendar,
                    "Your reminders and the private address of your calendar",
                    [YES, Nothing, Nothing, Nothing, Nothing],
                ),
                row(
                    Item::Message,
                    "What became of a message",
                    [
                        Sees("to yourself"),
                        Nothing,
                        Nothing,
                        Nothing,
                        Sees(
                            "how many were sent each day as a range that begins with none, whether any was refused, and the \
                             Message-ID of one that may have arrived: no name, kind or time of day",
                        ),
                    ],
                ),
                row(Item::Cpd, "Your CPD log", [YES, Nothing, Nothing, Nothing, Nothing]),
                row(Item::Looks, "Who looked at your record", [YES, Nothing, Nothing, Nothing, Nothing]),
                row(
                    Item::Duties,
                    "Counts of what the organisation does (the leads of its region and of the nation read them too)",
                    [YES, YES, YES, YES, YES],
                ),
                row(Item::Releases, "Releases of uptake", [YES, YES, YES, YES, YES]),
            ],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::Viewer::{self, Librarian};
    use super::*;

    #[test]
    fn what_is_seen_and_what_is_said_come_from_the_same_cells() {
        let table = Table::product();
        assert!(table.sees(Viewer::Facilitator, Item::Booking));
        assert_eq!(
            table.words(Librarian, Item::Booking).sentence,
            "You and the session's facilitator (own sessions). HR sees it in the organisation's quarterly release, \
             where nobody can be picked out."
        );
        assert!(
            table
                .words(Viewer::Facilitator, Item::Booking)
                .sentence
                .starts_with("The librarian and you (own sessions).")
        );
        let closed = table.but(Viewer::Facilitator, Item::Booking, Nothing);
        assert!(!closed.sees(Viewer::Facilitator, Item::Booking));
        assert!(!closed.words(Librarian, Item::Booking).sentence.contains("facilitator"));
    }

    #[test]
    fn a_check_in_is_its_authors_alone_and_opening_a_signpost_is_nobodys() {
        let table = Table::product();
        assert!(
            table
                .words(Librarian, Item::CheckIn)
                .sentence
                .starts_with("Only you. HR sees that a check-in was made, never what")
        );
        assert_eq!(table.words(Librarian, Item::Releases).sentence, "Everybody in the organisation.");
        assert_eq!(table.words(Librarian, Item::SignpostOpened).sentence, "Nobody: it is not stored.");
        for viewer in Viewer::ALL {
            assert_eq!(table.sees(viewer, Item::CheckIn), viewer == Viewer::Librarian);
        }
    }

    #[test]
    fn somebodys_own_lines_are_those_of_what_they_have() {
        let table = Table::product();
        let (librarian, other) = (table.lines_of_ones_own(true), table.lines_of_ones_own(false));
        assert_eq!((librarian.len(), other.len()), (15, 6));
        let named = |lines: &[super::super::Line], name| lines.iter().any(|line| line.words().0 == name);
        assert!(named(&librarian, "Your CPD log") && !named(&other, "Your CPD log"));
        assert!(named(&other, "Check-in answers and note") && !named(&librarian, "That you opened a page of help"));
        let lead = table.lines_of_others(Viewer::Lead);
        assert!(named(&lead, "Placement on a team") && !named(&lead, "Check-in answers and note"));
        assert_eq!(table.lines_of_others(Viewer::Facilitator).len(), 5);
    }

    #[test]
    fn every_item_has_a_row() {
        let table = Table::product();
        for item in [
            Item::Placement,
            Item::Arrangements,
            Item::Offer,
            Item::Booking,
            Item::Request,
            Item::CheckIn,
            Item::SignpostOpened,
            Item::TookPlace,
            Item::OwnWord,
            Item::Wish,
            Item::Calendar,
            Item::Message,
            Item::Cpd,
            Item::Looks,
            Item::Duties,
            Item::Releases,
        ] {
            assert!(!table.words(Librarian, item).sentence.is_empty());
        }
        assert_eq!(table.lines().len(), 16);
    }

    #[test]
    fn nobody_but_the_librarian_and_the_facilitator_sees_a_choice() {
        let table = Table::product();
        for item in [Item::Booking, Item::Request, Item::TookPlace] {
            for viewer in [Viewer::Lead, Viewer::Hr] {
                assert!(!table.sees(viewer, item), "{viewer:?} sees {item:?}");
            }
        }
        for item in [Item::Booking, Item::TookPlace] {
            assert!(!table.sees(Viewer::ServiceManager, item), "{item:?}");
        }
        // Of a request the service manager learns that it waits, and the words say so to whoever asks.
        let words = table.words(Librarian, Item::Request).sentence;
        assert!(words.contains("the service manager (that one has waited too long, where three librarians or more"));
    }
}
