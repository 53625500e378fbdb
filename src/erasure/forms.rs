//! What a browser may send to erase a record.

use crate::{
    web::{Parse, Reader},
    word_enum,
};

/// The fields.
pub const TO_COME: &str = "to_come";
pub const SURE: &str = "sure";

word_enum! {
    /// What becomes of the sessions to come.
    pub enum ToCome {
        /// They stay booked.
        Keep = "keep",
        /// They are cancelled.
        Cancel = "cancel",
    }
}

/// What is to be erased.
pub struct Erasing {
    /// What becomes of the sessions to come; none where there were none to ask about.
    pub to_come: Option<ToCome>,
}

impl Parse for Erasing {
    fn parse(form: &mut Reader) -> Option<Self> {
        let to_come = form.optional(TO_COME, "Choose whether the sessions to come stay booked");
        let sure = form.text(SURE) == "yes";
        if !sure {
            form.wrong(SURE, "Tick that you understand that it cannot be undone");
        }
        to_come.filter(|_| sure).map(|to_come| Self { to_come })
    }
}
