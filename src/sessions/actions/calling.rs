//! Calling a team debrief: everybody on the team's roster that day is invited without a further step; leaving one of
//! them out is an act of its own, which is kept.

use std::collections::BTreeSet;

use chrono::{DateTime, Days, NaiveDate, Utc};

use super::{
    letters::{About, News, tell},
    listing::diary,
    rooms,
};
use crate::{
    accounts::Member,
    audit,
    facilitators::{self, independence, model::Window},
    kernel::{
        Now,
        ids::{OnceToken, OrganisationId, PersonId, SessionId, TeamId},
        london,
    },
    once::{self, Sent, Turn},
    sessions::{
        model::{Kind, NewDebrief, Refusal, Runner},
        slots,
        store::{bookings, calling, debriefs},
        window,
    },
    store::{AsConn, Db, Result as Stored, Stop, Tx},
    teams,
};

/// Calls a debrief of a team: a time and a place, and nothing about what happened.
///
/// # Errors
/// Not found for anybody but a lead of the team; refused outside the window of its kind, when the facilitator cannot be
/// chosen or be there, or when the space is in use.
pub async fn call_debrief(
    db: &Db,
    by: &Member,
    team: TeamId,
    new: &NewDebrief,
    token: OnceToken,
    now: Now,
) -> Result<SessionId, Stop<Refusal>> {
    let sent = Sent { token, by: Some(by.id), action: "call debrief" };
    let mut tx = match once::begin(db, sent, now).await? {
        Turn::First(tx) => tx,
        Turn::Again(made) => return Ok(made.into()),
    };
    let team = teams::find(&mut tx, by, team, now).await?;
    let team = team.filter(|team| teams::may_call_debriefs(by, team)).ok_or(Stop::NotFound)?;
    // Nobody chooses among people whom they may not see.
    if !new.left_out.is_empty() && !teams::may_write_roster(by, &team) {
        return Err(Stop::NotFound);
    }
    in_its_window(new, now).map_err(Stop::Refused)?;
    let spot = rooms::settle(&mut tx, by, &new.place).await?;
    let id = SessionId::random();
    let session = bookings::NewSession {
        id,
        organisation: by.organisation,
        kind: new.kind,
        facilitator: new.facilitator,
        team: Some(team.id),
        called_by: Some(by.id),
        starts_at: new.starts_at,
        place: &spot.words,
        space: spot.space,
    };
    let day = london::date_of(new.starts_at);
    if let Some(facilitator) = new.facilitator {
        let may = runners(&mut tx, by, team.id, day).await?.into_iter().find(|one| one.id == facilitator);
        may.ok_or(Stop::Refused(Refusal::NoSuchFacilitator))?;
    }
    bookings::add(&mut tx, &session).await?;
    hold_facilitator(&mut tx, &session, now).await?;
    rooms::hold(&mut tx, &session, now).await?;
    let roster = teams::members_on(&mut tx, team.id, day).await?.into_iter().map(|(id, _)| id);
    let (left_out, invited): (Vec<_>, Vec<_>) = roster.partition(|person| new.left_out.contains(person));
    debriefs::invite(&mut tx, id, invited.clone()).await?;
    for _ in &left_out {
        audit::changed(&mut tx, now, Some(by.id), "librarian left out of debrief", id).await?;
    }
    calling::leave_out(&mut tx, id, left_out, by.id, now).await?;
    let about = About { session: id, kind: new.kind, starts_at: new.starts_at, place: &spot.words };
    let facilitator = match new.facilitator {
        Some(facilitator) => Some(bookings::person(&mut tx, facilitator).await?.ok_or(Stop::NotFound)?),
        None => None,
    };
    for person in invited {
        let person = bookings::person(&mut tx, person).await?.ok_or(Stop::NotFound)?;
        let with = facilitator.as_ref().map(|facilitator| facilitator.name.as_str());
        tell(&mut tx, now, by, &person, News::Invited, &about, with).await?;
    }
    if let Some(facilitator) = &facilitator {
        tell(&mut tx, now, by, facilitator, News::Booked, &about, Some(&by.name)).await?;
    }
    audit::changed(&mut tx, now, Some(by.id), "debrief called", id).await?;
    once::finish(tx, sent, id).await?;
    Ok(id)
}

fn in_its_window(new: &NewDebrief, now: Now) -> Result<(), Refusal> {
    let day = london::date_of(new.starts_at);
    if new.starts_at + new.kind.length() <= now.0 {
        Err(Refusal::Past)
    } else if new.kind == Kind::HotDebrief {
        if day == now.today() { Ok(()) } else { Err(Refusal::NotToday) }
    } else if new.starts_at < window::not_before(new.window.0, now.0) || day > new.window.1 {
        Err(Refusal::OutsideWindow)
    } else {
        Ok(())
    }
}

/// The facilitators whom a lead may choose: those who offer debriefs from a day on and are independent of everybody on
/// the team's roster. Whoever is tied to one of them is simply not among them.
///
/// # Errors
/// When the database does.
pub async fn runners(c: &mut impl AsConn, by: &Member, team: TeamId, day: NaiveDate) -> Stored<Vec<Runner>> {
    let lines = calling::candidates(c, by.organisation, team, by.id, day).await?;
    // The lead does not meet the facilitator for support: of the lead's own line only these two rules matter.
    let apart = |line: &calling::Candidate| {
        if line.person_id == by.id {
            line.ties.same_person || line.ties.is_hr
        } else {
            independence::may_meet(&line.ties).is_err()
        }
    };
    let tied: BTreeSet<PersonId> = lines.iter().filter(|line| apart(line)).map(|line| line.id).collect();
    let mut runners: Vec<Runner> = Vec::new();
    for line in lines.into_iter().filter(|line| !tied.contains(&line.id)) {
        if runners.last().is_none_or(|last| last.id != line.id) {
            let offered = [(Kind::HotDebrief, line.hot_debrief), (Kind::TeamReflection, line.team_reflection)];
            let kinds = offered.into_iter().filter(|(_, offers)| *offers).map(|(kind, _)| kind).collect();
            runners.push(Runner { id: line.id, name: line.name, kinds });
        }
    }
    Ok(runners)
}

/// Holds the time of a debrief's facilitator, if it has one.
///
/// # Errors
/// Refused when they do not offer the debrief then, or are taken: the refusal is the same, since what takes a
/// facilitator is somebody's own affair.
pub(super) async fn hold_facilitator(
    tx: &mut Tx,
    session: &bookings::NewSession<'_>,
    now: Now,
) -> Result<(), Stop<Refusal>> {
    let Some(facilitator) = session.facilitator else { return Ok(()) };
    let (kind, starts_at) = (session.kind, session.starts_at);
    let (ends_at, day) = (starts_at + kind.length(), london::date_of(starts_at));
    let terms = facilitators::terms(tx, facilitator).await?;
    // "Now" may have begun a minute ago.
    let in_time = kind == Kind::HotDebrief || starts_at >= now.0 + terms.notice(kind);
    let windows = offered(tx, session.organisation, facilitator, kind, (day, day), now).await?;
    if let Some(most) = terms.most_a_week {
        bookings::in_turn_with(tx, facilitator).await?;
        let diary = diary(tx, session.organisation, &[session.id], now).await?;
        if !slots::has_room(&diary, facilitator, starts_at, most) {
            return Err(Stop::Refused(Refusal::FacilitatorAway));
        }
    }
    let offers = windows.iter().any(|window| window.from <= starts_at && ends_at <= window.until);
    if in_time && offers && bookings::hold(tx, facilitator, session.id, starts_at, ends_at + terms.buffer(kind)).await?
    {
        return Ok(());
    }
    Err(Stop::Refused(Refusal::FacilitatorAway))
}

/// When a facilitator next offers a kind of debrief: whole windows as they were published, taken or not.
///
/// # Errors
/// When the database does.
pub async fn next_offered(
    c: &mut impl AsConn,
    by: &Member,
    facilitator: PersonId,
    kind: Kind,
    from: DateTime<Utc>,
    now: Now,
) -> Stored<Vec<Window>> {
    const MOST: usize = 3;
    let today = now.today();
    let last = if kind == Kind::HotDebrief { today } else { today + Days::new(28) };
    let mut windows = offered(c, by.organisation, facilitator, kind, (london::date_of(from), last), now).await?;
    windows.retain(|window| window.until >= from.max(now.0) + kind.length());
    windows.truncate(MOST);
    Ok(windows)
}

async fn offered(
    c: &mut impl AsConn,
    organisation: OrganisationId,
    facilitator: PersonId,
    kind: Kind,
    (first, last): (NaiveDate, NaiveDate),
    now: Now,
) -> Stored<Vec<Window>> {
    let published = facilitators::published(c, organisation, facilitator, now).await?;
    let of_kind = published.windows(first, last).filter(|(availability, _)| availability.kinds.has(kind));
    let mut windows: Vec<Window> = of_kind.flat_map(|(_, windows)| windows).collect();
    windows.sort_by_key(|window| (window.from, window.until));
    windows.dedup();
    Ok(windows)
}
