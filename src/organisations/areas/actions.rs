//! Writing areas: each one transaction with its line in the log. Doing the same again changes nothing.

use super::{Area, store};
use crate::{
    audit,
    kernel::{
        Line, Now,
        ids::{AreaId, OrganisationId, PersonId},
    },
    store::{Db, Stop, Tx},
};

/// Why nothing was written.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// There is no such area.
    #[error("no area is called {0}")]
    Unknown(String),
    /// It would lie in itself.
    #[error("{0} would lie within itself")]
    Circle(String),
}

/// Registers an area within another or within none, or moves one that is registered.
///
/// # Errors
/// Refused when there is no such area to lie in, or when that one lies in this.
pub async fn register(db: &Db, name: &Line, within: Option<&Line>, now: Now) -> Result<AreaId, Stop<Refusal>> {
    let mut tx = db.write().await?;
    store::alone(&mut tx).await?;
    let within = match within {
        Some(within) => Some(named(&mut tx, within).await?.id),
        None => None,
    };
    let id = match store::named(&mut tx, name).await? {
        Some(standing) if standing.within_id == within => return Ok(standing.id),
        Some(standing) => {
            if let Some(within) = within
                && store::holds(&mut tx, standing.id, within).await?
            {
                return Err(Stop::Refused(Refusal::Circle(standing.name)));
            }
            store::put(&mut tx, standing.id, within).await?;
            audit::changed(&mut tx, now, None, "area moved", standing.id).await?;
            standing.id
        }
        None => {
            let id = AreaId::random();
            store::add(&mut tx, id, name, within).await?;
            audit::changed(&mut tx, now, None, "area registered", id).await?;
            id
        }
    };
    tx.commit().await?;
    Ok(id)
}

/// Puts an organisation into an area, or takes it out of the one it lies in.
///
/// # Errors
/// Refused when there is no such area.
pub async fn put(db: &Db, organisation: OrganisationId, area: Option<&Line>, now: Now) -> Result<(), Stop<Refusal>> {
    let mut tx = db.write().await?;
    let area = match area {
        Some(area) => Some(named(&mut tx, area).await?.id),
        None => None,
    };
    if store::put_organisation(&mut tx, organisation, area).await? {
        audit::changed(&mut tx, now, None, "organisation put into an area", organisation).await?;
        tx.commit().await?;
    }
    Ok(())
}

/// Lets somebody read the figures of an area, or ends it.
///
/// # Errors
/// Refused when there is no such area.
pub async fn let_read(db: &Db, person: PersonId, area: &Line, reads: bool, now: Now) -> Result<(), Stop<Refusal>> {
    let mut tx = db.write().await?;
    let area = named(&mut tx, area).await?.id;
    let (changed, what) = if reads {
        (store::add_reader(&mut tx, area, person).await?, "area reader added")
    } else {
        (store::end_reader(&mut tx, area, person).await?, "area reader ended")
    };
    if changed {
        audit::changed(&mut tx, now, None, what, area).await?;
        tx.commit().await?;
    }
    Ok(())
}

async fn named(tx: &mut Tx, name: &Line) -> Result<Area, Stop<Refusal>> {
    let found = store::named(tx, name).await?;
    found.ok_or_else(|| Stop::Refused(Refusal::Unknown(name.to_string())))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::on_both_engines;

    const NOW: Now = Now(chrono::DateTime::UNIX_EPOCH);

    fn line(name: &str) -> Line {
        name.parse().unwrap()
    }

    on_both_engines! {
        async fn areas_lie_in_one_another_and_never_in_a_circle(db: Db) {
            let (england, north, leeds) = (line("England"), line("North"), line("Leeds"));
            let unknown = register(&db, &north, Some(&england), NOW).await;
            assert!(matches!(unknown, Err(Stop::Refused(Refusal::Unknown(name))) if name == "England"));
            let outermost = register(&db, &england, None, NOW).await.unwrap();
            let inner = register(&db, &north, Some(&england), NOW).await.unwrap();
            assert_eq!(register(&db, &line("NORTH"), Some(&england), NOW).await.unwrap(), inner, "once more is the same");
            register(&db, &leeds, Some(&north), NOW).await.unwrap();
            for within in [&england, &north, &leeds] {
                let circle = register(&db, &england, Some(within), NOW).await;
                assert!(matches!(circle, Err(Stop::Refused(Refusal::Circle(_)))), "{within}");
            }
            register(&db, &leeds, Some(&england), NOW).await.unwrap();
            register(&db, &north, Some(&leeds), NOW).await.unwrap();
            let mut c = db.read().await.unwrap();
            assert!(store::holds(&mut c, outermost, inner).await.unwrap());
            assert!(!store::holds(&mut c, inner, outermost).await.unwrap());
        }
    }
}
