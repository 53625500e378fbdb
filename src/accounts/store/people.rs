//! People and what they may be.

use crate::{
    accounts::model::{Details, Person, Registered, Role},
    kernel::{
        Email, Now,
        ids::{OrganisationId, PersonId},
    },
    organisations::model::OdsCode,
    sql,
    store::{AsConn, Result, Tx},
};

/// One line of the list of people.
#[derive(sqlx::FromRow)]
pub struct Listed {
    /// Who.
    pub id: PersonId,
    /// Their name.
    pub name: String,
    /// Their work address.
    pub email: Email,
    /// What their post is called.
    pub job_title: String,
}

/// Adds a person; false when the organisation has somebody with that address.
pub async fn add(
    tx: &mut Tx,
    id: PersonId,
    organisation: OrganisationId,
    email: &Email,
    new: &Details,
    now: Now,
) -> Result<bool> {
    let added = sql!(tx, run: "INSERT INTO people (id, organisation_id, name, email, job_title, profession, band,
            qualified_basis, wte_hundredths, line_manager_email, joined_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) ON CONFLICT DO NOTHING",
        id, organisation, &new.name, email, &new.job_title, new.profession, new.post.band, new.post.qualified_basis,
        new.post.wte, &new.line_manager, now.0)?;
    Ok(added == 1)
}

/// Writes somebody's details in place of what stood there.
pub async fn amend(tx: &mut Tx, id: PersonId, new: &Details) -> Result<()> {
    sql!(tx, run: "UPDATE people SET name = $2, job_title = $3, profession = $4, band = $5, qualified_basis = $6,
            wte_hundredths = $7, line_manager_email = $8 WHERE id = $1",
        id, &new.name, &new.job_title, new.profession, new.post.band, new.post.qualified_basis, new.post.wte,
        &new.line_manager)?;
    Ok(())
}

/// Gives a role by hand; one that followed from a group does so no longer.
pub async fn add_role(tx: &mut Tx, person: PersonId, role: Role) -> Result<()> {
    sql!(tx, run: "INSERT INTO roles (person_id, role) VALUES ($1, $2)
        ON CONFLICT (person_id, role) DO UPDATE SET by_group = FALSE", person, role)?;
    Ok(())
}

/// Gives a role that follows from a group; one that was given by hand follows from it from now on.
pub async fn add_role_by_group(tx: &mut Tx, person: PersonId, role: Role) -> Result<()> {
    sql!(tx, run: "INSERT INTO roles (person_id, role, by_group) VALUES ($1, $2, TRUE)
        ON CONFLICT (person_id, role) DO UPDATE SET by_group = TRUE", person, role)?;
    Ok(())
}

pub async fn drop_role(tx: &mut Tx, person: PersonId, role: Role) -> Result<()> {
    sql!(tx, run: "DELETE FROM roles WHERE person_id = $1 AND role = $2", person, role)?;
    Ok(())
}

pub async fn roles(c: &mut impl AsConn, person: PersonId) -> Result<Vec<Role>> {
    let rows = sql!(c, rows (Role,): "SELECT role FROM roles WHERE person_id = $1 ORDER BY role", person)?;
    Ok(rows.into_iter().map(|(role,)| role).collect())
}

/// How many look after an organisation's part of the service. Asking takes the organisation's row, so that
/// two of them cannot each count the other and both be gone.
pub async fn service_managers(tx: &mut Tx, organisation: OrganisationId) -> Result<i64> {
    sql!(tx, run: "UPDATE organisations SET name = name WHERE id = $1", organisation)?;
    sql!(tx, value i64: "SELECT COUNT(*) FROM roles r JOIN people p ON p.id = r.person_id
        WHERE p.organisation_id = $1 AND p.left_at IS NULL AND r.role = 'service_manager'", organisation)
}

/// Somebody who looks after an organisation's part of the service.
#[derive(Debug, sqlx::FromRow)]
pub struct Managing {
    pub id: PersonId,
    pub name: String,
    /// Their organisation's name.
    pub organisation: String,
}

/// Everybody who looks after any organisation's part of the service.
pub async fn all_service_managers(c: &mut impl AsConn) -> Result<Vec<Managing>> {
    sql!(c, rows Managing: "SELECT p.id, p.name, o.name AS organisation FROM people p
            JOIN roles r ON r.person_id = p.id AND r.role = 'service_manager'
            JOIN organisations o ON o.id = p.organisation_id
        WHERE p.left_at IS NULL ORDER BY p.id")
}

/// Whoever has an address in an organisation with that code, or in any: where two have it nothing tells who is meant.
pub async fn with_address(c: &mut impl AsConn, email: &Email, ods_code: Option<&OdsCode>) -> Result<Vec<PersonId>> {
    let rows = sql!(c, rows (PersonId,): "SELECT p.id FROM people p JOIN organisations o ON o.id = p.organisation_id
        WHERE p.email = $1 AND p.left_at IS NULL AND o.ods_code = COALESCE($2, o.ods_code) ORDER BY p.id LIMIT 2",
        email, ods_code)?;
    Ok(rows.into_iter().map(|(person,)| person).collect())
}

pub async fn find(c: &mut impl AsConn, id: PersonId) -> Result<Option<Person>> {
    sql!(c, row Person: "SELECT id, organisation_id, name, email, job_title, profession FROM people WHERE id = $1", id)
}

pub async fn by_email(c: &mut impl AsConn, organisation: OrganisationId, email: &Email) -> Result<Option<Person>> {
    sql!(c, row Person: "SELECT id, organisation_id, name, email, job_title, profession FROM people
        WHERE organisation_id = $1 AND email = $2 AND left_at IS NULL", organisation, email)
}

/// Somebody of an organisation who has not left, as their service manager sees them.
pub async fn registered(c: &mut impl AsConn, organisation: OrganisationId, id: PersonId) -> Result<Option<Registered>> {
    sql!(c, row Registered: "SELECT id, name, email, job_title, profession, band, qualified_basis, wte_hundredths,
            line_manager_email
        FROM people WHERE organisation_id = $1 AND id = $2 AND left_at IS NULL", organisation, id)
}

/// Everybody of an organisation who has not left, as their service manager sees them.
pub async fn all_registered(c: &mut impl AsConn, organisation: OrganisationId, most: i64) -> Result<Vec<Registered>> {
    sql!(c, rows Registered: "SELECT id, name, email, job_title, profession, band, qualified_basis, wte_hundredths,
            line_manager_email
        FROM people WHERE organisation_id = $1 AND left_at IS NULL ORDER BY lower(name), id LIMIT $2",
        organisation, most)
}

/// The people of an organisation, a page at a time: one more than `most` when there is a next page.
pub async fn list(c: &mut impl AsConn, organisation: OrganisationId, most: i64, skipped: i64) -> Result<Vec<Listed>> {
    sql!(c, rows Listed: "SELECT id, name, email, job_title FROM people WHERE organisation_id = $1 AND left_at IS NULL
        ORDER BY lower(name), id LIMIT $2 OFFSET $3", organisation, most + 1, skipped)
}

/// Everybody of an organisation, or its librarians alone, to find a name among.
pub async fn to_search(
    c: &mut impl AsConn,
    organisation: OrganisationId,
    librarians_only: bool,
    most: i64,
) -> Result<Vec<Listed>> {
    sql!(c, rows Listed: "SELECT id, name, email, job_title FROM people WHERE organisation_id = $1 AND left_at IS NULL
            AND (NOT $2 OR profession = 'librarian') ORDER BY lower(name), id LIMIT $3",
        organisation, librarians_only, most)
}

/// Somebody has left: they are nobody's colleague any more, may do nothing, and their address is free for
/// whoever is given it next, who must find nothing of theirs. False when they had left before.
pub async fn leave(tx: &mut Tx, id: PersonId, now: Now) -> Result<bool> {
    // Whoever gets the address next is not the manager of those whom the leaver managed, and the address goes with them.
    sql!(tx, run: "UPDATE people SET line_manager_email = NULL WHERE line_manager_email = (
            SELECT l.email FROM people l WHERE l.id = $1 AND l.left_at IS NULL)
        AND organisation_id = (SELECT l.organisation_id FROM people l WHERE l.id = $1)", id)?;
    let left = sql!(tx, run: "UPDATE people SET left_at = $2, email = $3 WHERE id = $1 AND left_at IS NULL",
        id, now.0, format!("{id}@left.invalid"))?;
    sql!(tx, run: "DELETE FROM roles WHERE person_id = $1", id)?;
    sql!(tx, run: "DELETE FROM area_readers WHERE person_id = $1", id)?;
    Ok(left == 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        accounts::{
            actions,
            testing::{NOON, librarian, registration, trust},
        },
        on_both_engines,
        store::Db,
    };

    async fn is_by_group(tx: &mut Tx) -> bool {
        sql!(tx, value bool: "SELECT by_group FROM roles WHERE role = 'service_manager'").unwrap()
    }

    on_both_engines! {
        async fn somebody_is_found_again_as_registered_and_as_amended(db: Db) {
            let trust = trust(&db, "RXX").await;
            let mut mina = registration("Mina");
            mina.details.post.wte = "0.6".parse().ok();
            mina.details.line_manager = "Clare@Example.NHS.uk".parse().ok();
            let id = actions::register(&db, trust, &mina, NOON).await.unwrap();
            let mut tx = db.write().await.unwrap();
            let found = registered(&mut tx, trust, id).await.unwrap().unwrap();
            assert_eq!((&found.email, found.post), (&mina.email, mina.details.post));
            assert_eq!(found.line_manager_email.unwrap().as_str(), "clare@example.nhs.uk");
            mina.details.name = "Mina Lund".parse().unwrap();
            mina.details.line_manager = None;
            amend(&mut tx, id, &mina.details).await.unwrap();
            let found = registered(&mut tx, trust, id).await.unwrap().unwrap();
            assert_eq!((found.name.as_str(), found.line_manager_email), ("Mina Lund", None));
            assert_eq!(all_registered(&mut tx, trust, 10).await.unwrap().len(), 1);
        }

        async fn an_address_is_one_persons_until_they_leave_and_then_the_next_ones(db: Db) {
            let trust = trust(&db, "RXX").await;
            let mina = librarian(&db, trust, "Mina").await;
            assert!(actions::register(&db, trust, &registration("MINA"), NOON).await.is_err());
            let mut tx = db.write().await.unwrap();
            assert!(leave(&mut tx, mina, NOON).await.unwrap() && !leave(&mut tx, mina, NOON).await.unwrap());
            assert!(registered(&mut tx, trust, mina).await.unwrap().is_none());
            assert!(to_search(&mut tx, trust, false, 10).await.unwrap().is_empty());
            tx.commit().await.unwrap();
            let next = actions::register(&db, trust, &registration("Mina"), NOON).await.unwrap();
            assert_ne!(next, mina);
        }

        async fn a_role_is_given_once_and_taken(db: Db) {
            let trust = trust(&db, "RXX").await;
            let grace = librarian(&db, trust, "Grace").await;
            let mut tx = db.write().await.unwrap();
            for _ in 0..2 {
                add_role(&mut tx, grace, Role::ServiceManager).await.unwrap();
            }
            add_role(&mut tx, grace, Role::Hr).await.unwrap();
            assert_eq!(roles(&mut tx, grace).await.unwrap(), [Role::Hr, Role::ServiceManager]);
            assert_eq!(service_managers(&mut tx, trust).await.unwrap(), 1);
            let all = all_service_managers(&mut tx).await.unwrap();
            assert!(all.len() == 1 && all[0].id == grace, "once, whatever else she is");
            drop_role(&mut tx, grace, Role::ServiceManager).await.unwrap();
            assert_eq!(service_managers(&mut tx, trust).await.unwrap(), 0);
            add_role_by_group(&mut tx, grace, Role::ServiceManager).await.unwrap();
            assert!(is_by_group(&mut tx).await);
            add_role(&mut tx, grace, Role::ServiceManager).await.unwrap();
            assert!(!is_by_group(&mut tx).await, "by hand from now on");
            leave(&mut tx, grace, NOON).await.unwrap();
            assert!(all_service_managers(&mut tx).await.unwrap().is_empty(), "who has left is told nothing");
        }
    }
}
