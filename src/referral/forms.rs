//! What a service manager may send about directory files.

use crate::web::{Parse, Reader};

/// The confirmation of a preview, with the mark of what it showed.
pub struct Confirmed(pub String);

impl Parse for Confirmed {
    fn parse(form: &mut Reader) -> Option<Self> {
        Some(Self(form.text("mark")))
    }
}
