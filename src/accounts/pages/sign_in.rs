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

/// Asks for the work address.
#[derive(Serialize)]
pub struct SignIn {
    errors: Option<ErrorSummary>,
    email: Input,
    next: String,
    demonstration: bool,
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

impl Page for Code {
    const TEMPLATE: &'static str = "accounts/code";
}

impl Page for Demonstration {
    const TEMPLATE: &'static str = "accounts/demonstration";
}

impl SignIn {
    pub fn new(filled: &Filled, next: &str, demonstration: bool) -> Self {
        Self {
            errors: filled.summary(),
            email: Input::new("email", "Your work email address")
                .hint("We will send a 6-number code to this address. There is no password.")
                .email()
                .value(filled.value("email"))
                .error(filled.error("email")),
            next: next.to_owned(),
            demonstration,
        }
    }
}

impl Code {
    pub fn new(filled: &Filled, challenge: ChallengeId, next: &str) -> Self {
        Self {
            errors: filled.summary(),
            code: Input::new("code", "Your code")
                .hint("6 numbers. It can be used once, within 10 minutes.")
                .digits()
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
