//! How a database is reached, as its driver reads the address.

use std::{net::IpAddr, str::FromStr};

use sqlx::postgres::{PgConnectOptions, PgSslMode};

use super::error::OpenError;

/// Whether a database is on this machine, or its address says whether the way there is encrypted. The driver's own reading
/// counts, and no other: it knows several names for a host, takes the last, and looks for some outside the address.
///
/// # Errors
/// When the driver cannot read the address.
pub fn says_how_it_is_reached(url: &str) -> std::result::Result<bool, OpenError> {
    if !url.starts_with("postgres:") && !url.starts_with("postgresql:") {
        return Ok(true);
    }
    let options = PgConnectOptions::from_str(url).map_err(OpenError::BadAddress)?;
    // With these two the driver takes what it gets.
    let said = !matches!(options.get_ssl_mode(), PgSslMode::Allow | PgSslMode::Prefer);
    Ok(said || is_here(&options))
}

fn is_here(options: &PgConnectOptions) -> bool {
    let host = options.get_host();
    // A host that begins with a slash is a socket on this machine.
    options.get_socket().is_some()
        || host.starts_with('/')
        || host == "localhost"
        || host.trim_matches(['[', ']']).parse::<IpAddr>().is_ok_and(|ip| ip.is_loopback())
}
