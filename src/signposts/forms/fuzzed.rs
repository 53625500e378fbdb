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

/// Reads a form's fields; hours that are taken stand in the form as they were meant. Whether they were taken.
///
/// # Panics
/// When something does not hold that must.
pub fn holds(body: &str, seconds: i64) -> bool {
    let Ok((Kept(hours), _)) = asked::<Kept>(body) else { return false };
    crate::hours::fuzzed::holds(hours.as_text(), seconds);
    let standing = url::form_urlencoded::Serializer::new(String::new()).extend_pairs(hours::standing(&hours)).finish();
    let (again, _) = asked::<Kept>(&standing).expect("what stands in the form can be sent");
    assert_eq!(again.0, hours);
    true
}

#[cfg(test)]
mod tests {
    use super::{holds, hours};
    use crate::{corpus::kept, hours::Hours};

    #[test]
    fn it_holds_of_every_form_that_was_kept() {
        for (body, seconds) in kept("opening_hours", 15).iter().filter_map(|bytes| crate::hours::fuzzed::sent(bytes)) {
            holds(&body, seconds);
        }
    }

    #[test]
    fn it_holds_of_forms_whose_hours_are_taken() {
        for text in ["24/7", "Mo-Fr 09:00-17:00; PH off", "Mo,We 08:30-12:00,13:00-20:00", "Sa 22:00-02:00"] {
            let hours = Hours::parse(text).unwrap();
            let fields =
                url::form_urlencoded::Serializer::new(String::new()).extend_pairs(hours::standing(&hours)).finish();
            assert!(holds(&fields, 1_795_428_000), "{text}: {fields}");
        }
    }
}
