//! What a person is, and what a one-time code must be.

use chrono::TimeDelta;

use crate::{
    kernel::{
        Email, Line, Wte,
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

impl Role {
    /// What somebody with it does, on a page.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Facilitator => "Facilitates sessions",
            Self::Hr => "Works for HR",
            Self::ServiceManager => "Looks after this service",
        }
    }
}

word_enum! {
    /// An Agenda for Change band. Doctors and university staff have none.
    pub enum Band {
        /// Band 2.
        Two = "2",
        /// Band 3.
        Three = "3",
        /// Band 4.
        Four = "4",
        /// Band 5.
        Five = "5",
        /// Band 6.
        Six = "6",
        /// Band 7.
        Seven = "7",
        /// Band 8a.
        EightA = "8a",
        /// Band 8b.
        EightB = "8b",
        /// Band 8c.
        EightC = "8c",
        /// Band 8d.
        EightD = "8d",
        /// Band 9.
        Nine = "9",
    }
}

word_enum! {
    /// By what a librarian counts as qualified in the staff ratio (FACTS 1.3).
    pub enum QualifiedBasis {
        /// A degree that CILIP has accredited.
        AccreditedDegree = "accredited_degree",
        /// Chartership of CILIP, the chartered knowledge manager's included.
        Chartership = "chartership",
        /// Fellowship of CILIP.
        Fellowship = "fellowship",
        /// By none of them.
        None = "none",
    }
}

impl QualifiedBasis {
    /// Its name on a page.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::AccreditedDegree => "A degree accredited by CILIP",
            Self::Chartership => "Chartership of CILIP",
            Self::Fellowship => "Fellowship of CILIP",
            Self::None => "None of these",
        }
    }
}

/// What is known of somebody's post; none: not known.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, sqlx::FromRow)]
pub struct Post {
    /// Its band.
    pub band: Option<Band>,
    /// By what its holder is qualified.
    pub qualified_basis: Option<QualifiedBasis>,
    /// How much of a full post it is.
    #[sqlx(rename = "wte_hundredths")]
    pub wte: Option<Wte>,
}

/// Who somebody is at work.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Details {
    /// Their name.
    pub name: Line,
    /// What their post is called.
    pub job_title: Line,
    /// What they are by profession.
    pub profession: Profession,
    /// What is known of their post.
    pub post: Post,
    /// Their line manager's work address, whether or not that person is in the service.
    pub line_manager: Option<Email>,
}

/// Somebody to be registered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Registration {
    /// Their work address.
    pub email: Email,
    /// Who they are.
    pub details: Details,
    /// What they may do beyond their own affairs.
    pub roles: Vec<Role>,
}

/// What of a registration may be changed later: all but the address, which is the key to what is theirs alone
/// (docs/decisions/0009-addresses.md).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Amendment {
    /// Who they are.
    pub details: Details,
    /// What they may do beyond their own affairs.
    pub roles: Vec<Role>,
}

/// A person as their service manager sees them.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Registered {
    /// Their id.
    pub id: PersonId,
    /// Their name.
    pub name: String,
    /// Their work address.
    pub email: Email,
    /// What their post is called.
    pub job_title: String,
    /// What they are by profession.
    pub profession: Profession,
    /// What is known of their post.
    #[sqlx(flatten)]
    pub post: Post,
    /// Their line manager's work address.
    pub line_manager_email: Option<Email>,
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

/// How an organisation's people may sign in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignInTerms {
    /// What addresses end in by which the provider may make somebody known, in lower case and order.
    pub domains: Vec<String>,
    /// Whether a one-time code lets them in too.
    pub codes_allowed: bool,
}

/// The most domains of one organisation.
pub const MOST_DOMAINS: usize = 20;

/// How long a one-time code can be used.
pub const CODE_LIFE: TimeDelta = TimeDelta::minutes(10);

/// How often a code may be typed before it is void.
pub const CODE_TRIES: i64 = 5;

word_enum! {
    /// What an address, or a browser that is known by it, has a limited number of.
    pub enum Allowance {
        /// Codes that are sent; further ones are not, and nobody is told.
        Codes = "codes",
        /// Wrong codes that are typed; then none is taken, nor sent.
        WrongCodes = "wrong_codes",
    }
}

impl Allowance {
    /// How many: five codes, and as many wrong ones as those five can be tried.
    #[must_use]
    pub const fn most(self) -> i64 {
        match self {
            Self::Codes => 5,
            Self::WrongCodes => 25,
        }
    }

    /// How long after the first is taken all are there again.
    #[must_use]
    pub const fn length(self) -> TimeDelta {
        match self {
            Self::Codes => CODE_LIFE,
            Self::WrongCodes => TimeDelta::days(1),
        }
    }
}

/// The first word of a name: how a colleague is addressed.
#[must_use]
pub fn first_name(name: &str) -> &str {
    name.split_whitespace().next().unwrap_or(name)
}
