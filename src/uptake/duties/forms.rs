//! What a browser may send.

use crate::web::{Parse, Reader};

/// The most characters of a commentary.
pub const MOST: usize = 2_000;

/// The organisation's own words on a quarter; empty to take them away.
pub struct Commentary(pub String);

impl Parse for Commentary {
    fn parse(form: &mut Reader) -> Option<Self> {
        let words = form.text("words").replace("\r\n", "\n");
        if words.chars().count() > MOST {
            form.wrong("words", "Make the commentary 2,000 characters or fewer");
            return None;
        }
        if words.chars().any(|c| c.is_control() && c != '\n') {
            form.wrong("words", "Write the commentary without special signs");
            return None;
        }
        Some(Self(words))
    }
}
