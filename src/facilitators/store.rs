//! The facilitators' SQL.

use chrono::{NaiveDate, NaiveTime};

use super::{
    Kinds, Terms,
    independence::Ties,
    model::{Availability, NewAvailability, Offered},
};
use crate::{
    kernel::ids::{AvailabilityId, OrganisationId, PersonId, SpaceId},
    spaces::Spot,
    sql,
    store::{AsConn, Result, Tx},
};

/// What ties a facilitator `f` to a librarian `m` on a day (a parameter such as `$3`), as columns of
/// [`Ties`]. In one place, so that the rule cannot be asked in two ways.
macro_rules! ties {
    ($today:literal) => {
        concat!(
            "f.id = m.id AS same_person,
            COALESCE(m.line_manager_email = f.email, FALSE) AS manages,
            EXISTS (SELECT 1 FROM team_leads l JOIN placements p ON p.team_id = l.team_id
                WHERE l.person_id = f.id AND p.person_id = m.id
                AND p.from_on <= ",
            $today,
            " AND (p.to_on IS NULL OR p.to_on >= ",
            $today,
            ")) AS leads,
            COALESCE(m.line_manager_email = f.line_manager_email, FALSE) AS shares_manager,
            EXISTS (SELECT 1 FROM roles q WHERE q.person_id = f.id AND q.role = 'hr') AS is_hr"
        )
    };
}
pub(crate) use ties;

/// An availability with everything that ties its facilitator to one librarian.
#[derive(sqlx::FromRow)]
pub struct Candidate {
    facilitator_id: PersonId,
    name: String,
    #[sqlx(flatten)]
    availability: Availability,
    #[sqlx(flatten)]
    terms: Terms,
    #[sqlx(flatten)]
    ties: Ties,
}

impl Candidate {
    pub fn ties(&self) -> Ties {
        self.ties
    }

    pub fn into_offered(self) -> Offered {
        Offered {
            facilitator: self.facilitator_id,
            name: self.name,
            availability: self.availability,
            terms: self.terms,
        }
    }
}

/// The columns of an [`Availability`] `a`.
macro_rules! availability {
    () => {
        "a.id, a.weekday, a.from_time, a.until_time, a.place, a.space_id, a.from_on, a.until_on,
            a.individual_supervision, a.group_supervision, a.hot_debrief, a.team_reflection, a.peer_support,
            a.group_places"
    };
}

/// The columns of [`Terms`] out of `x`, a row of `facilitator_terms` that may be missing.
macro_rules! terms_columns {
    () => {
        "COALESCE(x.notice_hours, 24) AS notice_hours, COALESCE(x.horizon_weeks, 12) AS horizon_weeks,
            COALESCE(x.buffer_minutes, 15) AS buffer_minutes,
            COALESCE(x.debrief_buffer_minutes, 30) AS debrief_buffer_minutes, x.most_a_week"
    };
}

pub(crate) use terms_columns;

/// Whether the times of an availability `a` are on offer: a space that is closed, or no longer for sessions, has none.
macro_rules! usable {
    () => {
        "(a.space_id IS NULL OR EXISTS (SELECT 1 FROM spaces s
            WHERE s.id = a.space_id AND s.holds_sessions AND s.closed_at IS NULL))"
    };
}

pub async fn add(
    tx: &mut Tx,
    id: AvailabilityId,
    facilitator: PersonId,
    new: &NewAvailability,
    spot: &Spot,
) -> Result<()> {
    sql!(tx, run: "INSERT INTO availabilities
        (id, facilitator_id, weekday, from_time, until_time, place, space_id, from_on, until_on,
            individual_supervision, group_supervision, hot_debrief, team_reflection, peer_support, group_places)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)",
        id, facilitator, i64::from(new.weekday.number_from_monday()), new.from_time, new.until_time, &spot.words,
        spot.space, new.from_on, new.until_on(), new.kinds.individual_supervision, new.kinds.group_supervision,
        new.kinds.hot_debrief, new.kinds.team_reflection, new.kinds.peer_support, new.group_places)?;
    Ok(())
}

pub async fn published(c: &mut impl AsConn, facilitator: PersonId, today: NaiveDate) -> Result<Vec<Availability>> {
    sql!(c, rows Availability: concat!("SELECT ", availability!(), "
        FROM availabilities a WHERE a.facilitator_id = $1 AND a.until_on >= $2
        ORDER BY a.from_on, a.weekday, a.from_time, a.id LIMIT 500"), facilitator, today)
}

pub async fn offered(
    c: &mut impl AsConn,
    organisation: OrganisationId,
    librarian: PersonId,
    today: NaiveDate,
) -> Result<Vec<Candidate>> {
    sql!(c, rows Candidate: concat!("SELECT a.facilitator_id, f.name, ", availability!(), ", ", terms_columns!(), ", ", ties!("$3"), "
        FROM availabilities a JOIN people f ON f.id = a.facilitator_id JOIN people m ON m.id = $2
            LEFT JOIN facilitator_terms x ON x.facilitator_id = f.id
        WHERE f.organisation_id = $1 AND f.left_at IS NULL AND a.until_on >= $3 AND ", usable!(), "
            AND EXISTS (SELECT 1 FROM roles r WHERE r.person_id = f.id AND r.role = 'facilitator')
        ORDER BY f.name, a.id LIMIT 1000"), organisation, librarian, today)
}

/// A facilitator's terms: the usual ones when they have not set any.
pub async fn terms(c: &mut impl AsConn, facilitator: PersonId) -> Result<Terms> {
    let terms = sql!(c, row Terms: concat!("SELECT ", terms_columns!(), "
        FROM people f LEFT JOIN facilitator_terms x ON x.facilitator_id = f.id WHERE f.id = $1"), facilitator)?;
    Ok(terms.unwrap_or_default())
}

pub async fn between(
    c: &mut impl AsConn,
    facilitator: PersonId,
    librarian: PersonId,
    today: NaiveDate,
) -> Result<Option<Ties>> {
    sql!(c, row Ties: concat!("SELECT ", ties!("$3"), "
        FROM people f JOIN people m ON m.organisation_id = f.organisation_id
        WHERE f.id = $1 AND m.id = $2"), facilitator, librarian, today)
}

/// What is on offer until `last`: every availability of the organisation, and every pair of a librarian placed
/// today and a facilitator of one of them. Two kinds of lines in one statement, because a page has only six.
pub async fn on_offer(
    c: &mut impl AsConn,
    organisation: OrganisationId,
    today: NaiveDate,
    last: NaiveDate,
) -> Result<Vec<OnOffer>> {
    sql!(c, rows OnOffer: concat!("SELECT CAST(NULL AS UUID) AS librarian_id, FALSE AS same_person, FALSE AS manages,
            FALSE AS leads, FALSE AS shares_manager, FALSE AS is_hr,
            ", availability!(), "
        FROM availabilities a JOIN people f ON f.id = a.facilitator_id
        WHERE f.organisation_id = $1 AND f.left_at IS NULL AND a.until_on >= $2 AND a.from_on <= $3 AND ", usable!(), "
            AND EXISTS (SELECT 1 FROM roles r WHERE r.person_id = f.id AND r.role = 'facilitator')
        UNION ALL
        SELECT m.id, same_person, manages, leads, shares_manager, is_hr,
            NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, FALSE, FALSE, FALSE, FALSE, FALSE, 8
        FROM (SELECT m.id, ", ties!("$2"), "
            FROM people m JOIN people f ON f.organisation_id = m.organisation_id
            WHERE m.organisation_id = $1 AND f.left_at IS NULL
                AND EXISTS (SELECT 1 FROM roles r WHERE r.person_id = f.id AND r.role = 'facilitator')
                AND EXISTS (SELECT 1 FROM placements p WHERE p.person_id = m.id
                    AND p.from_on <= $2 AND (p.to_on IS NULL OR p.to_on >= $2))
                AND EXISTS (SELECT 1 FROM availabilities a WHERE a.facilitator_id = f.id
                    AND (a.individual_supervision OR a.group_supervision)
                    AND a.until_on >= $2 AND a.from_on <= $3 AND ", usable!(), ")) m"), organisation, today, last)
}

/// A line of what is on offer: an availability, or a librarian and what ties one facilitator to them.
#[derive(sqlx::FromRow)]
pub struct OnOffer {
    pub librarian_id: Option<PersonId>,
    #[sqlx(flatten)]
    pub ties: Ties,
    id: Option<AvailabilityId>,
    weekday: Option<i64>,
    from_time: Option<NaiveTime>,
    until_time: Option<NaiveTime>,
    place: Option<String>,
    space_id: Option<SpaceId>,
    from_on: Option<NaiveDate>,
    until_on: Option<NaiveDate>,
    #[sqlx(flatten)]
    kinds: Kinds,
    group_places: i64,
}

impl OnOffer {
    /// The availability, if the line is one.
    pub fn availability(&self) -> Option<Availability> {
        Some(Availability {
            id: self.id?,
            weekday: self.weekday?,
            from_time: self.from_time?,
            until_time: self.until_time?,
            place: self.place.clone()?,
            space_id: self.space_id,
            from_on: self.from_on?,
            until_on: self.until_on?,
            kinds: self.kinds,
            group_places: self.group_places,
        })
    }
}

/// An availability in a space, and who published it.
#[derive(sqlx::FromRow)]
pub struct SetAside {
    pub facilitator_id: PersonId,
    #[sqlx(flatten)]
    pub availability: Availability,
}

/// The availabilities in a space that are not over, those of somebody who has left among them: what librarians
/// booked in their times still holds the space, and must not be told from what nobody booked.
pub async fn in_space(c: &mut impl AsConn, space: SpaceId, today: NaiveDate) -> Result<Vec<SetAside>> {
    sql!(c, rows SetAside: concat!("SELECT a.facilitator_id, ", availability!(), "
        FROM availabilities a WHERE a.space_id = $1 AND a.until_on >= $2 ORDER BY a.id LIMIT 1000"), space, today)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        accounts::{
            self, Role,
            testing::{librarian, managed, registration, trust},
        },
        facilitators::may_meet,
        kernel::{Now, ids::PlacementId},
        on_both_engines, organisations,
        store::Db,
        teams,
    };

    fn now() -> Now {
        Now(chrono::DateTime::from_timestamp(1_795_000_000, 0).unwrap())
    }

    on_both_engines! {
        async fn whoever_has_set_no_terms_can_be_booked_on_the_usual_ones(db: Db) {
            let trust = trust(&db, "RXX").await;
            let dana = librarian(&db, trust, "Dana").await;
            let mut tx = db.write().await.unwrap();
            assert_eq!(terms(&mut tx, dana).await.unwrap(), Terms::default());
            sql!(&mut tx, run: "INSERT INTO facilitator_terms (facilitator_id, notice_hours, horizon_weeks, buffer_minutes,
                debrief_buffer_minutes, most_a_week) VALUES ($1, 48, 6, 10, 20, 5)", dana).unwrap();
            let own = Terms { notice_hours: 48, horizon_weeks: 6, buffer_minutes: 10, debrief_buffer_minutes: 20, most_a_week: Some(5) };
            assert_eq!(terms(&mut tx, dana).await.unwrap(), own);
        }

        async fn every_tie_is_found_in_the_records(db: Db) {
            let name = || "Anytown".parse().unwrap();
            let (trust, other) = (trust(&db, "RXX").await, trust(&db, "RYY").await);
            let site = organisations::actions::open_site(&db, trust, &"RXX01".parse().unwrap(), &name(), now()).await.unwrap();
            let manager = librarian(&db, trust, "clare").await;
            let mina = managed(&db, trust, "mina", Some("clare")).await;
            let colleague = managed(&db, trust, "sam", Some("clare")).await;
            let lead = librarian(&db, trust, "ruth").await;
            let mut helen = registration("helen");
            helen.roles = vec![Role::Hr];
            let hr = accounts::actions::register(&db, trust, &helen, now()).await.unwrap();
            let independent = librarian(&db, trust, "dana").await;
            let elsewhere = librarian(&db, other, "eve").await;
            let new = teams::model::Registration { name: name(), code: None, site, specialty: "192" };
            let team = teams::actions::register(&db, trust, &new, lead, now()).await.unwrap();
            let today = now().today();
            let mut tx = db.write().await.unwrap();
            sql!(&mut tx, run: "INSERT INTO placements (id, team_id, person_id, role, wte_hundredths, from_on, added_by)
                VALUES ($1, $2, $3, 'x', 50, $4, $3)", PlacementId::random(), team, mina, today).unwrap();
            tx.commit().await.unwrap();
            let mut c = db.read().await.unwrap();
            for (facilitator, may) in [
                (independent, true), (manager, false), (colleague, false), (lead, false), (hr, false), (mina, false),
                (elsewhere, false),
            ] {
                assert_eq!(may_meet(&mut c, facilitator, mina, now()).await.unwrap(), may, "{facilitator}");
            }
            // Ruth no longer leads somebody who has left the team; nobody is tied to a stranger by having no manager.
            assert!(may_meet(&mut c, lead, lead, now()).await.is_ok_and(|may| !may));
            let yesterday = Now(now().0 - chrono::TimeDelta::days(1));
            assert!(may_meet(&mut c, lead, mina, yesterday).await.unwrap());
        }
    }
}
