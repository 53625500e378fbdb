//! What a browser may send to sign in, and of people and sites.

use std::{collections::BTreeSet, ops::RangeInclusive};

use super::{
    code::Code,
    model::{Amendment, Details, MOST_DOMAINS, Post, Registration, Role, SignInTerms},
};
use crate::{
    kernel::{Email, Line},
    organisations::model::{ANSWER_DAYS, NewClosureDay, NewSite, SUPERVISION_WEEKS, Settings},
    web::{Parse, Reader, form},
};

/// The address to send a code to, and where to go afterwards.
pub struct AskForCode {
    pub email: Email,
    pub next: String,
}

/// The code, and where to go afterwards.
pub struct TypeCode {
    pub code: Code,
    pub next: String,
}

/// That a one-time code lets an organisation's people in beside its own sign-in.
pub const CODES_ALLOWED: &str = "allowed";

/// That it does not.
pub const CODES_REFUSED: &str = "refused";

/// A site's new name.
pub struct SiteName(pub Line);

impl Parse for AskForCode {
    fn parse(form: &mut Reader) -> Option<Self> {
        let next = form.text("next");
        let email = form::email(form, "email", "your work email address");
        Some(Self { email: email?, next })
    }
}

impl Parse for TypeCode {
    fn parse(form: &mut Reader) -> Option<Self> {
        let next = form.text("next");
        let code = form.parsed("code", "Enter the 8 letters of the code we sent, like WDJB-MJHT");
        Some(Self { code: code?, next })
    }
}

impl Parse for Registration {
    fn parse(form: &mut Reader) -> Option<Self> {
        let email = form::email(form, "email", "their work email address");
        let (details, roles) = (details(form), roles(form));
        Some(Self { email: email?, details: details?, roles: roles? })
    }
}

impl Parse for Amendment {
    fn parse(form: &mut Reader) -> Option<Self> {
        let (details, roles) = (details(form), roles(form));
        Some(Self { details: details?, roles: roles? })
    }
}

impl Parse for NewSite {
    fn parse(form: &mut Reader) -> Option<Self> {
        let name = form.line("name", "the name of the site");
        let ods_code = form.parsed("ods_code", "Enter a code of 3 to 10 letters and digits, like RXX01");
        Some(Self { name: name?, ods_code: ods_code? })
    }
}

impl Parse for SiteName {
    fn parse(form: &mut Reader) -> Option<Self> {
        form.line("name", "the name of the site").map(Self)
    }
}

impl Parse for Settings {
    fn parse(form: &mut Reader) -> Option<Self> {
        let supervision_weeks = number(form, "supervision_weeks", SUPERVISION_WEEKS, "weeks");
        let answer_days = number(form, "answer_days", ANSWER_DAYS, "working days");
        Some(Self { supervision_weeks: supervision_weeks?, answer_days: answer_days? })
    }
}

impl Parse for SignInTerms {
    fn parse(form: &mut Reader) -> Option<Self> {
        let typed = form.text("domains").to_lowercase();
        let domains: BTreeSet<String> =
            typed.split_whitespace().map(|domain| domain.trim_start_matches('@').to_owned()).collect();
        let wrong = domains.iter().find(|domain| format!("x@{domain}").parse::<Email>().is_err());
        if let Some(domain) = wrong {
            form.wrong("domains", format!("{domain} is not the end of an email address, like anytown.nhs.uk"));
        } else if domains.len() > MOST_DOMAINS {
            form.wrong("domains", format!("Enter {MOST_DOMAINS} at most"));
        }
        let fit = wrong.is_none() && domains.len() <= MOST_DOMAINS;
        let codes_allowed = match form.text("codes").as_str() {
            CODES_ALLOWED => Some(true),
            CODES_REFUSED => Some(false),
            _ => None,
        };
        if codes_allowed.is_none() {
            form.wrong("codes", "Choose whether a code by email lets people in too");
        }
        let terms = Self { domains: domains.into_iter().collect(), codes_allowed: codes_allowed? };
        fit.then_some(terms)
    }
}

fn number(form: &mut Reader, field: &str, range: RangeInclusive<i64>, what: &str) -> Option<i64> {
    let number = form.text(field).parse().ok().filter(|number| range.contains(number));
    if number.is_none() {
        form.wrong(field, format!("Enter a number of {what} from {} to {}", range.start(), range.end()));
    }
    number
}

impl Parse for NewClosureDay {
    fn parse(form: &mut Reader) -> Option<Self> {
        let closed_on = form::date(form, "closed", "the day");
        let name = form.line("name", "what the day is called");
        Some(Self { closed_on: closed_on?, name: name? })
    }
}

fn details(form: &mut Reader) -> Option<Details> {
    let name = form.line("name", "their name");
    let job_title = form.line("job_title", "their job title");
    let profession = form.parsed("profession", "Choose whether they are a librarian or knowledge specialist");
    let band = form.optional("band", "Choose a band from the list");
    let qualified_basis = form.optional("qualified_basis", "Choose from the list what they are qualified by");
    let wte = form.optional("wte", "Enter their post as a number from 0.01 to 1, like 0.8, or leave this empty");
    let line_manager = form.optional("line_manager", "Enter an email address in the right form, or leave this empty");
    Some(Details {
        name: name?,
        job_title: job_title?,
        profession: profession?,
        post: Post { band: band?, qualified_basis: qualified_basis?, wte: wte? },
        line_manager: line_manager?,
    })
}

fn roles(form: &mut Reader) -> Option<Vec<Role>> {
    form.ticked("roles", "Choose from the list what else they do")
}
