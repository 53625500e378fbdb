//! Random sequences of booking, moving, cancelling, offering, letting lapse, ending placements and changing
//! availability, each done to the service and to a model of it (`sequences/model.rs`), compared after every step.
//! A sequence that ends differently is shortened before it is shown.

mod changes;
mod model;
mod seen;
mod step;
mod steps;
mod trust;

use std::{cell::Cell, collections::BTreeMap};

use proptest::{
    strategy::{Strategy, ValueTree},
    test_runner::{Config, RngAlgorithm, TestRng, TestRunner},
};

use crate::{World, engines, tables::count};
use model::End::{self, Busy, Done, Gone, Lapsed, NotFound, Over};
use step::{Step, sequence};
use steps::Case;

/// How many steps a sequence has at most.
const STEPS: usize = 50;

const OVERLAPS: &str = "diary a JOIN diary b ON a.owner_id = b.owner_id AND a.session_id < b.session_id
    AND a.starts_at < b.until_at AND b.starts_at < a.until_at";

/// A seat without a person who sits or is offered it, or a person who sits without a seat.
const STRAY: &str = "seats t WHERE NOT EXISTS (SELECT 1 FROM places p WHERE p.session_id = t.session_id
        AND p.person_id = t.person_id AND p.cancelled_at IS NULL)
    AND NOT EXISTS (SELECT 1 FROM offers o WHERE o.session_id = t.session_id AND o.person_id = t.person_id)";

/// A reminder that waits for somebody who does not take part, or for a session that is not to be (PAINS P17).
const UNTRUE: &str = "messages m JOIN sessions s ON s.id = m.thing WHERE m.kind = 'reminder' AND m.state = 'waiting'
    AND (s.cancelled_at IS NOT NULL OR (COALESCE(s.facilitator_id <> m.recipient_id, TRUE) AND NOT EXISTS (SELECT 1 FROM
    places p WHERE p.session_id = s.id AND p.person_id = m.recipient_id AND p.cancelled_at IS NULL)))";

/// A calendar that shows somebody a session in which they do not take part, and one that does not show one in which
/// they do. Whoever has left is told nothing more.
const UNTOLD: &str = "told t JOIN sessions s ON s.id = t.session_id JOIN people q ON q.id = t.person_id
    WHERE q.left_at IS NULL AND t.in_calendar <> (s.cancelled_at IS NULL AND (COALESCE(s.facilitator_id = t.person_id, FALSE)
    OR EXISTS (SELECT 1 FROM places p WHERE p.session_id = s.id AND p.person_id = t.person_id AND p.cancelled_at IS NULL)))";

#[tokio::test]
async fn the_service_does_what_the_model_does_on_sqlite() {
    let ends = compare(&World::open(&engines::sqlite_url().await).await, 40).await;
    let waited = ["wait", "offer", "lapse"].map(|step| ends[&(step, Done)]);
    assert!(waited[0] >= 50 && waited[1] >= 15 && waited[2] >= 5, "waits, offers and lapses: {waited:?}");
    // A sequence in which everybody always gets what they want, or nobody does, would prove little.
    for (step, end) in [
        ("book", Done),
        ("book", Gone),
        ("cancel", Done),
        ("cancel", NotFound),
        ("cancel", Over),
        ("call off", Done),
        ("call off", NotFound),
        ("call off", Over),
        ("join", Done),
        ("join", NotFound),
        ("join", Busy),
        ("join", Lapsed),
        ("stop waiting", Done),
        ("stop waiting", NotFound),
        ("move", Done),
        ("move", NotFound),
        ("move all", Done),
        ("move all", Over),
    ] {
        assert!(ends.contains_key(&(step, end)), "nothing ended so: {step}, {end:?}: {ends:?}");
    }
}

#[tokio::test]
async fn the_service_does_what_the_model_does_on_postgres() {
    if let Some(url) = engines::postgres_url().await {
        compare(&World::open(&url).await, 6).await;
    }
}

/// How often which step ended how.
type Ends = BTreeMap<(&'static str, End), usize>;

/// Lives through so many sequences, the same ones every time.
async fn compare(world: &World, sequences: usize) -> Ends {
    let rng = TestRng::from_seed(RngAlgorithm::ChaCha, &[42; 32]);
    let mut runner = TestRunner::new_with_rng(Config::default(), rng);
    let (strategy, tried) = (sequence(STEPS / 2..STEPS), Cell::new(0));
    let (mut done, mut ends) = (0, Ends::new());
    for _ in 0..sequences {
        let mut tree = strategy.new_tree(&mut runner).expect("a sequence is made");
        done += tree.current().len();
        let mut difference = match live_through(world, &tree.current(), &tried).await {
            Ok(found) => {
                for (end, times) in found {
                    *ends.entry(end).or_default() += times;
                }
                continue;
            }
            Err(difference) => difference,
        };
        let mut shortest = tree.current();
        // Every shorter one is tried: where it still differs it is kept, where not it is made longer again.
        for _ in 0..150 {
            let more = match live_through(world, &tree.current(), &tried).await {
                Err(found) => {
                    (difference, shortest) = (found, tree.current());
                    tree.simplify()
                }
                Ok(_) => tree.complicate(),
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
    assert_eq!(count(&world.url, UNTRUE).await, 0, "reminders of what is not to be");
    assert_eq!(count(&world.url, UNTOLD).await, 0, "calendars that show what is not to be, or do not show what is");
    ends
}

async fn live_through(world: &World, steps: &[Step], tried: &Cell<usize>) -> Result<Ends, String> {
    let mut case = Case::begin(world, tried.replace(tried.get() + 1)).await;
    for (at, step) in steps.iter().enumerate() {
        case.take(step).await.map_err(|difference| format!("step {at}, {step:?}: {difference}"))?;
    }
    case.compare_lists().await?;
    for (step, times) in ["wait", "offer", "lapse"].into_iter().zip(case.model.waits) {
        *case.ends.entry((step, Done)).or_default() += times;
    }
    Ok(case.ends)
}
