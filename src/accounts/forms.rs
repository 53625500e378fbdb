//! What a browser may send to sign in.

use crate::{
    kernel::Email,
    web::{Parse, Reader},
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
        let email = if form.text("email").is_empty() {
            form.wrong("email", "Enter your work email address");
            None
        } else {
            form.parsed("email", "Enter an email address in the right form, like name@example.nhs.uk")
        };
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
