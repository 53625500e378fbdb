//! The pages of signing in.

use serde::Serialize;

use crate::{
    accounts::store::sign_in::Invented,
    kernel::ids::{ChallengeId, PersonId},
    web::{
        Filled, Page,
        field::{ErrorSummary, Input},
    },
};

/// Asks for the work address, or leads to the organisation's own sign-in.
#[derive(Serialize)]
pub struct SignIn {
    errors: Option<ErrorSummary>,
    email: Input,
    next: String,
    demonstration: bool,
    ways: Ways,
}

/// Which ways in there are.
#[derive(Clone, Serialize)]
pub struct Ways {
    /// What people call the organisation's own sign-in; none: there is none.
    pub provider: Option<String>,
    /// Where the browser goes for it.
    pub there: String,
    /// Whether a code lets anybody in.
    pub codes: bool,
    /// Where a code is asked for.
    pub here: String,
}

/// Says that nobody was signed in, and why.
#[derive(Serialize)]
pub struct NotSignedIn {
    sentence: String,
    ways: Ways,
}

/// Says that somebody is signed out here, and where they are not.
#[derive(Serialize)]
pub struct SignedOut {
    provider: Option<String>,
    way_out: Option<String>,
}

/// Asks for the code.
#[derive(Serialize)]
pub struct Code {
    errors: Option<ErrorSummary>,
    code: Input,
    next: String,
    challenge: ChallengeId,
}

/// The invented people of the demonstration.
#[derive(Serialize)]
pub struct Demonstration {
    people: Vec<Someone>,
}

#[derive(Serialize)]
struct Someone {
    id: PersonId,
    name: String,
    job_title: String,
}

impl Page for SignIn {
    const TEMPLATE: &'static str = "accounts/sign_in";
}

impl Page for NotSignedIn {
    const TEMPLATE: &'static str = "accounts/not_signed_in";
}

impl Page for SignedOut {
    const TEMPLATE: &'static str = "accounts/signed_out";
}

impl Page for Code {
    const TEMPLATE: &'static str = "accounts/code";
}

impl Page for Demonstration {
    const TEMPLATE: &'static str = "accounts/demonstration";
}

impl SignIn {
    pub fn new(filled: &Filled, next: &str, demonstration: bool, ways: Ways) -> Self {
        Self {
            errors: filled.summary(),
            email: Input::new("email", "Your work email address")
                .hint("We will send a code of 8 letters to this address. There is no password.")
                .email()
                .value(filled.value("email"))
                .error(filled.error("email")),
            next: next.to_owned(),
            demonstration,
            ways,
        }
    }
}

impl NotSignedIn {
    pub fn new(sentence: &impl ToString, ways: Ways) -> Self {
        Self { sentence: sentence.to_string(), ways }
    }
}

impl SignedOut {
    pub fn new(provider: Option<String>, way_out: Option<String>) -> Self {
        Self { provider, way_out }
    }
}

impl Code {
    pub fn new(filled: &Filled, challenge: ChallengeId, next: &str) -> Self {
        Self {
            errors: filled.summary(),
            code: Input::new("code", "Your code")
                .hint("8 letters, like WDJB-MJHT. Small letters and spaces are fine. It can be used once, within 10 minutes.")
                .plain()
                .width(10)
                .autocomplete("one-time-code")
                .value(filled.value("code"))
                .error(filled.error("code")),
            next: next.to_owned(),
            challenge,
        }
    }
}

impl Demonstration {
    pub fn new(people: Vec<Invented>) -> Self {
        let people = people.into_iter().map(|p| Someone { id: p.id, name: p.name, job_title: p.job_title }).collect();
        Self { people }
    }
}
