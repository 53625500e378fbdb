//! Rows with the team and the person found that they are about.

use chrono::NaiveDate;

use super::{
    columns::Column,
    known::{Found, Known, KnownPerson, KnownTeam, Scope, Teams},
    plan::{Place, Plan, Problem},
    row::{Entry, shortened},
};
use crate::{accounts::Profession, kernel::Email};

/// A row, whose it is and where.
pub struct Draft<'k> {
    /// What the row says.
    pub entry: Entry,
    /// The person's address.
    pub email: Email,
    /// The first day.
    pub from_on: NaiveDate,
    /// The team.
    pub team: &'k KnownTeam,
    /// The person; none when they are to be registered from this file.
    pub person: Option<&'k KnownPerson>,
}

/// Finds each row's team and person, and says where there is none, also of rows that are wrong anyway.
pub fn drafts<'k>(entries: Vec<Entry>, known: &'k Known, plan: &mut Plan) -> Vec<Draft<'k>> {
    let teams = Teams::of(known);
    let mut drafts = Vec::new();
    for entry in entries {
        let before = plan.problems.len();
        employer(&entry, known, &mut plan.problems);
        let team = team(&entry, &teams, &mut plan.problems);
        if let Some(team) = team {
            agrees(&entry, team, &mut plan.problems);
        }
        let email = entry.email.clone();
        let person = email.as_ref().and_then(|email| person(&entry, email, known, &mut plan.problems));
        if entry.sound
            && before == plan.problems.len()
            && let (Some(email), Some(from_on), Some(team)) = (email, entry.from_on, team)
        {
            drafts.push(Draft { entry, email, from_on, team, person });
        }
    }
    drafts
}

impl Draft<'_> {
    /// Whose placement it is, and where.
    pub fn place(&self) -> Place {
        let given = self.entry.name.as_ref().map_or(self.email.as_str(), |name| name.as_str());
        Place {
            row: self.entry.row,
            email: self.email.clone(),
            name: self.person.map_or(given, |person| person.name.as_str()).to_owned(),
            team: self.team.id,
            team_name: self.team.name.clone(),
        }
    }
}

/// The team by its code; by its name when there is no code, or when it is a code that no team has been given yet.
/// A team that is not the reader's to write looks like one that does not exist.
fn team<'k>(entry: &Entry, teams: &Teams<'k>, problems: &mut Vec<Problem>) -> Option<&'k KnownTeam> {
    let several = "could be more than one team";
    let unknown = "is the name of no team whose roster you write";
    let (column, words, sentence) = match (&entry.code, &entry.team) {
        (Some(code), name) => match (teams.with_code(code), name.as_ref().map(|name| teams.named(name))) {
            (Found::Team(team), _) => return Some(team),
            (Found::Several, _) => (Column::MdtCode, code, several),
            (Found::Nothing, Some(Found::Team(team))) if team.code.is_none() => return Some(team),
            (Found::Nothing, _) => (Column::MdtCode, code, "is the code of no team whose roster you write"),
        },
        (None, Some(name)) => match teams.named(name) {
            Found::Team(team) => return Some(team),
            Found::Several => (Column::MdtName, name, several),
            Found::Nothing => (Column::MdtName, name, unknown),
        },
        // The row was read with one of them.
        (None, None) => return None,
    };
    problems.push(Problem::new(entry.row, column, format!("'{}' {sentence}", shortened(words))));
    None
}

/// What the row says of the team besides must be so, or it may be another team that is meant.
fn agrees(entry: &Entry, team: &KnownTeam, problems: &mut Vec<Problem>) {
    let mut differs = |column, said: &str, is: &str, what: &str| {
        let sentence = format!("'{}' is not the {what} of {}, which is {is}", shortened(said), team.name);
        problems.push(Problem::new(entry.row, column, sentence));
    };
    if let Some(said) = &entry.specialty
        && super::values::bare_code(said) != super::values::bare_code(&team.specialty)
    {
        differs(Column::Tfc, said, &team.specialty, "specialty");
    }
    if let Some(said) = &entry.site
        && *said != team.site_ods
    {
        differs(Column::SiteOds, said.as_str(), team.site_ods.as_str(), "site");
    }
}

fn employer(entry: &Entry, known: &Known, problems: &mut Vec<Problem>) {
    if let (Some(said), Some(own)) = (&entry.employer, known.teams.first().map(|team| &team.employer_ods))
        && said != own
    {
        let sentence = format!("'{said}' is not your organisation, which is {own}");
        problems.push(Problem::new(entry.row, Column::EmployerOds, sentence));
    }
}

fn person<'k>(entry: &Entry, email: &Email, known: &'k Known, problems: &mut Vec<Problem>) -> Option<&'k KnownPerson> {
    let found = known.person(email);
    let sentence = match (found, known.scope) {
        (Some(person), _) if person.profession == Profession::Librarian => return found,
        (Some(_), _) => {
            format!("{email} is not registered as a librarian or knowledge specialist")
        }
        (None, Scope::Organisation) => return None,
        (None, Scope::Led) => {
            format!("{email} is not registered. Ask your service manager to register them")
        }
    };
    problems.push(Problem::new(entry.row, Column::NhsEmail, sentence));
    None
}
