//! Why the service says no: each sentence stands on a page, beside the field it is about.

/// Why the service says no.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// Somebody else has the time, or it is no longer offered.
    #[error("That time has just been taken. Nothing was booked. Choose another time")]
    Gone,
    /// The person has something else then.
    #[error("You have another session at that time. Cancel it first, or choose another time")]
    Busy,
    /// It is over or cancelled.
    #[error("That session is over or was cancelled")]
    Over,
    /// It has not begun.
    #[error("You can say that a session took place once it has begun")]
    NotYet,
    /// A facilitator speaks more than 14 days after it.
    #[error("That session ended more than 14 days ago. It is unknown, and counts nowhere")]
    TooLate,
    /// Its day lies outside the window of its kind.
    #[error("Choose a day in the time that fits what you answered")]
    OutsideWindow,
    /// A hot debrief on another day.
    #[error("A hot debrief is held the same day. Choose today, or choose a team reflection")]
    NotToday,
    /// A hot debrief moved to another day.
    #[error("A hot debrief stays on its day. Choose another time, or cancel it")]
    NotItsDay,
    /// A reflection moved too near or too far.
    #[error("Choose a time at least 3 days from now, or no earlier than it is, and within 28 days")]
    NotMovedThere,
    /// A time that is over.
    #[error("Choose a time that is still to come")]
    Past,
    /// The space is held by another session, or set aside for somebody's.
    #[error("That space is in use at that time. Choose another space, or another time")]
    SpaceInUse,
    /// The space cannot be chosen.
    #[error("That space can no longer be chosen. Choose another, or type a place")]
    Unchoosable,
    /// A place is not held for them, or no longer.
    #[error("The time to take that place is over. You can join the waiting list again")]
    Lapsed,
    /// Something in a series does not fit.
    #[error("Some of these times cannot be booked. Nothing was booked. Choose what to do with each")]
    Clash,
    /// The facilitator does not offer the debrief then, or is taken; which of the two is nobody's to know.
    #[error("That facilitator cannot be there at that time")]
    FacilitatorAway,
    /// The facilitator cannot be chosen for this team.
    #[error("Choose who runs it from the list")]
    NoSuchFacilitator,
    /// A proposed day outside the days of the request.
    #[error("Choose a time in the days of the request")]
    OutsideItsDays,
    /// Times are proposed already.
    #[error("You have proposed times already. Put the request back first to propose others")]
    Proposed,
    /// Asking again before anybody answered.
    #[error("Nobody has proposed a time yet. Your request is still waiting")]
    NothingProposed,
    /// A facilitator took the request already.
    #[error("A colleague has just answered this request")]
    Answered,
}
