//! The SQL of the yearly returns.

use super::model::{NewReturn, Return};
use crate::{
    kernel::{
        Now,
        ids::{OrganisationId, StaffingReturnId},
    },
    sql,
    store::{AsConn, Result, Tx},
};

/// Adds a return; false when there is one of that day.
pub async fn add(tx: &mut Tx, id: StaffingReturnId, organisation: OrganisationId, new: &NewReturn) -> Result<bool> {
    let added = sql!(tx, run: "INSERT INTO staffing_returns
            (id, organisation_id, counted_on, workforce_hundredths, qualified_hundredths, source)
        VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING", id, organisation, new.counted_on,
        new.workforce.hundredths(), new.qualified.hundredths(), &new.source)?;
    Ok(added == 1)
}

/// Writes a return anew; false when another stands for that day, or it stands no more.
pub async fn change(tx: &mut Tx, organisation: OrganisationId, id: StaffingReturnId, new: &NewReturn) -> Result<bool> {
    let changed = sql!(tx, run: "UPDATE staffing_returns SET counted_on = $3, workforce_hundredths = $4,
            qualified_hundredths = $5, source = $6
        WHERE id = $1 AND organisation_id = $2 AND withdrawn_at IS NULL
            AND NOT EXISTS (SELECT 1 FROM staffing_returns o WHERE o.organisation_id = $2 AND o.counted_on = $3
                AND o.withdrawn_at IS NULL AND o.id <> $1)",
        id, organisation, new.counted_on, new.workforce.hundredths(), new.qualified.hundredths(), &new.source)?;
    Ok(changed == 1)
}

/// Takes a return out of what stands; false when it does not stand.
pub async fn withdraw(tx: &mut Tx, organisation: OrganisationId, id: StaffingReturnId, now: Now) -> Result<bool> {
    let withdrawn = sql!(tx, run: "UPDATE staffing_returns SET withdrawn_at = $3
        WHERE id = $1 AND organisation_id = $2 AND withdrawn_at IS NULL", id, organisation, now.0)?;
    Ok(withdrawn == 1)
}

/// What stands, newest first.
pub async fn list(c: &mut impl AsConn, organisation: OrganisationId) -> Result<Vec<Return>> {
    sql!(c, rows Return: "SELECT id, counted_on, workforce_hundredths, qualified_hundredths, source
        FROM staffing_returns WHERE organisation_id = $1 AND withdrawn_at IS NULL ORDER BY counted_on DESC LIMIT 100",
        organisation)
}

pub async fn find(c: &mut impl AsConn, organisation: OrganisationId, id: StaffingReturnId) -> Result<Option<Return>> {
    sql!(c, row Return: "SELECT id, counted_on, workforce_hundredths, qualified_hundredths, source
        FROM staffing_returns WHERE id = $2 AND organisation_id = $1 AND withdrawn_at IS NULL", organisation, id)
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;

    use super::*;
    use crate::{on_both_engines, organisations::actions::found, store::Db};

    fn new(year: i32, qualified: &str) -> NewReturn {
        NewReturn {
            counted_on: NaiveDate::from_ymd_opt(year, 3, 31).unwrap(),
            workforce: "8450".parse().unwrap(),
            qualified: qualified.parse().unwrap(),
            source: "Annual statistics".parse().unwrap(),
        }
    }

    on_both_engines! {
        async fn a_day_is_returned_once_until_its_return_is_withdrawn(db: Db) {
            let now = Now("2026-11-23T10:00:00Z".parse().unwrap());
            let [ours, theirs] = ["RXX", "RYY"].map(|code| (code.parse().unwrap(), "Trust".parse().unwrap()));
            let ours = found(&db, &ours.0, &ours.1, true, now).await.unwrap();
            let theirs = found(&db, &theirs.0, &theirs.1, true, now).await.unwrap();
            let (first, second, other) =
                (StaffingReturnId::random(), StaffingReturnId::random(), StaffingReturnId::random());
            let mut tx = db.write().await.unwrap();
            assert!(add(&mut tx, first, ours, &new(2025, "4.8")).await.unwrap());
            assert!(!add(&mut tx, second, ours, &new(2025, "5")).await.unwrap(), "the same day");
            assert!(add(&mut tx, second, ours, &new(2026, "5")).await.unwrap());
            assert!(add(&mut tx, other, theirs, &new(2025, "1")).await.unwrap());
            assert!(!change(&mut tx, ours, second, &new(2025, "5")).await.unwrap(), "the day of another");
            assert!(!change(&mut tx, ours, other, &new(2024, "5")).await.unwrap(), "another's");
            assert!(change(&mut tx, ours, second, &new(2026, "5.2")).await.unwrap());
            let all = list(&mut tx, ours).await.unwrap();
            assert_eq!(all.iter().map(|one| (one.id, one.qualified_hundredths)).collect::<Vec<_>>(), [(second, 520), (first, 480)]);
            assert!(!withdraw(&mut tx, ours, other, now).await.unwrap(), "another's");
            assert!(withdraw(&mut tx, ours, first, now).await.unwrap());
            assert!(!withdraw(&mut tx, ours, first, now).await.unwrap());
            assert!(!change(&mut tx, ours, first, &new(2023, "5")).await.unwrap(), "it stands no more");
            assert_eq!(find(&mut tx, ours, first).await.unwrap(), None);
            assert!(add(&mut tx, StaffingReturnId::random(), ours, &new(2025, "4.9")).await.unwrap());
            assert!(find(&mut tx, theirs, second).await.unwrap().is_none());
        }
    }
}
