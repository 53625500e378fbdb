//! What was erased, looked for in the bytes of the embedded database.

use crate::{World, tables};

const ERASURE: &str = "/record/erasure";

#[tokio::test]
async fn what_was_erased_is_in_no_byte_of_the_embedded_database() {
    let world = World::open(&crate::engines::sqlite_url().await).await;
    let mina = world.person("Mina").await;
    mina.fill("/check-ins/new", "/check-ins", &[("note", "A long week.")]).await.leads_to("/check-ins/");
    let kept = tables::read(&world.url).await;
    let secrets: Vec<Vec<u8>> =
        ["person_keys", "check_ins"].iter().flat_map(|table| &kept[*table]).map(|row| longest_bytes(row)).collect();
    assert!(secrets.len() == 2 && secrets.iter().all(|bytes| bytes.len() > 30), "a wrapped key and what it seals");
    let holds = |bytes: &[u8]| {
        let path = world.url.trim_start_matches("sqlite://").split('?').next().unwrap().to_owned();
        let files = [path.clone(), format!("{path}-wal")].map(|path| std::fs::read(path).unwrap_or_default());
        files.iter().any(|file| file.windows(bytes.len()).any(|window| window == bytes))
    };
    assert!(secrets.iter().all(|bytes| holds(bytes)), "they are there to be found");
    mina.fill(ERASURE, ERASURE, &[("sure", "yes"), ("to_come", "keep")]).await.leads_to(ERASURE);
    assert!(!secrets.iter().any(|bytes| holds(bytes)), "what was deleted stands between the rows");
}

/// The longest run of hexadecimal digits in a row, as bytes.
fn longest_bytes(row: &str) -> Vec<u8> {
    let runs = row.split(|c: char| !c.is_ascii_hexdigit());
    let longest = runs.max_by_key(|run| run.len()).unwrap_or_default();
    (0..longest.len() / 2).map(|at| u8::from_str_radix(&longest[2 * at..2 * at + 2], 16).unwrap()).collect()
}
