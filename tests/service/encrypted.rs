//! The program that encrypts by itself, without a proxy, and what it leaves on its machine.

use std::{
    fs,
    net::TcpListener,
    os::unix::fs::PermissionsExt,
    path::Path,
    process::{Command, Output},
};

use serde_json::Value;

use crate::{
    counterparts,
    engines::tether::Tether,
    starting::{Running, alongside, files_under},
};

fn counterpart(verb: &str, folder: &Path, more: &[&str]) -> Output {
    let mut command = Command::new(counterparts::program("python"));
    command.arg(counterparts::script("encrypted.py")).arg(verb).arg(folder).args(more);
    let output = command.output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    output
}

#[test]
fn a_trust_without_a_proxy_is_served_encrypted_and_nothing_it_writes_is_for_other_accounts() {
    if !counterparts::counterparts_or_skip() {
        return;
    }
    let (data, keys) = (Tether::folder("encrypted").unwrap(), Tether::folder("certificate").unwrap());
    counterpart("make", keys.path(), &[]);
    let pem = keys.path().join("server.pem");
    let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port().to_string();
    let tls = format!("{{certs=\"{0}\", key=\"{0}\"}}", pem.display());
    let url = format!("https://localhost:{port}");
    let settings = [("ROCKET_TLS", tls.as_str()), ("ROCKET_PORT", &port), ("ALONGSIDE_URL", &url)];
    let running = Running(alongside("demo", &data, &settings).spawn().unwrap());
    let seen: Value = serde_json::from_slice(&counterpart("visit", keys.path(), &[&port]).stdout).unwrap();
    assert_eq!(seen["version"], "TLSv1.3");
    assert_eq!(seen["urgent"]["status"], 200, "{seen}");
    assert_eq!(seen["urgent"]["headers"]["strict-transport-security"], "max-age=31536000", "{seen}");
    assert!(seen["old"].is_string(), "TLS 1.1 is not spoken: {seen}");
    assert_eq!(seen["stranger"], "CERTIFICATE_VERIFY_FAILED");
    // Being signed in is worth nothing to a page that is not encrypted, to a script, or to another name of the host.
    assert_eq!(seen["signed_in"], 303, "{seen}");
    let cookie = seen["cookies"].as_array().unwrap().iter().filter_map(Value::as_str).collect::<Vec<_>>();
    let cookie = cookie.iter().find(|one| one.starts_with("__Host-alongside=")).expect("a cookie is kept");
    for word in ["Secure", "HttpOnly", "SameSite=Lax", "Path=/"] {
        assert!(cookie.contains(word), "{word} in {cookie}");
    }
    assert!(!cookie.contains("Domain="), "{cookie}");
    drop(running);

    let files = files_under(data.path());
    assert!(files.iter().any(|file| file.extension().is_some_and(|ending| ending == "db")), "{files:?}");
    for file in files {
        let mode = fs::metadata(&file).unwrap().permissions().mode();
        assert_eq!(mode & 0o077, 0, "{} is {mode:o}", file.display());
    }
}
