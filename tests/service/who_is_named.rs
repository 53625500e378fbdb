//! Every column of the database that holds an id which is not another table's: where somebody's own file gives it to
//! them, or why it does not. A new table is in neither until somebody says so.

/// Where the rows of a column are.
#[derive(Debug)]
pub enum Held {
    /// In these parts of the file: as many lines as rows, counting those in which the field is so; no field, all of them.
    In(&'static [(&'static str, &'static str)]),
    /// Not in the file, for this reason.
    Not(&'static str),
}

use Held::{In, Not};

const ACT: &str = "what somebody did to another's record: in the part `changes`, without naming the other";
const NOBODY: &str = "names no person";

/// Table, column, and where.
pub const PEOPLES_COLUMNS: &[(&str, &str, Held)] = &[
    ("area_readers", "person_id", In(&[("areas", "")])),
    ("availabilities", "facilitator_id", In(&[("availabilities", "")])),
    ("changes", "actor_id", In(&[("changes", "")])),
    ("changes", "thing_id", Not("the thing that was changed, which is given with who changed it")),
    ("check_backs", "person_id", In(&[("sessions", "check_back_at")])),
    ("check_in_lives", "person_id", In(&[("check_ins_kept", "")])),
    ("check_ins", "person_id", In(&[("check_ins", "")])),
    ("codes", "person_id", In(&[("sign_in_codes", "")])),
    ("cpd_ticks", "person_id", In(&[("cpd", "")])),
    (
        "diary",
        "owner_id",
        Not("the times of the sessions in `sessions` and `facilitated`, again, with the buffer after them"),
    ),
    (
        "directory_imports",
        "person_id",
        Not("a directory file between its preview and its confirmation: nothing about a person, and gone within a day"),
    ),
    ("duty_figures", "organisation_id", Not(NOBODY)),
    ("facilitator_terms", "facilitator_id", In(&[("terms", "")])),
    ("feeds", "person_id", In(&[("calendar_address", "")])),
    ("identities", "person_id", In(&[("identities", "")])),
    ("invitations", "person_id", In(&[("sessions", "invited")])),
    ("kept_sessions", "facilitator_id", In(&[("facilitated", "kept_despite")])),
    ("left_out", "left_out_by", Not(ACT)),
    ("left_out", "person_id", In(&[("sessions", "left_out_at")])),
    ("looks", "subject_id", In(&[("looks", "")])),
    (
        "looks",
        "viewer_id",
        Not("what somebody opened is about others, who are told; to give it here would give out what they are not"),
    ),
    ("messages", "recipient_id", In(&[("messages", "")])),
    ("messages", "thing", Not(NOBODY)),
    ("occurrences", "confirmed_by", In(&[("sessions", "own_word"), ("facilitated", "took_place_at")])),
    ("offers", "person_id", In(&[("sessions", "offered_until")])),
    ("offers", "session_id", Not(NOBODY)),
    (
        "person_keys",
        "person_id",
        Not("the key that opens the check-ins, which are given opened: out of the service it would open every copy"),
    ),
    ("places", "person_id", In(&[("places", "")])),
    ("placements", "added_by", Not(ACT)),
    ("placements", "person_id", In(&[("placements", "")])),
    ("preferences", "person_id", In(&[("preferences", "")])),
    ("requests", "person_id", In(&[("requests", "")])),
    ("requests", "taken_by", Not(ACT)),
    ("retention_receipts", "run_id", Not(NOBODY)),
    ("roles", "person_id", In(&[("roles", "")])),
    (
        "roster_imports",
        "person_id",
        Not("a roster file between its preview and its confirmation: about those in it, sealed, and gone within a day"),
    ),
    ("seats", "person_id", In(&[("sessions", "seat")])),
    ("seats", "session_id", Not(NOBODY)),
    ("sessions", "called_by", In(&[("called", "")])),
    ("sessions", "facilitator_id", In(&[("facilitated", "")])),
    ("sign_ins", "person_id", In(&[("sign_ins", "")])),
    ("signposts", "owner_id", In(&[("entries", "")])),
    ("spaces", "site_id", Not(NOBODY)),
    ("submissions", "made_id", Not("what a form made, which is where that is")),
    ("submissions", "person_id", In(&[("forms", "")])),
    ("submissions", "token", Not(NOBODY)),
    ("team_leads", "person_id", In(&[("leads", "")])),
    ("times_away", "facilitator_id", In(&[("times_away", "")])),
    ("told", "person_id", In(&[("sessions", "told"), ("facilitated", "told")])),
    ("waiting", "person_id", In(&[("sessions", "waits")])),
    ("wishes", "event_id", Not(NOBODY)),
    ("wishes", "organisation_id", Not(NOBODY)),
    ("wishes", "person_id", In(&[("wishes", "")])),
];
