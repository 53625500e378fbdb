//! The areas that somebody reads, and the organisations of one side by side.

use serde::Serialize;

use super::together::Together;
use crate::{
    accounts::AreaReader,
    kernel::{Now, ids::AreaId, london},
    organisations::areas::Area,
    privacy::{Item, Words},
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
        let together = Together::of(by, area, all);
        Self {
            id: area.id,
            name: area.name.clone(),
            quarter: Quarter::of(now.today()).name(),
            organisations: all.len(),
            counted: together.as_ref().map_or(0, |one| one.counted),
            ratio: together.map(|one| one.ratio),
            table: (!all.is_empty())
                .then(|| Table::new("Organisations side by side", "Organisation", &heads, shown.map(row).collect())),
            before: (page > 1).then(|| page - 1),
            after: (page < pages).then(|| page + 1),
            release: release.map(|release| Shown::of(release, &rows_for_area(release, area.id, &area.name))),
            who: by.member.words(Item::Duties),
        }
    }
}
