//! The service's secret: from the environment, or while developing from a file that it makes for itself.

use std::{
    fs,
    io::{ErrorKind, Write},
    path::Path,
};

use base64::{Engine, prelude::BASE64_STANDARD};
use rocket::figment::Figment;
use zeroize::Zeroizing;

use super::{Settings, Trouble};
use crate::kernel::{Keys, seal::Purpose};

/// The keys of a service for real people: in the release profile the secret must be set.
pub fn required(settings: &Settings, release: bool) -> Result<Keys, Trouble> {
    if settings.secret.is_none() && release {
        return Err(Trouble::NoSecret);
    }
    made(settings)
}

/// The keys from the environment, or from a file in the data folder, made on the first start.
pub fn made(settings: &Settings) -> Result<Keys, Trouble> {
    match &settings.secret {
        Some(text) => keys(text).ok_or(Trouble::BadSecret),
        None => {
            let path = settings.data.join("secret.key");
            let text =
                Zeroizing::new(read_or_make(&path).map_err(|cause| Trouble::File { path: path.clone(), cause })?);
            keys(&text).ok_or(Trouble::BadSecretFile(path))
        }
    }
}

/// The web server's settings with the key of its cookies.
pub fn figment(keys: &Keys) -> Figment {
    let mut key = Zeroizing::new([0; 64]);
    keys.derive(Purpose::Cookies, key.as_mut());
    rocket::Config::figment()
        .merge((rocket::Config::SECRET_KEY, BASE64_STANDARD.encode(key.as_ref())))
        // A client can write any address into this header; one that is trusted is a later setting.
        .merge(("ip_header", false))
        .merge(("log_level", "off"))
}

fn keys(text: &str) -> Option<Keys> {
    let secret = Zeroizing::new(BASE64_STANDARD.decode(text.trim()).ok()?);
    Keys::from_secret(&secret).ok()
}

fn read_or_make(path: &Path) -> std::io::Result<String> {
    match fs::read_to_string(path) {
        Err(error) if error.kind() == ErrorKind::NotFound => {
            let text = BASE64_STANDARD.encode(rand::random::<[u8; 48]>());
            if let Some(folder) = path.parent() {
                fs::create_dir_all(folder)?;
            }
            let mut options = fs::OpenOptions::new();
            options.write(true).create_new(true);
            #[cfg(unix)]
            std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
            options.open(path)?.write_all(text.as_bytes())?;
            Ok(text)
        }
        read => read,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_is_at_least_32_bytes_in_base64() {
        assert!(keys(&BASE64_STANDARD.encode([1; 32])).is_some());
        assert!(keys(&BASE64_STANDARD.encode([1; 31])).is_none());
        assert!(keys("not base64 !").is_none());
    }
}
