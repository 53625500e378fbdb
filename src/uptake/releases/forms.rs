//! What a browser may send.

use crate::{
    uptake::model::Quarter,
    web::{Parse, Reader},
};

/// Which quarter is to be released: the one that its page spoke of, whatever has come due since.
pub struct Chosen(pub Quarter);

impl Parse for Chosen {
    fn parse(form: &mut Reader) -> Option<Self> {
        form.parsed("quarter", "Go back to the releases and choose the quarter again").map(Self)
    }
}
