//! What a form means that is not sent to change anything: asked by address, or shown again.

use super::{Filled, Parse, Reader};

/// A question asked by address, as a form with GET sends it: what it means with what was typed, or what is
/// wrong with it. Nothing is changed by asking, so it needs no token, and what is not ours is not looked at.
///
/// # Errors
/// The mistakes, beside the fields they are in.
pub fn asked<F: Parse>(query: &str) -> Result<(F, Filled), Filled> {
    let mut reader = Reader::new(query.as_bytes());
    match F::parse(&mut reader) {
        Some(meaning) if reader.filled.errors.is_empty() => Ok((meaning, reader.filled)),
        _ => Err(reader.filled),
    }
}

/// What a form still means that cannot be acted on as it was sent, such as one that has expired.
#[must_use]
pub fn meant<F: Parse>(filled: &Filled) -> Option<F> {
    F::parse(&mut Reader::of(filled.typed.clone()))
}
