//! Every file of tests/rosters, and what reading it comes to. What importing it comes to, the journeys say.

use std::{collections::BTreeMap, fs, path::Path};

use super::{Cell, Sheet, Unreadable, read};

const NAMES: [&str; 4] = ["nhs_email", "embedded_from", "wte", "mdt_name"];

/// The two rows that most files have, in a few words each.
const USUAL: &str = "2 noor.saleh 2026-12-01 0.5 Palliative care; 3 tomos.ellis 2026-12-01 1 Adult critical care";

/// The same for files of the other two.
const LETTERS: &str =
    "2 noor.saleh 2026-12-01 0.5 Palliative care; 3 zoe.nibhriain 2026-12-01 0.5 Emergency department";

fn outcomes() -> BTreeMap<&'static str, Result<&'static str, Unreadable>> {
    use Unreadable as U;
    let noor = "2 noor.saleh 2026-12-01 0.5 Palliative care";
    BTreeMap::from([
        ("already-ended.csv", Ok("2 noor.saleh 2026-01-05 0.5 Palliative care")),
        (
            "blank-rows.csv",
            Ok("5 noor.saleh 2026-12-01 0.5 Palliative care; 8 tomos.ellis 2026-12-01 1 Adult critical care"),
        ),
        ("dates-as-numbers.csv", Ok("2 noor.saleh 46357 0.5 Palliative care")),
        ("empty.csv", Err(U::Empty)),
        ("error-cells.csv", Ok("2 noor.saleh 2026-12-01 error error; 3 tomos.ellis 2026-12-01 1 Adult critical care")),
        ("essay-in-cell.csv", Err(U::LongCell(3, 5))),
        ("excel-1904.xlsx", Ok(noor)),
        ("excel-97.xls.csv", Err(U::OtherExcel)),
        ("excel-bomb.xlsx", Err(U::TooMuchInside)),
        ("excel-cut-short.xlsx", Err(U::Damaged)),
        (
            "excel-error-cells.xlsx",
            Ok("2 noor.saleh 2026-12-01 error error; 3 tomos.ellis 2026-12-01 0.5 Adult critical care"),
        ),
        ("excel-false-count.xlsx", Err(U::Damaged)),
        (
            "excel-hidden-sheet-first.xlsx",
            Ok("4 noor.saleh 2026-12-01 0.5 Palliative care; 7 tomos.ellis 2026-12-01 1 Adult critical care"),
        ),
        ("excel-huge-dimension.xlsx", Ok(noor)),
        ("excel-last-column.xlsx", Err(U::TooManyColumns(3))),
        ("excel-last-row.xlsx", Ok("2 noor.saleh 2026-12-01 0.5 Palliative care; 1048576 - - - -")),
        ("excel-password.xlsx", Err(U::Protected)),
        (
            "excel-shared-strings.xlsx",
            Ok("2 noor.saleh 2026-12-01 0.5 Palliative care; 3 zoe.nibhriain 2026-12-01 0.6 Emergency department"),
        ),
        ("excel-unicode-text.csv", Ok(LETTERS)),
        ("excel-utf-8.csv", Ok(LETTERS)),
        ("excel-windows-1252.csv", Ok(LETTERS)),
        ("export-marks.csv", Ok(noor)),
        ("extra-columns.csv", Ok(noor)),
        ("folder.zip.csv", Err(U::NotATable("a packed archive"))),
        ("heading-twice.csv", Ok(noor)),
        ("headings-any-order.csv", Ok(USUAL)),
        ("headings-only.csv", Ok("")),
        ("letter.docx.csv", Err(U::NotATable("a text document"))),
        ("libreoffice-columns-repeated.ods", Err(U::TooManyColumns(2))),
        ("libreoffice-error-cells.ods", Ok("2 noor.saleh 2026-12-01 error error")),
        ("libreoffice-hidden-sheet-first.ods", Ok(noor)),
        ("libreoffice-password.ods", Err(U::Protected)),
        ("libreoffice-rows-repeated.ods", Err(U::TooManyRows)),
        (
            "libreoffice.ods",
            Ok("3 noor.saleh 2026-12-01 0.5 Palliative care; 7 tomos.ellis 2026-12-01 1 Adult critical care"),
        ),
        (
            "line-break-in-cell.csv",
            Ok("2 noor.saleh 2026-12-01 0.5 Palliative care; 3 tomos.ellis 2026-12-01 O.5 Adult critical care"),
        ),
        (
            "many-faults.csv",
            Ok("2 noor at anytown 31/02/2026 37.5 Palative care; 3 tomos.ellis - 1 Adult critical care"),
        ),
        ("mixed-case.csv", Ok("2 Mina.OKAFOR@Anytown.Example 2026-12-01 0.5 PALLIATIVE  care")),
        ("old-mac.csv", Ok(USUAL)),
        ("open-quotation.csv", Err(U::OpenQuotation(3))),
        ("other-table.csv", Ok("no heading of ours")),
        ("picture.png.csv", Err(U::NotATable("a picture"))),
        ("plain.csv", Ok(USUAL)),
        ("report.pdf.csv", Err(U::NotATable("a PDF"))),
        (
            "rows-that-contradict.csv",
            Ok("2 noor.saleh 2026-12-01 0.5 Palliative care; 3 noor.saleh 2026-12-01 0.8 Palliative care"),
        ),
        (
            "same-row-twice.csv",
            Ok(
                "2 noor.saleh 2026-12-01 0.5 Palliative care; 3 tomos.ellis 2026-12-01 1 Adult critical care; 4 noor.saleh 1/12/2026 .50 Palliative care",
            ),
        ),
        (
            "semicolons.csv",
            Ok("2 noor.saleh 2026-12-01 0,5 Palliative care; 3 tomos.ellis 2026-12-01 1,0 Adult critical care"),
        ),
        (
            "sep-line.csv",
            Ok("2 noor.saleh 2026-12-01 ,5 Palliative care; 3 tomos.ellis 2026-12-01 1 Adult critical care"),
        ),
        ("short-rows.csv", Ok("2 noor.saleh 2026-12-01 0.5 Palliative care; 3 tomos.ellis - - -")),
        (
            "spells-that-overlap.csv",
            Ok("2 noor.saleh 2026-12-01 0.5 Palliative care; 3 noor.saleh 2027-03-01 0.5 Palliative care"),
        ),
        ("tabs.csv", Ok(USUAL)),
        (
            "title-above.csv",
            Ok("4 noor.saleh 2026-12-01 0.5 Palliative care; 5 tomos.ellis 2026-12-01 1 Adult critical care"),
        ),
        (
            "uk-dates.csv",
            Ok("2 noor.saleh 01/12/2026 0.5 Palliative care; 3 tomos.ellis 1 December 2026 1 Adult critical care"),
        ),
        ("unknown-team.csv", Ok("2 noor.saleh 2026-12-01 0.5 Palliative care; 3 tomos.ellis 2026-12-01 1 Stroke unit")),
        ("unseen-blanks.csv", Ok(USUAL)),
        ("utf-16-big-endian.csv", Ok(LETTERS)),
        ("web-page.xls.csv", Err(U::NotATable("a web page"))),
        (
            "wte-with-letter.csv",
            Ok("2 noor.saleh 2026-12-01 0.5 Palliative care; 3 tomos.ellis 2026-12-01 O.5 Adult critical care"),
        ),
    ])
}

fn in_words(sheet: &Sheet) -> String {
    let Some(table) = sheet.table(&NAMES) else { return "no heading of ours".to_owned() };
    let row = |(number, cells): (u32, [Cell<'_>; 4])| format!("{number} {}", cells.map(word).join(" "));
    table.rows().map(row).collect::<Vec<_>>().join("; ")
}

fn word(cell: Cell<'_>) -> &str {
    match cell {
        Cell::Empty => "-",
        Cell::Text(text) => text.strip_suffix("@anytown.example").unwrap_or(text),
        Cell::Error(_) => "error",
    }
}

#[test]
fn every_file_of_the_corpus_reads_as_it_should() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/rosters");
    let mut outcomes = outcomes();
    let (mut seen, mut faults) = (0, Vec::new());
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        if name.ends_with(".md") || name.ends_with(".py") {
            continue;
        }
        let came = read(&fs::read(&path).unwrap()).map(|sheet| in_words(&sheet));
        let expected = outcomes.remove(name.as_str()).map(|outcome| outcome.map(str::to_owned));
        if expected.as_ref() != Some(&came) {
            faults.push(format!("{name}: {came:?}, not {expected:?}"));
        }
        seen += 1;
    }
    assert!(faults.is_empty(), "\n{}\n", faults.join("\n"));
    assert!(outcomes.is_empty() && seen >= 50, "{seen} files; not there: {outcomes:?}");
}

#[test]
fn letters_beyond_ascii_come_out_whole() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/rosters");
    for name in [
        "excel-utf-8.csv",
        "excel-windows-1252.csv",
        "excel-unicode-text.csv",
        "utf-16-big-endian.csv",
        "excel-shared-strings.xlsx",
    ] {
        let sheet = read(&fs::read(folder.join(name)).unwrap()).unwrap();
        assert_eq!(sheet.rows[2].cells[2], "Zoë Ní Bhriain – O’Neill", "{name}");
    }
}

#[test]
fn the_sheet_that_was_read_has_its_name() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/rosters");
    for name in ["excel-hidden-sheet-first.xlsx", "libreoffice-hidden-sheet-first.ods"] {
        assert_eq!(read(&fs::read(folder.join(name)).unwrap()).unwrap().name.as_deref(), Some("Roster"), "{name}");
    }
}
