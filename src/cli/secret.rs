//! The service's secret: from the environment, from a file that nobody else can read, or while developing from such a
//! file that it makes for itself.

use std::{
    fmt, fs,
    io::{ErrorKind, Read, Write},
    path::{Path, PathBuf},
};

use base64::{Engine, prelude::BASE64_STANDARD};
use rocket::figment::Figment;
use zeroize::Zeroizing;

use super::{Settings, Trouble};
use crate::kernel::{Keys, seal::Purpose};

/// Where a secret is found. Its text is wiped from memory when this is dropped, and never printed.
#[derive(Clone)]
pub enum Secret {
    /// It stands in the setting of this name.
    Text(&'static str, Zeroizing<String>),
    /// It stands in a file.
    File(PathBuf),
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Text(name, _) => write!(f, "Secret({name})"),
            Self::File(path) => write!(f, "Secret({})", path.display()),
        }
    }
}

impl Secret {
    /// The secret that one of two settings gives: itself, or the file it stands in.
    ///
    /// # Errors
    /// When both are set.
    pub fn of(
        (name, text): (&'static str, Option<String>),
        (file_name, file): (&'static str, Option<String>),
    ) -> Result<Option<Self>, Trouble> {
        match (text, file) {
            (Some(_), Some(_)) => Err(Trouble::TwoSecrets { name, file_name }),
            (Some(text), None) => Ok(Some(Self::Text(name, Zeroizing::new(text)))),
            (None, file) => Ok(file.map(|path| Self::File(path.into()))),
        }
    }

    /// The secret as it stands there, without blanks around it: one that somebody else has given us.
    ///
    /// # Errors
    /// When its file cannot be read, or others can read it too.
    pub fn text(&self) -> Result<Zeroizing<String>, Trouble> {
        let text = match self {
            Self::Text(_, text) => text.clone(),
            Self::File(path) => private(path)?,
        };
        Ok(Zeroizing::new(text.trim().to_owned()))
    }

    fn keys(&self) -> Result<Keys, Trouble> {
        match self {
            Self::Text(name, text) => keys(text).ok_or(Trouble::BadSecret { name }),
            Self::File(path) => keys(&private(path)?).ok_or_else(|| Trouble::BadSecretFile(path.clone())),
        }
    }
}

/// The keys of a service for real people: in the release profile the secret must be set.
pub fn required(settings: &Settings, release: bool) -> Result<Keys, Trouble> {
    if settings.secret.is_none() && release {
        return Err(Trouble::NoSecret);
    }
    made(settings)
}

/// The keys from the settings, or from a file in the data folder, made on the first start.
pub fn made(settings: &Settings) -> Result<Keys, Trouble> {
    match &settings.secret {
        Some(secret) => secret.keys(),
        None => {
            let path = settings.data.join("secret.key");
            make_if_missing(&path).map_err(|cause| Trouble::File { path: path.clone(), cause })?;
            Secret::File(path).keys()
        }
    }
}

/// The new keys and the old ones, for changing the secret: both must be set.
pub fn new_and_old(settings: &Settings) -> Result<(Keys, Keys), Trouble> {
    let (Some(new), Some(old)) = (&settings.secret, &settings.old_secret) else { return Err(Trouble::NoTwoSecrets) };
    let (new, old) = (new.keys()?, old.keys()?);
    if new.same_secret(&old) { Err(Trouble::SameSecret) } else { Ok((new, old)) }
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

/// What a file says that nobody but its owner can read.
fn private(path: &Path) -> Result<Zeroizing<String>, Trouble> {
    let trouble = |cause| Trouble::File { path: path.to_owned(), cause };
    let mut file = fs::File::open(path).map_err(trouble)?;
    let about = file.metadata().map_err(trouble)?;
    if !only_its_owners(&about) {
        return Err(Trouble::OpenSecretFile(path.to_owned()));
    }
    // Room for the whole of it: a text that grows leaves copies that nobody wipes.
    let length = usize::try_from(about.len()).unwrap_or_default();
    let mut text = Zeroizing::new(String::with_capacity(length + 1));
    file.read_to_string(&mut text).map_err(trouble)?;
    Ok(text)
}

#[cfg(unix)]
fn only_its_owners(about: &fs::Metadata) -> bool {
    matches!(std::os::unix::fs::PermissionsExt::mode(&about.permissions()) & 0o7777, 0o600 | 0o400)
}

#[cfg(not(unix))]
fn only_its_owners(_: &fs::Metadata) -> bool {
    true
}

fn make_if_missing(path: &Path) -> std::io::Result<()> {
    if path.try_exists()? {
        return Ok(());
    }
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    let secret = Zeroizing::new(rand::random::<[u8; 48]>());
    let text = Zeroizing::new(BASE64_STANDARD.encode(secret.as_ref()));
    let mut options = fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    match options.open(path) {
        Ok(mut file) => file.write_all(text.as_bytes()),
        Err(error) if error.kind() == ErrorKind::AlreadyExists => Ok(()),
        Err(error) => Err(error),
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

    #[test]
    fn a_secret_is_never_printed() {
        let secret = Secret::of(("ALONGSIDE_SECRET_KEY", Some("c2VjcmV0".to_owned())), ("X", None)).unwrap();
        assert_eq!(format!("{secret:?}"), "Some(Secret(ALONGSIDE_SECRET_KEY))");
    }
}
