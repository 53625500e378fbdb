//! Keeping what stands in memory out of files: a program that crashes leaves no copy of keys or notes.

/// Refuses core dumps, where the platform lets a program do so.
///
/// # Errors
/// When the platform does not.
#[cfg(unix)]
pub fn refuse() -> std::io::Result<()> {
    use rustix::process::{Resource, Rlimit, setrlimit};
    setrlimit(Resource::Core, Rlimit { current: Some(0), maximum: Some(0) })?;
    // A system that hands dumps to a program of its own does not ask for their size: this one it asks. Nor can other
    // programs of the same user read the memory or the environment any more.
    #[cfg(any(target_os = "linux", target_os = "android"))]
    rustix::process::set_dumpable_behavior(rustix::process::DumpableBehavior::NotDumpable)?;
    Ok(())
}

/// Elsewhere there is nothing to refuse.
#[cfg(not(unix))]
pub fn refuse() -> std::io::Result<()> {
    Ok(())
}
