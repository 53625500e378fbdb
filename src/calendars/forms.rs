//! What a browser may send about reminders and titles.

use super::model::Titles;
use crate::{
    messages::Preferences,
    web::{Parse, Reader},
};

/// The fields.
pub const REMINDERS: &str = "reminders";
pub const TITLES: &str = "titles";

impl Parse for Preferences {
    fn parse(form: &mut Reader) -> Option<Self> {
        // Both are read before either is given up, so that every mistake is said at once.
        let reminders = form.parsed(REMINDERS, "Choose when you want to be reminded");
        let titles: Option<Titles> = form.parsed(TITLES, "Choose what your calendar calls your sessions");
        Some(Self { reminders: reminders?, titles_tell: titles? == Titles::Telling })
    }
}
