//! Telling those who look after the service, without saying who they are: for slices that must not know people.

use super::{model::first_name, store};
use crate::{
    kernel::Now,
    messages::{self, Letter, Occasion, To},
    store::{Result, Tx},
};

/// Writes a message to every service manager of every organisation, given their first name; to how many.
///
/// # Errors
/// When the database does.
pub async fn tell_service_managers<L: Letter>(
    tx: &mut Tx,
    now: Now,
    occasion: Occasion,
    letter: impl Fn(String) -> L + Send,
) -> Result<usize> {
    let all = store::people::all_service_managers(tx).await?;
    for one in &all {
        let to = To { person: one.id, organisation: &one.organisation };
        messages::post(tx, now, occasion, to, &letter(first_name(&one.name).to_owned())).await?;
    }
    Ok(all.len())
}
