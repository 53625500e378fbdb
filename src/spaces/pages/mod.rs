//! The pages of spaces: the quiet places for everybody, and their keeping by the service manager.

mod hours;
mod keeping;
mod place;
mod quiet;

#[cfg(any(test, fuzzing))]
pub use hours::HoursFields;
pub use keeping::{Form, Index};
pub use place::{Choosable, PlaceFields};
pub use quiet::{QuietPlace, QuietPlaces};
