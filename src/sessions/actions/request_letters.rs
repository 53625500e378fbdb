//! The messages about requests: where to look, and nothing else.

use serde::Serialize;

use crate::{
    accounts::model::first_name,
    kernel::{Now, ids::RequestId},
    messages::{self, Letter, Occasion, To},
    sessions::store::bookings::Told,
    store::{Result, Tx},
};

/// What a message about a request says: nothing, but where to look.
#[derive(Serialize)]
struct RequestLetter {
    first_name: String,
    request: RequestId,
}

#[derive(Serialize)]
#[serde(transparent)]
struct ProposedLetter(RequestLetter);

impl Letter for ProposedLetter {
    const TEMPLATE: &'static str = "mail/proposed";
}

#[derive(Serialize)]
#[serde(transparent)]
struct WaitingLetter(RequestLetter);

impl Letter for WaitingLetter {
    const TEMPLATE: &'static str = "mail/waiting";
    const SUBJECT: &'static str = "Something to answer";
}

/// What happened to a request, to the one who is told.
#[derive(Clone, Copy)]
pub enum RequestNews {
    /// To the librarian: there are times to choose from.
    Proposed,
    /// To a facilitator: somebody has waited for too long.
    Waits,
}

/// Tells one person about a request, in the name of an organisation.
pub async fn tell_of_request(
    tx: &mut Tx,
    now: Now,
    organisation: &str,
    whom: &Told,
    news: RequestNews,
    request: RequestId,
) -> Result<()> {
    let letter = RequestLetter { first_name: first_name(&whom.name).to_owned(), request };
    let to = To { person: whom.id, organisation };
    // There may be times to choose from again, and somebody may have waited again.
    let occasion = Occasion::numbered(request, now.0.timestamp());
    match news {
        RequestNews::Proposed => messages::post(tx, now, occasion, to, &ProposedLetter(letter)).await,
        RequestNews::Waits => messages::post(tx, now, occasion, to, &WaitingLetter(letter)).await,
    }
}
