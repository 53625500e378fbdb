//! A roster as a file that importing reads back without changing anything.

use super::{Column, HEADINGS, Scope, store::Exported};
use crate::{
    accounts::model::{Band, QualifiedBasis},
    kernel::Email,
    sheets,
};

/// The template: the headings, and nothing to delete below them.
pub fn template() -> Vec<u8> {
    sheets::csv(&HEADINGS, std::iter::empty::<[&str; 0]>())
}

/// A roster's lines under the headings. What is a person's own and not their placement's, a lead does not see.
pub fn csv(lines: &[Exported], scope: Scope) -> Vec<u8> {
    let rows: Vec<Vec<String>> = lines.iter().map(|line| row(line, scope)).collect();
    sheets::csv(&HEADINGS, rows.iter().map(|row| row.iter().map(String::as_str)))
}

fn row(line: &Exported, scope: Scope) -> Vec<String> {
    let whole = scope == Scope::Organisation;
    let day = |day: chrono::NaiveDate| day.format("%Y-%m-%d").to_string();
    let text = |text: Option<&str>| text.unwrap_or_default().to_owned();
    let cell = |column: &Column| match column {
        Column::AssignmentNumber => String::new(),
        Column::NhsEmail => line.email.to_string(),
        Column::DisplayName => line.name.clone(),
        Column::EmployerOds => line.employer_ods.to_string(),
        Column::MdtCode => text(line.code.as_deref()),
        Column::MdtName => line.team.clone(),
        Column::Tfc => line.specialty.clone(),
        Column::SiteOds => line.site_ods.to_string(),
        Column::EmbeddedFrom => day(line.from_on),
        Column::EmbeddedTo => line.to_on.map(day).unwrap_or_default(),
        Column::Wte => line.wte.to_string(),
        Column::AfcBand => text(line.band.filter(|_| whole).map(Band::word)),
        Column::QualifiedBasis => {
            text(line.qualified_basis.filter(|_| whole).map(QualifiedBasis::word)).replace('_', "-")
        }
        Column::LineManagerEmail => text(line.line_manager_email.as_ref().filter(|_| whole).map(Email::as_str)),
        Column::JobTitle => line.role.clone(),
    };
    Column::ALL.iter().map(cell).collect()
}
