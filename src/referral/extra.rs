//! What no field of the standard can carry, in the one property that this service adds to a service: `alongside`.
//!
//! Fields that the standard has are not repeated here: name, description, fees, `assured_date`, needs as attributes;
//! nor are those that HSDS 3.0 has and the UK profile dropped, which are sent under their HSDS names: `phones`,
//! `eligibility_description` (who it is for), `wait_time`.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// The property `alongside` of a service.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Extra {
    /// Opening hours in the notation of OpenStreetMap, with bank holidays, which a schedule cannot say; "" when
    /// they are not known, or "by appointment".
    pub hours: String,
    /// Who it is not for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub not_for: Option<String>,
    /// Who will know that somebody made contact.
    pub who_will_know: String,
    /// Whether the employer is among them.
    pub employer_knows: bool,
    /// Whether it costs nothing; `fees` says it in words.
    pub free: bool,
    /// Its place among others for the same need: lowest first.
    pub try_order: i64,
    /// Who keeps the entry right, in words.
    pub owner: String,
    /// By when it must be checked again.
    pub next_check_on: NaiveDate,
    /// The kinds of contract it is for: trust, university, contractor.
    pub contracts: Vec<String>,
    /// For everybody, or for the staff of the organisation: everybody, staff.
    pub audience: String,
    /// Whether it is an invented example.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub example: bool,
    /// Every way to reach it, the best first, which `phones`, `url`, `email` and locations cannot say.
    pub ways: Vec<ExtraWay>,
    /// What to try before it and when it does not help.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub links: Vec<ExtraLink>,
}

/// A way to reach help.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ExtraWay {
    /// phone, text, web, email or `in_person`.
    pub means: String,
    /// The number, address or place.
    pub value: String,
    /// What to do once through.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// Another service that this one leads to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ExtraLink {
    /// `try_first` or `if_this_fails`.
    pub kind: String,
    /// Its id.
    pub id: uuid::Uuid,
}
