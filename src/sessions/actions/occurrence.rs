//! Saying that a session took place, or not, and taking that back: nothing else about it can be said.
//!
//! What a librarian says of themselves is theirs alone. As with check-ins, the log and the used token of such a form
//! name neither them nor the session and give the day alone, so that nothing tells anybody what they said or that
//! they took it back.

use super::booking::seen;
use crate::{
    accounts::Member,
    audit,
    kernel::{
        Now,
        ids::{EntryId, OnceToken, SessionId},
        london,
    },
    once::{self, Sent, Turn},
    sessions::{
        model::{Refusal, Session},
        occurrence::{self, Word},
        policy::{self, Speaker},
        store::occurrences,
    },
    store::{Db, Result as Stored, Stop, Tx},
};

/// Says something of a session, or takes back with no word what was said.
///
/// # Errors
/// Not found for whoever neither facilitates it nor held a place; refused before it begins, when it was cancelled,
/// and to a facilitator later than 14 days after it or who would say that it did not take place.
pub async fn say(
    db: &Db,
    by: &Member,
    id: SessionId,
    word: Option<Word>,
    token: OnceToken,
    now: Now,
) -> Result<SessionId, Stop<Refusal>> {
    // Each answer of a page counts once by itself: whoever goes back and corrects it is not held to the first.
    let token = token.about(uuid::Uuid::from_u128(word.map_or(0, |word| 1 + word as u128)));
    let (sent, day) = (Sent { token, by: None, action: "say" }, Now(london::start_of_day(now.today())));
    let mut tx = match once::begin(db, sent, day).await? {
        Turn::First(tx) => tx,
        Turn::Again(_) => return Ok(id),
    };
    let session = seen(&mut tx, by, id).await?;
    let speaker = policy::speaker(by, &session).ok_or(Stop::NotFound)?;
    in_time(&session, speaker, now).map_err(Stop::Refused)?;
    match speaker {
        Speaker::Facilitator if word == Some(Word::DidNot) => return Err(Stop::NotFound),
        Speaker::Facilitator => {
            note(&mut tx, by, id, word, now).await?;
            let action = if word.is_some() { "session took place" } else { "session not said to have taken place" };
            audit::changed(&mut tx, now, Some(by.id), action, id).await?;
        }
        Speaker::Librarian => {
            note(&mut tx, by, id, word, day).await?;
            audit::changed(&mut tx, day, None, "own word on a session", EntryId::random()).await?;
        }
    }
    once::finish(tx, sent, EntryId::random()).await?;
    Ok(id)
}

async fn note(tx: &mut Tx, by: &Member, id: SessionId, word: Option<Word>, at: Now) -> Stored<()> {
    match word {
        Some(word) => occurrences::say(tx, id, by.id, word, at.0).await,
        None => occurrences::take_back(tx, id, by.id).await,
    }
}

fn in_time(session: &Session, speaker: Speaker, now: Now) -> Result<(), Refusal> {
    if session.cancelled {
        Err(Refusal::Over)
    } else if session.starts_at > now.0 {
        Err(Refusal::NotYet)
    } else if speaker == Speaker::Facilitator && !occurrence::waits(session.starts_at, session.ends_at, now) {
        Err(Refusal::TooLate)
    } else {
        Ok(())
    }
}
