//! Asking for a debrief, choosing among the times that a facilitator proposes, and asking again.

use std::convert::Infallible;

use super::letters::{About, News, tell};
use crate::{
    accounts::Member,
    audit, facilitators,
    kernel::{
        Now,
        ids::{OnceToken, PersonId, RequestId, SessionId},
        london,
    },
    messages,
    once::{self, Sent, Turn},
    sessions::{
        model::{Kind, Refusal},
        policy,
        request::{NewRequest, Proposed},
        store::{bookings, debriefs, proposals, requests},
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
    audit::chosen(&mut tx, now, "debrief asked for", id).await?;
    once::finish(tx, sent, id).await?;
    Ok(id)
}

/// Takes back one's own request. It is gone for everybody, and so is what was proposed for it.
///
/// # Errors
/// Not found for anybody else, and once a time is chosen.
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
    proposals::drop_all_but(&mut tx, id, None).await?;
    messages::take_back_about(&mut tx, id).await?;
    audit::chosen(&mut tx, now, "request withdrawn", id).await?;
    once::finish(tx, sent, id).await?;
    Ok(id)
}

/// Asks again: none of the times suits. They are let go, and the request waits for anybody. No reason is asked.
///
/// # Errors
/// Not found for anybody else; refused when nobody has taken the request.
pub async fn ask_again(
    db: &Db,
    by: &Member,
    id: RequestId,
    token: OnceToken,
    now: Now,
) -> Result<RequestId, Stop<Refusal>> {
    if !policy::may_ask(by) {
        return Err(Stop::NotFound);
    }
    let sent = Sent { token, by: Some(by.id), action: "ask again" };
    let mut tx = match once::begin(db, sent, now).await? {
        Turn::First(tx) => tx,
        Turn::Again(made) => return Ok(made.into()),
    };
    requests::own(&mut tx, by.id, id).await?.ok_or(Stop::NotFound)?;
    if !proposals::ask_again(&mut tx, id, by.id, now).await? {
        return Err(Stop::Refused(Refusal::NothingProposed));
    }
    proposals::drop_all_but(&mut tx, id, None).await?;
    messages::take_back_about(&mut tx, id).await?;
    audit::chosen(&mut tx, now, "debrief asked for again", id).await?;
    once::finish(tx, sent, id).await?;
    Ok(id)
}

/// Chooses one of the proposed times. The others are let go, and nobody is told that they were not chosen.
///
/// For a request for the whole team this makes the team's session, and only now invites everybody else on its roster
/// that day of whom the facilitator is independent. Nobody but the facilitator knows who asked.
///
/// # Errors
/// Not found for anybody else; refused when the time is not to be had any more, or the librarian is taken then.
pub async fn choose(
    db: &Db,
    by: &Member,
    id: RequestId,
    chosen: SessionId,
    token: OnceToken,
    now: Now,
) -> Result<SessionId, Stop<Refusal>> {
    if !policy::may_ask(by) {
        return Err(Stop::NotFound);
    }
    let sent = Sent { token, by: Some(by.id), action: "choose" };
    let mut tx = match once::begin(db, sent, now).await? {
        Turn::First(tx) => tx,
        Turn::Again(made) => return Ok(made.into()),
    };
    requests::own(&mut tx, by.id, id).await?.ok_or(Stop::NotFound)?;
    let live = proposals::live(&mut tx, id, now).await?;
    let one = live.into_iter().find(|one| one.id == chosen).ok_or(Stop::Refused(Refusal::Gone))?;
    let may_meet = facilitators::may_meet(&mut tx, one.facilitator_id, by.id, now).await?;
    if !may_meet || !requests::answer(&mut tx, id, chosen, now).await? {
        return Err(Stop::Refused(Refusal::Gone));
    }
    if !bookings::hold(&mut tx, by.id, chosen, one.starts_at, one.ends_at).await? {
        return Err(Stop::Refused(Refusal::Busy));
    }
    bookings::take_place(&mut tx, chosen, by.id, now).await?;
    proposals::drop_all_but(&mut tx, id, Some(chosen)).await?;
    messages::take_back_about(&mut tx, id).await?;
    let others = others(&mut tx, by, &one, now).await?;
    // Whoever asked is on the list too, so that nobody can tell them from the others.
    debriefs::invite(&mut tx, chosen, others.iter().copied().chain([by.id]).collect()).await?;
    let about = About { session: chosen, kind: one.kind, starts_at: one.starts_at, place: &one.place };
    for person in others {
        let person = bookings::person(&mut tx, person).await?.ok_or(Stop::NotFound)?;
        tell(&mut tx, now, by, &person, News::Invited, &about, Some(&one.facilitator)).await?;
    }
    let own = bookings::person(&mut tx, by.id).await?.ok_or(Stop::NotFound)?;
    tell(&mut tx, now, by, &own, News::Booked, &about, Some(&one.facilitator)).await?;
    if let Some(facilitator) = bookings::person(&mut tx, one.facilitator_id).await? {
        let with = (one.kind == Kind::PeerSupport).then_some(own.name.as_str());
        tell(&mut tx, now, by, &facilitator, News::Booked, &about, with).await?;
    }
    audit::chosen(&mut tx, now, "time chosen", chosen).await?;
    once::finish(tx, sent, chosen).await?;
    Ok(chosen)
}

/// Whom else a chosen time invites: the rest of the team's roster that day, of whom the facilitator is independent.
async fn others(c: &mut impl AsConn, by: &Member, one: &Proposed, now: Now) -> Stored<Vec<PersonId>> {
    let mut others = Vec::new();
    if let (Kind::TeamReflection, Some(team)) = (one.kind, one.team_id) {
        for (person, _) in teams::members_on(c, team, london::date_of(one.starts_at)).await? {
            if person != by.id && facilitators::may_meet(c, one.facilitator_id, person, now).await? {
                others.push(person);
            }
        }
    }
    Ok(others)
}
