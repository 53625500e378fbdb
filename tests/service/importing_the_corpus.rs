//! Every file of tests/rosters, as Grace imports it into the demonstration, and what she is told.

use std::{collections::BTreeMap, fs, path::Path};

use crate::{Person, World, on_both_engines};

/// The one row that many files have.
const NOOR: [&str; 1] = ["Noor Saleh Palliative care: Librarian, 0.5 WTE, from 1 December 2026 (row 2)"];

/// The two rows that most files have.
const USUAL: [&str; 2] = [NOOR[0], "Tomos Ellis Adult critical care: Librarian, 1 WTE, from 1 December 2026 (row 3)"];

/// The same for files of letters beyond ASCII.
const LETTERS: [&str; 2] =
    [NOOR[0], "Zoë Ní Bhriain – O’Neill Emergency department: Librarian, 0.5 WTE, from 1 December 2026 (row 3)"];

/// What each file comes to: a file that is no roster is refused with a sentence, every other one has a page.
const OUTCOMES: &[(&str, &[&str])] = &[
    (
        "already-ended.csv",
        &["Noor Saleh Palliative care: Librarian, 0.5 WTE, from 5 January 2026 to 30 June 2026 (row 2)"],
    ),
    (
        "blank-rows.csv",
        &["(row 5)", "(row 8)", "2 placements to be added, 0 to be changed, 0 to be ended and 0 left alone"],
    ),
    ("dates-as-numbers.csv", &["row 2, embedded_from: '46357' is not a date. Write it like 26/11/2026 or 2026-11-26"]),
    ("empty.csv", &["The file has nothing in it"]),
    (
        "error-cells.csv",
        &["row 2, mdt_name: #REF! is what your spreadsheet shows for a formula that does not work", "row 2, wte: #N/A"],
    ),
    ("essay-in-cell.csv", &["Row 3, column F has more than 1000 characters"]),
    ("excel-1904.xlsx", &NOOR),
    ("excel-97.xls.csv", &["older or binary format of Excel"]),
    ("excel-bomb.xlsx", &["The file holds far more than a roster"]),
    ("excel-cut-short.xlsx", &["The file is damaged or not complete"]),
    (
        "excel-error-cells.xlsx",
        &[
            "row 2, mdt_name: #REF!",
            "row 2, wte: #DIV/0!",
            "row 3, qualified_basis: 'TRUE' is none of accredited-degree",
        ],
    ),
    ("excel-false-count.xlsx", &["The file is damaged or not complete"]),
    (
        "excel-hidden-sheet-first.xlsx",
        &[
            "(row 4)",
            "Tomos Ellis Adult critical care: Librarian, 1 WTE, from 1 December 2026 to 31 March 2027 (row 7)",
        ],
    ),
    ("excel-huge-dimension.xlsx", &NOOR),
    ("excel-last-column.xlsx", &["Row 3 has more than 100 columns"]),
    ("excel-last-row.xlsx", &["row 1048576, nhs_email: is empty", "row 1048576, embedded_from: is empty"]),
    ("excel-password.xlsx", &["protected with a password"]),
    (
        "excel-shared-strings.xlsx",
        &[NOOR[0], "Zoë Ní Bhriain – O’Neill Emergency department: Librarian, 0.6 WTE, from 1 December 2026 (row 3)"],
    ),
    ("excel-unicode-text.csv", &LETTERS),
    ("excel-utf-8.csv", &LETTERS),
    ("excel-windows-1252.csv", &LETTERS),
    ("export-marks.csv", &["=Noor+Saleh Palliative care: Librarian, 0.5 WTE"]),
    ("extra-columns.csv", &[NOOR[0], "Columns that were not read", "shoe_size", "column P, which has no heading"]),
    ("folder.zip.csv", &["The file is a packed archive, not a spreadsheet"]),
    ("heading-twice.csv", &["The file has more than one column WTE"]),
    ("headings-any-order.csv", &USUAL),
    ("headings-only.csv", &["There is nothing to import"]),
    ("letter.docx.csv", &["The file is a text document, not a spreadsheet"]),
    ("libreoffice-columns-repeated.ods", &["Row 2 has more than 100 columns"]),
    ("libreoffice-error-cells.ods", &["row 2, mdt_name: #REF!", "row 2, wte: Err:502"]),
    ("libreoffice-hidden-sheet-first.ods", &NOOR),
    ("libreoffice-password.ods", &["protected with a password"]),
    ("libreoffice-rows-repeated.ods", &["more than 20000 rows"]),
    (
        "libreoffice.ods",
        &[
            "(row 3)",
            "Tomos Ellis Adult critical care: Librarian, 1 WTE, from 1 December 2026 (row 7)",
            "2 placements to be added, 0 to be changed, 0 to be ended and 0 left alone",
        ],
    ),
    ("line-break-in-cell.csv", &["row 3, wte: 'O.5' is not a number from 0.01 to 1, like 0.6"]),
    (
        "many-faults.csv",
        &[
            "row 2, nhs_email: 'noor at anytown' is not an email address",
            "row 2, employer_ods: 'RXX99' is not your organisation, which is Z9A8T",
            "row 2, mdt_name: 'Palative care' is the name of no team whose roster you write",
            "row 2, embedded_from: '31/02/2026' is not a date",
            "row 2, embedded_to: 'soon' is not a date",
            "row 2, wte: '37.5'",
            "row 2, afc_band: 'Band 12'",
            "row 2, qualified_basis: 'PhD'",
            "row 3, embedded_from: is empty",
        ],
    ),
    (
        "mixed-case.csv",
        &[
            "Mina Okafor Palliative care: Librarian, 0.5 WTE, from 1 December 2026 (row 2)",
            "1 person whose post changes",
        ],
    ),
    ("old-mac.csv", &USUAL),
    ("open-quotation.csv", &["Row 3 has a quotation mark that is opened and never closed"]),
    ("other-table.csv", &["We found none of the headings of a roster"]),
    ("picture.png.csv", &["The file is a picture, not a spreadsheet"]),
    ("plain.csv", &USUAL),
    ("report.pdf.csv", &["The file is a PDF, not a spreadsheet"]),
    ("rows-that-contradict.csv", &["row 3, wte: is not what row 2 says of the same placement"]),
    ("same-row-twice.csv", &[USUAL[0], USUAL[1], "row 4 says the same as row 2"]),
    ("semicolons.csv", &USUAL),
    ("sep-line.csv", &USUAL),
    (
        "short-rows.csv",
        &["row 3, mdt_name: is empty, and so is mdt_code: say which team", "row 3, embedded_from: is empty"],
    ),
    ("spells-that-overlap.csv", &["row 3, embedded_from: row 2 has the same person on the same team at that time"]),
    ("tabs.csv", &USUAL),
    (
        "title-above.csv",
        &["(row 4)", "(row 5)", "2 placements to be added, 0 to be changed, 0 to be ended and 0 left alone"],
    ),
    (
        "uk-dates.csv",
        &["Noor Saleh Palliative care: Librarian, 0.5 WTE, from 1 December 2026 to 31 March 2027 (row 2)", USUAL[1]],
    ),
    ("unknown-team.csv", &["row 3, mdt_name: 'Stroke unit' is the name of no team whose roster you write"]),
    ("unseen-blanks.csv", &USUAL),
    ("utf-16-big-endian.csv", &LETTERS),
    ("web-page.xls.csv", &["The file is a web page, not a spreadsheet"]),
    ("wte-with-letter.csv", &["row 3, wte: 'O.5' is not a number from 0.01 to 1, like 0.6"]),
];

async fn told(grace: &Person<'_>, name: &str, bytes: &[u8]) -> String {
    let answer = grace.upload("/rosters/import", "/rosters/imports", name, bytes).await;
    if answer.status == 422 {
        answer.main()
    } else {
        grace.get(&answer.leads_to("/rosters/imports/")).await.is(200).main()
    }
}

on_both_engines! {
    async fn every_file_of_the_corpus_has_an_outcome(world: World) {
        let grace = world.person("Grace").await;
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/rosters");
        let mut outcomes: BTreeMap<&str, &[&str]> = OUTCOMES.iter().copied().collect();
        let mut wrong = Vec::new();
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let name = path.file_name().unwrap().to_str().unwrap().to_owned();
            if matches!(name.rsplit('.').next(), Some("md" | "py")) {
                continue;
            }
            let said = told(&grace, &name, &fs::read(&path).unwrap()).await;
            match outcomes.remove(name.as_str()) {
                Some(words) => wrong.extend(words.iter().filter(|w| !said.contains(**w)).map(|w| format!("{name}: nothing says {w:?} in: {said}"))),
                None => wrong.push(format!("{name} has no outcome: {said}")),
            }
        }
        assert!(wrong.is_empty(), "\n{}\n", wrong.join("\n"));
        assert!(outcomes.is_empty(), "there are no such files: {outcomes:?}");
    }
}
