//! What a browser may send to sign in.

use super::model::Registration;
use crate::{
    kernel::Email,
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
        let name = form.line("name", "their name");
        let email = form::email(form, "email", "their work email address");
        let job_title = form.line("job_title", "their job title");
        let profession = form.parsed("profession", "Choose whether they are a librarian or knowledge specialist");
        let roles = form.ticked("roles", "Choose from the list what else they do");
        let line_manager =
            form.optional("line_manager", "Enter an email address in the right form, or leave this empty");
        Some(Self {
            name: name?,
            email: email?,
            job_title: job_title?,
            profession: profession?,
            roles: roles?,
            line_manager: line_manager?,
        })
    }
}
