//! Random sequences of booking, moving, cancelling, offering, letting lapse, ending placements and changing
//! availability, each done to the service and to a model of it (`sequences/model.rs`), compared after every step.
//! A sequence that ends differently is shortened before it is shown.

mod changes;
mod model;
mod steps;
mod trust;

use std::cell::Cell;

use proptest::{
    prelude::*,
    strategy::ValueTree,
    test_runner::{Config, RngAlgorithm, TestRng, TestRunner},
};

use crate::{
    World,
    engines::{postgres_url, sqlite_url},
    tables::count,
};
use steps::{Case, KINDS, Step};
use trust::{FACILITATORS, LIBRARIANS};

/// How many steps a sequence has at most.
const STEPS: usize = 40;

const OVERLAPS: &str = "diary a JOIN diary b ON a.owner_id = b.owner_id AND a.session_id < b.session_id
    AND a.starts_at < b.until_at AND b.starts_at < a.until_at";

/// A seat without a person who sits or is offered it, or a person who sits without a seat.
const STRAY: &str = "seats t WHERE NOT EXISTS (SELECT 1 FROM places p WHERE p.session_id = t.session_id
        AND p.person_id = t.person_id AND p.cancelled_at IS NULL)
    AND NOT EXISTS (SELECT 1 FROM offers o WHERE o.session_id = t.session_id AND o.person_id = t.person_id)";

#[tokio::test]
async fn the_service_does_what_the_model_does_on_sqlite() {
    compare(&World::open(&sqlite_url().await).await, 30).await;
}

#[tokio::test]
async fn the_service_does_what_the_model_does_on_postgres() {
    if let Some(url) = postgres_url().await {
        compare(&World::open(&url).await, 6).await;
    }
}

/// Lives through so many sequences, the same ones every time.
async fn compare(world: &World, sequences: usize) {
    let rng = TestRng::from_seed(RngAlgorithm::ChaCha, &[42; 32]);
    let mut runner = TestRunner::new_with_rng(Config::default(), rng);
    let (strategy, tried) = (proptest::collection::vec(step(), STEPS / 2..STEPS), Cell::new(0));
    let mut done = 0;
    for _ in 0..sequences {
        let mut tree = strategy.new_tree(&mut runner).expect("a sequence is made");
        done += tree.current().len();
        let Err(mut difference) = live_through(world, &tree.current(), &tried).await else { continue };
        let mut shortest = tree.current();
        // Every shorter one is tried: where it still differs it is kept, where not it is made longer again.
        for _ in 0..150 {
            let more = match live_through(world, &tree.current(), &tried).await {
                Err(found) => {
                    (difference, shortest) = (found, tree.current());
                    tree.simplify()
                }
                Ok(()) => tree.complicate(),
            };
            if !more {
                break;
            }
        }
        panic!("{difference}\nafter {shortest:#?}");
    }
    assert!(done >= sequences * STEPS / 2, "only {done} steps were taken");
    assert_eq!(count(&world.url, OVERLAPS).await, 0);
    assert_eq!(count(&world.url, STRAY).await, 0);
}

async fn live_through(world: &World, steps: &[Step], tried: &Cell<usize>) -> Result<(), String> {
    let mut case = Case::begin(world, tried.replace(tried.get() + 1)).await;
    for (at, step) in steps.iter().enumerate() {
        case.take(step).await.map_err(|difference| format!("step {at}, {step:?}: {difference}"))?;
    }
    case.compare_lists().await
}

fn step() -> impl Strategy<Value = Step> {
    let (who, facilitator, kind) = (|| 0..LIBRARIANS, || 0..FACILITATORS, || 0..KINDS.len());
    // Few enough that people meet: the first times of a list, the latest sessions.
    let (slot, meet) = (|| 0_usize..3, || 0_usize..12);
    prop_oneof![
        3 => (1_i64..30).prop_map(Step::Pass),
        2 => Just(Step::LetLapse),
        10 => (who(), slot()).prop_map(|(who, slot)| Step::Book { who, kind: 0, slot: slot / 2 }),
        4 => (who(), kind(), slot()).prop_map(|(who, kind, slot)| Step::Book { who, kind, slot }),
        2 => (who(), 0_usize..20).prop_map(|(who, slot)| Step::BookAgain { who, slot }),
        5 => (who(), meet()).prop_map(|(who, meet)| Step::Cancel { who, meet }),
        1 => (facilitator(), meet()).prop_map(|(facilitator, meet)| Step::CallOff { facilitator, meet }),
        5 => (who(), meet()).prop_map(|(who, meet)| Step::Join { who, meet }),
        3 => (who(), meet()).prop_map(|(who, meet)| Step::StopWaiting { who, meet }),
        2 => (who(), meet(), slot()).prop_map(|(who, meet, slot)| Step::Move { who, meet, slot }),
        2 => (facilitator(), meet(), slot())
            .prop_map(|(facilitator, meet, slot)| Step::MoveAll { facilitator, meet, slot }),
        1 => (facilitator(), 0_usize..3, 8_u32..18, kind())
            .prop_map(|(facilitator, weekday, hour, kind)| Step::Publish { facilitator, weekday, hour, kind }),
        1 => (3_u64..12, 9_u32..17).prop_map(|(days, hour)| Step::Call { days, hour }),
        2 => who().prop_map(|who| Step::Place { who }),
        2 => who().prop_map(|who| Step::EndPlacement { who }),
    ]
}
