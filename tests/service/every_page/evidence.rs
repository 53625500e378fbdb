//! What the organisation does, what people choose, and the staff ratio.

use super::{Things, Visit, plain, visit};

pub fn of_evidence(things: &Things) -> Vec<Visit> {
    vec![
        plain("/uptake", "Helen"),
        plain("/uptake/coverage", "Helen"),
        plain("/uptake/releases", "Helen"),
        plain("/uptake/releases/new", "Grace"),
        visit("/uptake/releases/<number>", "Helen", things.address("/uptake/releases/<release>")),
        plain("/uptake/protection", "Helen"),
        plain("/uptake/trend", "Helen"),
        visit("/uptake/trend", "Helen", "/uptake/trend?specialty=192"),
        plain("/uptake/evidence", "Helen"),
        plain("/uptake/commentary", "Helen"),
        plain("/areas", "Helen"),
        visit("/areas/<id>", "Helen", things.address("/areas/<area>")),
        plain("/staffing", "Helen"),
        plain("/uptake/urgent-check", "Grace"),
        plain("/uptake/commentary", "Mina"),
        plain("/staffing", "Grace"),
        plain("/staffing/returns/new", "Grace"),
        visit("/staffing/returns/<id>", "Grace", things.address("/staffing/returns/<return>")),
        plain("/staffing/import", "Grace"),
    ]
}
