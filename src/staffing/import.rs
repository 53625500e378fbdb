//! Returns out of a file: read, compared with what stands, shown, and written only when somebody says so.
//!
//! A file adds and changes returns; it never withdraws what it does not mention. Between its preview and the
//! confirmation the rows travel in the form itself: a return is a few figures without a person in them, and the service
//! manager may type them in just the same.

use std::fmt::Write as _;

use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};
use chrono::NaiveDate;
use sha2::{Digest, Sha256};

use super::model::{Headcount, NewReturn, Return};
use crate::{
    kernel::Line,
    sheets::{self, Cell, Sheet},
};

/// The headings, in the order of the template and of exports.
pub const HEADINGS: [&str; 4] = ["counted_on", "workforce_wte", "qualified_wte", "source"];

/// The most rows of a file: one a year for longer than the policy will stand.
pub const ROWS: usize = 30;

/// The most characters of a source in a file, so that its rows fit into a form.
const SOURCE: usize = 100;

/// What a file would do to what stands.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Plan {
    /// Returns of days that have none.
    pub added: Vec<NewReturn>,
    /// Returns that say something else, and what they said.
    pub changed: Vec<(Return, NewReturn)>,
    /// How many say the same already.
    pub left_alone: usize,
}

impl Plan {
    /// Compares the rows of a file with what stands.
    #[must_use]
    pub fn of(rows: &[NewReturn], standing: &[Return]) -> Self {
        let mut plan = Self::default();
        for row in rows {
            match standing.iter().find(|one| one.counted_on == row.counted_on) {
                None => plan.added.push(row.clone()),
                Some(same) if row.is(same) => plan.left_alone += 1,
                Some(other) => plan.changed.push((other.clone(), row.clone())),
            }
        }
        plan
    }

    /// What stands for the whole of it, so that what is done is what was shown.
    #[must_use]
    pub fn mark(&self) -> String {
        BASE64_URL_SAFE_NO_PAD.encode(Sha256::digest(format!("{self:?}")))
    }
}

/// Reads a sheet as returns as of `today`; or everything that is wrong with it, a sentence each, with the rows numbered as
/// the reader's own program numbers them.
///
/// # Errors
/// With those sentences.
pub fn read(sheet: &Sheet, today: NaiveDate) -> Result<Vec<NewReturn>, Vec<String>> {
    let headings = "The template shows the headings";
    let table = sheet.table(&HEADINGS);
    let table = table.ok_or_else(|| vec![format!("We found none of our headings in the first rows. {headings}")])?;
    if let Some(doubled) = table.doubled.first() {
        return Err(vec![format!("The file has more than one column {doubled}. Remove all but one")]);
    }
    if let Some(missing) = HEADINGS.iter().enumerate().find(|(at, _)| !table.has(*at)).map(|(_, name)| name) {
        return Err(vec![format!("The file has no column {missing}. {headings}")]);
    }
    if table.rows().len() > ROWS {
        return Err(vec![format!("The file has more than {ROWS} rows. One is enough for each year")]);
    }
    let (mut rows, mut problems): (Vec<(u32, NewReturn)>, Vec<String>) = (Vec::new(), Vec::new());
    for (number, cells) in table.rows() {
        match row(cells) {
            Ok(new) => {
                if let Some((first, _)) = rows.iter().find(|(_, other)| other.counted_on == new.counted_on) {
                    problems.push(format!("row {number}: row {first} is of the same day"));
                } else if let Err(refusal) = new.check(today) {
                    problems.push(format!("row {number}: {refusal}"));
                }
                rows.push((number, new));
            }
            Err(wrong) => problems.extend(wrong.into_iter().map(|what| format!("row {number}, {what}"))),
        }
    }
    if rows.is_empty() && problems.is_empty() {
        problems.push("The file has no rows below its headings".to_owned());
    }
    if problems.is_empty() { Ok(rows.into_iter().map(|(_, new)| new).collect()) } else { Err(problems) }
}

fn row(cells: [Cell<'_>; 4]) -> Result<NewReturn, Vec<String>> {
    let mut wrong = Vec::new();
    let mut text = |at: usize| match cells[at] {
        Cell::Text(text) => Some(text),
        Cell::Empty => {
            wrong.push(format!("{}: it is empty", HEADINGS[at]));
            None
        }
        Cell::Error(error) => {
            wrong.push(format!("{}: the formula came to {error}", HEADINGS[at]));
            None
        }
    };
    let [on, workforce, qualified, source] = [text(0), text(1), text(2), text(3)];
    let counted_on = on.map(|typed| sheets::day(typed).ok_or_else(|| not(0, typed, "a date, like 31/03/2026")));
    let number = |at, typed: Option<&str>| {
        typed.map(|typed| {
            typed.parse::<Headcount>().map_err(|_| not(at, typed, "a number of whole-time equivalents, like 8,450.25"))
        })
    };
    let (workforce, qualified) = (number(1, workforce), number(2, qualified));
    let source = source.map(|typed| {
        let line = typed.parse::<Line>().ok().filter(|line| line.as_str().chars().count() <= SOURCE);
        line.ok_or_else(|| format!("{}: it must be one line of at most {SOURCE} characters", HEADINGS[3]))
    });
    match (counted_on, workforce, qualified, source) {
        (Some(Ok(counted_on)), Some(Ok(workforce)), Some(Ok(qualified)), Some(Ok(source))) => {
            Ok(NewReturn { counted_on, workforce, qualified, source })
        }
        (on, workforce, qualified, source) => {
            let on = on.and_then(Result::err);
            let numbers = [workforce, qualified].into_iter().flatten().filter_map(Result::err);
            wrong.extend(on.into_iter().chain(numbers).chain(source.and_then(Result::err)));
            Err(wrong)
        }
    }
}

fn not(at: usize, typed: &str, what: &str) -> String {
    format!("{}: '{typed}' is not {what}", HEADINGS[at])
}

/// The rows as the form carries them: one a line, in a way that [`carried`] reads.
#[must_use]
pub fn to_carry(rows: &[NewReturn]) -> String {
    let mut text = String::new();
    for row in rows {
        let (workforce, qualified) = (row.workforce.hundredths(), row.qualified.hundredths());
        let _ = writeln!(
            text,
            "{} {}.{:02} {}.{:02} {}",
            row.counted_on,
            workforce / 100,
            workforce % 100,
            qualified / 100,
            qualified % 100,
            row.source
        );
    }
    text
}

/// The rows that a form carried; none when somebody wrote them otherwise.
#[must_use]
pub fn carried(text: &str) -> Option<Vec<NewReturn>> {
    let rows: Option<Vec<NewReturn>> = text.lines().map(carried_row).collect();
    rows.filter(|rows| (1..=ROWS).contains(&rows.len()))
}

fn carried_row(line: &str) -> Option<NewReturn> {
    let mut parts = line.splitn(4, ' ');
    let (counted_on, workforce) = (parts.next()?.parse().ok()?, parts.next()?.parse().ok()?);
    Some(NewReturn {
        counted_on,
        workforce,
        qualified: parts.next()?.parse().ok()?,
        source: parts.next()?.parse().ok()?,
    })
}

/// The template, or what stands as a file that importing reads back without changing anything.
#[must_use]
pub fn csv(standing: &[Return]) -> Vec<u8> {
    let plain = |hundredths: i64| format!("{}.{:02}", hundredths / 100, hundredths % 100);
    let rows: Vec<[String; 4]> = standing
        .iter()
        .map(|one| {
            let on = one.counted_on.format("%Y-%m-%d").to_string();
            [on, plain(one.workforce_hundredths), plain(one.qualified_hundredths), one.source.clone()]
        })
        .collect();
    sheets::csv(&HEADINGS, rows.iter().map(|row| row.iter().map(String::as_str)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kernel::ids::StaffingReturnId;

    fn day(year: i32) -> NaiveDate {
        NaiveDate::from_ymd_opt(year, 3, 31).unwrap()
    }

    fn file(rows: &str) -> Result<Vec<NewReturn>, Vec<String>> {
        let sheet = sheets::read(format!("Counted on,Workforce WTE,Qualified WTE,Source\n{rows}").as_bytes()).unwrap();
        read(&sheet, day(2026))
    }

    fn standing(new: &NewReturn) -> Return {
        Return {
            id: StaffingReturnId::random(),
            counted_on: new.counted_on,
            workforce_hundredths: new.workforce.hundredths(),
            qualified_hundredths: new.qualified.hundredths(),
            source: new.source.to_string(),
        }
    }

    #[test]
    fn a_file_is_read_as_people_write_it_and_carried_as_it_was_read() {
        let rows =
            file("31/03/2025,\"8,450.5\",4.8,Annual statistics\n2026-03-31,8 600,6,\"=HYPERLINK(1), ours\"\n").unwrap();
        assert_eq!(rows.iter().map(|row| row.counted_on).collect::<Vec<_>>(), [day(2025), day(2026)]);
        assert_eq!((rows[0].workforce.hundredths(), rows[1].source.as_str()), (845_050, "=HYPERLINK(1), ours"));
        assert_eq!(carried(&to_carry(&rows)), Some(rows));
        for other in ["", "2026-03-31 8600 6", "yesterday 1 1 x", "2026-03-31 8600 6 "] {
            assert_eq!(carried(other), None, "{other:?}");
        }
    }

    #[test]
    fn everything_that_is_wrong_is_said_with_its_row() {
        let wrong =
            file("31/13/2025,many,4.8,\n2026-03-31,6,7,ESR\n2026-04-01,6,1,ESR\n2026-03-31,6,1,ESR\n,#REF!,1,ESR\n");
        assert_eq!(
            wrong.unwrap_err(),
            [
                "row 2, source: it is empty",
                "row 2, counted_on: '31/13/2025' is not a date, like 31/03/2026",
                "row 2, workforce_wte: 'many' is not a number of whole-time equivalents, like 8,450.25",
                "row 3: The qualified staff cannot be more than the whole workforce",
                "row 4: The day that was counted must be today or in the past",
                "row 5: row 3 is of the same day",
                "row 6, counted_on: it is empty",
                "row 6, workforce_wte: the formula came to #REF!",
            ]
        );
        let many = (1..=31).map(|day| format!("2025-01-{day:02},6,1,ESR\n")).collect::<Vec<_>>().concat();
        assert_eq!(file(&many).unwrap_err(), ["The file has more than 30 rows. One is enough for each year"]);
        assert_eq!(file("").unwrap_err().len(), 1);
    }

    #[test]
    fn what_stands_is_read_back_without_changing_anything_and_is_no_formula() {
        let rows = file("2025-03-31,8450.5,4.8,=1+1\n").unwrap();
        let kept: Vec<Return> = rows.iter().map(standing).collect();
        let bytes = csv(&kept);
        assert!(String::from_utf8_lossy(&bytes).contains("\"'=1+1\""), "P28");
        let again = read(&sheets::read(&bytes).unwrap(), day(2026)).unwrap();
        let plan = Plan::of(&again, &kept);
        assert_eq!((plan.added.len(), plan.changed.len(), plan.left_alone), (0, 0, 1));
        let other = file("2025-03-31,8450.5,4.9,=1+1\n2026-03-31,1,1,ESR\n").unwrap();
        let plan = Plan::of(&other, &kept);
        assert_eq!((plan.added.len(), plan.changed.len(), plan.left_alone), (1, 1, 0));
        assert_ne!(plan.mark(), Plan::of(&again, &kept).mark());
    }
}
