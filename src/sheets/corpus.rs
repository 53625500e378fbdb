//! Every file of tests/rosters, and what reading it comes to. What importing it comes to, the journeys say.

use std::{collections::BTreeMap, fs, path::Path};

use super::{Cell, Sheet, Unreadable, read};

const NAMES: [&str; 4] = ["nhs_email", "embedded_from", "wte", "mdt_name"];

/// The two rows that most files have, in a few words each.
const USUAL: &str = "2 noor.saleh 2026-12-01 0.5 Palliative care; 3 tomos.ellis 2026-12-01 1 Adult critical care";

/// The same for files of the other two.
const LETTERS: &str =
    "2 noor.saleh 2026-12-01 0.5 Palliative care; 3 zoe.nibhriain 2026-12-01 0.5 Emergency department";

/// The one row that many files have.
const NOOR: &str = "2 noor.saleh 2026-12-01 0.5 Palliative care";

/// What can be read, and what it comes to.
const READ: &[(&str, &str)] = &[
    ("already-ended.csv", "2 noor.saleh 2026-01-05 0.5 Palliative care"),
    ("blank-rows.csv", "5 noor.saleh 2026-12-01 0.5 Palliative care; 8 tomos.ellis 2026-12-01 1 Adult critical care"),
    ("dates-as-numbers.csv", "2 noor.saleh 46357 0.5 Palliative care"),
    ("error-cells.csv", "2 noor.saleh 2026-12-01 error error; 3 tomos.ellis 2026-12-01 1 Adult critical care"),
    ("excel-1904.xlsx", NOOR),
    ("excel-error-cells.xlsx", "2 noor.saleh 2026-12-01 error error; 3 tomos.ellis 2026-12-01 0.5 Adult critical care"),
    (
        "excel-hidden-sheet-first.xlsx",
        "4 noor.saleh 2026-12-01 0.5 Palliative care; 7 tomos.ellis 2026-12-01 1 Adult critical care",
    ),
    ("excel-huge-dimension.xlsx", NOOR),
    ("excel-last-row.xlsx", "2 noor.saleh 2026-12-01 0.5 Palliative care; 1048576 - - - -"),
    (
        "excel-shared-strings.xlsx",
        "2 noor.saleh 2026-12-01 0.5 Palliative care; 3 zoe.nibhriain 2026-12-01 0.6 Emergency department",
    ),
    ("excel-unicode-text.csv", LETTERS),
    ("excel-utf-8.csv", LETTERS),
    ("excel-windows-1252.csv", LETTERS),
    ("export-marks.csv", NOOR),
    ("extra-columns.csv", NOOR),
    ("heading-twice.csv", NOOR),
    ("headings-any-order.csv", USUAL),
    ("headings-only.csv", ""),
    ("libreoffice-error-cells.ods", "2 noor.saleh 2026-12-01 error error"),
    ("libreoffice-hidden-sheet-first.ods", NOOR),
    ("libreoffice.ods", "3 noor.saleh 2026-12-01 0.5 Palliative care; 7 tomos.ellis 2026-12-01 1 Adult critical care"),
    (
        "line-break-in-cell.csv",
        "2 noor.saleh 2026-12-01 0.5 Palliative care; 3 tomos.ellis 2026-12-01 O.5 Adult critical care",
    ),
    ("many-faults.csv", "2 noor at anytown 31/02/2026 37.5 Palative care; 3 tomos.ellis - 1 Adult critical care"),
    ("mixed-case.csv", "2 Mina.OKAFOR@Anytown.Example 2026-12-01 0.5 PALLIATIVE  care"),
    ("old-mac.csv", USUAL),
    ("other-table.csv", "no heading of ours"),
    ("plain.csv", USUAL),
    (
        "rows-that-contradict.csv",
        "2 noor.saleh 2026-12-01 0.5 Palliative care; 3 noor.saleh 2026-12-01 0.8 Palliative care",
    ),
    (
        "same-row-twice.csv",
        "2 noor.saleh 2026-12-01 0.5 Palliative care; 3 tomos.ellis 2026-12-01 1 Adult critical care; 4 noor.saleh 1/12/2026 .50 Palliative care",
    ),
    ("semicolons.csv", "2 noor.saleh 2026-12-01 0,5 Palliative care; 3 tomos.ellis 2026-12-01 1,0 Adult critical care"),
    ("sep-line.csv", "2 noor.saleh 2026-12-01 ,5 Palliative care; 3 tomos.ellis 2026-12-01 1 Adult critical care"),
    ("short-rows.csv", "2 noor.saleh 2026-12-01 0.5 Palliative care; 3 tomos.ellis - - -"),
    (
        "spells-that-overlap.csv",
        "2 noor.saleh 2026-12-01 0.5 Palliative care; 3 noor.saleh 2027-03-01 0.5 Palliative care",
    ),
    ("tabs.csv", USUAL),
    ("title-above.csv", "4 noor.saleh 2026-12-01 0.5 Palliative care; 5 tomos.ellis 2026-12-01 1 Adult critical care"),
    (
        "uk-dates.csv",
        "2 noor.saleh 01/12/2026 0.5 Palliative care; 3 tomos.ellis 1 December 2026 1 Adult critical care",
    ),
    ("unknown-team.csv", "2 noor.saleh 2026-12-01 0.5 Palliative care; 3 tomos.ellis 2026-12-01 1 Stroke unit"),
    ("unseen-blanks.csv", USUAL),
    ("utf-16-big-endian.csv", LETTERS),
    (
        "wte-with-letter.csv",
        "2 noor.saleh 2026-12-01 0.5 Palliative care; 3 tomos.ellis 2026-12-01 O.5 Adult critical care",
    ),
];

/// What is refused, and why.
const REFUSED: &[(&str, Unreadable)] = &[
    ("empty.csv", Unreadable::Empty),
    ("essay-in-cell.csv", Unreadable::LongCell(3, 5)),
    ("excel-97.xls.csv", Unreadable::OtherExcel),
    ("excel-bomb.xlsx", Unreadable::TooMuchInside),
    ("excel-cut-short.xlsx", Unreadable::Damaged),
    ("excel-false-count.xlsx", Unreadable::Damaged),
    ("excel-last-column.xlsx", Unreadable::TooManyColumns(3)),
    ("excel-password.xlsx", Unreadable::Protected),
    ("folder.zip.csv", Unreadable::NotATable("a packed archive")),
    ("letter.docx.csv", Unreadable::NotATable("a text document")),
    ("libreoffice-columns-repeated.ods", Unreadable::TooManyColumns(2)),
    ("libreoffice-password.ods", Unreadable::Protected),
    ("libreoffice-rows-repeated.ods", Unreadable::TooManyRows),
    ("open-quotation.csv", Unreadable::OpenQuotation(3)),
    ("picture.png.csv", Unreadable::NotATable("a picture")),
    ("report.pdf.csv", Unreadable::NotATable("a PDF")),
    ("web-page.xls.csv", Unreadable::NotATable("a web page")),
];

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
    let read_as = READ.iter().map(|(name, words)| (*name, Ok((*words).to_owned())));
    let refused = REFUSED.iter().map(|(name, why)| (*name, Err(why.clone())));
    let mut outcomes: BTreeMap<&str, Result<String, Unreadable>> = read_as.chain(refused).collect();
    let (mut seen, mut faults) = (0, Vec::new());
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        if matches!(name.rsplit('.').next(), Some("md" | "py")) {
            continue;
        }
        let came = read(&fs::read(&path).unwrap()).map(|sheet| in_words(&sheet));
        let expected = outcomes.remove(name.as_str());
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
