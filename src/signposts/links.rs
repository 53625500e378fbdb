//! How entries lead to one another: what to try before one, and what when it does not help.

use crate::{kernel::ids::SignpostId, word_enum};

word_enum! {
    /// How one entry leads to another.
    pub enum Link {
        /// Try the other before this one.
        TryFirst = "try_first",
        /// Try the other when this one does not help.
        IfThisFails = "if_this_fails",
    }
}

/// Another entry that one leads to.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Linked {
    /// How it leads there.
    pub kind: Link,
    /// Which entry.
    pub id: SignpostId,
    /// What it is called.
    pub name: String,
}
