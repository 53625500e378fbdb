//! Ties folders and programs to the life of the test process: a small shell waits at the end of
//! a pipe whose other end this process holds, and when the pipe closes it stops the program and
//! removes the folder. The kernel closes a pipe on every kind of death, so `kill -9` is cleaned
//! up after as well; an exit hook or a `Drop` would not be.

use std::collections::hash_map::RandomState;
use std::ffi::OsStr;
use std::fs::{File, Permissions};
use std::hash::{BuildHasher, Hasher};
use std::io::{self, Write};
use std::os::unix::fs::PermissionsExt;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

/// `$1` is the folder, `$2` the signal that stops the program. The program's process group comes
/// as a line on the pipe; then the pipe stays silent until the test process is gone. A program
/// that does not stop when asked is killed after two seconds.
const KEEPER: &str = r#"
folder=$1 signal=$2
read -r group
read -r _
if [ -n "$group" ]; then
    kill -s "$signal" -- "-$group"
    for _ in 1 2 3 4 5 6 7 8 9 10; do
        kill -0 -- "-$group" || break
        sleep 0.2
    done
    kill -s KILL -- "-$group"
fi
# A grandchild in a group of its own may write for a moment longer.
for _ in 1 2 3 4 5 6 7 8 9 10; do
    rm -rf "$folder" && break
    sleep 0.2
done
"#;

/// Holds the program back until the keeper knows its group, so that at no moment a program runs
/// that nobody would stop.
const PROGRAM: &str = r#"read -r _ && exec "$@" </dev/null"#;

/// A folder in the temp folder that goes when this process goes, with the program that works
/// in it, if there is one.
#[derive(Debug)]
pub struct Tether {
    folder: PathBuf,
    keeper: Child,
    program: Option<Child>,
}

impl Tether {
    /// A folder alone. Keep the value for as long as the folder is needed.
    pub fn folder(kind: &str) -> io::Result<Self> {
        let folder = new_folder(kind)?;
        let mut keeper = keeper(&folder, "TERM")?;
        tell(&mut keeper, "\n")?;
        Ok(Self { folder, keeper, program: None })
    }

    /// Runs `program` in `folder` (made by [`new_folder`]) and stops it and its children with
    /// `signal`. What it prints goes to the file `log` in that folder.
    pub fn program(folder: PathBuf, signal: &str, program: &[&OsStr]) -> io::Result<Self> {
        let mut keeper = keeper(&folder, signal)?;
        let log = File::create(folder.join("log"))?;
        let mut program = Command::new("sh")
            .args(["-c", PROGRAM, "program"])
            .args(program)
            .current_dir(&folder)
            .stdin(Stdio::piped())
            .stdout(log.try_clone()?)
            .stderr(log)
            .process_group(0)
            .spawn()?;
        tell(&mut keeper, &format!("{}\n", program.id()))?;
        tell(&mut program, "\n")?;
        Ok(Self { folder, keeper, program: Some(program) })
    }

    /// The folder's path.
    pub fn path(&self) -> &Path {
        &self.folder
    }

    /// Asks `ready`, which is given what the program has printed so far, again and again until
    /// it has an answer; an error if the program ends or `patience` runs out first. Blocks: not
    /// for an async context.
    pub fn wait_for<T>(&mut self, patience: Duration, mut ready: impl FnMut(&str) -> Option<T>) -> Result<T, String> {
        let start = Instant::now();
        loop {
            let log = std::fs::read_to_string(self.folder.join("log")).unwrap_or_default();
            if let Some(answer) = ready(&log) {
                return Ok(answer);
            }
            let program = self.program.as_mut();
            let ended = program.is_none_or(|program| !matches!(program.try_wait(), Ok(None)));
            if ended || start.elapsed() > patience {
                let how = if ended { "stopped" } else { "is not ready" };
                let seconds = start.elapsed().as_secs();
                return Err(format!("{how} after {seconds} s: {}", last(&log)));
            }
            sleep(Duration::from_millis(20));
        }
    }
}

impl Drop for Tether {
    /// Lets go of the pipe and waits until the program has stopped and the folder is gone.
    fn drop(&mut self) {
        drop(self.keeper.stdin.take());
        // Nothing is lost if these fail: the keeper works on its own.
        if let Some(program) = &mut self.program {
            let _ = program.wait();
        }
        let _ = self.keeper.wait();
    }
}

fn keeper(folder: &Path, signal: &str) -> io::Result<Child> {
    Command::new("sh")
        .args(["-c", KEEPER, "keeper"])
        .args([folder.as_os_str(), OsStr::new(signal)])
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        // Ctrl-C at the terminal reaches the whole group; the keeper must outlive it.
        .process_group(0)
        .spawn()
        // Nobody is there to remove it later.
        .inspect_err(|_| drop(std::fs::remove_dir_all(folder)))
}

/// Writes to a child's standard input, which stays open.
fn tell(child: &mut Child, line: &str) -> io::Result<()> {
    match &mut child.stdin {
        Some(pipe) => pipe.write_all(line.as_bytes()),
        None => Ok(()),
    }
}

/// Makes a folder of its own in the temp folder. Others may pass through it but not list it:
/// PostgreSQL runs as another user when the tests run as root.
pub fn new_folder(kind: &str) -> io::Result<PathBuf> {
    let folder = std::env::temp_dir().join(format!("alongside-{kind}-{}", random()));
    std::fs::create_dir(&folder)?;
    std::fs::set_permissions(&folder, Permissions::from_mode(0o711))?;
    Ok(folder)
}

/// Sixteen characters that no other process has, from the standard library's own random keys.
pub fn random() -> String {
    format!("{:016x}", RandomState::new().build_hasher().finish())
}

/// What the person running the tests has set, if anything.
#[expect(clippy::disallowed_methods, reason = "these settings are the tests' own and no part of the service's")]
pub fn setting(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|value| !value.is_empty())
}

/// The full path of the first of these programs that is on `PATH`.
pub fn on_path(names: &[&str]) -> Option<PathBuf> {
    let path = setting("PATH")?;
    names
        .iter()
        .find_map(|name| std::env::split_paths(&path).map(|folder| folder.join(name)).find(|file| file.is_file()))
}

/// Whether a missing engine or browser is a failure, as it is in CI.
pub fn all_required() -> bool {
    setting("ALONGSIDE_TEST_ALL").is_some_and(|value| value == "1")
}

/// The thing, or nothing when it is not on this machine; where everything is required, nothing
/// is a failure that says what was missing.
pub fn or_skip<T>(found: Result<T, String>) -> Option<T> {
    match found {
        Ok(thing) => Some(thing),
        Err(reason) if all_required() => {
            panic!("ALONGSIDE_TEST_ALL=1 asks for every test, but: {reason}")
        }
        Err(_) => None,
    }
}

/// The end of a log: what a program said before it gave up.
pub fn last(log: &str) -> String {
    let lines: Vec<&str> = log.lines().filter(|line| !line.trim().is_empty()).collect();
    lines[lines.len().saturating_sub(4)..].join(" | ")
}
