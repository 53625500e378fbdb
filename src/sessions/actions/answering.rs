//! What a facilitator does with a request: take it, propose times, put it back.

use super::{
    request_letters::{RequestNews, tell_of_request},
    rooms,
};
use crate::{
    accounts::{Facilitator, Member},
    audit,
    facilitators::{self, independence},
    kernel::{
        Now,
        ids::{OnceToken, RequestId, SessionId},
        london,
    },
    messages,
    once::{self, Sent, Turn},
    sessions::{
        model::Refusal,
        policy,
        request::Proposal,
        store::{
            bookings, proposals,
            requests::{self, Queued},
        },
        window,
    },
    store::{AsConn, Db, Result as Stored, Stop, Tx},
};

/// A refusal, and which of the proposed times it is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct At(pub usize, pub Refusal);

/// The requests that a facilitator may see: those that wait, and those they have taken.
///
/// # Errors
/// When the database does.
pub async fn queue(c: &mut impl AsConn, by: &Member, only: Option<RequestId>, now: Now) -> Stored<Vec<Queued>> {
    if !policy::may_see_queue(by) {
        return Ok(Vec::new());
    }
    let mut queued = requests::queue(c, by.organisation, by.id, only, now.today()).await?;
    queued.retain(|one| independence::may_meet(&one.ties).is_ok());
    Ok(queued)
}

/// Takes a request: it leaves the queue for everybody else.
///
/// # Errors
/// Not found when it is not in this facilitator's queue; refused when a colleague was faster.
pub async fn take(
    db: &Db,
    by: &Facilitator<'_>,
    id: RequestId,
    token: OnceToken,
    now: Now,
) -> Result<RequestId, Stop<Refusal>> {
    let by = by.0;
    let sent = Sent { token: token.about(id), by: Some(by.id), action: "take request" };
    let mut tx = match once::begin(db, sent, now).await? {
        Turn::First(tx) => tx,
        Turn::Again(made) => return Ok(made.into()),
    };
    let queued = queue(&mut tx, by, Some(id), now).await?.pop().ok_or(Stop::NotFound)?;
    if !queued.waiting.taken && !proposals::take(&mut tx, id, by.id).await? {
        return Err(Stop::Refused(Refusal::Answered));
    }
    audit::changed(&mut tx, now, Some(by.id), "request taken", id).await?;
    once::finish(tx, sent, id).await?;
    Ok(id)
}

/// Puts a taken request back into the open queue. What was proposed for it is let go.
///
/// # Errors
/// Not found for anybody but who took it.
pub async fn release(
    db: &Db,
    by: &Facilitator<'_>,
    id: RequestId,
    token: OnceToken,
    now: Now,
) -> Result<RequestId, Stop<Refusal>> {
    let by = by.0;
    let sent = Sent { token, by: Some(by.id), action: "release request" };
    let mut tx = match once::begin(db, sent, now).await? {
        Turn::First(tx) => tx,
        Turn::Again(made) => return Ok(made.into()),
    };
    taken(&mut tx, by, id, now).await?.ok_or(Stop::NotFound)?;
    if !proposals::release(&mut tx, id, by.id).await? {
        return Err(Stop::NotFound);
    }
    proposals::drop_all_but(&mut tx, id, None).await?;
    messages::take_back_about(&mut tx, id).await?;
    audit::changed(&mut tx, now, Some(by.id), "request put back", id).await?;
    once::finish(tx, sent, id).await?;
    Ok(id)
}

/// Proposes one to three times for a request that this facilitator has taken. Each of them is held until the librarian
/// chooses or asks again; the librarian gets one message.
///
/// # Errors
/// Not found for anybody but who took it; refused when times are proposed already, when one is outside the window, or
/// when the facilitator or the space is taken then.
pub async fn propose(
    db: &Db,
    by: &Facilitator<'_>,
    id: RequestId,
    proposal: &Proposal,
    token: OnceToken,
    now: Now,
) -> Result<RequestId, Stop<At>> {
    let by = by.0;
    let sent = Sent { token, by: Some(by.id), action: "propose" };
    let mut tx = match once::begin(db, sent, now).await? {
        Turn::First(tx) => tx,
        Turn::Again(made) => return Ok(made.into()),
    };
    let queued = taken(&mut tx, by, id, now).await?.ok_or(Stop::NotFound)?;
    if !proposals::live(&mut tx, id, now).await?.is_empty() {
        return Err(Stop::Refused(At(0, Refusal::Proposed)));
    }
    // What was proposed before and is over, or was cancelled, makes room.
    proposals::drop_all_but(&mut tx, id, None).await?;
    for at in 0..proposal.times.len() {
        propose_one(&mut tx, by, &queued, proposal, at, now).await.map_err(|stop| at_time(stop, at))?;
    }
    let librarian = bookings::person(&mut tx, queued.person_id).await?.ok_or(Stop::NotFound)?;
    tell_of_request(&mut tx, now, &by.organisation_name, &librarian, RequestNews::Proposed, id).await?;
    audit::changed(&mut tx, now, Some(by.id), "times proposed", id).await?;
    once::finish(tx, sent, id).await?;
    Ok(id)
}

async fn propose_one(
    tx: &mut Tx,
    by: &Member,
    queued: &Queued,
    proposal: &Proposal,
    at: usize,
    now: Now,
) -> Result<(), Stop<Refusal>> {
    let (waiting, starts_at) = (&queued.waiting, proposal.times[at]);
    if starts_at <= now.0 {
        return Err(Stop::Refused(Refusal::Past));
    }
    let first = window::not_before(waiting.earliest_on, queued.asked_at);
    if starts_at < first || london::date_of(starts_at) > waiting.latest_on {
        return Err(Stop::Refused(Refusal::OutsideItsDays));
    }
    let spot = rooms::settle(tx, by, &proposal.place).await?;
    let (session, kind) = (SessionId::random(), waiting.company.kind());
    let new = bookings::NewSession {
        id: session,
        organisation: by.organisation,
        kind,
        facilitator: Some(by.id),
        team: queued.team_id,
        called_by: None,
        starts_at,
        place: &spot.words,
        space: spot.space,
    };
    bookings::add(tx, &new).await?;
    let terms = facilitators::terms(tx, by.id).await?;
    if !bookings::hold(tx, by.id, session, starts_at, starts_at + kind.length() + terms.buffer(kind)).await? {
        return Err(Stop::Refused(Refusal::Busy));
    }
    rooms::hold(tx, &new, now).await?;
    Ok(proposals::add(tx, waiting.id, session).await?)
}

fn at_time(stop: Stop<Refusal>, at: usize) -> Stop<At> {
    match stop {
        Stop::Refused(refusal) => Stop::Refused(At(at, refusal)),
        Stop::NotFound => Stop::NotFound,
        Stop::Failed(error) => Stop::Failed(error),
    }
}

/// A request that this facilitator has taken, and nobody else sees.
///
/// # Errors
/// When the database does.
pub async fn taken(c: &mut impl AsConn, by: &Member, id: RequestId, now: Now) -> Stored<Option<Queued>> {
    Ok(queue(c, by, Some(id), now).await?.pop().filter(|queued| queued.waiting.taken))
}
