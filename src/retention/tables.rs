//! Which tables of the database go with which line, and which go with none.

use super::table::Kind;

/// The tables that nothing deletes by its age alone, each with the reason. Whatever is in none of these and has no line
/// above fails a test.
pub const NOT_BY_AGE: &[(&str, &str)] = &[
    ("organisations", "describes an employer, and nobody"),
    ("sites", "describes an employer, and nobody"),
    ("areas", "describes regions, and nobody"),
    ("teams", "describes a team, and nobody"),
    ("arrangements", "describes a team's support, and nobody"),
    ("spaces", "describes a room, and nobody"),
    ("signposts", "the directory: its owner checks every entry, and a withdrawn one says where to go instead"),
    ("signpost_ways", "goes with its entry of the directory"),
    ("signpost_needs", "goes with its entry of the directory"),
    ("signpost_links", "goes with its entry of the directory"),
    ("signpost_directory", "one row, which counts the changes of the directory"),
    ("roles", "what somebody may do now; goes when they leave"),
    ("team_leads", "who leads a team now; goes when they leave"),
    ("facilitator_terms", "one row for each facilitator; goes with the leaver"),
    ("preferences", "one row for each person, theirs to change; goes with the leaver and at erasure"),
    ("feeds", "one row for each person, theirs to end; goes when they leave and at erasure"),
    ("check_in_lives", "one row for each person, theirs to change; goes with the leaver and at erasure"),
    ("area_readers", "who reads an area's figures now; ended at the command line, and gone with the leaver"),
    ("identities", "one row for each person and provider; goes when they leave"),
    ("sign_in_domains", "describes how an organisation signs in, and nobody"),
    ("sign_in_terms", "describes how an organisation signs in, and nobody"),
    ("duty_quarters", "an organisation's duties, quarter by quarter: counted, and of nobody"),
    ("duty_figures", "an organisation's duties, quarter by quarter: counted, and of nobody"),
    ("duty_urgent_checks", "on which days the urgent page was checked, and not by whom"),
    ("duty_commentaries", "the organisation's own words beside a quarter's evidence, which name nobody"),
    ("staffing_returns", "an organisation's yearly returns, and of nobody"),
    ("service_key", "one row"),
    ("log_horizons", "two rows, which say from when the logs are kept"),
    ("retention_turn", "one row"),
    ("erasures", "a backup of any age must be brought up to it; names nobody (docs/decisions/0025-retention.md)"),
];

impl Kind {
    /// The tables whose rows go with it.
    #[must_use]
    pub const fn tables(self) -> &'static [&'static str] {
        match self {
            Self::CheckIns => &["check_ins", "person_keys"],
            Self::Bookings => &[
                "sessions",
                "places",
                "seats",
                "offers",
                "waiting",
                "invitations",
                "occurrences",
                "check_backs",
                "kept_sessions",
                "left_out",
                "told",
                "diary",
                "series",
                "cpd_ticks",
            ],
            Self::Requests => &["requests", "proposals"],
            Self::Wishes => &["wishes"],
            Self::SignIns => &["sign_ins", "challenges", "codes", "allowances"],
            Self::Looks => &["looks"],
            Self::Changes => &["changes"],
            Self::Forms => &["submissions"],
            Self::Messages => &["messages"],
            Self::Events => &["events"],
            Self::Published => &["availabilities", "times_away", "closure_days"],
            Self::Uploads => &["roster_imports", "directory_imports"],
            Self::Placements => &["placements"],
            Self::Leavers => &["people"],
            Self::Receipts => &["retention_receipts"],
        }
    }
}
