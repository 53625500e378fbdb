//! How long a roster of ten thousand rows takes from the file to the page that shows what it would do.
//!
//! `cargo bench --bench roster` measures it as a service manager meets it: over HTTP, in a trust of its own, on
//! both engines when PostgreSQL is there. The promise is under two seconds; a slower preview fails.

#![expect(clippy::unwrap_used, clippy::missing_panics_doc, reason = "a measurement fails by panicking")]

#[expect(unused_macros, unused_imports, reason = "the stories' own ground, of which measuring needs a part")]
#[path = "../tests/support/engines.rs"]
mod engines;
#[path = "../tests/service/letters.rs"]
mod letters;
#[path = "../tests/service/page.rs"]
mod page;
#[path = "../tests/service/person.rs"]
mod person;
#[path = "../tests/service/world.rs"]
mod world;

use std::{
    fmt::Write as _,
    io::{Cursor, Write as _},
    time::{Duration, Instant},
};

pub use letters::Letter;
use page::Page;
pub use person::Person;
pub use world::World;
use zip::{CompressionMethod, ZipWriter, write::SimpleFileOptions};

/// How many rows the file has.
const ROWS: usize = 10_000;

/// What is promised.
const PROMISE: Duration = Duration::from_secs(2);

const HEADINGS: [&str; 14] = [
    "assignment_number",
    "nhs_email",
    "display_name",
    "employer_ods",
    "mdt_code",
    "mdt_name",
    "tfc",
    "site_ods",
    "embedded_from",
    "embedded_to",
    "wte",
    "afc_band",
    "qualified_basis",
    "line_manager_email",
];

#[tokio::main]
async fn main() {
    let rows = rows();
    let csv = csv(&rows);
    let xlsx = xlsx(&rows);
    println!("{ROWS} rows of invented people: {} kB as CSV, {} kB as .xlsx", csv.len() / 1000, xlsx.len() / 1000);
    for (name, file) in [("CSV", &csv), (".xlsx", &xlsx)] {
        let begin = Instant::now();
        let sheet = alongside::sheets::read(file).unwrap();
        println!("reading {name} alone: {:.2?} ({} rows)", begin.elapsed(), sheet.rows.len() - 1);
    }
    measure("SQLite", &engines::sqlite_url().await, &csv, &xlsx).await;
    match engines::postgres_url().await {
        Some(url) => measure("PostgreSQL", &url, &csv, &xlsx).await,
        None => println!("PostgreSQL: not here, not measured"),
    }
}

async fn measure(engine: &str, url: &str, csv: &[u8], xlsx: &[u8]) {
    let world = World::open(url).await;
    let grace = world.person("Grace").await;
    preview(engine, "everybody new, CSV", &grace, "roster.csv", csv).await;
    let (at, page) = preview(engine, "everybody new, .xlsx", &grace, "roster.xlsx", xlsx).await;
    let begin = Instant::now();
    grace.submit(&page, &format!("{at}/confirmation"), &[]).await.leads_to("/rosters/import");
    println!("{engine}, importing all of it: {:.2?}", begin.elapsed());
    let (_, again) = preview(engine, "the same file again, CSV", &grace, "roster.csv", csv).await;
    again.says("There is nothing to import").says("10,000 placements left alone");
}

/// From the file to the page: upload, reading, comparing, drawing.
async fn preview(engine: &str, what: &str, grace: &Person<'_>, name: &str, file: &[u8]) -> (String, Page) {
    let begin = Instant::now();
    let at = grace.upload("/rosters/import", "/rosters/imports", name, file).await.leads_to("/rosters/imports/");
    let uploaded = begin.elapsed();
    let page = grace.get(&at).await.is(200);
    let took = begin.elapsed();
    println!("{engine}, {what}: {took:.2?}, of which reading and keeping the file {uploaded:.2?}");
    assert!(took < PROMISE, "a preview takes longer than {PROMISE:?}");
    (at, page)
}

fn rows() -> Vec<[String; 14]> {
    let teams = [
        ("Adult critical care", "192", "Z9A8V"),
        ("Emergency department", "180", "Z9A8V"),
        ("Palliative care", "315", "Z9B7Q"),
    ];
    let row = |number: usize| {
        let (team, specialty, site) = teams[number % teams.len()];
        [
            format!("{}", 20_000_000 + number),
            format!("librarian.{number}@anytown.example"),
            format!("Invented Librarian {number}"),
            "Z9A8T".to_owned(),
            String::new(),
            team.to_owned(),
            specialty.to_owned(),
            site.to_owned(),
            format!("2027-0{}-15", number % 9 + 1),
            String::new(),
            format!("0.{}", number % 9 + 1),
            "6".to_owned(),
            "chartership".to_owned(),
            "clare.benson@anytown.example".to_owned(),
        ]
    };
    (1..=ROWS).map(row).collect()
}

fn csv(rows: &[[String; 14]]) -> Vec<u8> {
    let lines = rows.iter().map(|row| row.join(",") + "\r\n");
    format!("\u{feff}{}\r\n{}", HEADINGS.join(","), lines.collect::<String>()).into_bytes()
}

/// The same as a workbook, each text in its cell.
fn xlsx(rows: &[[String; 14]]) -> Vec<u8> {
    let mut sheet = String::from("<worksheet><sheetData>");
    let headings = HEADINGS.map(str::to_owned);
    for (at, row) in std::iter::once(&headings).chain(rows).enumerate() {
        let _ = write!(sheet, "<row r=\"{}\">", at + 1);
        for (column, text) in row.iter().enumerate() {
            let letter = char::from(b'A' + u8::try_from(column).unwrap());
            let _ = write!(sheet, "<c r=\"{letter}{}\" t=\"inlineStr\"><is><t>{text}</t></is></c>", at + 1);
        }
        sheet += "</row>";
    }
    sheet += "</sheetData></worksheet>";
    let kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let relation = |kind: String, target| {
        format!("<Relationships><Relationship Id=\"r1\" Type=\"{kind}\" Target=\"{target}\"/></Relationships>")
    };
    let parts = [
        ("[Content_Types].xml", "<Types/>".to_owned()),
        ("_rels/.rels", relation(format!("{kind}/officeDocument"), "xl/workbook.xml")),
        (
            "xl/workbook.xml",
            format!("<workbook xmlns:r=\"{kind}\"><sheets><sheet name=\"Roster\" r:id=\"r1\"/></sheets></workbook>"),
        ),
        ("xl/_rels/workbook.xml.rels", relation(format!("{kind}/worksheet"), "worksheets/sheet1.xml")),
        ("xl/worksheets/sheet1.xml", sheet),
    ];
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, part) in parts {
        zip.start_file(name, SimpleFileOptions::default().compression_method(CompressionMethod::Deflated)).unwrap();
        zip.write_all(part.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}
