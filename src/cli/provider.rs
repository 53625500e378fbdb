//! The settings of the organisation's own sign-in.

use super::{Trouble, secret::Secret};
use crate::accounts::{
    Provider,
    provider::{Groups, Issuer, Settings, USUALLY_SHARED},
};

const NAME: &str = "your organisation's account";

/// What goes with the three that must be set.
const OTHERS: [&str; 8] = [
    "ALONGSIDE_OIDC_NAME",
    "ALONGSIDE_OIDC_SCOPES",
    "ALONGSIDE_OIDC_EMAIL_CLAIM",
    "ALONGSIDE_OIDC_VERIFIED_CLAIM",
    "ALONGSIDE_OIDC_SHARED_DOMAINS",
    "ALONGSIDE_OIDC_GROUPS_CLAIM",
    "ALONGSIDE_OIDC_HR_GROUP",
    "ALONGSIDE_OIDC_MANAGER_GROUP",
];

/// Reads them; none when none is set.
///
/// # Errors
/// The first that is wrong, or missing beside the others.
pub fn read(get: &dyn Fn(&'static str) -> Option<String>) -> Result<Option<Provider>, Trouble> {
    const SECRET: &str = "ALONGSIDE_OIDC_CLIENT_SECRET";
    const SECRET_FILE: &str = "ALONGSIDE_OIDC_CLIENT_SECRET_FILE";
    let secret = Secret::of((SECRET, get(SECRET)), (SECRET_FILE, get(SECRET_FILE)))?;
    let (issuer, client_id, secret) = match (get("ALONGSIDE_OIDC_ISSUER"), get("ALONGSIDE_OIDC_CLIENT_ID"), secret) {
        (None, None, None) if OTHERS.iter().all(|name| get(name).is_none()) => return Ok(None),
        (Some(issuer), Some(client_id), Some(secret)) => (issuer, client_id, secret),
        _ => return Err(Trouble::HalfProvider),
    };
    let or = |name, usual: &str| get(name).map_or_else(|| usual.to_owned(), |text| text.trim().to_owned());
    let groups =
        (get("ALONGSIDE_OIDC_GROUPS_CLAIM"), get("ALONGSIDE_OIDC_HR_GROUP"), get("ALONGSIDE_OIDC_MANAGER_GROUP"));
    let groups = match groups {
        (None, None, None) => None,
        (Some(claim), hr, service_manager) if hr.is_some() || service_manager.is_some() => {
            Some(Groups { claim, hr, service_manager })
        }
        _ => return Err(Trouble::HalfGroups),
    };
    Ok(Some(Provider::new(Settings {
        name: or("ALONGSIDE_OIDC_NAME", NAME),
        issuer: Issuer::parse(&issuer, cfg!(debug_assertions))?,
        client_id: client_id.trim().to_owned(),
        client_secret: secret.text()?,
        scopes: or("ALONGSIDE_OIDC_SCOPES", "email").split_whitespace().map(str::to_owned).collect(),
        email_claim: or("ALONGSIDE_OIDC_EMAIL_CLAIM", "email"),
        verified_claim: or("ALONGSIDE_OIDC_VERIFIED_CLAIM", "email_verified"),
        shared_domains: or("ALONGSIDE_OIDC_SHARED_DOMAINS", USUALLY_SHARED)
            .to_lowercase()
            .split_whitespace()
            .map(str::to_owned)
            .collect(),
        groups,
    })))
}

#[cfg(test)]
mod tests {
    use super::*;

    const SET: [(&str, &str); 3] = [
        ("ALONGSIDE_OIDC_ISSUER", "https://login.example"),
        ("ALONGSIDE_OIDC_CLIENT_ID", "alongside"),
        ("ALONGSIDE_OIDC_CLIENT_SECRET", "sesame"),
    ];

    fn said(values: &[(&str, &str)]) -> Result<Option<String>, String> {
        let read = read(&|name| values.iter().find(|(known, _)| *known == name).map(|(_, value)| (*value).to_owned()));
        read.map(|provider| provider.map(|there| there.name().to_owned())).map_err(|trouble| trouble.to_string())
    }

    #[test]
    fn all_of_it_is_set_or_nothing() {
        assert_eq!(said(&[]), Ok(None));
        assert_eq!(said(&SET), Ok(Some(NAME.to_owned())));
        assert_eq!(said(&[&SET[..], &[("ALONGSIDE_OIDC_NAME", "NHSmail")]].concat()), Ok(Some("NHSmail".to_owned())));
        for values in [&SET[..1], &SET[1..], &SET[..2], &[("ALONGSIDE_OIDC_NAME", "NHSmail")]] {
            assert!(said(values).unwrap_err().contains("half configured"), "{values:?}");
        }
        for more in [("ALONGSIDE_OIDC_GROUPS_CLAIM", "groups"), ("ALONGSIDE_OIDC_HR_GROUP", "hr")] {
            assert!(said(&[&SET[..], &[more]].concat()).unwrap_err().contains("Roles by group"), "{more:?}");
        }
    }

    #[test]
    fn what_is_shared_is_nhs_net_unless_it_is_said() {
        let with = |more: &[(&'static str, &'static str)]| {
            let values = [&SET[..], more].concat();
            read(&|name| values.iter().find(|(known, _)| *known == name).map(|(_, value)| (*value).to_owned()))
        };
        let shares = |more, domain: &str| with(more).unwrap().unwrap().shares(domain);
        assert!(shares(&[], "nhs.net") && !shares(&[], "anytown.nhs.uk"));
        let said = &[("ALONGSIDE_OIDC_SHARED_DOMAINS", "NHS.net  trusts.example")][..];
        assert!(shares(said, "nhs.net") && shares(said, "trusts.example") && !shares(said, "example"));
    }

    #[test]
    fn what_is_wrong_is_said_without_the_secret() {
        let with = |change: (&'static str, &'static str)| said(&[&[change], &SET[1..]].concat()).unwrap_err();
        assert!(with(("ALONGSIDE_OIDC_ISSUER", "http://login.example")).contains("must begin with https://"));
        assert!(with(("ALONGSIDE_OIDC_ISSUER", "login")).contains("not an address"));
        let twice = [&SET[..], &[("ALONGSIDE_OIDC_CLIENT_SECRET_FILE", "x")]].concat();
        let said = said(&twice).unwrap_err();
        assert!(said.contains("are both set") && !said.contains("sesame"), "{said}");
    }
}
