//! What the fuzz targets found worth keeping (fuzz/README.md).

use std::{fs, path::Path};

/// Every file that is kept for a target; it fails when there are fewer than `least`, which would be no test.
pub fn kept(target: &str, least: usize) -> Vec<Vec<u8>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/kept").join(target);
    let files = fs::read_dir(&folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let files: Vec<Vec<u8>> = files.map(|file| fs::read(file.unwrap().path()).unwrap()).collect();
    assert!(files.len() >= least, "{} files are kept for {target}", files.len());
    files
}
