//! The organisations' SQL.

use super::{OdsCode, Organisation, Site, model::NewSite};
use crate::{
    kernel::{
        Line,
        ids::{OrganisationId, SiteId},
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

pub async fn demonstration(c: &mut impl AsConn) -> Result<Option<bool>> {
    let row = sql!(c, row (bool,): "SELECT demonstration FROM organisations ORDER BY demonstration DESC LIMIT 1")?;
    Ok(row.map(|(demonstration,)| demonstration))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{on_both_engines, store::Db};

    on_both_engines! {
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
