//! What time brings about: the check-back after a debrief, the offer to meet again, the reminder of a request that
//! nobody answers, the end of times that nobody chose and of places that nobody took. Each is written once, whoever is running and how often.

use std::time::Duration;

use chrono::TimeDelta;
use serde::Serialize;
use tracing::warn;

use super::{
    actions::{RequestNews, let_lapse, tell_of_request},
    again::AFTER,
    model::Kind,
    store::{bookings, proposals, ticking as store},
    waiting,
};
use crate::{
    accounts::model::first_name,
    facilitators::independence,
    kernel::{Clock, Now},
    messages::{self, Letter, Occasion, To},
    store::{Db, Result},
};

/// How long the task rests between two looks.
const REST: Duration = Duration::from_mins(5);

/// What is older is let be: a service that was down for weeks must not write to everybody at once.
const TOO_OLD: TimeDelta = TimeDelta::days(42);

/// What a note some weeks after a session says: nothing of the session.
#[derive(Serialize)]
struct Note {
    first_name: String,
}

#[derive(Serialize)]
#[serde(transparent)]
struct CheckBackLetter(Note);

impl Letter for CheckBackLetter {
    const TEMPLATE: &'static str = "mail/check_back";
    const SUBJECT: &'static str = "A note for you";
}

#[derive(Serialize)]
#[serde(transparent)]
struct MeetAgainLetter(Note);

impl Letter for MeetAgainLetter {
    const TEMPLATE: &'static str = "mail/meet_again";
    const SUBJECT: &'static str = "A note for you";
}

/// Does what is due, for as long as the program runs.
pub async fn run(db: Db, clock: Clock) {
    loop {
        if let Err(cause) = tick(&db, clock.now()).await {
            warn!(%cause, "what was due about sessions could not be done");
        }
        clock.rest(REST).await;
    }
}

/// Does what is due now; how many messages were written. Each thing is one transaction, so that two processes never do
/// it twice.
///
/// # Errors
/// When the database does; what was done before is done.
pub async fn tick(db: &Db, now: Now) -> Result<usize> {
    let mut tx = db.write().await?;
    proposals::drop_past(&mut tx, now.0).await?;
    tx.commit().await?;
    // The messages of the waiting lists are their own: they tell of places, not of time.
    let_lapse(db, now).await?;
    Ok(write_notes(db, now).await? + remind(db, now).await?)
}

/// The check-back and the offer to meet again, each to one librarian alone.
async fn write_notes(db: &Db, now: Now) -> Result<usize> {
    let due = store::due(&mut db.read().await?, now.0 - TOO_OLD, now.0 - AFTER).await?;
    let mut written = 0;
    for one in due {
        let mut tx = db.write().await?;
        let Some(person) = bookings::person(&mut tx, one.person_id).await? else { continue };
        if !store::note(&mut tx, one.session_id, one.person_id, now).await? {
            continue;
        }
        let to = To { person: person.id, organisation: &one.organisation };
        let note = Note { first_name: first_name(&person.name).to_owned() };
        let after = Occasion::once(one.session_id);
        match one.kind {
            Kind::PeerSupport => messages::post(&mut tx, now, after, to, &MeetAgainLetter(note)).await?,
            _ => messages::post(&mut tx, now, after, to, &CheckBackLetter(note)).await?,
        }
        tx.commit().await?;
        written += 1;
    }
    Ok(written)
}

/// Reminds every facilitator who may meet whoever asked, once. A request that somebody took and proposed nothing for
/// waits for anybody again.
async fn remind(db: &Db, now: Now) -> Result<usize> {
    let unanswered = store::unanswered(&mut db.read().await?, now.today()).await?;
    let mut written = 0;
    for one in unanswered.iter().filter(|one| waiting::is_late(one.since, one.answer_days, now)) {
        let mut tx = db.write().await?;
        if !store::remind(&mut tx, one.id, now).await? {
            continue;
        }
        proposals::drop_all_but(&mut tx, one.id, None).await?;
        for line in store::who_may_answer(&mut tx, one.id, now.today()).await? {
            if independence::may_meet(&line.ties).is_ok() {
                tell_of_request(&mut tx, now, &one.organisation, &line.told, RequestNews::Waits, one.id).await?;
                written += 1;
            }
        }
        tx.commit().await?;
    }
    Ok(written)
}
