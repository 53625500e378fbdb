//! What librarians see, in the model and in the service.

use std::collections::BTreeSet;

use alongside::sessions::{self, Mine};

use super::{
    model::Meet,
    step::KINDS,
    steps::{Case, same},
    trust::LIBRARIANS,
};
use crate::tables::count;

impl Case<'_> {
    /// What each librarian holds, is offered and waits for.
    pub async fn compare(&self) -> Result<(), String> {
        let (mut c, now) = (self.world.db.read().await.unwrap(), self.now());
        for (who, member) in self.trust.librarians.iter().enumerate() {
            let mine = sessions::mine(&mut c, member, now).await.unwrap();
            let waits = sessions::waited_for(&mut c, member, now).await.unwrap();
            let some = |all: &[Mine], holds| {
                let live = all.iter().filter(|one| !one.cancelled && one.holds_place == holds);
                live.map(|one| (one.id, one.starts_at)).collect::<BTreeSet<_>>()
            };
            let model = |wanted: &dyn Fn(&Meet) -> bool| {
                let meets = self.model.meets.iter().zip(&self.ids).filter(|(meet, _)| !meet.cancelled && wanted(meet));
                meets.map(|(meet, id)| (*id, meet.starts)).collect::<BTreeSet<_>>()
            };
            same(&format!("what {who} holds"), &model(&|meet| meet.holders.contains(&who)), &some(&mine, true))?;
            let offered = model(&|meet| {
                let held = meet.offers.iter().any(|(other, until)| *other == who && *until > now.0);
                held || meet.invited.contains(&who) && !meet.holders.contains(&who) && meet.ends() > now.0
            });
            same(&format!("what {who} is offered"), &offered, &some(&mine, false))?;
            let waiting = model(&|meet| meet.waiting.contains(&who) && meet.starts > now.0);
            same(&format!("what {who} waits for"), &waiting, &some(&waits, false))?;
        }
        Ok(())
    }

    /// The lists of every librarian, once more at the end, and until when each place is held.
    pub async fn compare_lists(&self) -> Result<(), String> {
        let offers = self.model.meets.iter().flat_map(|meet| &meet.offers);
        for until in offers.map(|(_, until)| until.to_rfc3339()) {
            let found = count(&self.world.url, &format!("offers WHERE held_until = '{until}'")).await;
            same(&format!("a place is held until {until}"), &true, &(found > 0))?;
        }
        for who in 0..LIBRARIANS {
            for kind in KINDS {
                self.slots(who, kind).await?;
            }
        }
        Ok(())
    }
}
