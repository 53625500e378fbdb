//! What somebody may need help with. Nobody is ever asked to say more than this.

use crate::word_enum;

word_enum! {
    /// What somebody may need help with.
    pub enum Need {
        /// Something distressing happened.
        Distress = "distress",
        /// It has been too much for a long time.
        Strain = "strain",
        /// Sleep.
        Sleep = "sleep",
        /// Money.
        Money = "money",
        /// Being bullied, or something to speak up about.
        Bullying = "bullying",
        /// Somebody died.
        Bereavement = "bereavement",
        /// Partners, family, friends.
        Relationships = "relationships",
        /// Menopause.
        Menopause = "menopause",
        /// Alcohol or drugs.
        SubstanceUse = "substance_use",
    }
}

impl Need {
    /// The words to choose it by.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Distress => "After something distressing",
            Self::Strain => "Ongoing strain",
            Self::Sleep => "Sleep",
            Self::Money => "Money",
            Self::Bullying => "Bullying or raising a concern",
            Self::Bereavement => "Bereavement",
            Self::Relationships => "Relationships",
            Self::Menopause => "Menopause",
            Self::SubstanceUse => "Alcohol or drugs",
        }
    }
}
