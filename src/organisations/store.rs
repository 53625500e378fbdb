//! The organisations' SQL.

use super::{OdsCode, Organisation, Site};
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

pub async fn add_site(
    tx: &mut Tx,
    id: SiteId,
    organisation: OrganisationId,
    ods_code: &OdsCode,
    name: &Line,
) -> Result<()> {
    sql!(tx, run: "INSERT INTO sites (id, organisation_id, ods_code, name) VALUES ($1, $2, $3, $4)",
        id, organisation, ods_code, name)?;
    Ok(())
}

pub async fn find(c: &mut impl AsConn, id: OrganisationId) -> Result<Option<Organisation>> {
    sql!(c, row Organisation: "SELECT id, ods_code, name, supervision_weeks FROM organisations WHERE id = $1", id)
}

pub async fn sites(c: &mut impl AsConn, organisation: OrganisationId) -> Result<Vec<Site>> {
    sql!(c, rows Site: "SELECT id, name FROM sites WHERE organisation_id = $1 ORDER BY lower(name), id LIMIT 500",
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
            add_site(&mut tx, SiteId::random(), id, &"A1B2D".parse().unwrap(), &name).await.unwrap();
            tx.commit().await.unwrap();
            let mut c = db.read().await.unwrap();
            let found = find(&mut c, id).await.unwrap().unwrap();
            assert_eq!((found.ods_code.as_str(), found.supervision_weeks), ("A1B2C", 6));
            assert_eq!(sites(&mut c, id).await.unwrap().len(), 1);
            assert_eq!(demonstration(&mut c).await.unwrap(), Some(true));
            let mut tx = db.write().await.unwrap();
            assert!(!add(&mut tx, OrganisationId::random(), &code, &name, true).await.unwrap());
        }
    }
}
