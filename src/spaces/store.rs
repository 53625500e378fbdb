//! The spaces' SQL.

use super::{
    Choosable, Space,
    model::{NewSpace, Refusal},
};
use crate::{
    kernel::{
        Now,
        ids::{OrganisationId, SpaceId},
    },
    sql,
    store::{AsConn, Result, Tx},
};

/// A space's columns, and where they are from.
macro_rules! spaces {
    ($rest:literal) => {
        concat!(
            "SELECT s.id, s.organisation_id, o.name AS organisation, s.site_id, t.name AS site, s.name, s.how_to_find,
                s.capacity, s.for_reflection, s.for_wellbeing, s.for_collaboration, s.for_technology, s.step_free,
                s.holds_sessions, s.staffed_hours, s.unstaffed_hours, s.way_in, s.managed_by,
                s.closed_at IS NOT NULL AS closed
            FROM spaces s JOIN sites t ON t.id = s.site_id JOIN organisations o ON o.id = s.organisation_id ",
            $rest
        )
    };
}

/// Adds a space; refused when the site has one of that name.
pub async fn add(
    tx: &mut Tx,
    id: SpaceId,
    organisation: OrganisationId,
    new: &NewSpace,
    now: Now,
) -> Result<std::result::Result<(), Refusal>> {
    let added = sql!(tx, run: "INSERT INTO spaces (id, organisation_id, site_id, name, how_to_find, capacity,
            for_reflection, for_wellbeing, for_collaboration, for_technology, step_free, holds_sessions,
            staffed_hours, unstaffed_hours, way_in, managed_by, closed_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17) ON CONFLICT DO NOTHING",
        id, organisation, new.site, &new.name, &new.how_to_find, new.capacity, new.uses.reflection,
        new.uses.wellbeing, new.uses.collaboration, new.uses.technology, new.step_free, new.holds_sessions,
        new.staffed_hours.as_text(), new.unstaffed_hours.as_text(), &new.way_in, &new.managed_by,
        new.closed.then_some(now.0))?;
    Ok(if added == 1 { Ok(()) } else { Err(Refusal::KnownName) })
}

/// Writes a space anew; refused when another of the site has that name. It keeps the instant it was closed at.
pub async fn change(tx: &mut Tx, id: SpaceId, new: &NewSpace, now: Now) -> Result<std::result::Result<(), Refusal>> {
    let changed = sql!(tx, run: "UPDATE spaces SET site_id = $2, name = $3, how_to_find = $4, capacity = $5,
            for_reflection = $6, for_wellbeing = $7, for_collaboration = $8, for_technology = $9, step_free = $10,
            holds_sessions = $11, staffed_hours = $12, unstaffed_hours = $13, way_in = $14, managed_by = $15,
            closed_at = CASE WHEN $16 THEN COALESCE(closed_at, $17) END
        WHERE id = $1 AND NOT EXISTS (SELECT 1 FROM spaces o WHERE o.site_id = $2 AND o.name = $3 AND o.id <> $1)",
        id, new.site, &new.name, &new.how_to_find, new.capacity, new.uses.reflection, new.uses.wellbeing,
        new.uses.collaboration, new.uses.technology, new.step_free, new.holds_sessions,
        new.staffed_hours.as_text(), new.unstaffed_hours.as_text(), &new.way_in, &new.managed_by, new.closed, now.0)?;
    Ok(if changed == 1 { Ok(()) } else { Err(Refusal::KnownName) })
}

/// One space, whosever it is and closed or not.
pub async fn find(c: &mut impl AsConn, id: SpaceId) -> Result<Option<Space>> {
    sql!(c, row Space: spaces!("WHERE s.id = $1"), id)
}

/// Every space of an organisation, by site and name.
pub async fn list(c: &mut impl AsConn, organisation: OrganisationId) -> Result<Vec<Space>> {
    sql!(c, rows Space: spaces!("WHERE s.organisation_id = $1 ORDER BY lower(t.name), lower(s.name), s.id LIMIT 500"),
        organisation)
}

/// The spaces of every organisation that are not closed, by site and name.
pub async fn open(c: &mut impl AsConn) -> Result<Vec<Space>> {
    sql!(c, rows Space: spaces!("WHERE s.closed_at IS NULL ORDER BY lower(t.name), lower(s.name), s.id LIMIT 500"))
}

/// The spaces of an organisation in which a session can be held, by site and name.
pub async fn choosable(c: &mut impl AsConn, organisation: OrganisationId) -> Result<Vec<Choosable>> {
    sql!(c, rows Choosable: "SELECT s.id, s.name, t.name AS site, s.capacity
        FROM spaces s JOIN sites t ON t.id = s.site_id
        WHERE s.organisation_id = $1 AND s.holds_sessions AND s.closed_at IS NULL
        ORDER BY lower(t.name), lower(s.name), s.id LIMIT 500", organisation)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        accounts::testing::trust,
        hours::Hours,
        kernel::ids::SiteId,
        on_both_engines, organisations,
        spaces::{Spot, Unchoosable, Where, model::Uses, settle, tally},
        store::Db,
    };

    fn now() -> Now {
        Now(chrono::DateTime::from_timestamp(1_795_000_000, 0).unwrap())
    }

    fn space(site: SiteId, name: &str, unstaffed: &str) -> NewSpace {
        NewSpace {
            site,
            name: name.parse().unwrap(),
            how_to_find: "Library, level 2".parse().unwrap(),
            capacity: 6,
            uses: Uses { reflection: true, technology: true, ..Uses::default() },
            step_free: true,
            holds_sessions: true,
            staffed_hours: Hours::parse("Mo-Fr 09:00-17:00; PH off").unwrap(),
            unstaffed_hours: Hours::parse(unstaffed).unwrap(),
            way_in: Some("With a staff card".parse().unwrap()),
            managed_by: "Library service".parse().unwrap(),
            closed: false,
        }
    }

    async fn trust_with_site(db: &Db, code: &str) -> (OrganisationId, SiteId) {
        let trust = trust(db, code).await;
        let site = format!("{code}01").parse().unwrap();
        let site = organisations::actions::open_site(db, trust, &site, &"Infirmary".parse().unwrap(), now()).await;
        (trust, site.unwrap())
    }

    on_both_engines! {
        async fn a_space_is_found_again_as_it_was_added_and_as_it_was_changed(db: Db) {
            let (trust, site) = trust_with_site(&db, "RXX").await;
            let (id, new) = (SpaceId::random(), space(site, "Quiet room", "24/7"));
            let mut tx = db.write().await.unwrap();
            assert_eq!(add(&mut tx, id, trust, &new, now()).await.unwrap(), Ok(()));
            assert_eq!(add(&mut tx, SpaceId::random(), trust, &new, now()).await.unwrap(), Err(Refusal::KnownName));
            let found = find(&mut tx, id).await.unwrap().unwrap();
            assert_eq!((found.name.as_str(), found.site.as_str(), found.capacity), ("Quiet room", "Infirmary", 6));
            assert_eq!((found.uses, found.step_free, found.closed), (new.uses, true, false));
            assert_eq!((found.staffed_hours, found.unstaffed_hours), (new.staffed_hours, new.unstaffed_hours));
            assert_eq!(found.way_in.as_deref(), Some("With a staff card"));

            let other = SpaceId::random();
            add(&mut tx, other, trust, &space(site, "Studio", "off"), now()).await.unwrap().unwrap();
            let studio = NewSpace { capacity: 2, closed: true, ..space(site, "Studio", "off") };
            assert_eq!(change(&mut tx, id, &studio, now()).await.unwrap(), Err(Refusal::KnownName));
            assert_eq!(change(&mut tx, other, &studio, now()).await.unwrap(), Ok(()));
            let changed = find(&mut tx, other).await.unwrap().unwrap();
            assert_eq!((changed.capacity, changed.closed), (2, true));
            let reopened = NewSpace { closed: false, ..studio };
            change(&mut tx, other, &reopened, now()).await.unwrap().unwrap();
            assert!(!find(&mut tx, other).await.unwrap().unwrap().closed);
        }

        async fn only_spaces_that_are_open_unheard_and_own_are_chosen(db: Db) {
            let (trust, site) = trust_with_site(&db, "RXX").await;
            let (other, elsewhere) = trust_with_site(&db, "RYY").await;
            let ids = [SpaceId::random(), SpaceId::random(), SpaceId::random(), SpaceId::random()];
            let mut tx = db.write().await.unwrap();
            let overheard = NewSpace { holds_sessions: false, ..space(site, "Study area", "24/7") };
            let closed = NewSpace { closed: true, ..space(site, "Flooded room", "24/7") };
            for (id, of, new) in [(ids[0], trust, space(site, "Quiet room", "off")), (ids[1], trust, overheard),
                (ids[2], trust, closed), (ids[3], other, space(elsewhere, "Quiet room", "off"))] {
                add(&mut tx, id, of, &new, now()).await.unwrap().unwrap();
            }
            tx.commit().await.unwrap();
            let mut c = db.read().await.unwrap();
            let chosen: Vec<_> = choosable(&mut c, trust).await.unwrap().into_iter().map(|space| space.id).collect();
            assert_eq!(chosen, [ids[0]]);
            assert_eq!((list(&mut c, trust).await.unwrap().len(), open(&mut c).await.unwrap().len()), (3, 3));
            let spot = Spot { space: Some(ids[0]), words: "Quiet room, Infirmary".into() };
            assert_eq!(settle(&mut c, trust, &Where::Space(ids[0])).await.unwrap(), Ok(spot));
            for id in [ids[1], ids[2], ids[3], SpaceId::random()] {
                assert_eq!(settle(&mut c, trust, &Where::Space(id)).await.unwrap(), Err(Unchoosable));
            }
            let counted = tally::spaces(&mut c, trust, now().today()).await.unwrap();
            assert_eq!(counted.keys().copied().collect::<Vec<_>>(), [site]);
            assert_eq!((counted[&site].spaces, counted[&site].open_unstaffed), (2, 1));
        }

        async fn a_space_is_at_a_site_of_its_organisation(db: Db) {
            let (trust, _) = trust_with_site(&db, "RXX").await;
            let (_, elsewhere) = trust_with_site(&db, "RYY").await;
            let mut tx = db.write().await.unwrap();
            assert!(add(&mut tx, SpaceId::random(), trust, &space(elsewhere, "Quiet room", "off"), now()).await.is_err());
        }
    }
}
