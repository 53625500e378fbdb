//! What the accounts refuse, each in a sentence for whoever asked.

/// Why nobody is made a service manager.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NoManager {
    /// Nobody has that address.
    #[error("nobody is registered with that address")]
    Unknown,
    /// People of two organisations have it.
    #[error("people of two organisations have that address. Say which organisation with --ods-code")]
    Two,
}

/// Why the service says no.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// The code is not the one that was sent.
    #[error("That is not the code we sent. Check the message and try again")]
    WrongCode,
    /// It is too old, was used, or was tried too often.
    #[error("This code can no longer be used. Ask for a new one")]
    SpentCode,
    /// Too many wrong ones were typed for that address, or from here, today.
    #[error(
        "Too many wrong codes have been typed today. Sign in on a computer you have signed in on before, or try again tomorrow"
    )]
    TooManyWrong,
    /// Too many were typed in that network; the page of all limits says so.
    #[error("Too many wrong codes have been typed where you are. Try again later")]
    BusyNetwork,
    /// Nobody here is known to be the person at the provider. Whoever is not registered, whose address the provider does
    /// not vouch for, and who is somebody else here read the same.
    #[error(
        "You are not registered here, or not with the address of that account. Ask whoever looks after this service in your organisation"
    )]
    NotRegistered,
    /// The way back from the provider was taken before.
    #[error("This sign-in is over. Start again")]
    SpentSignIn,
    /// Nobody would be let in any more.
    #[error("Sign in with your organisation's account yourself first, so that somebody can still get in")]
    ShutOut,
    /// A domain is another organisation's.
    #[error(
        "Another organisation has listed one of these already, and whoever runs this service has not said that it is shared. Ask them"
    )]
    TakenDomain,
    /// Whoever asks would look after the service no longer, and could not come back to mend it.
    #[error(
        "List what your own email address ends in too: otherwise you could no longer look after this service. Or sign in with your organisation's account first"
    )]
    OwnDomain,
    /// Somebody has that address already.
    #[error("Somebody in this organisation already has that work email address")]
    KnownAddress,
    /// The role follows from a group at the provider.
    #[error(
        "Who works for HR and who looks after this service follows from groups in your organisation's own sign-in. Ask whoever keeps those groups"
    )]
    GovernedRole,
    /// Nobody else would look after the organisation's part of the service.
    #[error("Somebody must look after this service. Let somebody else do it before this person stops")]
    LastManager,
}
