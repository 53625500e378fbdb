//! What a browser may send to sign in, and of people and sites.

use super::model::{Amendment, Details, Post, Registration, Role};
use crate::{
    kernel::{Email, Line},
    organisations::model::{NewClosureDay, NewSite},
    web::{Parse, Reader, form},
};

/// The address to send a code to, and where to go afterwards.
pub struct AskForCode {
    pub email: Email,
    pub next: String,
}

/// The code, and where to go afterwards.
pub struct TypeCode {
    pub code: String,
    pub next: String,
}

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
        // People type codes in groups, with spaces or dashes.
        let code: String = form.text("code").chars().filter(|c| !c.is_whitespace() && *c != '-').collect();
        if code.len() == 6 && code.bytes().all(|b| b.is_ascii_digit()) {
            return Some(Self { code, next });
        }
        form.wrong("code", "Enter the 6 numbers of the code we sent");
        None
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
