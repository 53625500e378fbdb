//! What must outlast the database itself: lines in a file beside it, written before the transaction they belong to is
//! committed. A backup that is put back has forgotten what was deleted after it was made; the file has not.

use std::{
    fs::{File, OpenOptions},
    io::{self, Read, Seek, SeekFrom, Write},
    path::{Path, PathBuf},
    sync::Arc,
};

/// What the lines of releases begin with: whoever reads what was erased leaves them to whoever reads releases.
pub const RELEASE_LINE: &str = "release ";

/// A file of lines that only grows. What a line says is for whoever writes it.
#[derive(Debug)]
pub struct Ledger {
    path: PathBuf,
}

impl Ledger {
    /// The ledger in a file, which is made with the first line.
    #[must_use]
    pub const fn at(path: PathBuf) -> Self {
        Self { path }
    }

    /// Where it is.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Makes the file, with its folder, where there is none, and shows that it can be added to: whoever finds out when
    /// somebody erases their record finds out too late.
    ///
    /// # Errors
    /// When it cannot be made or added to, or others can use it too.
    pub fn prepare(&self) -> io::Result<()> {
        if let Some(folder) = self.path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
            std::fs::create_dir_all(folder)?;
        }
        only_its_owners(&self.open()?)
    }

    /// Every line, oldest first; none when there is no file.
    ///
    /// # Errors
    /// When it cannot be read, others can use it too, or its last line was cut.
    pub async fn lines(self: &Arc<Self>) -> io::Result<Vec<String>> {
        let ledger = Arc::clone(self);
        off_the_loop(move || ledger.read()).await
    }

    /// Adds lines, and does not return before they are on the disk.
    ///
    /// # Errors
    /// When they cannot be written; then none of them stands there.
    pub async fn append(self: &Arc<Self>, lines: Vec<String>) -> io::Result<()> {
        let ledger = Arc::clone(self);
        off_the_loop(move || ledger.write(&lines)).await
    }

    fn read(&self) -> io::Result<Vec<String>> {
        let mut file = match File::open(&self.path) {
            Ok(file) => file,
            Err(cause) if cause.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
            Err(cause) => return Err(cause),
        };
        only_its_owners(&file)?;
        // Another process may be writing.
        file.lock_shared()?;
        let mut text = String::new();
        file.read_to_string(&mut text)?;
        whole(&text)?;
        Ok(text.lines().map(str::to_owned).collect())
    }

    fn open(&self) -> io::Result<File> {
        let mut options = OpenOptions::new();
        options.read(true).append(true).create(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        options.open(&self.path)
    }

    fn write(&self, lines: &[String]) -> io::Result<()> {
        let new = !self.path.try_exists()?;
        let mut file = self.open()?;
        file.lock()?;
        let length = file.seek(SeekFrom::End(0))?;
        if length > 0 {
            file.seek(SeekFrom::Start(length - 1))?;
            let mut last = [0];
            file.read_exact(&mut last)?;
            whole(std::str::from_utf8(&last).unwrap_or_default())?;
        }
        let text: String = lines.iter().flat_map(|line| [line.as_str(), "\n"]).collect();
        let written = file.write_all(text.as_bytes()).and_then(|()| file.sync_all());
        if let Err(cause) = written {
            // A line that is there in part would keep every later one from being read.
            file.set_len(length)?;
            return Err(cause);
        }
        if new && let Some(folder) = self.path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
            // That the file exists is written in its folder.
            File::open(folder)?.sync_all()?;
        }
        Ok(())
    }
}

fn whole(text: &str) -> io::Result<()> {
    if text.is_empty() || text.ends_with('\n') {
        return Ok(());
    }
    Err(io::Error::new(io::ErrorKind::InvalidData, "its last line was cut"))
}

#[cfg(unix)]
fn only_its_owners(file: &File) -> io::Result<()> {
    let mode = std::os::unix::fs::PermissionsExt::mode(&file.metadata()?.permissions());
    if mode & 0o7777 == 0o600 {
        return Ok(());
    }
    Err(io::Error::new(io::ErrorKind::PermissionDenied, "others can use it too; let its owner alone: chmod 600"))
}

#[cfg(not(unix))]
fn only_its_owners(_: &File) -> io::Result<()> {
    Ok(())
}

async fn off_the_loop<T: Send + 'static>(work: impl FnOnce() -> io::Result<T> + Send + 'static) -> io::Result<T> {
    tokio::task::spawn_blocking(work).await.map_err(io::Error::other)?
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engines::tether::Tether;

    fn ledger(folder: &Tether) -> Arc<Ledger> {
        Arc::new(Ledger::at(folder.path().join("erasures.ledger")))
    }

    #[tokio::test]
    async fn lines_stand_in_their_order_in_a_file_of_its_owner_alone() {
        let folder = Tether::folder("ledger").unwrap();
        let ledger = ledger(&folder);
        assert!(ledger.lines().await.unwrap().is_empty());
        for line in ["one", "two"] {
            ledger.append(vec![line.to_owned()]).await.unwrap();
        }
        assert_eq!(ledger.lines().await.unwrap(), ["one", "two"]);
        let mode = std::os::unix::fs::PermissionsExt::mode(&ledger.path().metadata().unwrap().permissions());
        assert_eq!(mode & 0o777, 0o600);
        std::fs::set_permissions(ledger.path(), std::os::unix::fs::PermissionsExt::from_mode(0o644)).unwrap();
        assert!(ledger.lines().await.unwrap_err().to_string().contains("chmod 600"));
    }

    #[tokio::test]
    async fn it_is_ready_before_anybody_is_served_or_says_why_it_is_not() {
        let folder = Tether::folder("ledger").unwrap();
        let deep = Arc::new(Ledger::at(folder.path().join("a/b/erasures.ledger")));
        deep.prepare().unwrap();
        deep.append(vec!["one".to_owned()]).await.unwrap();
        deep.prepare().unwrap();
        assert_eq!(deep.lines().await.unwrap(), ["one"]);
        std::fs::set_permissions(deep.path(), std::os::unix::fs::PermissionsExt::from_mode(0o400)).unwrap();
        assert!(deep.prepare().is_err(), "it could be read, and nothing could be added");
        let blocked = Ledger::at(deep.path().join("below a file"));
        assert!(blocked.prepare().is_err());
    }

    #[tokio::test]
    async fn after_a_cut_line_nothing_is_read_and_nothing_is_added() {
        let folder = Tether::folder("ledger").unwrap();
        let ledger = ledger(&folder);
        ledger.append(vec!["one".to_owned()]).await.unwrap();
        let mut file = OpenOptions::new().append(true).open(ledger.path()).unwrap();
        file.write_all(b"tw").unwrap();
        assert!(ledger.lines().await.unwrap_err().to_string().contains("cut"));
        assert!(ledger.append(vec!["three".to_owned()]).await.is_err());
    }

    #[tokio::test]
    async fn many_at_once_leave_whole_lines() {
        let folder = Tether::folder("ledger").unwrap();
        let ledger = ledger(&folder);
        let all = (0..20).map(|number| {
            let ledger = Arc::clone(&ledger);
            tokio::spawn(async move { ledger.append(vec![format!("line {number}")]).await.unwrap() })
        });
        for one in all.collect::<Vec<_>>() {
            one.await.unwrap();
        }
        let lines = ledger.lines().await.unwrap();
        assert!(lines.len() == 20 && lines.iter().all(|line| line.starts_with("line ")));
    }
}
