//! A message as it leaves: its words, and what it does to the reader's calendar.

use lettre::Message;

use super::{
    Entry,
    mime::{self, Mail},
    store::Claimed,
    transport::TransportError,
};
use crate::{
    ical::{self, Method, Party},
    kernel::Now,
};

/// Writes a message from `sender`, with links to `address`, the service's own.
pub fn write(claimed: &Claimed, sender: &lettre::Address, address: &str, now: Now) -> Result<Message, TransportError> {
    let content = &claimed.content;
    let words = content.words(address).map_err(Box::new)?;
    let calendar = content.entry.as_ref().zip(claimed.uid.as_deref()).map(|(entry, uid)| {
        let organizer = Party { address: sender.as_ref(), name: &content.from_name };
        let attendee = Party { address: claimed.to.as_str(), name: claimed.to.as_str() };
        let method = if entry.cancelled { Method::Cancel } else { Method::Request };
        let text = ical::invitation(method, &entry.written(uid, claimed, address), organizer, attendee);
        (method.name(), text)
    });
    mime::email(&Mail {
        from_name: &content.from_name,
        from: sender,
        to: claimed.to.as_str(),
        subject: &content.subject,
        message_id: &format!("<{}@{}>", claimed.reference, sender.domain()),
        date: now,
        words: &words,
        calendar: calendar.as_ref().map(|(method, text)| (*method, text.as_str())),
    })
}

impl Entry {
    fn written(&self, uid: &str, claimed: &Claimed, address: &str) -> ical::Entry {
        let link = format!("{address}{}", self.path);
        let description = if self.cancelled {
            "This has left your calendar. You do not need to do anything.".to_owned()
        } else {
            format!(
                "You can see it, move it or cancel it after you sign in: {link}\n\
                 Accepting or declining it in your calendar changes nothing there."
            )
        };
        ical::Entry {
            uid: format!("{uid}@{}", host(address)),
            sequence: self.sequence,
            // When it was so, and not when the mail server took it: sent twice it is the same.
            stamp: claimed.posted_at,
            starts_at: self.starts_at,
            ends_at: self.ends_at,
            title: self.title.clone(),
            place: Some(self.place.clone()),
            description,
            link: Some(link),
        }
    }
}

/// The host in the service's address.
fn host(address: &str) -> &str {
    let host = address.split_once("://").map_or(address, |(_, host)| host);
    host.split([':', '/']).next().unwrap_or(host)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_host_is_what_stands_between_scheme_and_port() {
        for address in ["https://a.example", "http://a.example:8000", "a.example/x"] {
            assert_eq!(host(address), "a.example");
        }
    }
}
