//! Every form as its rightful sender would fill it in.

use alongside::kernel::ids::OnceToken;

use crate::things::Things;

/// A form as its rightful sender would fill it in.
pub fn filled_in(path: &str, things: &Things) -> Vec<(String, String)> {
    let (slot, site) = (things.address("<slot>"), things.address("<site>"));
    let proposal = things.address("<proposal>");
    let fields: Vec<(&str, &str)> = match path {
        "/teams/<team>/placements" => vec![
            ("email", "priya.shah@anytown.example"),
            ("role", "Librarian"),
            ("wte", "0.2"),
            ("from[day]", "1"),
            ("from[month]", "12"),
            ("from[year]", "2026"),
        ],
        "/teams/<team>/registration" => {
            vec![("name", "Critical care"), ("site", &site), ("specialty", "192"), ("code", "CC1")]
        }
        "/teams/<team>/leads" => vec![("lead", "owen.pryce@anytown.example")],
        "/teams/<team>/arrangements/new" => vec![("name", "Tea and talk"), ("included", "yes")],
        "/teams/<team>/arrangements/<arrangement>" => vec![("included", "no")],
        "/teams/<team>/arrangements" => [
            "team_debrief",
            "team_reflection",
            "group_supervision",
            "individual_supervision",
            "peer_support",
            "schwartz_rounds",
        ]
        .map(|kind| (kind, "included"))
        .to_vec(),
        "/teams/<team>/debriefs" => vec![
            ("kind", "hot_debrief"),
            ("since", "today"),
            ("day", "2026-11-23"),
            ("time", "2:30pm"),
            ("place", "Ward"),
        ],
        "/supervision/bookings" => vec![("slot", &slot)],
        "/requests" => vec![("team", "none"), ("since", "today"), ("company", "one_other"), ("parts", "mornings")],
        "/requests/<request>/answer" => vec![("day", "2026-12-01"), ("time", "11am"), ("place", "Room 2")],
        "/calendar/preferences" => vec![("reminders", "none"), ("titles", "neutral")],
        "/record/cpd" => vec![("period", "last-12-months")],
        "/settings" => vec![("supervision_weeks", "8"), ("answer_days", "3")],
        "/settings/sign-in" => vec![("domains", "anytown.example"), ("codes", "allowed")],
        "/check-ins" | "/check-ins/<check-in>/edit" => vec![("energy", "low")],
        "/check-ins/keeping" => vec![("kept", "3")],
        "/record/erasure" => vec![("to_come", "keep"), ("sure", "yes")],
        "/signposts/<entry>/checks" => vec![("holds", "6")],
        "/signposts/<entry>/withdrawal" => vec![("forwarding", "It has closed.")],
        "/sites" => vec![("name", "Annexe"), ("ods_code", "Z9A9W")],
        "/sites/<site>" => vec![("name", "Annexe")],
        "/people/<person>/registration" => {
            vec![("name", "Mina Lund"), ("job_title", "Librarian"), ("profession", "librarian")]
        }
        "/people" => vec![
            ("name", "Una Moss"),
            ("email", "una.moss@anytown.example"),
            ("job_title", "Librarian"),
            ("profession", "librarian"),
        ],
        "/teams" => {
            vec![("name", "Stroke unit"), ("site", &site), ("specialty", "328"), ("lead", "owen.pryce@anytown.example")]
        }
        "/spaces" | "/spaces/<space>" => vec![
            ("name", "Box room"),
            ("site", &site),
            ("how_to_find", "Level 1"),
            ("capacity", "2"),
            ("uses", "reflection"),
            ("step_free", "yes"),
            ("holds_sessions", "yes"),
            ("staffed_text", "Mo-Fr 09:00-17:00"),
            ("unstaffed", "never"),
            ("managed_by", "Library"),
        ],
        "/sessions/<session>/occurrence" | "/sessions/<debrief>/occurrence" => vec![("word", "took_place")],
        "/requests/<taken>/answer" => vec![("day", "2026-12-02"), ("time", "11am"), ("place", "Room 2")],
        "/requests/<proposed>/choice" => vec![("proposal", &proposal)],
        "/debriefs/<debrief>/time" => vec![("day", "2026-12-03"), ("time", "11am"), ("place", "Ward")],
        "/events/keeping" | "/events/keeping/<event>/changes" => vec![
            ("kind", "schwartz_round"),
            ("day[day]", "2"),
            ("day[month]", "12"),
            ("day[year]", "2026"),
            ("time", "12:30pm"),
            ("minutes", "60"),
            ("place", "Chapel"),
            ("audience", "All staff"),
        ],
        "/directory-imports/<feed>/confirmation" => vec![("mark", "0")],
        _ => of_evidence(path).unwrap_or_else(|| of_availability(path)),
    };
    let token = ("once".to_owned(), OnceToken::random().to_string());
    fields.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).chain([token]).collect()
}

/// The forms of what the organisation says itself.
fn of_evidence(path: &str) -> Option<Vec<(&'static str, &'static str)>> {
    match path {
        "/uptake/releases" => Some(vec![("quarter", "2026-Q3")]),
        "/uptake/commentary" => Some(vec![("words", "Two further teams were reached.")]),
        "/staffing/returns" | "/staffing/returns/<return>" => Some(vec![
            ("counted[day]", "31"),
            ("counted[month]", "3"),
            ("counted[year]", "2023"),
            ("workforce", "8,400"),
            ("qualified", "4.2"),
            ("source", "ESR"),
        ]),
        "/staffing/imports/confirmation" => Some(vec![("rows", "2023-03-31 8400.00 4.20 ESR"), ("shown", "0")]),
        _ => None,
    }
}

/// The forms of what somebody offers, and when they do not.
fn of_availability(path: &str) -> Vec<(&'static str, &'static str)> {
    match path {
        "/availability" => vec![
            ("weekday", "5"),
            ("from_time", "9am"),
            ("until_time", "12:00"),
            ("place", "Room 9"),
            ("weeks", "6"),
            ("from[day]", "1"),
            ("from[month]", "12"),
            ("from[year]", "2026"),
        ],
        "/availability/single" => vec![
            ("on[day]", "1"),
            ("on[month]", "12"),
            ("on[year]", "2026"),
            ("kinds", "peer_support"),
            ("from_time", "9am"),
            ("until_time", "12:00"),
            ("place", "Room 9"),
        ],
        "/availability/<availability>" => vec![
            ("until[day]", "1"),
            ("until[month]", "2"),
            ("until[year]", "2027"),
            ("kinds", "peer_support"),
            ("from_time", "9am"),
            ("until_time", "12:00"),
            ("video", "https://meet.example.nhs.uk/9"),
        ],
        "/availability/away" => vec![
            ("first[day]", "1"),
            ("first[month]", "2"),
            ("first[year]", "2027"),
            ("last[day]", "5"),
            ("last[month]", "2"),
            ("last[year]", "2027"),
        ],
        "/availability/terms" => {
            vec![
                ("notice_hours", "0"),
                ("horizon_weeks", "4"),
                ("buffer_minutes", "5"),
                ("debrief_buffer_minutes", "5"),
            ]
        }
        "/closure-days" => vec![
            ("closed[day]", "31"),
            ("closed[month]", "12"),
            ("closed[year]", "2026"),
            ("name", "The old year ends"),
        ],
        _ => vec![],
    }
}
