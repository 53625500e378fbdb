//! What a person is, and what a one-time code must be.

use chrono::TimeDelta;

use crate::{
    kernel::{
        Email, Line,
        ids::{OrganisationId, PersonId},
    },
    organisations::OdsCode,
    word_enum,
};

word_enum! {
    /// What a person does by profession.
    pub enum Profession {
        /// A librarian or knowledge specialist: the people this service is for.
        Librarian = "librarian",
        /// Anything else.
        Other = "other",
    }
}

word_enum! {
    /// What a person may do beyond their own affairs. Leading a team is not here: it stands on the team.
    pub enum Role {
        /// Offers and runs sessions.
        Facilitator = "facilitator",
        /// Reads the evidence for the board.
        Hr = "hr",
        /// Looks after people, teams and the directory.
        ServiceManager = "service_manager",
    }
}

/// A person known to the service.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Person {
    /// Their id.
    pub id: PersonId,
    /// Whom they work for.
    pub organisation_id: OrganisationId,
    /// Their name, as colleagues know it.
    pub name: String,
    /// Their work address.
    pub email: Email,
    /// What their post is called.
    pub job_title: String,
    /// What they are by profession.
    pub profession: Profession,
}

/// Somebody to be registered.
#[derive(Clone, Debug)]
pub struct NewPerson {
    /// Whom they work for.
    pub organisation: OrganisationId,
    /// Their name.
    pub name: Line,
    /// Their work address.
    pub email: Email,
    /// What their post is called.
    pub job_title: Line,
    /// What they are by profession.
    pub profession: Profession,
    /// Who manages them, if that person is in the service.
    pub line_manager: Option<PersonId>,
}

/// Somebody to be registered by their service manager.
#[derive(Clone, Debug)]
pub struct Registration {
    /// Their name.
    pub name: Line,
    /// Their work address.
    pub email: Email,
    /// What their post is called.
    pub job_title: Line,
    /// What they are by profession.
    pub profession: Profession,
    /// What they may do beyond their own affairs.
    pub roles: Vec<Role>,
    /// Their line manager's work address, if that person is in the service.
    pub line_manager: Option<Email>,
}

/// An organisation's beginning: a site, and the service manager who registers everybody else.
#[derive(Clone, Debug)]
pub struct Founding {
    /// The organisation's code.
    pub ods_code: OdsCode,
    /// Its name.
    pub name: Line,
    /// Its first site's code.
    pub site_code: OdsCode,
    /// Its first site's name.
    pub site_name: Line,
    /// The service manager's name.
    pub manager_name: Line,
    /// The service manager's work address.
    pub manager_email: Email,
}

/// How long a one-time code can be used.
pub const CODE_LIFE: TimeDelta = TimeDelta::minutes(10);

/// How often a code may be typed before it is void.
pub const CODE_TRIES: i64 = 5;

/// How many codes one person is sent within [`CODE_LIFE`]; further ones are not sent, and nobody is told.
pub const CODES_AT_ONCE: i64 = 5;

/// Why the service says no.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// The code is not the one that was sent.
    #[error("That is not the code we sent. Check the message and try again")]
    WrongCode,
    /// It is too old, was used, or was tried too often.
    #[error("This code can no longer be used. Ask for a new one")]
    SpentCode,
    /// Somebody has that address already.
    #[error("Somebody in this organisation already has that work email address")]
    KnownAddress,
    /// Nobody has the line manager's address.
    #[error("Nobody in this organisation has that address. Register the line manager first, or leave this empty")]
    UnknownManager,
}

/// The first word of a name: how a colleague is addressed.
#[must_use]
pub fn first_name(name: &str) -> &str {
    name.split_whitespace().next().unwrap_or(name)
}
