//! Independence: whom a facilitator never meets (PRODUCT.md "Independence").

/// What ties a facilitator to a librarian.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, sqlx::FromRow)]
pub struct Ties {
    /// They are the same person.
    pub same_person: bool,
    /// The facilitator is the librarian's line manager.
    pub manages: bool,
    /// The facilitator leads a team that the librarian is on.
    pub leads: bool,
    /// Both have the same line manager.
    pub shares_manager: bool,
    /// The facilitator holds the HR role.
    pub is_hr: bool,
}

/// Which rule keeps the two apart. It is never shown: it would tell one about the other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tied {
    /// Nobody supervises themselves.
    SamePerson,
    /// The facilitator line-manages the librarian.
    Manages,
    /// The facilitator leads the librarian's team.
    Leads,
    /// They answer to the same person.
    SharesManager,
    /// The facilitator works for HR.
    Hr,
}

/// Whether the two may meet.
///
/// # Errors
/// The first rule that keeps them apart.
pub const fn may_meet(ties: &Ties) -> Result<(), Tied> {
    if ties.same_person {
        Err(Tied::SamePerson)
    } else if ties.manages {
        Err(Tied::Manages)
    } else if ties.leads {
        Err(Tied::Leads)
    } else if ties.shares_manager {
        Err(Tied::SharesManager)
    } else if ties.is_hr {
        Err(Tied::Hr)
    } else {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::facilitators::graphs::{Graph, TEAMS, graphs};

    /// What ties two people of a graph, each tie told by itself.
    fn ties(graph: &Graph, facilitator: usize, librarian: usize) -> Ties {
        let (theirs, own) = (graph.managers[librarian], graph.managers[facilitator]);
        Ties {
            same_person: facilitator == librarian,
            manages: theirs == Some(facilitator),
            leads: (0..TEAMS)
                .any(|team| graph.leads.contains(&(facilitator, team)) && graph.on.contains(&(librarian, team))),
            shares_manager: theirs.is_some() && theirs == own,
            is_hr: graph.hr.contains(&facilitator),
        }
    }

    proptest! {
        #[test]
        fn in_any_organisation_exactly_the_independent_may_meet(graph in graphs(9)) {
            for facilitator in 0..graph.people() {
                let met = graph.may_be_met_by(facilitator);
                for librarian in 0..graph.people() {
                    let may = may_meet(&ties(&graph, facilitator, librarian)).is_ok();
                    prop_assert_eq!(may, met.contains(&librarian), "{} and {}", facilitator, librarian);
                }
            }
        }
    }

    #[test]
    fn strangers_may_meet_and_each_tie_alone_keeps_two_people_apart() {
        let none = Ties::default();
        assert_eq!(may_meet(&none), Ok(()));
        for (ties, why) in [
            (Ties { same_person: true, ..none }, Tied::SamePerson),
            (Ties { manages: true, ..none }, Tied::Manages),
            (Ties { leads: true, ..none }, Tied::Leads),
            (Ties { shares_manager: true, ..none }, Tied::SharesManager),
            (Ties { is_hr: true, ..none }, Tied::Hr),
        ] {
            assert_eq!(may_meet(&ties), Err(why));
        }
    }
}
