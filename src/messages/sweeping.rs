//! Messages that are written into a folder instead of being sent: they go when that they were sent is forgotten.

use std::{
    io,
    path::{Path, PathBuf},
    time::{Duration, SystemTime},
};

use tracing::warn;

use super::fate::KEPT;
use crate::kernel::{Clock, Now};

/// How long the task rests.
const REST: Duration = Duration::from_hours(24);

/// Deletes what has lain in the folder for 30 days, once a day, for as long as the program runs.
pub async fn sweep_daily(folder: PathBuf, clock: Clock) {
    loop {
        let (folder, now) = (folder.clone(), clock.now());
        let swept = tokio::task::spawn_blocking(move || sweep(&folder, now)).await;
        if let Err(cause) = swept.map_err(io::Error::other).and_then(|swept| swept) {
            warn!(%cause, "old messages could not be deleted from their folder");
        }
        clock.rest(REST).await;
    }
}

fn sweep(folder: &Path, now: Now) -> io::Result<()> {
    let before = SystemTime::from(now.0 - KEPT);
    for file in std::fs::read_dir(folder)? {
        let file = file?;
        let path = file.path();
        if path.extension().is_some_and(|ending| ending == "eml") && file.metadata()?.modified()? < before {
            std::fs::remove_file(path)?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use chrono::{DateTime, TimeDelta, Utc};

    use super::*;
    use crate::engines::tether::Tether;

    #[test]
    fn a_message_goes_after_30_days_and_nothing_else_in_the_folder_does() {
        let folder = Tether::folder("sweeping").unwrap();
        let now: DateTime<Utc> = "2026-11-23T10:00:00Z".parse().unwrap();
        for (name, days) in [("old.eml", 31), ("young.eml", 29), ("old.txt", 31)] {
            let file = std::fs::File::create(folder.path().join(name)).unwrap();
            file.set_modified((now - TimeDelta::days(days)).into()).unwrap();
        }
        sweep(folder.path(), Now(now)).unwrap();
        let mut left: Vec<_> =
            std::fs::read_dir(folder.path()).unwrap().map(|file| file.unwrap().file_name()).collect();
        left.sort();
        assert_eq!(left, ["old.txt", "young.eml"]);
    }
}
