//! The messages about sessions: time, place and the two parties; no team, no purpose (PAINS P14). Each does to the
//! reader's calendar what it says, and to what will remind them.

use chrono::{DateTime, Utc};

use super::{
    appointment::{
        Appointment, BookedLetter, CancelledLetter, GivenBackLetter, HandedOnLetter, InvitedLetter, MovedLetter,
        OfferedLetter,
    },
    reminders,
};
use crate::{
    accounts::Member,
    kernel::{Now, ids::SessionId, london},
    messages::{self, Entry, Occasion, Preferences, To},
    sessions::{
        calendar,
        model::{Kind, Session},
        slots::Slot,
        store::{
            bookings::Told,
            told::{self, Part},
        },
    },
    store::{Result, Tx},
};

/// What happened, to the one who is told.
#[derive(Clone, Copy)]
pub enum News {
    /// A place is booked.
    Booked,
    /// It will not be.
    Cancelled,
    /// They have given back what was theirs: they know, but their calendar does not.
    GivenBack,
    /// They may come.
    Invited,
    /// Whoever was to run it no longer will.
    HandedOn,
    /// It is at another time or place.
    Moved,
    /// A place they waited for is held for them until this instant.
    Offered(DateTime<Utc>),
}

/// The session a message is about.
pub struct About<'a> {
    pub session: SessionId,
    pub kind: Kind,
    pub starts_at: DateTime<Utc>,
    pub place: &'a str,
}

impl<'a> About<'a> {
    pub fn of(session: SessionId, slot: &'a Slot) -> Self {
        Self { session, kind: slot.key.kind, starts_at: slot.key.starts_at, place: &slot.place }
    }

    pub(super) fn ends_at(&self) -> DateTime<Utc> {
        self.starts_at + self.kind.length()
    }

    /// What an entry of somebody's calendar is called.
    fn title(&self, with: Option<&str>, chosen: Preferences, part: Part) -> String {
        if chosen.titles_tell {
            calendar::title(self.kind, with.filter(|_| !part.facilitates))
        } else {
            "Appointment".to_owned()
        }
    }
}

impl<'a> From<&'a Session> for About<'a> {
    fn from(session: &'a Session) -> Self {
        Self { session: session.id, kind: session.kind, starts_at: session.starts_at, place: &session.place }
    }
}

/// Tells one person; `with` is the other party, if it is a session of two.
pub async fn tell(
    tx: &mut Tx,
    now: Now,
    by: &Member,
    whom: &Told,
    news: News,
    about: &About<'_>,
    with: Option<&str>,
) -> Result<()> {
    tell_from(tx, now, &by.organisation_name, whom, news, about, with).await
}

/// The same in the name of an organisation, where nobody in particular has acted.
pub async fn tell_from(
    tx: &mut Tx,
    now: Now,
    organisation: &str,
    whom: &Told,
    news: News,
    about: &About<'_>,
    with: Option<&str>,
) -> Result<()> {
    let part = told::part(tx, about.session, whom.id).await?;
    let stays = part.takes_part && !matches!(news, News::Cancelled | News::GivenBack);
    // What they hold goes into their calendar or is changed there; what they no longer hold leaves it, if it is there.
    // An invitation that nobody has answered changes nothing.
    let changes = if stays { !matches!(news, News::Invited | News::Offered(_)) } else { part.in_calendar };
    if matches!(news, News::GivenBack) && !changes {
        return Ok(());
    }
    let chosen = messages::preferences(tx, whom.id).await?;
    let to = To { person: whom.id, organisation };
    // What was to be said before, and was not, is not true any more or is said again now.
    messages::take_back_about_to(tx, about.session, whom.id).await?;
    if stays {
        reminders::plan(tx, now, whom, organisation, chosen, (about, with)).await?;
    }
    let in_calendar = if changes { stays } else { part.in_calendar };
    let sequence = told::count(tx, about.session, whom.id, in_calendar).await?;
    let mut letter = Appointment::new(whom, about, with);
    letter.gone = changes && !stays;
    letter.entry = changes.then(|| Entry {
        session: about.session,
        sequence,
        cancelled: !stays,
        starts_at: about.starts_at,
        ends_at: about.ends_at(),
        title: about.title(with, chosen, part),
        place: about.place.to_owned(),
        path: format!("/sessions/{}", about.session),
    });
    // Nobody is told of what is over; that it will not be, only while it would have been (PAINS P17).
    let occasion = Occasion::numbered(about.session, sequence);
    let (before, within) = (occasion.until(about.starts_at), occasion.until(about.ends_at()));
    match news {
        News::Booked => messages::post(tx, now, within, to, &BookedLetter(letter)).await,
        News::Cancelled => messages::post(tx, now, within, to, &CancelledLetter(letter)).await,
        News::GivenBack => messages::post(tx, now, within, to, &GivenBackLetter(letter)).await,
        News::Invited => messages::post(tx, now, before, to, &InvitedLetter(letter)).await,
        News::HandedOn => messages::post(tx, now, before, to, &HandedOnLetter(letter)).await,
        News::Moved => messages::post(tx, now, before, to, &MovedLetter(letter)).await,
        News::Offered(until) => {
            letter.until = Some(london::moment(until));
            messages::post(tx, now, occasion.until(until), to, &OfferedLetter(letter)).await
        }
    }
}
