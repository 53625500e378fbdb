//! What is on offer, to whom, and when it is not.

use chrono::{NaiveDate, NaiveTime};

use crate::{
    facilitators::{
        Kinds, Terms,
        independence::Ties,
        model::{Availability, Offered, Standing},
        off::{Off, OffLine},
    },
    kernel::{
        Now,
        ids::{AvailabilityId, OrganisationId, PersonId, SiteId, SpaceId},
    },
    sql,
    store::{AsConn, Result},
};

/// An availability with everything that ties its facilitator to one librarian.
#[derive(sqlx::FromRow)]
pub struct Candidate {
    pub facilitator_id: PersonId,
    name: String,
    #[sqlx(flatten)]
    availability: Availability,
    #[sqlx(flatten)]
    terms: Terms,
    #[sqlx(flatten)]
    pub ties: Ties,
}

impl Candidate {
    pub fn into_offered(self, off: Off) -> Offered {
        Offered {
            facilitator: self.facilitator_id,
            name: self.name,
            availability: self.availability,
            terms: self.terms,
            off,
        }
    }
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

/// The closure days of an organisation and its facilitators' times away that are not over.
pub async fn off(c: &mut impl AsConn, organisation: OrganisationId, now: Now) -> Result<Vec<OffLine>> {
    sql!(c, rows OffLine: off!("", "$1", "$2", "$3", ""), organisation, now.today(), now.0)
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

/// A line of what is on offer: an availability, when somebody offers nothing, or a facilitator and a librarian and
/// what ties them.
#[derive(sqlx::FromRow)]
pub struct OnOffer {
    /// Where the librarian is placed, one line for each team.
    pub site_id: Option<SiteId>,
    pub specialty: Option<String>,
    pub facilitator_id: Option<PersonId>,
    pub librarian_id: Option<PersonId>,
    #[sqlx(flatten)]
    pub ties: Ties,
    #[sqlx(flatten)]
    pub own: Own,
}

/// A line of what one facilitator has published: an availability, or when they offer nothing.
#[derive(sqlx::FromRow)]
pub struct Own {
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
    usable: bool,
    #[sqlx(flatten)]
    pub off: OffLine,
}

impl Own {
    /// The availability, if the line is one.
    pub fn standing(&self) -> Option<Standing> {
        let availability = Availability {
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
        };
        Some(Standing { availability, usable: self.usable })
    }
}

/// What is on offer until `last`: every availability of the organisation, when nothing is offered, and every pair of
/// a librarian placed today and a facilitator of supervision, once for each team. In one statement, because a page has
/// only six.
pub async fn on_offer(
    c: &mut impl AsConn,
    organisation: OrganisationId,
    now: Now,
    last: NaiveDate,
) -> Result<Vec<OnOffer>> {
    sql!(c, rows OnOffer: concat!("SELECT f.id AS facilitator_id, CAST(NULL AS UUID) AS librarian_id,
            CAST(NULL AS UUID) AS site_id, CAST(NULL AS TEXT) AS specialty, FALSE AS same_person, FALSE AS manages, FALSE AS leads, FALSE AS shares_manager, FALSE AS is_hr,
            ", availability!(), ", TRUE AS usable, CAST(NULL AS UUID) AS away_id,
            CAST(NULL AS TIMESTAMPTZ) AS away_from, CAST(NULL AS TIMESTAMPTZ) AS away_until,
            CAST(NULL AS DATE) AS closed_on, CAST(NULL AS TEXT) AS closed_name
        FROM availabilities a JOIN people f ON f.id = a.facilitator_id
        WHERE f.organisation_id = $1 AND f.left_at IS NULL AND a.until_on >= $2 AND a.from_on <= $4 AND ", usable!(), "
            AND EXISTS (SELECT 1 FROM roles r WHERE r.person_id = f.id AND r.role = 'facilitator')
        UNION ALL ", off!(concat!("NULL, NULL, NULL, FALSE, FALSE, FALSE, FALSE, FALSE, ", no_availability!()), "$1", "$2", "$3", ""), "
        UNION ALL
        SELECT m.facilitator_id, m.id, m.site_id, m.specialty, same_person, manages, leads, shares_manager, is_hr,
            ", no_availability!(), "NULL, NULL, NULL, NULL, NULL
        FROM (SELECT m.id, f.id AS facilitator_id, t.site_id, t.specialty, ", ties!("$2"), "
            FROM people m JOIN people f ON f.organisation_id = m.organisation_id
                JOIN placements d ON d.person_id = m.id JOIN teams t ON t.id = d.team_id
            WHERE m.organisation_id = $1 AND f.left_at IS NULL
                AND EXISTS (SELECT 1 FROM roles r WHERE r.person_id = f.id AND r.role = 'facilitator')
                AND d.from_on <= $2 AND (d.to_on IS NULL OR d.to_on >= $2)
                AND EXISTS (SELECT 1 FROM availabilities a WHERE a.facilitator_id = f.id
                    AND (a.individual_supervision OR a.group_supervision)
                    AND a.until_on >= $2 AND a.from_on <= $4 AND ", usable!(), ")) m"),
        organisation, now.today(), now.0, last)
}

/// What a facilitator has published that is not over, and when they offer nothing.
pub async fn own(
    c: &mut impl AsConn,
    organisation: OrganisationId,
    facilitator: PersonId,
    now: Now,
) -> Result<Vec<Own>> {
    sql!(c, rows Own: concat!("SELECT * FROM (SELECT f.id AS facilitator_id, ", availability!(), ",
            ", usable!(), " AS usable, CAST(NULL AS UUID) AS away_id,
            CAST(NULL AS TIMESTAMPTZ) AS away_from, CAST(NULL AS TIMESTAMPTZ) AS away_until,
            CAST(NULL AS DATE) AS closed_on, CAST(NULL AS TEXT) AS closed_name
        FROM availabilities a JOIN people f ON f.id = a.facilitator_id
        WHERE f.id = $4 AND a.withdrawn_at IS NULL AND a.until_on >= $2
        UNION ALL ", off!(no_availability!(), "$1", "$2", "$3", " AND f.id = $4"), ") own ORDER BY from_on, weekday, from_time, id LIMIT 1000"),
        organisation, now.today(), now.0, facilitator)
}

/// An availability in a space, and who published it.
#[derive(sqlx::FromRow)]
pub struct SetAside {
    pub facilitator_id: PersonId,
    #[sqlx(flatten)]
    pub availability: Availability,
}

/// The availabilities in a space that are not over, those of somebody who has left and those that were withdrawn
/// among them: what librarians booked in their times still holds the space, and must not be told from what nobody
/// booked. For the same reason nobody's time away and no closure day is taken out of them.
pub async fn in_space(c: &mut impl AsConn, space: SpaceId, today: NaiveDate) -> Result<Vec<SetAside>> {
    sql!(c, rows SetAside: concat!("SELECT a.facilitator_id, ", availability!(), "
        FROM availabilities a WHERE a.space_id = $1 AND a.until_on >= $2 ORDER BY a.id LIMIT 1000"), space, today)
}
