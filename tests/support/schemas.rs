//! Where the schemas of Open Referral UK are, if they are here: they are not kept in this repository.

use std::path::PathBuf;

/// The folder of the compiled schemas of the HSDS-UK profile, beside the project.
pub fn folder() -> Result<PathBuf, String> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared/data/hsds-uk/schema/compiled");
    if folder.join("service.json").is_file() {
        Ok(folder)
    } else {
        Err("no schemas of Open Referral UK in ../shared/data/hsds-uk: the feed was not validated against them"
            .to_owned())
    }
}
