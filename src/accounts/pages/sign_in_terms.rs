//! How an organisation's people sign in, for its service manager.

use serde::Serialize;

use crate::{
    accounts::{
        Provider, Role,
        forms::{CODES_ALLOWED, CODES_REFUSED},
    },
    web::{
        Filled, Page,
        field::{Choice, ErrorSummary, Radios, Textarea},
    },
};

/// The domains that the provider may vouch for, and whether a code lets people in too.
#[derive(Serialize)]
pub struct SignInSettings {
    errors: Option<ErrorSummary>,
    provider: Option<String>,
    governed: Vec<&'static str>,
    domains: Textarea,
    codes: Radios,
}

impl Page for SignInSettings {
    const TEMPLATE: &'static str = "accounts/sign_in_settings";
}

impl SignInSettings {
    pub fn new(filled: &Filled, provider: Option<&Provider>) -> Self {
        let name = provider.map_or("your organisation's own sign-in", Provider::name);
        let governs = |role: &&Role| provider.is_some_and(|there| there.governs(**role));
        let codes = vec![
            Choice::new(CODES_ALLOWED, "Yes"),
            Choice::new(CODES_REFUSED, "No, they sign in with their organisation's account alone"),
        ];
        Self {
            errors: filled.summary(),
            provider: provider.map(|there| there.name().to_owned()),
            governed: Role::ALL.iter().filter(governs).map(|role| role.name()).collect(),
            domains: Textarea::new("domains", "What do your people's email addresses end in?")
                .hint("What follows the @, one on each line. For example, anytown.nhs.uk")
                .rows(4)
                .value(filled.value("domains"))
                .error(filled.error("domains")),
            codes: Radios::new("codes", "Does a code by email let people in too?", codes)
                .hint(&format!("It is a way in when {name} does not answer, and for people without an account there."))
                .size("m")
                .value(filled.value("codes"))
                .error(filled.error("codes")),
        }
    }
}
