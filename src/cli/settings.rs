//! The settings, read once from the environment and checked before anything starts.

use std::path::PathBuf;

use chrono::TimeDelta;
use zeroize::Zeroizing;

use super::{Trouble, provider, secret::Secret};
use crate::{
    accounts::{Provider, SignInRules},
    kernel::{Email, Line},
    messages::{Delivery, Login, Relay},
    retention::Keep,
    web::{Limits, PublicAddress},
};

/// What the environment says. An empty value counts as none.
#[derive(Clone, Debug)]
pub struct Settings {
    /// `DATABASE_URL`: SQLite or PostgreSQL; the embedded database when it is not set.
    pub database: Option<String>,
    /// `ALONGSIDE_SECRET_KEY` or `ALONGSIDE_SECRET_KEY_FILE`: the service's secret, in base64.
    pub secret: Option<Secret>,
    /// `ALONGSIDE_OLD_SECRET_KEY` or `ALONGSIDE_OLD_SECRET_KEY_FILE`: the one before, for changing it.
    pub old_secret: Option<Secret>,
    /// `ALONGSIDE_URL`: the address people use.
    pub address: Option<PublicAddress>,
    /// `ALONGSIDE_DATA`: the folder for everything the service keeps in files.
    pub data: PathBuf,
    /// `ALONGSIDE_SMTP_URL`, `ALONGSIDE_MAIL_FROM`, and where the server asks for them `ALONGSIDE_SMTP_USER` and
    /// `ALONGSIDE_SMTP_PASSWORD`; `ALONGSIDE_SMTP_CA`, its authority's certificate. A folder of files when not set.
    pub mail: Option<Delivery>,
    /// `ALONGSIDE_IDLE_MINUTES`: 15 when not set.
    pub idle: TimeDelta,
    /// `ALONGSIDE_SIGN_IN_HOURS`: 12 when not set.
    pub longest: TimeDelta,
    /// `ALONGSIDE_OIDC_ISSUER` and its neighbours: the organisation's own sign-in; none when not set.
    pub provider: Option<Provider>,
    /// `ALONGSIDE_SIGN_IN_STEPS`, `ALONGSIDE_WRONG_CODES`, `ALONGSIDE_WRITES` and `ALONGSIDE_OWN_WRITES`: how often; `ALONGSIDE_TRUSTED_PROXY`.
    pub limits: Limits,
    /// `ALONGSIDE_CONTACT`: how people reach whoever looks after the service.
    pub contact: Option<Line>,
    /// `ALONGSIDE_CHECK_LINKS`: on when not set. Whether the directory's links and numbers are checked every week.
    pub check_links: bool,
    /// `ALONGSIDE_KEEP_..`: how long each kind of thing is kept, where that is not what the table says (src/retention).
    pub keep: Keep,
    /// `ALONGSIDE_ERASURES`: the ledger of what people erased; in the data folder when not set.
    pub erasures: Option<PathBuf>,
    /// `ALONGSIDE_RELEASES`: on when not set. Whether each quarter is released by itself.
    pub releases: bool,
}

impl Settings {
    /// Reads the environment.
    ///
    /// # Errors
    /// The first setting that is wrong, in a sentence.
    pub fn from_environment() -> Result<Self, Trouble> {
        Self::read(&|name| {
            #[expect(clippy::disallowed_methods, reason = "the one place where the environment is read")]
            let value = std::env::var(name).ok();
            value.filter(|value| !value.trim().is_empty())
        })
    }

    /// Reads settings by name from wherever `get` finds them.
    ///
    /// # Errors
    /// The first setting that is wrong, in a sentence.
    pub fn read(get: &dyn Fn(&'static str) -> Option<String>) -> Result<Self, Trouble> {
        let address = get("ALONGSIDE_URL").map(|text| PublicAddress::parse(&text)).transpose()?;
        Ok(Self {
            database: get("DATABASE_URL"),
            secret: secret(get, "ALONGSIDE_SECRET_KEY", "ALONGSIDE_SECRET_KEY_FILE")?,
            old_secret: secret(get, "ALONGSIDE_OLD_SECRET_KEY", "ALONGSIDE_OLD_SECRET_KEY_FILE")?,
            address,
            data: get("ALONGSIDE_DATA").unwrap_or_else(|| "data".into()).into(),
            mail: mail(get)?,
            idle: TimeDelta::minutes(number(get, "ALONGSIDE_IDLE_MINUTES", 15, (1, 60))?),
            longest: TimeDelta::hours(number(get, "ALONGSIDE_SIGN_IN_HOURS", 12, (1, 24))?),
            provider: provider::read(get)?,
            limits: limits(get)?,
            contact: get("ALONGSIDE_CONTACT").map(|text| text.parse().map_err(|_| Trouble::LongContact)).transpose()?,
            check_links: on(get, "ALONGSIDE_CHECK_LINKS")?,
            releases: on(get, "ALONGSIDE_RELEASES")?,
            keep: Keep::read(get)?,
            erasures: get("ALONGSIDE_ERASURES").map(PathBuf::from),
        })
    }

    /// How long sign-ins last, and whether their cookies travel over TLS alone.
    #[must_use]
    pub fn rules(&self, address: &PublicAddress) -> SignInRules {
        SignInRules { idle: self.idle, longest: self.longest, secure: address.is_secure() }
    }
}

fn mail(get: &dyn Fn(&'static str) -> Option<String>) -> Result<Option<Delivery>, Trouble> {
    let login = match (get("ALONGSIDE_SMTP_USER"), get("ALONGSIDE_SMTP_PASSWORD").map(Zeroizing::new)) {
        (None, None) => None,
        (Some(user), Some(password)) => Some(Login { user, password }),
        _ => return Err(Trouble::HalfLogin),
    };
    let authority = get("ALONGSIDE_SMTP_CA").map(PathBuf::from);
    match (get("ALONGSIDE_SMTP_URL"), get("ALONGSIDE_MAIL_FROM")) {
        (None, None) if login.is_none() && authority.is_none() => Ok(None),
        (Some(address), Some(from)) => {
            let from: Email = from.parse().map_err(|_| Trouble::BadSender)?;
            let relay = Relay { authority, ..Relay::parse(&address, from, login)? };
            Ok(Some(Delivery::Smtp(Box::new(relay))))
        }
        _ => Err(Trouble::HalfMail),
    }
}

/// A switch that is on unless it is turned off.
fn on(get: &dyn Fn(&'static str) -> Option<String>, name: &'static str) -> Result<bool, Trouble> {
    match get(name).as_deref().map(str::trim) {
        None | Some("on") => Ok(true),
        Some("off") => Ok(false),
        Some(_) => Err(Trouble::NeitherOnNorOff { name }),
    }
}

fn limits(get: &dyn Fn(&'static str) -> Option<String>) -> Result<Limits, Trouble> {
    let usual = Limits::default();
    let rate = |name, usual: u32, bounds| {
        let number = number(get, name, usual.into(), bounds)?;
        Ok::<_, Trouble>(u32::try_from(number).unwrap_or(usual))
    };
    Ok(Limits {
        sign_in: rate("ALONGSIDE_SIGN_IN_STEPS", usual.sign_in, (20, 10_000))?,
        wrong_codes: rate("ALONGSIDE_WRONG_CODES", usual.wrong_codes, (50, 10_000))?,
        writes: rate("ALONGSIDE_WRITES", usual.writes, (60, 10_000))?,
        own_writes: rate("ALONGSIDE_OWN_WRITES", usual.own_writes, (10, 1_000))?,
        proxies: get("ALONGSIDE_TRUSTED_PROXY").map(|text| text.parse()).transpose()?.unwrap_or(usual.proxies),
    })
}

fn secret(
    get: &dyn Fn(&'static str) -> Option<String>,
    name: &'static str,
    file_name: &'static str,
) -> Result<Option<Secret>, Trouble> {
    Secret::of((name, get(name)), (file_name, get(file_name)))
}

fn number(
    get: &dyn Fn(&'static str) -> Option<String>,
    name: &'static str,
    usual: i64,
    (least, most): (i64, i64),
) -> Result<i64, Trouble> {
    let Some(text) = get(name) else { return Ok(usual) };
    let number = text.trim().parse().ok().filter(|number| (least..=most).contains(number));
    number.ok_or(Trouble::OutOfBounds { name, least, most })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(values: &[(&str, &str)]) -> Result<Settings, Trouble> {
        Settings::read(&|name| values.iter().find(|(known, _)| *known == name).map(|(_, value)| (*value).to_owned()))
    }

    #[test]
    fn nothing_has_to_be_set_to_try_it() {
        let settings = read(&[]).unwrap();
        assert_eq!((settings.idle, settings.longest), (TimeDelta::minutes(15), TimeDelta::hours(12)));
        assert!(settings.database.is_none() && settings.mail.is_none());
        assert!(settings.releases && !read(&[("ALONGSIDE_RELEASES", "off")]).unwrap().releases);
        assert!(settings.check_links && !read(&[("ALONGSIDE_CHECK_LINKS", "off")]).unwrap().check_links);
    }

    const LONG: &str = "0123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789\
                        0123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789X";

    const SERVER: [(&str, &str); 2] =
        [("ALONGSIDE_SMTP_URL", "smtps://m.example"), ("ALONGSIDE_MAIL_FROM", "a@b.example")];

    #[test]
    fn a_mail_server_is_read_with_what_it_asks_for_and_no_password_is_printed() {
        let settings = read(&SERVER).unwrap();
        let Some(Delivery::Smtp(relay)) = settings.mail else { panic!("a mail server") };
        assert!(relay.login.is_none() && relay.authority.is_none(), "a relay without credentials is allowed");
        let more =
            [("ALONGSIDE_SMTP_USER", "us"), ("ALONGSIDE_SMTP_PASSWORD", "sesame"), ("ALONGSIDE_SMTP_CA", "ca.pem")];
        let settings = read(&[&SERVER[..], &more].concat()).unwrap();
        assert!(!format!("{settings:?}").contains("sesame"), "{settings:?}");
        let Some(Delivery::Smtp(relay)) = settings.mail else { panic!("a mail server") };
        assert_eq!(relay.login.unwrap().password.as_str(), "sesame");
        assert_eq!(relay.authority, Some("ca.pem".into()));
    }

    #[test]
    fn what_is_wrong_is_said_in_a_sentence() {
        for (values, sentence) in [
            (&[("ALONGSIDE_SMTP_URL", "smtps://mail.example")][..], "half configured"),
            (&[("ALONGSIDE_MAIL_FROM", "a@b.example")][..], "half configured"),
            (&[("ALONGSIDE_SMTP_CA", "ca.pem")][..], "half configured"),
            (&[("ALONGSIDE_SMTP_USER", "us")][..], "half configured"),
            (&[("ALONGSIDE_SMTP_USER", "us"), ("ALONGSIDE_SMTP_PASSWORD", "sesame")][..], "half configured"),
            (&[SERVER[0], SERVER[1], ("ALONGSIDE_SMTP_PASSWORD", "sesame")][..], "half configured"),
            (&[SERVER[0], ("ALONGSIDE_MAIL_FROM", "nobody")][..], "not an email"),
            (&[("ALONGSIDE_SMTP_URL", "smtps://us:sesame@m.example"), SERVER[1]][..], "must not hold a user name"),
            (&[("ALONGSIDE_SMTP_URL", "m.example:587"), SERVER[1]][..], "must look like smtps://"),
            (&[("ALONGSIDE_SMTP_URL", "smtp://m.example?tls=none"), SERVER[1]][..], "must be reached over TLS"),
            (&[("ALONGSIDE_URL", "alongside")][..], "ALONGSIDE_URL cannot be used"),
            (&[("ALONGSIDE_URL", "https://a.example/path")][..], "nothing after the host"),
            (&[("ALONGSIDE_IDLE_MINUTES", "0")][..], "from 1 to 60"),
            (&[("ALONGSIDE_SIGN_IN_HOURS", "many")][..], "from 1 to 24"),
            (&[("ALONGSIDE_CHECK_LINKS", "maybe")], "must be on or off"),
            (&[("ALONGSIDE_CONTACT", LONG)], "ALONGSIDE_CONTACT must be one line"),
            (&[("ALONGSIDE_KEEP_CHECK_INS_MONTHS", "36")], "from 9 to 24"),
            (&[("ALONGSIDE_KEEP_AUDIT_YEARS", "for ever")], "from 1 to 8"),
            (&[("ALONGSIDE_RELEASES", "yes")], "ALONGSIDE_RELEASES must be on or off"),
            (&[("ALONGSIDE_TRUSTED_PROXY", "proxy.example")], "the addresses of your proxies, like 192.0.2.7"),
            (&[("ALONGSIDE_OWN_WRITES", "5")], "from 10 to 1000"),
            (&[("ALONGSIDE_SIGN_IN_STEPS", "many")], "from 20 to 10000"),
            (&[("ALONGSIDE_WRONG_CODES", "5")], "from 50 to 10000"),
            (&[("ALONGSIDE_WRITES", "0")], "from 60 to 10000"),
            (
                &[("ALONGSIDE_SECRET_KEY", "a"), ("ALONGSIDE_SECRET_KEY_FILE", "b")],
                "ALONGSIDE_SECRET_KEY and ALONGSIDE_SECRET_KEY_FILE are both set",
            ),
        ] {
            let said = read(values).unwrap_err().to_string();
            assert!(said.contains(sentence), "{said}");
            assert!(!said.contains("sesame"), "{said}");
        }
    }
}
