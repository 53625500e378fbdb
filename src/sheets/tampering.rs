//! Whatever bytes come, reading ends with a table within the limits or with a sentence.

use std::{
    fs,
    io::{Cursor, Read, Write},
    path::Path,
    sync::LazyLock,
};

use proptest::prelude::*;
use zip::{CompressionMethod, ZipArchive, ZipWriter, write::SimpleFileOptions};

use super::{CELL_LIMIT, COLUMN_LIMIT, ROW_LIMIT, read};

fn ends_well(bytes: &[u8]) {
    match read(bytes) {
        Ok(sheet) => {
            assert!((1..=ROW_LIMIT).contains(&sheet.rows.len()));
            assert!(sheet.rows.is_sorted_by(|a, b| a.number < b.number));
            for row in sheet.rows {
                assert!(row.cells.len() <= COLUMN_LIMIT && row.cells.last().is_some_and(|cell| !cell.is_empty()));
                assert!(row.cells.iter().all(|cell| cell.chars().count() <= CELL_LIMIT && cell.trim() == cell));
            }
        }
        Err(unreadable) => assert!(unreadable.to_string().len() > 20),
    }
}

/// The small files of the corpus: real ones, or nearly.
static FILES: LazyLock<Vec<Vec<u8>>> = LazyLock::new(files);

type Parts = Vec<(String, Vec<u8>)>;

/// Those of them that are archives, unpacked.
static ARCHIVES: LazyLock<Vec<Parts>> = LazyLock::new(|| FILES.iter().filter_map(|file| parts(file)).collect());

fn files() -> Vec<Vec<u8>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/rosters");
    let mut paths: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.retain(|path| path.extension().is_some_and(|kind| kind == "csv" || kind == "xlsx" || kind == "ods"));
    paths.sort();
    let files: Vec<_> = paths.into_iter().map(|path| fs::read(path).unwrap()).collect();
    files.into_iter().filter(|file| file.len() < 20_000).collect()
}

/// The parts of an archive, unpacked; the big ones are bombs of their own.
fn parts(bytes: &[u8]) -> Option<Parts> {
    let mut zip = ZipArchive::new(Cursor::new(bytes)).ok()?;
    let mut parts = Vec::new();
    for at in 0..zip.len() {
        let mut part = zip.by_index(at).ok()?;
        let mut unpacked = Vec::new();
        part.read_to_end(&mut unpacked).ok().filter(|size| *size < 100_000)?;
        let name = part.name().ok()?.into_owned();
        parts.push((name, unpacked));
    }
    Some(parts)
}

fn packed(parts: &[(String, Vec<u8>)]) -> Vec<u8> {
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, part) in parts {
        zip.start_file(name, options).unwrap();
        zip.write_all(part).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// Something done to some bytes: at a place, so many taken away, these put there.
fn tamper(bytes: &mut Vec<u8>, at: prop::sample::Index, gone: usize, put: &[u8]) {
    let from = at.index(bytes.len() + 1);
    let to = (from + gone).min(bytes.len());
    bytes.splice(from..to, put.iter().copied());
}

/// What reckons badly, ends too early, or stands for something else.
const WORDS: &[&str] =
    &["", "9999999999", "-1", "<", "\"", "]]>", "&x;", "A1:ZZZZ9", "\0", "é", "=", "'", "1e999", "</row>"];

fn harm() -> impl Strategy<Value = (prop::sample::Index, usize, Vec<u8>)> {
    let put = prop_oneof![
        prop::sample::select(WORDS).prop_map(|word| word.as_bytes().to_vec()),
        prop::collection::vec(any::<u8>(), 0..4),
    ];
    (any::<prop::sample::Index>(), 0_usize..40, put)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn any_bytes(bytes in prop::collection::vec(any::<u8>(), 0..600)) {
        ends_well(&bytes);
    }

    #[test]
    fn any_bytes_after_a_known_beginning(at in 0_usize..7, bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        let beginnings: [&[u8]; 7] =
            [b"PK\x03\x04", b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf", b"sep=", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"\"a\",\"b\n"];
        ends_well(&[beginnings[at], &bytes].concat());
    }

    #[test]
    fn any_text(text in "[a-z\"',;\t\r\n =é]{0,80}") {
        ends_well(text.as_bytes());
    }

    #[test]
    fn a_real_file_with_harm_done_to_it(file in any::<prop::sample::Index>(), harm in prop::collection::vec(harm(), 1..4)) {
        let mut bytes = file.get(&FILES).clone();
        for (at, gone, put) in harm {
            tamper(&mut bytes, at, gone, &put);
        }
        ends_well(&bytes);
    }

    #[test]
    fn a_real_spreadsheet_with_harm_done_to_a_part(
        file in any::<prop::sample::Index>(),
        part in any::<prop::sample::Index>(),
        harm in prop::collection::vec(harm(), 1..4),
    ) {
        let mut parts = file.get(&ARCHIVES).clone();
        let at = part.index(parts.len());
        for (place, gone, put) in harm {
            tamper(&mut parts[at].1, place, gone, &put);
        }
        ends_well(&packed(&parts));
    }
}
