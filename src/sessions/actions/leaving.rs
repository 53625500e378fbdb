//! What a placement's beginning and end, and somebody's leaving, mean for sessions. Whoever calls decides
//! that it happens, in a transaction of theirs; taking over a session is a facilitator's own act.

use chrono::{DateTime, NaiveDate, Utc};

use super::{
    keeping,
    letters::{About, News, tell},
    waiting,
};
use crate::{
    accounts::{Facilitator, Member},
    audit,
    facilitators::{self, independence},
    kernel::{
        Now,
        ids::{OnceToken, PersonId, SessionId, TeamId},
        london,
    },
    messages,
    once::{self, Sent, Turn},
    sessions::{
        model::{Refusal, Vacancy},
        policy,
        store::{
            bookings, calling, debriefs,
            leaving::{self, Coming},
            proposals, requests, seats,
        },
    },
    store::{AsConn, Db, Result as Stored, Stop, Tx},
};

/// Invites somebody to the debriefs of a team that are called already and lie within their time on it.
pub async fn invite_to_coming(
    tx: &mut Tx,
    by: &Member,
    team: TeamId,
    person: PersonId,
    (from_on, to_on): (NaiveDate, Option<NaiveDate>),
    now: Now,
) -> Stored<()> {
    let Some(told) = bookings::person(tx, person).await? else { return Ok(()) };
    let from = london::start_of_day(from_on).max(now.0);
    let until = to_on.map_or(DateTime::<Utc>::MAX_UTC, london::end_of_day);
    for debrief in debriefs::called_from(tx, team, from).await?.iter().filter(|d| d.starts_at < until) {
        if !may_be_invited(tx, debrief.id, debrief.facilitator_id, person, now).await? {
            continue;
        }
        if debriefs::invite_one(tx, debrief.id, person).await? {
            let about =
                About { session: debrief.id, kind: debrief.kind, starts_at: debrief.starts_at, place: &debrief.place };
            tell(tx, now, by, &told, News::Invited, &about, None).await?;
        }
    }
    Ok(())
}

/// Whether somebody who comes to a team may be invited to a debrief of it: not when its lead has left them out, nor when
/// its facilitator is tied to them.
pub(super) async fn may_be_invited(
    c: &mut impl AsConn,
    debrief: SessionId,
    facilitator: Option<PersonId>,
    person: PersonId,
    now: Now,
) -> Stored<bool> {
    if calling::is_left_out(c, debrief, person).await? {
        return Ok(false);
    }
    match facilitator {
        Some(facilitator) => facilitators::may_meet(c, facilitator, person, now).await,
        None => Ok(true),
    }
}

/// Withdraws somebody from the debriefs of a team that start after an instant: no invitation, no place.
/// What was said of it and not sent is taken back; if it stands in their calendar, it is taken out.
pub async fn withdraw_from(
    tx: &mut Tx,
    by: &Member,
    team: TeamId,
    person: PersonId,
    after: DateTime<Utc>,
    now: Now,
) -> Stored<()> {
    for debrief in debriefs::coming(tx, team, person, after).await? {
        messages::take_back_about_to(tx, debrief.id, person).await?;
        debriefs::withdraw(tx, debrief.id, person, now).await?;
        if let Some(told) = bookings::person(tx, person).await? {
            let about =
                About { session: debrief.id, kind: debrief.kind, starts_at: debrief.starts_at, place: &debrief.place };
            tell(tx, now, by, &told, News::GivenBack, &about, None).await?;
        }
    }
    Ok(())
}

/// Ends whatever somebody who leaves had before them: their own sessions are cancelled and the other party
/// told, shared ones and offers given back without a word, requests withdrawn.
pub async fn leave(tx: &mut Tx, by: &Member, person: PersonId, now: Now) -> Stored<()> {
    for session in leaving::alone(tx, person, now).await? {
        if let Some(facilitator) = session.facilitator_id
            && let Some(facilitator) = bookings::person(tx, facilitator).await?
        {
            tell(tx, now, by, &facilitator, News::Cancelled, &about(&session), None).await?;
        }
        bookings::cancel(tx, session.id, now).await?;
        bookings::free_all(tx, session.id).await?;
    }
    for session in leaving::held(tx, person, now).await? {
        bookings::give_back(tx, session, person, now).await?;
        bookings::free(tx, session, person).await?;
        waiting::freed(tx, session, now).await?;
    }
    stop_hoping(tx, person, now).await?;
    leaving::drop_offers(tx, person, now).await
}

/// Somebody waits for no place any more and asks for nothing; whoever is next is offered what is freed.
pub(super) async fn stop_hoping(tx: &mut Tx, person: PersonId, now: Now) -> Stored<()> {
    for session in seats::hoped_for(tx, person).await? {
        seats::stop_waiting(tx, session, person).await?;
        seats::leave(tx, session, person).await?;
        waiting::freed(tx, session, now).await?;
    }
    for request in requests::own_open(tx, person).await? {
        proposals::drop_all_but(tx, request.id, None).await?;
    }
    Ok(())
}

/// Hands every session that somebody was to run on to whoever takes it over; its people are told.
pub async fn hand_on(tx: &mut Tx, by: &Member, facilitator: PersonId, now: Now) -> Stored<()> {
    // What they proposed was nobody's yet: the requests wait again, for anybody.
    for request in proposals::taken_by(tx, facilitator).await? {
        proposals::drop_all_but(tx, request, None).await?;
        proposals::release(tx, request, facilitator).await?;
        messages::take_back_about(tx, request).await?;
    }
    for session in leaving::led(tx, facilitator, now).await? {
        leaving::unassign(tx, session.id).await?;
        bookings::free(tx, session.id, facilitator).await?;
        if let Some(own) = bookings::person(tx, facilitator).await? {
            tell(tx, now, by, &own, News::GivenBack, &about(&session), None).await?;
        }
        // The leads of a debrief that one of them called are told too, who must know that nobody is to run it.
        let leads = if session.called { calling::leads(tx, session.id).await? } else { Vec::new() };
        for person in bookings::holders(tx, session.id).await?.iter().chain(&leads) {
            tell(tx, now, by, person, News::HandedOn, &about(&session), None).await?;
        }
    }
    Ok(())
}

/// The sessions without a facilitator that this one may take over: independent of everybody in them.
///
/// # Errors
/// When the database does.
pub async fn vacancies(c: &mut impl AsConn, by: &Member, only: Option<SessionId>, now: Now) -> Stored<Vec<Vacancy>> {
    if !policy::may_see_queue(by) {
        return Ok(Vec::new());
    }
    let lines = leaving::unled(c, by.organisation, by.id, only, now).await?;
    let sessions = lines.chunk_by(|one, other| one.session.id == other.session.id);
    let open = sessions.filter(|people| people.iter().all(|one| independence::may_meet(&one.ties).is_ok()));
    Ok(open
        .filter_map(|people| {
            let (one, alone) = (people.first()?, people.len() == 1);
            Some(Vacancy {
                id: one.session.id,
                kind: one.session.kind,
                starts_at: one.session.starts_at,
                ends_at: one.ends_at,
                place: one.session.place.clone(),
                // Who was invited to a team's debrief is for its lead alone to know, until they come.
                of: (alone && !one.session.called).then(|| (one.person_id, one.name.clone())),
            })
        })
        .collect())
}

/// Takes over a session that has no facilitator any more.
///
/// # Errors
/// Not found when it needs none or is not this facilitator's to take; refused when a colleague was faster or
/// the facilitator has something else then.
pub async fn take_over(
    db: &Db,
    by: &Facilitator<'_>,
    id: SessionId,
    token: OnceToken,
    now: Now,
) -> Result<SessionId, Stop<Refusal>> {
    let by = by.0;
    let sent = Sent { token: token.about(id), by: Some(by.id), action: "take over" };
    let mut tx = match once::begin(db, sent, now).await? {
        Turn::First(tx) => tx,
        Turn::Again(made) => return Ok(made.into()),
    };
    let vacancy = vacancies(&mut tx, by, Some(id), now).await?.pop().ok_or(Stop::NotFound)?;
    let until = vacancy.ends_at + facilitators::terms(&mut tx, by.id).await?.buffer(vacancy.kind);
    if !bookings::hold(&mut tx, by.id, id, vacancy.starts_at, until).await? {
        return Err(Stop::Refused(Refusal::Busy));
    }
    if !leaving::assign(&mut tx, id, by.id).await? {
        return Err(Stop::Refused(Refusal::Answered));
    }
    // It was booked out of somebody else's times: whoever takes it over has decided about that already.
    keeping::keep_in(&mut tx, by, id, now).await?;
    let about = About { session: id, kind: vacancy.kind, starts_at: vacancy.starts_at, place: &vacancy.place };
    for holder in bookings::holders(&mut tx, id).await? {
        tell(&mut tx, now, by, &holder, News::Booked, &about, Some(&by.name)).await?;
    }
    if let Some(own) = bookings::person(&mut tx, by.id).await? {
        tell(&mut tx, now, by, &own, News::Booked, &about, vacancy.of.as_ref().map(|(_, name)| name.as_str())).await?;
    }
    // Places that were given back meanwhile are offered now that somebody runs it.
    waiting::freed(&mut tx, id, now).await?;
    audit::changed(&mut tx, now, Some(by.id), "session taken over", id).await?;
    once::finish(tx, sent, id).await?;
    Ok(id)
}

fn about(session: &Coming) -> About<'_> {
    About { session: session.id, kind: session.kind, starts_at: session.starts_at, place: &session.place }
}
