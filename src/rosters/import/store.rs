//! The SQL of importing: the file that waits, and what it is compared with.

use chrono::{DateTime, NaiveDate, Utc};

use super::known::{KnownPerson, KnownSpell, KnownTeam, Scope};
use crate::{
    accounts::model::{Band, QualifiedBasis},
    kernel::{
        Email, Now, Wte,
        ids::{OrganisationId, PersonId, RosterImportId, TeamId},
        seal::Purpose,
    },
    organisations::OdsCode,
    sheets::Sheet,
    sql,
    store::{AsConn, Error, Result, Tx},
};

/// One line of a roster as it is exported.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Exported {
    pub person_id: PersonId,
    pub email: Email,
    pub name: String,
    pub role: String,
    #[sqlx(rename = "wte_hundredths")]
    pub wte: Wte,
    pub from_on: NaiveDate,
    pub to_on: Option<NaiveDate>,
    pub band: Option<Band>,
    pub qualified_basis: Option<QualifiedBasis>,
    pub line_manager_email: Option<Email>,
    pub code: Option<String>,
    pub team: String,
    pub specialty: String,
    pub site_ods: OdsCode,
    pub employer_ods: OdsCode,
}

/// Keeps a file in place of the one that the same person uploaded before.
pub async fn keep(tx: &mut Tx, id: RosterImportId, person: PersonId, sheet: &Sheet, now: Now) -> Result<()> {
    let text = serde_json::to_vec(sheet).map_err(Error::unreadable)?;
    let sealed = tx.keys().seal_key(Purpose::Uploads).seal(&place(id, person), &text);
    sql!(tx, run: "DELETE FROM roster_imports WHERE person_id = $1", person)?;
    sql!(tx, run: "INSERT INTO roster_imports (id, person_id, sealed, uploaded_at) VALUES ($1, $2, $3, $4)",
        id, person, sealed, now.0)?;
    Ok(())
}

/// Somebody's own file that was uploaded after `since`.
pub async fn find(
    c: &mut impl AsConn,
    id: RosterImportId,
    person: PersonId,
    since: DateTime<Utc>,
) -> Result<Option<Sheet>> {
    let row = sql!(c, row (Vec<u8>,): "SELECT sealed FROM roster_imports
        WHERE id = $1 AND person_id = $2 AND uploaded_at > $3", id, person, since)?;
    let Some((sealed,)) = row else { return Ok(None) };
    let text = c.keys().seal_key(Purpose::Uploads).open(&place(id, person), &sealed)?;
    serde_json::from_slice(&text).map(Some).map_err(Error::unreadable)
}

/// Lets go of somebody's own file; false when it is not there any more.
pub async fn drop(tx: &mut Tx, id: RosterImportId, person: PersonId) -> Result<bool> {
    let gone = sql!(tx, run: "DELETE FROM roster_imports WHERE id = $1 AND person_id = $2", id, person)?;
    Ok(gone == 1)
}

/// Lets go of every file uploaded before an instant.
pub async fn drop_before(tx: &mut Tx, before: DateTime<Utc>) -> Result<()> {
    sql!(tx, run: "DELETE FROM roster_imports WHERE uploaded_at <= $1", before)?;
    Ok(())
}

/// The teams within somebody's reach.
pub async fn teams(
    c: &mut impl AsConn,
    by: PersonId,
    organisation: OrganisationId,
    scope: Scope,
) -> Result<Vec<KnownTeam>> {
    sql!(c, rows KnownTeam: "SELECT t.id, t.name, t.code, t.specialty, s.ods_code AS site_ods,
            o.ods_code AS employer_ods
        FROM teams t JOIN sites s ON s.id = t.site_id JOIN organisations o ON o.id = t.organisation_id
        WHERE t.organisation_id = $2 AND (CAST($3 AS BOOLEAN)
            OR EXISTS (SELECT 1 FROM team_leads l WHERE l.team_id = t.id AND l.person_id = $1))
        ORDER BY lower(t.name), t.id", by, organisation, scope == Scope::Organisation)
}

/// Everybody of an organisation who has not left. All of them, or a file would take somebody for unknown.
pub async fn people(c: &mut impl AsConn, organisation: OrganisationId) -> Result<Vec<KnownPerson>> {
    sql!(c, rows KnownPerson: "SELECT id, email, name, job_title, profession, band, qualified_basis, wte_hundredths,
            line_manager_email
        FROM people WHERE organisation_id = $1 AND left_at IS NULL ORDER BY id", organisation)
}

/// Every spell on the teams within somebody's reach, those that are over too.
pub async fn spells(
    c: &mut impl AsConn,
    by: PersonId,
    organisation: OrganisationId,
    scope: Scope,
) -> Result<Vec<KnownSpell>> {
    sql!(c, rows KnownSpell: "SELECT p.id, p.team_id, p.person_id, p.role, p.wte_hundredths, p.from_on, p.to_on
        FROM placements p JOIN teams t ON t.id = p.team_id
        WHERE t.organisation_id = $2 AND (CAST($3 AS BOOLEAN)
            OR EXISTS (SELECT 1 FROM team_leads l WHERE l.team_id = t.id AND l.person_id = $1))
        ORDER BY p.id", by, organisation, scope == Scope::Organisation)
}

/// A team's whole roster, for a file.
pub async fn exported(c: &mut impl AsConn, team: TeamId) -> Result<Vec<Exported>> {
    sql!(c, rows Exported: "SELECT p.person_id, q.email, q.name, p.role, p.wte_hundredths, p.from_on, p.to_on, q.band,
            q.qualified_basis, q.line_manager_email, t.code, t.name AS team, t.specialty, s.ods_code AS site_ods,
            o.ods_code AS employer_ods
        FROM placements p JOIN people q ON q.id = p.person_id JOIN teams t ON t.id = p.team_id
            JOIN sites s ON s.id = t.site_id JOIN organisations o ON o.id = t.organisation_id
        WHERE p.team_id = $1 AND q.left_at IS NULL ORDER BY lower(q.name), q.id, p.from_on LIMIT 20000", team)
}

fn place(id: RosterImportId, person: PersonId) -> String {
    format!("roster_imports.sealed:{id}:{person}")
}

#[cfg(test)]
mod tests {
    use chrono::TimeDelta;

    use super::*;
    use crate::{
        on_both_engines,
        rosters::import::testing::{now, planted},
        sheets,
        store::Db,
    };

    fn sheet() -> Sheet {
        sheets::read(b"nhs_email,wte\nmina@example.nhs.uk,0.5\n").unwrap()
    }

    on_both_engines! {
        async fn a_file_waits_sealed_for_its_owner_alone_and_for_a_day(db: Db) {
            let (_, _, mina) = planted(&db).await;
            let (id, later) = (RosterImportId::random(), RosterImportId::random());
            let mut tx = db.write().await.unwrap();
            keep(&mut tx, id, mina, &sheet(), now()).await.unwrap();
            let before = now().0 - TimeDelta::seconds(1);
            assert_eq!(find(&mut tx, id, mina, before).await.unwrap(), Some(sheet()));
            assert_eq!(find(&mut tx, id, mina, now().0).await.unwrap(), None, "too old");
            assert_eq!(find(&mut tx, id, PersonId::random(), before).await.unwrap(), None, "another's");
            let row = sql!(&mut tx, row (Vec<u8>,): "SELECT sealed FROM roster_imports WHERE person_id = $1", mina);
            assert!(!row.unwrap().unwrap().0.windows(4).any(|four| four == b"mina"));
            keep(&mut tx, later, mina, &sheet(), now()).await.unwrap();
            assert_eq!(find(&mut tx, id, mina, before).await.unwrap(), None, "the later one took its place");
            assert!(!drop(&mut tx, later, PersonId::random()).await.unwrap());
            assert!(drop(&mut tx, later, mina).await.unwrap() && !drop(&mut tx, later, mina).await.unwrap());
            keep(&mut tx, id, mina, &sheet(), now()).await.unwrap();
            drop_before(&mut tx, before).await.unwrap();
            assert!(find(&mut tx, id, mina, before).await.unwrap().is_some());
            drop_before(&mut tx, now().0).await.unwrap();
            assert!(find(&mut tx, id, mina, before).await.unwrap().is_none());
        }

        async fn what_stands_is_read_as_far_as_somebody_reaches(db: Db) {
            // Mina leads the team, and is on it.
            let (team, organisation, mina) = planted(&db).await;
            let mut tx = db.write().await.unwrap();
            let other = PersonId::random();
            for (by, scope, seen) in
                [(mina, Scope::Organisation, 1), (other, Scope::Organisation, 1), (mina, Scope::Led, 1), (other, Scope::Led, 0)]
            {
                assert_eq!(teams(&mut tx, by, organisation, scope).await.unwrap().len(), seen, "{scope:?}");
                assert_eq!(spells(&mut tx, by, organisation, scope).await.unwrap().len(), seen, "{scope:?}");
            }
            let elsewhere = OrganisationId::random();
            assert!(teams(&mut tx, mina, elsewhere, Scope::Organisation).await.unwrap().is_empty());
            assert!(spells(&mut tx, mina, elsewhere, Scope::Organisation).await.unwrap().is_empty());
            assert!(people(&mut tx, elsewhere).await.unwrap().is_empty());
            let known = people(&mut tx, organisation).await.unwrap();
            assert_eq!(known.iter().map(|person| person.email.as_str()).collect::<Vec<_>>(), ["mina@example.nhs.uk"]);
            let lines = exported(&mut tx, team).await.unwrap();
            assert_eq!((lines.len(), &lines[0].email, lines[0].to_on), (1, &known[0].email, None));
            assert_eq!((lines[0].site_ods.as_str(), lines[0].employer_ods.as_str()), ("RXX01", "RXX"));
        }
    }
}
