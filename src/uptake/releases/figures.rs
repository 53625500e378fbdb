//! What one reader's organisation, or a reader of an area, sees of a release: the groups that its people are in, and
//! nobody else's. The same rows make the page, the charts and the files to keep.

use std::collections::BTreeSet;

use serde::Serialize;

use super::{
    contents::{Contents, Published, Range},
    frozen::Release,
};
use crate::{
    kernel::ids::{AreaId, OrganisationId},
    uptake::model::WITHHELD,
};

/// The figures of a release for one reader.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Figures {
    /// The quarter, in words.
    pub quarter: String,
    /// The measures' names.
    pub measures: Vec<String>,
    /// One for each group; none when nothing can be reported.
    pub rows: Vec<Row>,
    /// What is called whose people are in no group: everything about them is withheld, in the one wording for it.
    pub withheld: Option<String>,
}

/// One group's figures.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Row {
    /// Whose figures they are.
    pub name: String,
    /// What the reader has to know about it; empty for most.
    pub note: String,
    /// How many people were counted.
    pub people: u32,
    /// Between which two counts each measure lies, in the order of the measures.
    pub bands: Vec<Range>,
}

/// What the row is in which an organisation is together with others.
const MERGED: &str = "merged with others, as there are too few people to report safely alone";

/// What the row of sums is.
const ADDED: &str = "the bands above added up";

/// What the row of an area is.
const ADDED_UP: &str = "the bands of its organisations added up";

impl Figures {
    /// What an organisation sees: the groups of its own people, and the one it is merged into.
    #[must_use]
    pub fn of_organisation(release: &Release, organisation: OrganisationId, name: &str) -> Self {
        let contents = &release.contents;
        let (own, merged): (Vec<&Published>, Vec<&Published>) = contents
            .groups
            .iter()
            .filter(|group| group.organisations.contains(&organisation))
            .partition(|group| group.organisations == [organisation]);
        let mut rows: Vec<Row> = own.iter().map(|group| row(group, "")).collect();
        if own.len() > 1 {
            rows.push(sum(name, ADDED, &own));
        }
        rows.extend(merged.into_iter().map(|group| row(group, MERGED)));
        let withheld = if rows.is_empty() {
            Some(name.to_owned())
        } else {
            contents.withheld.contains(&organisation).then(|| format!("Everybody else in {name}"))
        };
        Self::with(release, rows, withheld)
    }

    /// What a reader of an area sees: everything that lies in it as one row, and no organisation by itself. Withheld
    /// when its people are counted with those of other areas, and when all of it is one organisation's.
    #[must_use]
    pub fn of_area(release: &Release, area: AreaId, name: &str) -> Self {
        let within: Vec<&Published> =
            release.contents.groups.iter().filter(|group| group.areas.contains(&area)).collect();
        let organisations: BTreeSet<OrganisationId> =
            within.iter().flat_map(|group| group.organisations.iter().copied()).collect();
        // Of one organisation alone, the sum would be its own figures under another name.
        let rows: Vec<Row> = if organisations.len() > 1 { vec![sum(name, ADDED_UP, &within)] } else { Vec::new() };
        let withheld = rows.is_empty().then(|| name.to_owned());
        Self::with(release, rows, withheld)
    }

    /// How the figures of a band are said.
    #[must_use]
    pub fn words(band: Range) -> String {
        format!("{} to {}", band.0, band.1)
    }

    /// The table that the page, the CSV and the workbook have in common: its head, and its rows.
    #[must_use]
    pub fn table(&self) -> (Vec<String>, Vec<Vec<String>>) {
        let head = ["Whose".to_owned(), "People counted".to_owned()].into_iter().chain(self.measures.iter().cloned());
        let cells = |row: &Row| {
            let bands = row.bands.iter().map(|band| Self::words(*band));
            [row.title(), row.people.to_string()].into_iter().chain(bands).collect()
        };
        let mut rows: Vec<Vec<String>> = self.rows.iter().map(cells).collect();
        if let Some(name) = &self.withheld {
            let cells = std::iter::repeat_n(WITHHELD.to_owned(), self.measures.len() + 1);
            rows.push(std::iter::once(name.clone()).chain(cells).collect());
        }
        (head.collect(), rows)
    }

    fn with(release: &Release, rows: Vec<Row>, withheld: Option<String>) -> Self {
        let Contents { measures, .. } = &release.contents;
        Self {
            quarter: release.quarter.name(),
            measures: measures.iter().map(|measure| measure.name.clone()).collect(),
            rows,
            withheld,
        }
    }
}

impl Row {
    /// The name with what has to be known about it.
    #[must_use]
    pub fn title(&self) -> String {
        if self.note.is_empty() { self.name.clone() } else { format!("{} ({})", self.name, self.note) }
    }
}

fn row(group: &Published, note: &str) -> Row {
    Row { name: group.name.clone(), note: note.to_owned(), people: group.people, bands: group.bands.clone() }
}

fn sum(name: &str, note: &str, groups: &[&Published]) -> Row {
    let measures = groups.iter().map(|group| group.bands.len()).max().unwrap_or_default();
    let band = |at: usize| {
        let each = groups.iter().filter_map(|group| group.bands.get(at));
        each.fold(Range(0, 0), |sum, band| Range(sum.0 + band.0, sum.1 + band.1))
    };
    Row {
        name: name.to_owned(),
        note: note.to_owned(),
        people: groups.iter().map(|group| group.people).sum(),
        bands: (0..measures).map(band).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::uptake::releases::{bands::Rules, contents::Defined, measures::Measure};

    fn group(name: &str, people: u32, organisations: &[OrganisationId], areas: &[AreaId]) -> Published {
        Published {
            name: name.into(),
            level: 0,
            others: false,
            people,
            sites: Vec::new(),
            organisations: organisations.to_vec(),
            areas: areas.to_vec(),
            bands: vec![Range(7, 13)],
        }
    }

    fn release(groups: Vec<Published>, withheld: Vec<OrganisationId>) -> Release {
        let defined = Defined { measure: Measure::CheckIn, name: "Checked in".into(), definition: String::new() };
        let contents = Contents {
            number: 1,
            quarter: "2026-Q4".into(),
            made_on: "2027-01-15".into(),
            before: None,
            rules: Rules::PRODUCT,
            population: String::new(),
            measures: vec![defined],
            groups,
            withheld,
        };
        Release { contents, quarter: "2026-Q4".parse().unwrap(), fingerprint: String::new() }
    }

    fn told(figures: &Figures) -> Vec<String> {
        figures.table().1.into_iter().map(|row| row.join(" | ")).collect()
    }

    #[test]
    fn an_organisation_sees_its_own_groups_their_sum_and_what_it_is_merged_into_and_nobody_elses() {
        let [one, two, three] = [0; 3].map(|_| OrganisationId::random());
        let north = AreaId::random();
        let groups = vec![
            group("Site A", 17, &[one], &[north]),
            group("Site B", 20, &[one], &[north]),
            group("Others in North", 15, &[one, two], &[north]),
        ];
        let release = release(groups, vec![one]);
        assert_eq!(
            told(&Figures::of_organisation(&release, one, "Trust")),
            [
                "Site A | 17 | 7 to 13".to_owned(),
                "Site B | 20 | 7 to 13".to_owned(),
                format!("Trust ({ADDED}) | 37 | 14 to 26"),
                format!("Others in North ({MERGED}) | 15 | 7 to 13"),
                format!("Everybody else in Trust | {WITHHELD} | {WITHHELD}"),
            ]
        );
        assert_eq!(
            told(&Figures::of_organisation(&release, two, "Two")),
            [format!("Others in North ({MERGED}) | 15 | 7 to 13")]
        );
        assert_eq!(
            told(&Figures::of_organisation(&release, three, "Three")),
            [format!("Three | {WITHHELD} | {WITHHELD}")]
        );
        assert_eq!(told(&Figures::of_area(&release, north, "North")), [format!("North ({ADDED_UP}) | 52 | 21 to 39")]);
        assert_eq!(
            told(&Figures::of_area(&release, AreaId::random(), "South")),
            [format!("South | {WITHHELD} | {WITHHELD}")]
        );
    }

    #[test]
    fn an_area_of_one_organisation_is_not_a_way_to_read_its_figures() {
        let (one, north) = (OrganisationId::random(), AreaId::random());
        let release = release(vec![group("Site A", 17, &[one], &[north])], Vec::new());
        assert_eq!(told(&Figures::of_area(&release, north, "North")), [format!("North | {WITHHELD} | {WITHHELD}")]);
    }
}
