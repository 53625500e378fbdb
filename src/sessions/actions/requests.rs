//! Asking for a debrief, and answering with a time.

use std::convert::Infallible;

use chrono::NaiveDate;

use super::{
    letters::{About, News, tell},
    rooms,
};
use crate::{
    accounts::{Facilitator, Member},
    audit,
    facilitators::{self, independence},
    kernel::{
        Now,
        ids::{OnceToken, PersonId, RequestId, SessionId},
        london,
    },
    once::{self, Sent, Turn},
    sessions::{
        model::Refusal,
        policy,
        request::{NewRequest, Proposal},
        store::{
            bookings, debriefs,
            requests::{self, Queued},
        },
        window::Company,
    },
    store::{AsConn, Db, Result as Stored, Stop},
    teams,
};

/// Asks for a debrief. What happened is not asked; only the days that follow from when it did are kept.
///
/// # Errors
/// Not found when the team named is not one the librarian is on.
pub async fn ask(
    db: &Db,
    by: &Member,
    new: &NewRequest,
    token: OnceToken,
    now: Now,
) -> Result<RequestId, Stop<Infallible>> {
    if !policy::may_ask(by) {
        return Err(Stop::NotFound);
    }
    let sent = Sent { token, by: Some(by.id), action: "ask" };
    let mut tx = match once::begin(db, sent, now).await? {
        Turn::First(tx) => tx,
        Turn::Again(made) => return Ok(made.into()),
    };
    if let Some(team) = new.team {
        let team = teams::find(&mut tx, by, team, now).await?;
        team.filter(|team| team.placed).ok_or(Stop::NotFound)?;
    }
    let id = RequestId::random();
    requests::add(&mut tx, id, by.id, by.organisation, new, now).await?;
    audit::changed(&mut tx, now, Some(by.id), "debrief asked for", id).await?;
    once::finish(tx, sent, id).await?;
    Ok(id)
}

/// Takes back one's own request. It is gone for everybody.
///
/// # Errors
/// Not found for anybody else, and once it is answered.
pub async fn withdraw(
    db: &Db,
    by: &Member,
    id: RequestId,
    token: OnceToken,
    now: Now,
) -> Result<RequestId, Stop<Infallible>> {
    if !policy::may_ask(by) {
        return Err(Stop::NotFound);
    }
    let sent = Sent { token, by: Some(by.id), action: "withdraw" };
    let mut tx = match once::begin(db, sent, now).await? {
        Turn::First(tx) => tx,
        Turn::Again(made) => return Ok(made.into()),
    };
    if !requests::withdraw(&mut tx, id, by.id, now).await? {
        return Err(Stop::NotFound);
    }
    audit::changed(&mut tx, now, Some(by.id), "request withdrawn", id).await?;
    once::finish(tx, sent, id).await?;
    Ok(id)
}

/// Takes a request and offers one time and place for it.
///
/// A request for the whole team invites everybody on its roster that day of whom the facilitator is
/// independent; any other invites whoever asked. Nobody learns who asked.
///
/// # Errors
/// Not found when it is not in this facilitator's queue; refused when a colleague was faster, the day is
/// outside its window, or the facilitator or the space is taken then.
pub async fn answer(
    db: &Db,
    by: &Facilitator<'_>,
    id: RequestId,
    proposal: &Proposal,
    token: OnceToken,
    now: Now,
) -> Result<SessionId, Stop<Refusal>> {
    let by = by.0;
    let sent = Sent { token, by: Some(by.id), action: "answer" };
    let mut tx = match once::begin(db, sent, now).await? {
        Turn::First(tx) => tx,
        Turn::Again(made) => return Ok(made.into()),
    };
    let queued = requests::queue(&mut tx, by.organisation, by.id, Some(id), now.today()).await?.pop();
    let may_take = |queued: &Queued| policy::may_see_queue(by) && independence::may_meet(&queued.ties).is_ok();
    let queued = queued.filter(may_take).ok_or(Stop::NotFound)?;
    let day = london::date_of(proposal.starts_at);
    if proposal.starts_at <= now.0 {
        return Err(Stop::Refused(Refusal::Past));
    }
    if day < queued.waiting.earliest_on || day > queued.waiting.latest_on {
        return Err(Stop::Refused(Refusal::OutsideWindow));
    }
    let spot = rooms::settle(&mut tx, by, &proposal.place).await?;
    let (session, kind) = (SessionId::random(), queued.waiting.company.kind());
    let new = bookings::NewSession {
        id: session,
        organisation: by.organisation,
        kind,
        facilitator: Some(by.id),
        team: queued.team_id,
        called_by: None,
        starts_at: proposal.starts_at,
        place: &spot.words,
        space: spot.space,
    };
    bookings::add(&mut tx, &new).await?;
    let terms = facilitators::terms(&mut tx, by.id).await?;
    let until = proposal.starts_at + kind.length() + terms.buffer(kind);
    if !bookings::hold(&mut tx, by.id, session, proposal.starts_at, until).await? {
        return Err(Stop::Refused(Refusal::Busy));
    }
    rooms::hold(&mut tx, &new, now).await?;
    if !requests::answer(&mut tx, id, session).await? {
        return Err(Stop::Refused(Refusal::Answered));
    }
    let invited = whom(&mut tx, by, &queued, day, now).await?;
    debriefs::invite(&mut tx, session, invited.clone()).await?;
    let about = About { session, kind, starts_at: proposal.starts_at, place: &spot.words };
    for person in invited {
        let person = bookings::person(&mut tx, person).await?.ok_or(Stop::NotFound)?;
        tell(&mut tx, now, by, &person, News::Invited, &about, Some(&by.name)).await?;
    }
    audit::changed(&mut tx, now, Some(by.id), "request answered", session).await?;
    once::finish(tx, sent, session).await?;
    Ok(session)
}

async fn whom(c: &mut impl AsConn, by: &Member, queued: &Queued, day: NaiveDate, now: Now) -> Stored<Vec<PersonId>> {
    let mut invited = vec![queued.person_id];
    if let (Company::Team, Some(team)) = (queued.waiting.company, queued.team_id) {
        for (person, _) in teams::members_on(c, team, day).await? {
            if person != queued.person_id && facilitators::may_meet(c, by.id, person, now).await? {
                invited.push(person);
            }
        }
    }
    Ok(invited)
}
