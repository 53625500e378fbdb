//! What is answered and is no page for a reader.

/// Addresses that are no pages.
pub const NOT_PAGES: [(&str, &str); 26] = [
    ("/sign-in/organisation", "a way to another site, where there is one"),
    ("/sign-in/organisation/return", "the way back from it"),
    ("/assets/<path..>", "stylesheets, scripts and images"),
    ("/rosters/template.csv", "a file to keep"),
    ("/teams/<id>/roster.csv", "a file to keep"),
    ("/uptake/duties.csv", "a file to keep"),
    ("/uptake/coverage.csv", "a file to keep"),
    ("/uptake/trend.csv", "a file to keep"),
    ("/uptake/evidence.csv", "a file to keep"),
    ("/areas/<id>/figures.csv", "a file to keep"),
    ("/staffing/returns.csv", "a file to keep"),
    ("/staffing/template.csv", "a file to keep"),
    ("/uptake/releases/<number>/figures.csv", "a file to keep"),
    ("/uptake/releases/<number>/figures.xlsx", "a file to keep"),
    ("/sessions/<id>/appointment.ics", "a file to keep"),
    ("/record/cpd/<period>/log.csv", "a file to keep"),
    ("/calendar/<part>", "a calendar for programs"),
    ("/open-referral", FEED),
    ("/open-referral/services", FEED),
    ("/open-referral/services/<id>", FEED),
    ("/open-referral/service_at_locations", FEED),
    ("/open-referral/service_at_locations/<id>", FEED),
    ("/open-referral/taxonomies", FEED),
    ("/open-referral/taxonomies/<id>", FEED),
    ("/open-referral/taxonomy_terms", FEED),
    ("/open-referral/taxonomy_terms/<id>", FEED),
];

const FEED: &str = "the directory for programs";
