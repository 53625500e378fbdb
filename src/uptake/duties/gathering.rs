//! Counting today's figures: four statements, however large the organisation is.

use std::collections::BTreeMap;

use super::{
    figures::{Figures, Part, Returned, Team},
    store,
};
use crate::{
    facilitators::tally::supervision,
    kernel::{Now, ids::OrganisationId, london},
    sessions::tally::{Counted, duties},
    spaces::tally::{Spaces, spaces},
    store::{AsConn, Result},
    uptake::model::Quarter,
};

/// An organisation's figures of today.
#[derive(Clone, Debug, Default)]
pub struct Counts {
    /// The whole organisation's.
    pub whole: Figures,
    /// Each site's, by name.
    pub sites: Vec<Figures>,
    /// Each specialty's, by code.
    pub specialties: Vec<Figures>,
    /// The teams with a librarian, by name.
    pub teams: Vec<Team>,
    /// The yearly returns of its staffing, the latest first.
    pub returns: Vec<Returned>,
    /// The organisation's own words on the running quarter.
    pub commentary: Option<String>,
}

/// Counts everything of one organisation, which offers supervision within `weeks`.
///
/// # Errors
/// When the database does.
pub async fn counts(c: &mut impl AsConn, organisation: OrganisationId, weeks: i64, now: Now) -> Result<Counts> {
    let (today, quarter) = (now.today(), Quarter::of(now.today()));
    let span = (london::start_of_day(quarter.first), london::start_of_day(quarter.next));
    let counted = duties(c, organisation, today, span).await?;
    let offered = supervision(c, organisation, weeks, now).await?;
    let spaces = spaces(c, organisation, today).await?;
    let said = store::said(c, organisation, quarter).await?;
    let latest = said.returns.first().copied();
    let mut counts = Counts { commentary: said.commentary, returns: said.returns, ..Counts::default() };
    for one in counted {
        if one.team_id.is_some() {
            counts.teams.extend(team(one));
            continue;
        }
        let mut figures = figures(one);
        match (figures.part.site_id, &figures.part.specialty) {
            (Some(site), _) => {
                figures.offered = offered.offered_by_site.get(&site).copied().unwrap_or_default();
                let own = spaces.get(&site).copied().unwrap_or_default();
                (figures.spaces, figures.open_unstaffed) = (Some(own.spaces), Some(own.open_unstaffed));
                counts.sites.push(figures);
            }
            (None, Some(specialty)) => {
                figures.offered = offered.offered_by_specialty.get(specialty).copied().unwrap_or_default();
                counts.specialties.push(figures);
            }
            (None, None) => {
                let all = sum(&spaces);
                counts.whole = Figures {
                    offered: offered.offered,
                    minutes: Some(offered.minutes),
                    spaces: Some(all.spaces),
                    open_unstaffed: Some(all.open_unstaffed),
                    urgent_checked_on: said.urgent_checked_on,
                    workforce_hundredths: latest.map(|one| one.ratio.workforce),
                    qualified_hundredths: latest.map(|one| one.ratio.qualified),
                    returned_on: latest.map(|one| one.on),
                    ..figures
                };
            }
        }
    }
    counts.sites.sort_by_key(|site| site.part.name.to_lowercase());
    counts.teams.sort_by_cached_key(|team| (team.name.to_lowercase(), team.specialty.clone()));
    counts.specialties.sort_by(|a, b| a.part.specialty.cmp(&b.part.specialty));
    Ok(counts)
}

fn sum(spaces: &BTreeMap<crate::kernel::ids::SiteId, Spaces>) -> Spaces {
    Spaces {
        spaces: spaces.values().map(|one| one.spaces).sum(),
        open_unstaffed: spaces.values().map(|one| one.open_unstaffed).sum(),
    }
}

fn team(one: Counted) -> Option<Team> {
    let (name, specialty) = (one.name, one.specialty?);
    Some(Team { name, specialty, librarians: one.librarians, arrangements: one.arrangements, including: one.including })
}

fn figures(one: Counted) -> Figures {
    Figures {
        part: Part { site_id: one.site_id, specialty: one.specialty, name: one.name },
        librarians: one.librarians,
        teams: one.teams,
        with_librarian: one.with_librarian,
        wte_hundredths: one.wte_hundredths,
        arrangements: one.arrangements,
        including: one.including,
        debriefs: one.debriefs,
        inviting: one.inviting,
        entries: one.entries,
        in_date: one.in_date,
        ..Figures::default()
    }
}
