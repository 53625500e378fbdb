//! What can be done next, and how often it is.

use alongside::sessions::Kind;
use proptest::prelude::*;

use super::trust::{FACILITATORS, LIBRARIANS};

pub const KINDS: [Kind; 3] = [Kind::GroupSupervision, Kind::IndividualSupervision, Kind::PeerSupport];

/// One step. A number that is too high means the one it comes to when it is counted round.
#[derive(Clone, Debug)]
pub enum Step {
    Pass(i64),
    LetLapse,
    Book { who: usize, kind: usize, slot: usize },
    BookAgain { who: usize, slot: usize },
    Cancel { who: usize, meet: usize },
    CallOff { facilitator: usize, meet: usize },
    Join { who: usize, meet: usize },
    StopWaiting { who: usize, meet: usize },
    Move { who: usize, meet: usize, slot: usize },
    MoveAll { facilitator: usize, meet: usize, slot: usize },
    Publish { facilitator: usize, weekday: usize, hour: u32, kind: usize },
    Call { days: u64, hour: u32 },
    Place { who: usize },
    EndPlacement { who: usize },
}

/// A sequence: everybody or almost everybody wants to be in the first group, and then so many steps.
pub fn sequence(steps: std::ops::Range<usize>) -> impl Strategy<Value = Vec<Step>> {
    let eager = Just((0..LIBRARIANS).collect::<Vec<_>>()).prop_shuffle();
    (eager, 4..=LIBRARIANS, proptest::collection::vec(step(), steps)).prop_map(|(eager, how_many, steps)| {
        let first = eager.into_iter().take(how_many).map(|who| Step::Book { who, kind: 0, slot: 0 });
        first.chain(steps).collect()
    })
}

/// Any step.
fn step() -> impl Strategy<Value = Step> {
    let (who, facilitator, kind) = (|| 0..LIBRARIANS, || 0..FACILITATORS, || 0..KINDS.len());
    // Few enough that people meet: the first times of a list, the latest sessions.
    let (slot, meet, one) = (|| 0_usize..3, || 0_usize..12, || 0..LIBRARIANS * 4);
    prop_oneof![
        5 => (1_i64..30).prop_map(Step::Pass),
        1 => Just(Step::Pass(24)),
        2 => Just(Step::LetLapse),
        8 => (who(), slot()).prop_map(|(who, slot)| Step::Book { who, kind: 0, slot: slot / 2 }),
        4 => (who(), kind(), slot()).prop_map(|(who, kind, slot)| Step::Book { who, kind, slot }),
        2 => (who(), 0_usize..20).prop_map(|(who, slot)| Step::BookAgain { who, slot }),
        6 => (one(), meet()).prop_map(|(who, meet)| Step::Cancel { who, meet }),
        1 => (facilitator(), meet()).prop_map(|(facilitator, meet)| Step::CallOff { facilitator, meet }),
        5 => (one(), meet()).prop_map(|(who, meet)| Step::Join { who, meet }),
        3 => (one(), meet()).prop_map(|(who, meet)| Step::StopWaiting { who, meet }),
        3 => (one(), meet(), slot()).prop_map(|(who, meet, slot)| Step::Move { who, meet, slot }),
        2 => (facilitator(), meet(), slot())
            .prop_map(|(facilitator, meet, slot)| Step::MoveAll { facilitator, meet, slot }),
        1 => (facilitator(), 0_usize..3, 8_u32..18, kind())
            .prop_map(|(facilitator, weekday, hour, kind)| Step::Publish { facilitator, weekday, hour, kind }),
        2 => (3_u64..6, 9_u32..15).prop_map(|(days, hour)| Step::Call { days, hour }),
        2 => who().prop_map(|who| Step::Place { who }),
        2 => who().prop_map(|who| Step::EndPlacement { who }),
    ]
}
