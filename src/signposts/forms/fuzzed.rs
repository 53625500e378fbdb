//! What holds of everything that is sent as an entry's opening hours: what the fuzz target `opening_hours` insists on
//! (fuzz/README.md).

use super::hours;
use crate::{
    hours::Hours,
    web::{Parse, Reader, form::asked},
};

struct Kept(Hours);

impl Parse for Kept {
    fn parse(form: &mut Reader) -> Option<Self> {
        hours::read(form).map(Self)
    }
}

/// Reads a form's fields; hours that are taken stand in the form as they were meant.
///
/// # Panics
/// When something does not hold that must.
pub fn holds(body: &str, seconds: i64) {
    let Ok((Kept(hours), _)) = asked::<Kept>(body) else { return };
    crate::hours::fuzzed::holds(hours.as_text(), seconds);
    let standing = url::form_urlencoded::Serializer::new(String::new()).extend_pairs(hours::standing(&hours)).finish();
    let (again, _) = asked::<Kept>(&standing).expect("what stands in the form can be sent");
    assert_eq!(again.0, hours);
}

#[cfg(test)]
mod tests {
    use crate::corpus::kept;

    #[test]
    fn it_holds_of_every_form_that_was_kept() {
        for (body, seconds) in kept("opening_hours", 15).iter().filter_map(|bytes| crate::hours::fuzzed::sent(bytes)) {
            super::holds(&body, seconds);
        }
    }
}
