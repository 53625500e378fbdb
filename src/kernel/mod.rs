//! Floor 0: the values everything else is made of: ids, instants, UK time, short texts and seals.
//!
//! Nothing here asks a database, answers a request or waits. What a value may hold is decided
//! once, when it is made; code above never checks it again.

pub mod clock;
pub mod holidays;
pub mod ids;
pub mod london;
pub mod seal;
pub mod text;
pub mod words;
pub mod wte;
#[cfg(test)]
mod zones;

pub use clock::{Clock, Now};
pub use seal::Keys;
pub use text::{Email, LINE_LIMIT, Line};
pub use wte::Wte;
