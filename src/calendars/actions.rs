//! Choosing reminders and titles; the private address; what is read there.

use chrono::{DateTime, Days, Utc};

use super::{
    model::{BACK, Calendar, SECRET_SCOPE, Says},
    policy, store,
};
use crate::{
    accounts::Member,
    audit, ical,
    kernel::{
        Now,
        ids::{EntryId, OnceToken, SessionId},
        seal::new_secret,
    },
    messages::{self, Preferences},
    once::{self, Sent, Turn},
    privacy::Table,
    sessions,
    store::{AsConn, Db, Result},
    web::PublicAddress,
};

/// What calendar programs call the calendar: nothing that tells what it is about.
const NAME: &str = "Appointments";

/// What stands now.
pub struct Standing {
    /// What the member chose.
    pub chosen: Preferences,
    /// When their private address was made.
    pub made_at: Option<DateTime<Utc>>,
    /// Whether the last message to them could not be sent.
    pub refused: bool,
}

/// For how long somebody is told that a message could not be sent.
const REMEMBERED: Days = Days::new(14);

/// What stands now for a member.
///
/// # Errors
/// When the database does.
pub async fn standing(db: &Db, by: &Member, now: Now) -> Result<Standing> {
    let c = &mut db.read().await?;
    Ok(Standing {
        chosen: messages::preferences(c, by.id).await?,
        made_at: store::made_at(c, by.id).await?,
        refused: policy::may_learn_of_messages(by) && messages::is_refused(c, by.id, now.today() - REMEMBERED).await?,
    })
}

/// Keeps what a member chose.
///
/// # Errors
/// When the database does.
pub async fn choose(db: &Db, by: &Member, chosen: Preferences, token: OnceToken, now: Now) -> Result<()> {
    let sent = sent(by, token, "choose reminders");
    let Turn::First(mut tx) = once::begin(db, sent, now).await? else { return Ok(()) };
    messages::choose(&mut tx, by.id, chosen, now).await?;
    sessions::actions::plan_reminders_again(&mut tx, by.id, now).await?;
    audit::chosen(&mut tx, now, "reminders chosen", EntryId::random()).await?;
    once::finish(tx, sent, by.id).await
}

/// Makes a member's private address and ends the one they had. Gives the secret in it, which is kept nowhere: a form
/// sent twice has none to show the second time.
///
/// # Errors
/// When the database does.
pub async fn make_feed(db: &Db, by: &Member, token: OnceToken, now: Now) -> Result<Option<String>> {
    let sent = sent(by, token, "make calendar address");
    let Turn::First(mut tx) = once::begin(db, sent, now).await? else { return Ok(None) };
    let secret = new_secret();
    let fingerprint = tx.keys().fingerprint(SECRET_SCOPE, &secret);
    store::replace(&mut tx, by.id, fingerprint, now).await?;
    audit::chosen(&mut tx, now, "calendar address made", EntryId::random()).await?;
    once::finish(tx, sent, by.id).await?;
    Ok(Some(secret))
}

/// Ends a member's private address, if they have one.
///
/// # Errors
/// When the database does.
pub async fn end_feed(db: &Db, by: &Member, token: OnceToken, now: Now) -> Result<()> {
    let sent = sent(by, token, "end calendar address");
    let Turn::First(mut tx) = once::begin(db, sent, now).await? else { return Ok(()) };
    if store::end(&mut tx, by.id).await? {
        audit::chosen(&mut tx, now, "calendar address ended", EntryId::random()).await?;
    }
    once::finish(tx, sent, by.id).await
}

/// The calendar at a private address; none when it is nobody's.
///
/// Every entry is stamped with the instant at which the address was made: it changes with nothing else, so what has not
/// changed reads the same to the byte, and it does not tell when somebody booked. What was moved is known by its
/// sequence.
///
/// # Errors
/// When the database does.
pub async fn feed(db: &Db, table: &Table, address: &PublicAddress, secret: &str, now: Now) -> Result<Option<String>> {
    if !policy::are_answered(table) {
        return Ok(None);
    }
    let c = &mut db.read().await?;
    let fingerprint = c.keys().fingerprint(SECRET_SCOPE, secret);
    let Some((person, stamp)) = store::owner(c, fingerprint).await? else { return Ok(None) };
    let says = if messages::preferences(c, person).await?.titles_tell { Says::All } else { Says::Busy };
    let shown = sessions::calendar(c, table, person, now.0 - BACK).await?;
    let calendar = Calendar { keys: c.keys(), address, person, stamp, says };
    let entries: Vec<_> = shown.iter().map(|session| calendar.entry(session)).collect();
    Ok(Some(ical::feed(NAME, &entries)))
}

/// One session as a file for the calendar of a member who takes part in it; none for anybody else.
///
/// # Errors
/// When the database does.
pub async fn file(
    db: &Db,
    (by, table): (&Member, &Table),
    address: &PublicAddress,
    session: SessionId,
    now: Now,
) -> Result<Option<String>> {
    let c = &mut db.read().await?;
    let Some(session) = sessions::in_calendar(c, table, by.id, session).await? else { return Ok(None) };
    let says = if messages::preferences(c, by.id).await?.titles_tell { Says::All } else { Says::Appointment };
    let calendar = Calendar { keys: c.keys(), address, person: by.id, stamp: now.0, says };
    Ok(Some(ical::file(&calendar.entry(&session))))
}

fn sent(by: &Member, token: OnceToken, action: &'static str) -> Sent {
    Sent { token, by: Some(by.id), action }
}
