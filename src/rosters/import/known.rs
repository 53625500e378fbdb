//! What stands before a file is compared with it.

use std::collections::HashMap;

use chrono::NaiveDate;

use super::values;
use crate::{
    accounts::{Profession, model::Post},
    kernel::{
        Email, Line, Wte,
        ids::{PersonId, PlacementId, TeamId},
    },
    organisations::OdsCode,
};

/// How far somebody's file reaches.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Scope {
    /// The teams they lead. Of people, nothing but their placements there.
    #[default]
    Led,
    /// Every team of the organisation, and its people.
    Organisation,
}

/// A team that a file may be about.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct KnownTeam {
    /// Its id.
    pub id: TeamId,
    /// Its name.
    pub name: String,
    /// Its code in the employer's own systems.
    pub code: Option<String>,
    /// Its specialty.
    pub specialty: String,
    /// Its site.
    pub site_ods: OdsCode,
    /// Its employer.
    pub employer_ods: OdsCode,
}

/// Somebody of the organisation.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct KnownPerson {
    /// Their id.
    pub id: PersonId,
    /// Their work address.
    pub email: Email,
    /// Their name.
    pub name: Line,
    /// What their post is called.
    pub job_title: Line,
    /// What they are by profession.
    pub profession: Profession,
    /// What is known of their post.
    #[sqlx(flatten)]
    pub post: Post,
    /// Their line manager's work address.
    pub line_manager_email: Option<Email>,
}

/// A spell on one of the teams, whether or not it is over.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct KnownSpell {
    /// Its id.
    pub id: PlacementId,
    /// The team.
    pub team_id: TeamId,
    /// Who.
    pub person_id: PersonId,
    /// What they do there.
    pub role: Line,
    /// Their time on it.
    #[sqlx(rename = "wte_hundredths")]
    pub wte: Wte,
    /// The first day.
    pub from_on: NaiveDate,
    /// The last day; none while it is open.
    pub to_on: Option<NaiveDate>,
}

/// Everything that a file is compared with.
#[derive(Debug, Default)]
pub struct Known {
    /// How far the file reaches.
    pub scope: Scope,
    /// The teams it may be about.
    pub teams: Vec<KnownTeam>,
    people: HashMap<String, KnownPerson>,
    spells: HashMap<(PersonId, TeamId), Vec<KnownSpell>>,
}

/// What a row's words for a team come to.
pub enum Found<'k> {
    /// This team.
    Team(&'k KnownTeam),
    /// None, or more than one that the words could mean.
    Nothing,
    Several,
}

impl Known {
    /// What stands, made ready to be asked.
    #[must_use]
    pub fn new(scope: Scope, teams: Vec<KnownTeam>, people: Vec<KnownPerson>, spells: Vec<KnownSpell>) -> Self {
        let mut known = Self { scope, teams, ..Self::default() };
        known.people = people.into_iter().map(|person| (person.email.to_string(), person)).collect();
        for spell in spells {
            known.spells.entry((spell.person_id, spell.team_id)).or_default().push(spell);
        }
        known
    }

    /// Somebody by work address.
    #[must_use]
    pub fn person(&self, email: &Email) -> Option<&KnownPerson> {
        self.people.get(email.as_str())
    }

    /// Somebody's spells on a team.
    #[must_use]
    pub fn spells(&self, person: PersonId, team: TeamId) -> &[KnownSpell] {
        self.spells.get(&(person, team)).map_or(&[], Vec::as_slice)
    }

    /// Every spell that holds or is planned.
    pub fn standing(&self, today: NaiveDate) -> impl Iterator<Item = &KnownSpell> {
        self.spells.values().flatten().filter(move |spell| spell.to_on.is_none_or(|to| to >= today))
    }
}

/// The teams of a file by what rows call them, gathered once for all rows.
pub struct Teams<'k> {
    codes: HashMap<String, Vec<&'k KnownTeam>>,
    names: HashMap<String, Vec<&'k KnownTeam>>,
}

impl<'k> Teams<'k> {
    /// The teams that a file may be about.
    pub fn of(known: &'k Known) -> Self {
        let (mut codes, mut names) = (HashMap::<_, Vec<_>>::new(), HashMap::<_, Vec<_>>::new());
        for team in &known.teams {
            names.entry(values::folded(&team.name)).or_default().push(team);
            if let Some(code) = &team.code {
                codes.entry(values::bare_code(code)).or_default().push(team);
            }
        }
        Self { codes, names }
    }

    /// The team with a code, with or without the zeros before it: exactly as it is written, or else the only one.
    pub fn with_code(&self, code: &str) -> Found<'k> {
        let all = self.codes.get(&values::bare_code(code)).map_or(&[][..], Vec::as_slice);
        let exact =
            |team: &&&KnownTeam| team.code.as_ref().is_some_and(|known| known.eq_ignore_ascii_case(code.trim()));
        match (all.iter().find(exact), all) {
            (Some(team), _) | (None, [team]) => Found::Team(team),
            (None, []) => Found::Nothing,
            (None, _) => Found::Several,
        }
    }

    /// The team with a name.
    pub fn named(&self, name: &str) -> Found<'k> {
        match self.names.get(&values::folded(name)).map_or(&[][..], Vec::as_slice) {
            [] => Found::Nothing,
            [team] => Found::Team(team),
            _ => Found::Several,
        }
    }
}
