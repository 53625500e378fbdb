//! Keeping what the program writes for its own account alone: the embedded database, messages written as files, keys.

/// Takes away from everybody else whatever the files and folders that are made from now on would grant them.
#[cfg(unix)]
pub fn keep() {
    use rustix::{fs::Mode, process::umask};
    umask(Mode::RWXG | Mode::RWXO);
}

/// Elsewhere files have no such permissions.
#[cfg(not(unix))]
pub fn keep() {}
