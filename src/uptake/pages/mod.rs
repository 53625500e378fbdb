//! The uptake page; coverage has a file of its own.

mod coverage;

pub use coverage::Coverage;
use serde::Serialize;

use crate::{
    accounts::Member,
    facilitators::tally::Supervision,
    kernel::{Now, london},
    privacy::{Item, Words},
    sessions::tally::Debriefs,
    spaces::tally::Spaces,
    teams::tally::Teams,
    uptake::model::Quarter,
    web::Page,
};

/// Duties as exact figures; choices withheld.
#[derive(Serialize)]
pub struct Uptake {
    organisation: String,
    today: String,
    quarter: String,
    recommendations: Vec<Recommendation>,
    releases: Choices,
    who: Words,
}

#[derive(Serialize)]
struct Recommendation {
    code: &'static str,
    name: &'static str,
    duties: Vec<Duty>,
}

/// A figure with its definition beside it.
#[derive(Serialize)]
struct Duty {
    name: &'static str,
    figure: String,
    meaning: String,
}

/// What is said of people's choices where the duties stand: that they are elsewhere, and when the next are published.
#[derive(Serialize)]
struct Choices {
    quarter: String,
    due: String,
}

/// Everything the page counts.
pub struct Figures {
    pub teams: Teams,
    pub supervision: Supervision,
    pub debriefs: Debriefs,
    pub spaces: Spaces,
    /// Directory entries in date, and all of them.
    pub directory: (i64, i64),
}

impl Page for Uptake {
    const TEMPLATE: &'static str = "uptake/show";
}

impl Uptake {
    pub fn new(by: &Member, figures: &Figures, now: Now) -> Self {
        let over = Quarter::over_before(now.today());
        let next = if now.today() < over.due_on() { over } else { Quarter::of(now.today()) };
        Self {
            organisation: by.organisation_name.clone(),
            today: london::day(now.today()),
            quarter: Quarter::of(now.today()).name(),
            recommendations: vec![considered(figures, by.supervision_weeks), extended(figures), highlighted(figures)],
            releases: Choices { quarter: next.name(), due: london::day(next.due_on()) },
            who: by.words(Item::Releases),
        }
    }
}

fn considered(figures: &Figures, weeks: i64) -> Recommendation {
    let (teams, supervision) = (&figures.teams, &figures.supervision);
    Recommendation {
        code: "R1",
        name: "Librarians' psychological wellbeing is considered",
        duties: vec![
            duty("Embedded librarians registered", teams.librarians, "People on a team's roster today."),
            Duty {
                name: "Librarians offered supervision",
                figure: format!("{} of {}", supervision.librarians_offered, teams.librarians),
                meaning: format!(
                    "Embedded librarians for whom an independent facilitator has published times within the next \
                     {weeks} weeks, whether or not they book."
                ),
            },
            Duty {
                name: "Facilitator hours available",
                figure: supervision.hours.to_string(),
                meaning: format!("Hours published for the next {weeks} weeks, booked or not."),
            },
        ],
    }
}

fn extended(figures: &Figures) -> Recommendation {
    let (teams, debriefs) = (&figures.teams, &figures.debriefs);
    Recommendation {
        code: "R2",
        name: "The team's arrangements are extended to them",
        duties: vec![
            Duty {
                name: "Teams with a librarian",
                figure: format!("{} of {}", teams.with_librarian, teams.teams),
                meaning: "Registered teams with at least one librarian on the roster today.".into(),
            },
            Duty {
                name: "Arrangements that include librarians",
                figure: format!("{} of {}", teams.including, teams.arrangements),
                meaning: "Kinds of support that those teams have, and how many of them include librarians.".into(),
            },
            Duty {
                name: "Team debriefs that invited a librarian",
                figure: format!("{} of {}", debriefs.inviting, debriefs.called),
                meaning: "Debriefs called by leads for this quarter. Who came is not counted.".into(),
            },
        ],
    }
}

fn highlighted(figures: &Figures) -> Recommendation {
    let (in_date, all) = figures.directory;
    Recommendation {
        code: "R3",
        name: "The organisation's own services are highlighted to them",
        duties: vec![
            Duty {
                name: "Directory entries in date",
                figure: format!("{in_date} of {all}"),
                meaning: "Entries whose next check is not overdue. Who opens an entry is not recorded.".into(),
            },
            Duty {
                name: "Spaces open outside staffed hours",
                figure: format!("{} of {}", figures.spaces.open_unstaffed, figures.spaces.spaces),
                meaning: "Spaces for reflection, wellbeing, collaboration or technology that staff get into in an \
                          ordinary week while nobody staffs them. Who uses one is not recorded."
                    .into(),
            },
            Duty {
                name: "Urgent help",
                figure: "On every page".into(),
                meaning: "Built into the program and open without sign-in.".into(),
            },
        ],
    }
}

fn duty(name: &'static str, figure: i64, meaning: &str) -> Duty {
    Duty { name, figure: figure.to_string(), meaning: meaning.to_owned() }
}
