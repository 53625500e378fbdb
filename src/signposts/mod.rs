//! The directory of help: what there is, when it is open, how to reach it, and who will know you did.
//!
//! Looking for help leaves no trace. These pages need no sign-in and read no cookie; nothing about the
//! reader, what they looked for or what they opened is stored or logged, so nobody can be shown it
//! (PAINS P25). Their routes are given a lease, which cannot write. The slice refuses to count readers,
//! to rank entries by use and to send a reader through an address that counts them.

pub mod hours;
pub mod written;
