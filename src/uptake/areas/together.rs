//! The staff ratio of an area's organisations together.

use crate::{
    accounts::AreaReader,
    organisations::areas::Area,
    staffing::tally::{Ratio, Rounding},
    uptake::duties::Recorded,
};

/// The ratio of those organisations that have a yearly return.
pub struct Together {
    /// How many they are.
    pub counted: usize,
    /// Their ratio, and where it stands.
    pub ratio: String,
}

impl Together {
    /// Of all organisations of an area; none when none has a return.
    pub fn of(by: &AreaReader<'_>, area: &Area, all: &[Recorded]) -> Option<Self> {
        let ratios: Vec<Ratio> = all.iter().filter_map(|one| one.figures.ratio()).collect();
        let sum = Ratio {
            workforce: ratios.iter().map(|one| one.workforce).sum(),
            qualified: ratios.iter().map(|one| one.qualified).sum(),
        };
        // The nation lies in no other area and has areas of its own; its figure is rounded as the policy rounds it.
        let is_nation = area.within_id.is_none() && by.areas.iter().any(|one| one.within_id == Some(area.id));
        let rounding = if is_nation { Rounding::ToTen } else { Rounding::Truncated };
        (!ratios.is_empty()).then(|| Self {
            counted: ratios.len(),
            ratio: format!("{} ({})", sum.words(rounding), sum.standing().words()),
        })
    }

    /// Whose ratio it is, for a line of a file.
    pub fn whose(&self) -> String {
        format!("The {} with a yearly return together", self.counted)
    }
}
