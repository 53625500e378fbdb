//! For how long check-ins are kept.

use serde::Serialize;

use crate::{
    checkins::forms::{KEPT, USUAL},
    privacy::Words,
    retention::{Keep, MONTHS},
    web::{
        Filled, Page,
        field::{Choice, ErrorSummary, Radios},
    },
};

/// The choice.
#[derive(Serialize)]
pub struct Keeping {
    errors: Option<ErrorSummary>,
    saved: bool,
    kept: Radios,
    who: Words,
}

impl Page for Keeping {
    const TEMPLATE: &'static str = "checkins/keeping";
}

impl Keeping {
    /// The form as what was chosen leaves it.
    pub fn standing(chosen: Option<i64>, keep: &Keep) -> Filled {
        let chosen = chosen.filter(|months| *months < keep.check_in_months());
        let value = chosen.map_or_else(|| USUAL.to_owned(), |months| months.to_string());
        Filled::with(&[(KEPT, &value)])
    }

    /// `older`: how many of their check-ins would go at once by each choice of [`MONTHS`].
    pub fn new(filled: &Filled, keep: &Keep, older: [i64; 4], who: Words) -> Self {
        let usual =
            Choice::new(USUAL, &format!("{}, as long as the service keeps them", in_months(keep.check_in_months())));
        let less = MONTHS.iter().zip(older).rev().filter(|(months, _)| **months < keep.check_in_months());
        let less = less.map(|(months, older)| Choice::new(months, &in_months(*months)).hint(&goes(older)));
        let choices = std::iter::once(usual).chain(less).collect();
        Self {
            errors: filled.summary(),
            saved: false,
            kept: Radios::new(KEPT, "For how long are your check-ins kept?", choices)
                .value(filled.value(KEPT))
                .error(filled.error(KEPT)),
            who,
        }
    }

    /// The same after the choice was kept.
    pub const fn saved(mut self, saved: bool) -> Self {
        self.saved = saved;
        self
    }
}

fn in_months(months: i64) -> String {
    if months == 1 { "1 month".to_owned() } else { format!("{months} months") }
}

fn goes(older: i64) -> String {
    match older {
        0 => "None of yours is older".to_owned(),
        1 => "1 of yours is older and goes at once".to_owned(),
        many => format!("{many} of yours are older and go at once"),
    }
}
