//! The areas that somebody reads, and the organisations of one side by side.

use serde::Serialize;

use crate::{
    accounts::AreaReader,
    kernel::{Now, ids::AreaId, london},
    organisations::areas::Area,
    privacy::{Item, Words},
    staffing::tally::{Ratio, Rounding},
    uptake::{
        duties::{Recorded, measures::Measure, pages::Table},
        model::Quarter,
        releases::{Release, Shown, rows_for_area},
    },
    web::Page,
};

/// How many organisations stand on one page.
const ON_A_PAGE: usize = 50;

/// The areas to choose from.
#[derive(Serialize)]
pub struct ReadAreas {
    areas: Vec<Way>,
}

#[derive(Serialize)]
struct Way {
    id: AreaId,
    name: String,
}

/// One table of all organisations in an area.
#[derive(Serialize)]
pub struct ReadArea {
    id: AreaId,
    name: String,
    quarter: String,
    organisations: usize,
    ratio: Option<String>,
    counted: usize,
    table: Option<Table>,
    before: Option<usize>,
    after: Option<usize>,
    /// The latest release, all of the area as one; none when there is none yet.
    release: Option<Shown>,
    who: Words,
}

impl Page for ReadAreas {
    const TEMPLATE: &'static str = "uptake/read_areas";
}

impl Page for ReadArea {
    const TEMPLATE: &'static str = "uptake/read_area";
}

impl ReadAreas {
    pub fn new(areas: Vec<Area>) -> Self {
        Self { areas: areas.into_iter().map(|area| Way { id: area.id, name: area.name }).collect() }
    }
}

impl ReadArea {
    pub fn new(
        by: &AreaReader<'_>,
        area: &Area,
        (all, release): (&[Recorded], Option<&Release>),
        page: usize,
        now: Now,
    ) -> Self {
        let pages = all.len().div_ceil(ON_A_PAGE).max(1);
        let page = page.clamp(1, pages);
        let shown = all.iter().skip((page - 1) * ON_A_PAGE).take(ON_A_PAGE);
        let heads: Vec<String> =
            Measure::ALL.iter().map(|measure| measure.name().to_owned()).chain(["As of".to_owned()]).collect();
        let row = |one: &Recorded| {
            let figures = Measure::ALL.iter().map(|measure| measure.figure(&one.figures).unwrap_or_default());
            let taken = london::short_day(london::date_of(one.taken_at));
            (one.figures.part.name.clone(), figures.chain([taken]).collect())
        };
        let ratios: Vec<Ratio> = all.iter().filter_map(|one| one.figures.ratio()).collect();
        let sum = Ratio {
            workforce: ratios.iter().map(|one| one.workforce).sum(),
            qualified: ratios.iter().map(|one| one.qualified).sum(),
        };
        // The nation lies in no other area and has areas of its own; its figure is rounded as the policy rounds it.
        let is_nation = area.within_id.is_none() && by.areas.iter().any(|one| one.within_id == Some(area.id));
        let rounding = if is_nation { Rounding::ToTen } else { Rounding::Truncated };
        Self {
            id: area.id,
            name: area.name.clone(),
            quarter: Quarter::of(now.today()).name(),
            organisations: all.len(),
            counted: ratios.len(),
            ratio: (!ratios.is_empty()).then(|| format!("{} ({})", sum.words(rounding), sum.standing().words())),
            table: (!all.is_empty())
                .then(|| Table::new("Organisations side by side", "Organisation", &heads, shown.map(row).collect())),
            before: (page > 1).then(|| page - 1),
            after: (page < pages).then(|| page + 1),
            release: release.map(|release| Shown::of(release, &rows_for_area(release, area.id, &area.name))),
            who: by.member.words(Item::Duties),
        }
    }
}
