//! The organisations' SQL.

use chrono::NaiveDate;

use super::{
    ClosureDay, OdsCode, Organisation, Site,
    model::{NewClosureDay, NewSite, Settings},
    tally::{Areas, Sites},
};
use crate::{
    kernel::{
        Line,
        ids::{ClosureDayId, OrganisationId, SiteId},
    },
    sql,
    store::{AsConn, Result, Tx},
};

/// Adds an organisation; false when there is one with that code.
pub async fn add(
    tx: &mut Tx,
    id: OrganisationId,
    ods_code: &OdsCode,
    name: &Line,
    demonstration: bool,
) -> Result<bool> {
    let added = sql!(tx, run: "INSERT INTO organisations (id, ods_code, name, demonstration)
        VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING", id, ods_code, name, demonstration)?;
    Ok(added == 1)
}

/// Adds a site; false when the organisation has one with that code.
pub async fn add_site(tx: &mut Tx, id: SiteId, organisation: OrganisationId, new: &NewSite) -> Result<bool> {
    let added = sql!(tx, run: "INSERT INTO sites (id, organisation_id, ods_code, name)
        VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING", id, organisation, &new.ods_code, &new.name)?;
    Ok(added == 1)
}

/// Renames a site; false when the organisation has no such site.
pub async fn rename_site(tx: &mut Tx, organisation: OrganisationId, id: SiteId, name: &Line) -> Result<bool> {
    let renamed = sql!(tx, run: "UPDATE sites SET name = $3 WHERE id = $1 AND organisation_id = $2",
        id, organisation, name)?;
    Ok(renamed == 1)
}

pub async fn find(c: &mut impl AsConn, id: OrganisationId) -> Result<Option<Organisation>> {
    sql!(c, row Organisation: "SELECT id, ods_code, name, supervision_weeks, answer_days FROM organisations WHERE id = $1", id)
}

pub async fn by_code(c: &mut impl AsConn, ods_code: &OdsCode) -> Result<Option<OrganisationId>> {
    let row = sql!(c, row (OrganisationId,): "SELECT id FROM organisations WHERE ods_code = $1", ods_code)?;
    Ok(row.map(|(id,)| id))
}

pub async fn sites(c: &mut impl AsConn, organisation: OrganisationId) -> Result<Vec<Site>> {
    sql!(c, rows Site: "SELECT id, ods_code, name FROM sites WHERE organisation_id = $1 ORDER BY lower(name), id LIMIT 500",
        organisation)
}

/// Every area, by id.
pub async fn areas(c: &mut impl AsConn) -> Result<Vec<Areas>> {
    sql!(c, rows Areas: "SELECT id, name, within_id FROM areas ORDER BY id")
}

/// Every site of every organisation, by organisation and id.
pub async fn all_sites(c: &mut impl AsConn) -> Result<Vec<Sites>> {
    sql!(c, rows Sites: "SELECT s.id AS site_id, s.name AS site, s.organisation_id, o.name AS organisation, o.area_id
        FROM sites s JOIN organisations o ON o.id = s.organisation_id ORDER BY s.organisation_id, s.id")
}

/// The days from `first` on which an organisation is closed, soonest first.
pub async fn closure_days(
    c: &mut impl AsConn,
    organisation: OrganisationId,
    first: NaiveDate,
) -> Result<Vec<ClosureDay>> {
    sql!(c, rows ClosureDay: "SELECT id, closed_on, name FROM closure_days
        WHERE organisation_id = $1 AND closed_on >= $2 ORDER BY closed_on LIMIT 500", organisation, first)
}

pub async fn set(tx: &mut Tx, organisation: OrganisationId, settings: Settings) -> Result<()> {
    sql!(tx, run: "UPDATE organisations SET supervision_weeks = $2, answer_days = $3 WHERE id = $1",
        organisation, settings.supervision_weeks, settings.answer_days)?;
    Ok(())
}

/// Lists a closure day; false when that day is listed.
pub async fn add_closure(
    tx: &mut Tx,
    id: ClosureDayId,
    organisation: OrganisationId,
    new: &NewClosureDay,
) -> Result<bool> {
    let added = sql!(tx, run: "INSERT INTO closure_days (id, organisation_id, closed_on, name)
        VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING", id, organisation, new.closed_on, &new.name)?;
    Ok(added == 1)
}

/// Takes a closure day off the list; false when the organisation has no such day.
pub async fn remove_closure(tx: &mut Tx, organisation: OrganisationId, id: ClosureDayId) -> Result<bool> {
    let removed = sql!(tx, run: "DELETE FROM closure_days WHERE id = $1 AND organisation_id = $2", id, organisation)?;
    Ok(removed == 1)
}

pub async fn demonstration(c: &mut impl AsConn) -> Result<Option<bool>> {
    let row = sql!(c, row (bool,): "SELECT demonstration FROM organisations ORDER BY demonstration DESC LIMIT 1")?;
    Ok(row.map(|(demonstration,)| demonstration))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{on_both_engines, store::Db};

    on_both_engines! {
        async fn a_day_is_listed_once_and_is_its_organisations(db: Db) {
            let (trust, other) = (OrganisationId::random(), OrganisationId::random());
            let mut tx = db.write().await.unwrap();
            for (id, code) in [(trust, "RXX"), (other, "RYY")] {
                assert!(add(&mut tx, id, &code.parse().unwrap(), &"Trust".parse().unwrap(), true).await.unwrap());
            }
            let day = |day| NaiveDate::from_ymd_opt(2026, 12, day).unwrap();
            let new = |on, name: &str| NewClosureDay { closed_on: day(on), name: name.parse().unwrap() };
            let (moving, eve) = (ClosureDayId::random(), ClosureDayId::random());
            assert!(add_closure(&mut tx, eve, trust, &new(24, "Christmas Eve")).await.unwrap());
            assert!(add_closure(&mut tx, moving, trust, &new(1, "The library moves")).await.unwrap());
            assert!(!add_closure(&mut tx, ClosureDayId::random(), trust, &new(24, "Again")).await.unwrap());
            assert!(add_closure(&mut tx, ClosureDayId::random(), other, &new(24, "Christmas Eve")).await.unwrap());
            let all = closure_days(&mut tx, trust, day(1)).await.unwrap();
            assert_eq!(all.iter().map(|one| (one.id, one.closed_on)).collect::<Vec<_>>(), [(moving, day(1)), (eve, day(24))]);
            assert_eq!(closure_days(&mut tx, trust, day(2)).await.unwrap().len(), 1);
            assert!(!remove_closure(&mut tx, other, eve).await.unwrap(), "another's");
            assert!(remove_closure(&mut tx, trust, eve).await.unwrap());
            assert!(!remove_closure(&mut tx, trust, eve).await.unwrap());
        }

        async fn an_organisation_is_found_again_and_its_code_is_its_own(db: Db) {
            let (id, code) = (OrganisationId::random(), "a1b2c".parse::<OdsCode>().unwrap());
            let name: Line = "Anytown NHS Trust".parse().unwrap();
            let mut tx = db.write().await.unwrap();
            assert!(add(&mut tx, id, &code, &name, true).await.unwrap());
            assert_eq!(by_code(&mut tx, &code).await.unwrap(), Some(id));
            assert_eq!(by_code(&mut tx, &"Z9Z".parse().unwrap()).await.unwrap(), None);
            let site = NewSite { ods_code: "A1B2D".parse().unwrap(), name: name.clone() };
            let main = SiteId::random();
            assert!(add_site(&mut tx, main, id, &site).await.unwrap());
            assert!(!add_site(&mut tx, SiteId::random(), id, &site).await.unwrap(), "its code is taken");
            assert!(rename_site(&mut tx, id, main, &"Royal Infirmary".parse().unwrap()).await.unwrap());
            assert!(!rename_site(&mut tx, OrganisationId::random(), main, &name).await.unwrap(), "another's site");
            tx.commit().await.unwrap();
            let mut c = db.read().await.unwrap();
            let found = find(&mut c, id).await.unwrap().unwrap();
            assert_eq!((found.ods_code.as_str(), found.supervision_weeks, found.answer_days), ("A1B2C", 6, 2));
            let found = sites(&mut c, id).await.unwrap();
            let [found] = &found[..] else { panic!("one site") };
            assert_eq!((found.id, found.ods_code.as_str(), found.name.as_str()), (main, "A1B2D", "Royal Infirmary"));
            assert_eq!(demonstration(&mut c).await.unwrap(), Some(true));
            let mut tx = db.write().await.unwrap();
            assert!(!add(&mut tx, OrganisationId::random(), &code, &name, true).await.unwrap());
        }
    }
}
