//! The demonstration, planted once on each engine and copied for every story: to bring the tables up and to plant it takes
//! longer than most stories do.

use std::path::{Path, PathBuf};

use tokio::sync::OnceCell;

use crate::{World, engines};

static FILE: OnceCell<PathBuf> = OnceCell::const_new();
static DATABASE: OnceCell<Option<String>> = OnceCell::const_new();

/// The URL of a new SQLite database that holds the demonstration as of the beginning.
pub async fn sqlite_url() -> String {
    let planted = FILE.get_or_init(async || {
        let url = engines::sqlite_url().await;
        plant(&url).await;
        file(&url).to_owned()
    });
    let (planted, url) = (planted.await, engines::sqlite_url().await);
    std::fs::copy(planted, file(&url)).expect("the demonstration is copied");
    url
}

/// The URL of a new PostgreSQL database that holds it, or nothing when there is no PostgreSQL here.
pub async fn postgres_url() -> Option<String> {
    let planted = DATABASE.get_or_init(async || {
        let url = engines::postgres_url().await?;
        plant(&url).await;
        url.rsplit('/').next().and_then(|name| name.split('?').next()).map(str::to_owned)
    });
    engines::postgres_copy(planted.await.as_deref()?).await
}

/// Plants it and lets go of it, so that what is written is in the file and nobody is in the database.
async fn plant(url: &str) {
    World::open(url).await.db.close().await;
}

fn file(url: &str) -> &Path {
    Path::new(url.trim_start_matches("sqlite://"))
}
