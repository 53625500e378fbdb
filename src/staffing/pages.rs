//! The pages of staffing: what stands, the form, and a file before it is taken over.

use std::collections::BTreeMap;

use serde::Serialize;

use super::{
    import::{HEADINGS, Plan, to_carry},
    model::{NewReturn, Return, words},
    ratio::{Rounding, Standing},
};
use crate::{
    accounts::Member,
    kernel::{ids::StaffingReturnId, london, wte},
    privacy::{Item, Words},
    teams::tally::{Covered, specialty},
    web::{
        Filled, Page,
        field::{DateInput, ErrorSummary, FileUpload, Input},
        form::parts,
    },
};

/// The ratio now, the returns of all years, and the embedded posts beside them.
#[derive(Serialize)]
pub struct Index {
    organisation: String,
    latest: Option<Latest>,
    returns: Vec<Line>,
    specialties: Vec<Embedded>,
    embedded: String,
    writes: bool,
    who: Words,
}

#[derive(Serialize)]
struct Latest {
    day: String,
    ratio: String,
    standing: &'static str,
    needed: String,
    met: bool,
}

#[derive(Serialize)]
struct Line {
    id: StaffingReturnId,
    day: String,
    workforce: String,
    qualified: String,
    ratio: String,
    standing: &'static str,
    needed: String,
    source: String,
    writes: bool,
}

#[derive(Serialize)]
struct Embedded {
    name: String,
    wte: String,
}

/// A return being written.
#[derive(Serialize)]
pub struct Form {
    errors: Option<ErrorSummary>,
    title: &'static str,
    action: String,
    withdrawal: Option<String>,
    counted: DateInput,
    workforce: Input,
    qualified: Input,
    source: Input,
}

/// The form that takes a file, and what is wrong with the one that was read.
#[derive(Serialize)]
pub struct Upload {
    errors: Option<ErrorSummary>,
    file: FileUpload,
    headings: [&'static str; 4],
    problems: Vec<String>,
    moved: bool,
}

/// What a file would do.
#[derive(Serialize)]
pub struct Preview {
    added: Vec<String>,
    changed: Vec<String>,
    left_alone: usize,
    nothing_new: bool,
    rows: String,
    shown: String,
}

impl Page for Index {
    const TEMPLATE: &'static str = "staffing/index";
}

impl Page for Form {
    const TEMPLATE: &'static str = "staffing/form";
}

impl Page for Upload {
    const TEMPLATE: &'static str = "staffing/upload";
}

impl Page for Preview {
    const TEMPLATE: &'static str = "staffing/preview";
}

impl Index {
    pub fn new(by: &Member, returns: &[Return], covered: &[Covered]) -> Self {
        let mut sums: BTreeMap<&str, i64> = BTreeMap::new();
        for one in covered.iter().filter(|one| one.wte_hundredths > 0) {
            *sums.entry(&one.specialty).or_default() += one.wte_hundredths;
        }
        Self {
            organisation: by.organisation_name.clone(),
            latest: returns.first().map(Latest::of),
            returns: returns.iter().map(|one| Line::of(one, by.is_service_manager)).collect(),
            embedded: wte::words(sums.values().sum()),
            specialties: sums
                .into_iter()
                .map(|(code, hundredths)| Embedded {
                    name: format!("{} ({code})", specialty(code)),
                    wte: wte::words(hundredths),
                })
                .collect(),
            writes: by.is_service_manager,
            who: by.words(Item::Duties),
        }
    }
}

impl Latest {
    fn of(one: &Return) -> Self {
        let ratio = one.ratio();
        Self {
            day: london::short_day(one.counted_on),
            ratio: ratio.words(Rounding::Truncated),
            standing: ratio.standing().words(),
            needed: words(ratio.needed()),
            met: ratio.standing() == Standing::Met,
        }
    }
}

impl Line {
    fn of(one: &Return, writes: bool) -> Self {
        let ratio = one.ratio();
        Self {
            id: one.id,
            day: london::short_day(one.counted_on),
            workforce: words(one.workforce_hundredths),
            qualified: words(one.qualified_hundredths),
            ratio: ratio.words(Rounding::Truncated),
            standing: ratio.standing().words(),
            needed: words(ratio.needed()),
            source: one.source.clone(),
            writes,
        }
    }
}

impl Form {
    pub fn new(id: Option<StaffingReturnId>, filled: &Filled) -> Self {
        let input =
            |name: &str, label: &str| Input::new(name, label).value(filled.value(name)).error(filled.error(name));
        let typed = |part: &str| filled.value(&format!("counted[{part}]")).to_owned();
        Self {
            errors: filled.summary(),
            title: if id.is_some() { "Change a return" } else { "Add a return" },
            action: id.map_or("/staffing/returns".to_owned(), |id| format!("/staffing/returns/{id}")),
            withdrawal: id.map(|id| format!("/staffing/returns/{id}/withdrawal")),
            counted: DateInput::new("counted", "Which day was counted?")
                .hint("For example, 31 3 2026")
                .value(&typed("day"), &typed("month"), &typed("year"))
                .error(filled.date_error("counted")),
            workforce: input("workforce", "Workforce (WTE)").width(10).hint("Everybody, as whole-time equivalents"),
            qualified: input("qualified", "Qualified librarians and knowledge specialists (WTE)").width(10).hint(
                "With an accredited degree in the field, or CILIP Chartership or Fellowship. 0 if there are none",
            ),
            source: input("source", "Where do the figures come from?").hint("For example, annual statistics return"),
        }
    }

    /// The fields as a return stands.
    pub fn kept(one: &Return) -> Filled {
        let [day, month, year] = parts(Some(one.counted_on));
        Filled::with(&[
            ("counted[day]", &day),
            ("counted[month]", &month),
            ("counted[year]", &year),
            ("workforce", &words(one.workforce_hundredths)),
            ("qualified", &words(one.qualified_hundredths)),
            ("source", &one.source),
        ])
    }
}

impl Upload {
    pub fn new(filled: &Filled, problems: Vec<String>, moved: bool) -> Self {
        Self {
            errors: filled.summary(),
            file: FileUpload::new("File with returns", ".csv,.xlsx,.ods")
                .hint("CSV, .xlsx or .ods, smaller than 4 MB")
                .error(filled.error("file")),
            headings: HEADINGS,
            problems,
            moved,
        }
    }
}

impl Preview {
    pub fn new(rows: &[NewReturn], standing: &[Return]) -> Self {
        let plan = Plan::of(rows, standing);
        let said = |workforce: i64, qualified: i64, source: &str| {
            format!("{} WTE, of whom {} qualified ({source})", words(workforce), words(qualified))
        };
        let new = |row: &NewReturn| said(row.workforce.hundredths(), row.qualified.hundredths(), row.source.as_str());
        let was = |one: &Return| said(one.workforce_hundredths, one.qualified_hundredths, &one.source);
        let day = |row: &NewReturn| london::short_day(row.counted_on);
        Self {
            added: plan.added.iter().map(|row| format!("{}: {}", day(row), new(row))).collect(),
            changed: plan
                .changed
                .iter()
                .map(|(one, row)| format!("{}: {} instead of {}", day(row), new(row), was(one)))
                .collect(),
            left_alone: plan.left_alone,
            nothing_new: plan.added.is_empty() && plan.changed.is_empty(),
            rows: to_carry(rows),
            shown: plan.mark(),
        }
    }
}
