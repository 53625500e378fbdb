//! Who somebody is at the provider, and on what terms an organisation's people sign in.

use crate::{
    accounts::{model::SignInTerms, provider::Identity},
    kernel::{
        Email, Now,
        ids::{OrganisationId, PersonId},
    },
    sql,
    store::{AsConn, Result, Tx},
};

/// Whose a provider's subject is.
pub async fn linked(c: &mut impl AsConn, issuer: &str, subject: &str) -> Result<Option<PersonId>> {
    let row = sql!(c, row (PersonId,): "SELECT i.person_id FROM identities i JOIN people p ON p.id = i.person_id
        WHERE i.issuer = $1 AND i.subject = $2 AND p.left_at IS NULL", issuer, subject)?;
    Ok(row.map(|(person,)| person))
}

/// Who may be recognised by an address that the provider vouches for: whoever has it in an organisation that takes
/// addresses of its domain. Nobody, when anybody with that address is somebody at that provider already: the address may
/// have been given to a newcomer there.
pub async fn with_address(c: &mut impl AsConn, issuer: &str, email: &Email) -> Result<Vec<PersonId>> {
    let rows = sql!(c, rows (PersonId,): "SELECT p.id FROM people p
        JOIN sign_in_domains d ON d.organisation_id = p.organisation_id AND d.domain = $3
        WHERE p.email = $2 AND p.left_at IS NULL
            AND NOT EXISTS (SELECT 1 FROM identities i JOIN people q ON q.id = i.person_id
                WHERE q.email = $2 AND q.left_at IS NULL AND i.issuer = $1)
        ORDER BY p.id LIMIT 2", issuer, email, email.domain())?;
    Ok(rows.into_iter().map(|(person,)| person).collect())
}

/// Links a subject to somebody for good; false when either is linked already.
pub async fn link(tx: &mut Tx, identity: &Identity, person: PersonId, now: Now) -> Result<bool> {
    let linked = sql!(tx, run: "INSERT INTO identities (issuer, subject, person_id, linked_at) VALUES ($1, $2, $3, $4)
        ON CONFLICT DO NOTHING", &identity.issuer, &identity.subject, person, now.0)?;
    Ok(linked == 1)
}

/// Unlinks whatever is linked to somebody; false when nothing is. Whoever comes back after having left is somebody new.
pub async fn unlink(tx: &mut Tx, person: PersonId) -> Result<bool> {
    Ok(sql!(tx, run: "DELETE FROM identities WHERE person_id = $1", person)? > 0)
}

pub async fn terms(c: &mut impl AsConn, organisation: OrganisationId) -> Result<SignInTerms> {
    let domains = sql!(c, rows (String,): "SELECT domain FROM sign_in_domains WHERE organisation_id = $1
        ORDER BY domain", organisation)?;
    let codes =
        sql!(c, row (bool,): "SELECT codes_allowed FROM sign_in_terms WHERE organisation_id = $1", organisation)?;
    Ok(SignInTerms {
        domains: domains.into_iter().map(|(domain,)| domain).collect(),
        codes_allowed: codes.is_none_or(|(allowed,)| allowed),
    })
}

/// Writes the terms in place of those that stood there. A domain that this organisation had as a shared one stays so. False
/// when another organisation has a domain, shared or not, that is not `shared` here: then the transaction is to be dropped.
pub async fn set_terms(
    tx: &mut Tx,
    organisation: OrganisationId,
    terms: &SignInTerms,
    shared: &(dyn Fn(&str) -> bool + Sync),
) -> Result<bool> {
    sql!(tx, run: "INSERT INTO sign_in_terms (organisation_id, codes_allowed) VALUES ($1, $2)
        ON CONFLICT (organisation_id) DO UPDATE SET codes_allowed = excluded.codes_allowed",
        organisation, terms.codes_allowed)?;
    let stood = sql!(tx, rows (String,): "SELECT domain FROM sign_in_domains WHERE organisation_id = $1 AND shared
        ORDER BY domain", organisation)?;
    sql!(tx, run: "DELETE FROM sign_in_domains WHERE organisation_id = $1", organisation)?;
    for domain in &terms.domains {
        let is_shared = shared(domain) || stood.iter().any(|(one,)| one == domain);
        let taken = sql!(tx, value bool: "SELECT EXISTS (SELECT 1 FROM sign_in_domains WHERE domain = $1)", domain)?;
        if taken && !is_shared {
            return Ok(false);
        }
        // Of two who list it at the same moment the database refuses the second.
        let added = sql!(tx, run: "INSERT INTO sign_in_domains (organisation_id, domain, shared) VALUES ($1, $2, $3)
            ON CONFLICT DO NOTHING", organisation, domain, is_shared)?;
        if added == 0 {
            return Ok(false);
        }
    }
    Ok(true)
}

/// Whether any organisation lets its people in by a code.
pub async fn codes_anywhere(c: &mut impl AsConn) -> Result<bool> {
    sql!(c, value bool: "SELECT EXISTS (SELECT 1 FROM organisations o WHERE NOT EXISTS
        (SELECT 1 FROM sign_in_terms t WHERE t.organisation_id = o.id AND NOT t.codes_allowed))")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        accounts::testing::{NOON, librarian, trust},
        on_both_engines,
        store::Db,
    };

    fn identity(subject: &str) -> Identity {
        Identity { issuer: "https://login.example".into(), subject: subject.into(), email: None, roles: vec![] }
    }

    fn terms_of(domains: &[&str], codes_allowed: bool) -> SignInTerms {
        SignInTerms { domains: domains.iter().map(ToString::to_string).collect(), codes_allowed }
    }

    on_both_engines! {
        async fn a_subject_is_one_persons_and_a_person_has_one_subject_at_an_issuer(db: Db) {
            let trust = trust(&db, "RXX").await;
            let (mina, sam) = (librarian(&db, trust, "Mina").await, librarian(&db, trust, "Sam").await);
            let mut tx = db.write().await.unwrap();
            assert!(link(&mut tx, &identity("s1"), mina, NOON).await.unwrap());
            assert!(!link(&mut tx, &identity("s1"), sam, NOON).await.unwrap());
            assert!(!link(&mut tx, &identity("s2"), mina, NOON).await.unwrap());
            assert_eq!(linked(&mut tx, "https://login.example", "s1").await.unwrap(), Some(mina));
            assert_eq!(linked(&mut tx, "https://other.example", "s1").await.unwrap(), None);
            unlink(&mut tx, mina).await.unwrap();
            assert!(link(&mut tx, &identity("s1"), sam, NOON).await.unwrap());
        }

        async fn an_address_leads_to_whoever_has_it_where_its_domain_is_taken(db: Db) {
            let (here, there) = (trust(&db, "RXX").await, trust(&db, "RYY").await);
            let mina = librarian(&db, here, "Mina").await;
            librarian(&db, there, "Mina").await;
            let email: Email = "mina@example.nhs.uk".parse().unwrap();
            let mut tx = db.write().await.unwrap();
            let issuer = identity("s1").issuer;
            assert!(with_address(&mut tx, &issuer, &email).await.unwrap().is_empty(), "no domain is taken");
            let shared = |domain: &str| domain == "example.nhs.uk";
            assert!(set_terms(&mut tx, here, &terms_of(&["nhs.uk", "example.nhs.uk"], true), &shared).await.unwrap());
            assert_eq!(with_address(&mut tx, &issuer, &email).await.unwrap(), [mina]);
            assert!(set_terms(&mut tx, there, &terms_of(&["example.nhs.uk"], true), &shared).await.unwrap());
            assert_eq!(with_address(&mut tx, &issuer, &email).await.unwrap().len(), 2, "and who is it?");
            assert!(link(&mut tx, &identity("s1"), mina, NOON).await.unwrap());
            // Whoever comes with that address now may be a newcomer to whom it was given: they are nobody here.
            assert!(with_address(&mut tx, &issuer, &email).await.unwrap().is_empty());
        }

        async fn a_domain_is_one_organisations_unless_it_is_shared(db: Db) {
            let (here, there) = (trust(&db, "RXX").await, trust(&db, "RYY").await);
            let settled = |shared: bool| {
                let terms = terms_of(&["a.example", "b.example"], true);
                (terms, move |domain: &str| shared && domain == "b.example")
            };
            let mut tx = db.write().await.unwrap();
            let (terms, alone) = settled(false);
            assert!(set_terms(&mut tx, here, &terms, &alone).await.unwrap());
            assert!(set_terms(&mut tx, here, &terms, &alone).await.unwrap(), "its own it may list again");
            tx.commit().await.unwrap();
            for (terms, fits) in [(terms_of(&["a.example"], true), false), (terms_of(&["b.example"], true), true)] {
                let mut tx = db.write().await.unwrap();
                assert!(!set_terms(&mut tx, there, &terms, &alone).await.unwrap(), "{terms:?}");
                drop(tx);
                let mut tx = db.write().await.unwrap();
                assert_eq!(set_terms(&mut tx, there, &terms, &settled(true).1).await.unwrap(), fits, "{terms:?}");
            }
        }

        async fn what_is_shared_stays_so_for_those_who_have_it_and_is_nobody_elses_alone(db: Db) {
            let (here, there) = (trust(&db, "RXX").await, trust(&db, "RYY").await);
            let terms = terms_of(&["a.example"], true);
            let mut tx = db.write().await.unwrap();
            assert!(set_terms(&mut tx, here, &terms, &|_| true).await.unwrap());
            tx.commit().await.unwrap();
            // Whoever runs the service has since said that it is not shared.
            let mut tx = db.write().await.unwrap();
            assert!(!set_terms(&mut tx, there, &terms, &|_| false).await.unwrap());
            drop(tx);
            let mut tx = db.write().await.unwrap();
            assert!(set_terms(&mut tx, here, &terms, &|_| false).await.unwrap(), "its own it may list again");
            assert!(set_terms(&mut tx, there, &terms, &|_| true).await.unwrap(), "and it stood as shared");
            assert!(set_terms(&mut tx, here, &terms, &|_| false).await.unwrap());
        }

        async fn terms_are_what_was_last_settled_and_codes_are_allowed_until_then(db: Db) {
            let (here, there) = (trust(&db, "RXX").await, trust(&db, "RYY").await);
            let mut tx = db.write().await.unwrap();
            assert_eq!(terms(&mut tx, here).await.unwrap(), terms_of(&[], true));
            for settled in [terms_of(&["b.example", "c.example"], false), terms_of(&["a.example"], false)] {
                assert!(set_terms(&mut tx, here, &settled, &|_| false).await.unwrap());
                assert_eq!(terms(&mut tx, here).await.unwrap(), settled);
            }
            assert!(codes_anywhere(&mut tx).await.unwrap());
            set_terms(&mut tx, there, &terms_of(&[], false), &|_| false).await.unwrap();
            assert!(!codes_anywhere(&mut tx).await.unwrap());
        }
    }
}
