//! What others must be told of before somebody's record is erased: their places in sessions to come are given back as
//! anybody gives one back, and whoever waits after them is offered theirs.

use super::{cancelling::give_up, leaving::stop_hoping};
use crate::{
    accounts::Member,
    kernel::Now,
    sessions::store::{self, bookings, leaving},
    store::{Result as Stored, Tx},
};

/// Gives back what somebody waits for and asks for; their places in sessions to come too, if they want that. What then
/// still says that they had any of it is for whoever erases.
pub async fn give_everything_back(tx: &mut Tx, by: &Member, places_too: bool, now: Now) -> Stored<()> {
    if places_too {
        for id in leaving::held(tx, by.id, now).await? {
            bookings::in_turn(tx, id).await?;
            if let Some(session) =
                store::find(tx, by.id, by.organisation, id).await?.filter(|session| !session.cancelled)
            {
                give_up(tx, by, &session, now).await?;
            }
        }
    }
    stop_hoping(tx, by.id, now).await
}
