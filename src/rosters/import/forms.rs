//! What is sent to confirm a file.

use crate::web::{Parse, Reader};

/// What the reader had before them when they said that it should be done.
pub struct Confirmation(pub String);

impl Parse for Confirmation {
    fn parse(form: &mut Reader) -> Option<Self> {
        Some(Self(form.text("shown")))
    }
}
