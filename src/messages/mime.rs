//! A message as mail: plain text, the same as HTML and, where there is one, an entry for a calendar, as alternatives
//! of one another (PAINS P10).

use lettre::{
    Address, Message,
    message::{
        Body, Mailbox, MultiPart, SinglePart,
        header::{ContentTransferEncoding, ContentType, Header, HeaderName, HeaderValue},
    },
};

use super::{letter::Words, transport::TransportError};
use crate::kernel::Now;

/// What a mail is made of.
pub struct Mail<'a> {
    /// The organisation's name, as it wrote it.
    pub from_name: &'a str,
    /// The service's own address.
    pub from: &'a Address,
    /// The recipient's address; names stay out of headers, which servers on the way keep.
    pub to: &'a str,
    /// What a shared screen shows.
    pub subject: &'a str,
    /// Whole, with its angle brackets.
    pub message_id: &'a str,
    /// When it is sent.
    pub date: Now,
    /// What it says.
    pub words: &'a Words,
    /// An entry for a calendar: its method, such as `REQUEST`, and its text, which names the same method.
    pub calendar: Option<(&'a str, &'a str)>,
}

/// Writes a mail.
///
/// # Errors
/// When an address cannot be used.
pub fn email(parts: &Mail<'_>) -> Result<Message, TransportError> {
    let mut alternatives = MultiPart::alternative()
        .boundary(boundary(parts.message_id))
        .singlepart(part(ContentType::TEXT_PLAIN, &parts.words.text, ContentTransferEncoding::QuotedPrintable))
        .singlepart(part(ContentType::TEXT_HTML, &parts.words.html, ContentTransferEncoding::QuotedPrintable));
    if let Some((method, text)) = parts.calendar {
        // Last, since Outlook takes the last alternative that it understands; and in base64, so that no server on the
        // way touches the ends of its lines.
        let kind = Invitation(one_line(method));
        alternatives = alternatives.singlepart(part(kind, text, ContentTransferEncoding::Base64));
    }
    let name = one_line(parts.from_name);
    let message = Message::builder()
        .from(Mailbox::new((!name.is_empty()).then_some(name), parts.from.clone()))
        .to(Mailbox::new(None, parts.to.parse()?))
        .subject(one_line(parts.subject))
        .date(parts.date.0.into())
        .message_id(Some(one_line(parts.message_id)))
        // So that a note of absence is not sent in answer (RFC 3834).
        .raw_header(raw("Auto-Submitted", "auto-generated"))
        .raw_header(raw("Content-Language", "en-GB"))
        .multipart(alternatives)?;
    Ok(message)
}

/// The type of a calendar's part. It is written as it stands, since some calendars compare the method letter by letter.
#[derive(Clone)]
struct Invitation(String);

impl Header for Invitation {
    fn name() -> HeaderName {
        HeaderName::new_from_ascii_str("Content-Type")
    }

    fn parse(value: &str) -> Result<Self, Box<dyn std::error::Error + Send + Sync>> {
        let method = value.split_once("method=").ok_or("no method")?.1;
        Ok(Self(method.to_owned()))
    }

    fn display(&self) -> HeaderValue {
        HeaderValue::new(Self::name(), format!("text/calendar; charset=utf-8; method={}", self.0))
    }
}

fn part(kind: impl Header, text: &str, encoding: ContentTransferEncoding) -> SinglePart {
    // Both encodings take any text; the other arm is there because the type does not say so.
    let body = Body::new_with_encoding(text.to_owned(), encoding).unwrap_or_else(Body::new);
    SinglePart::builder().header(kind).body(body)
}

fn raw(name: &'static str, value: &str) -> HeaderValue {
    HeaderValue::new(HeaderName::new_from_ascii_str(name), value.to_owned())
}

/// Made from the message's id and not by chance, so that a message written again is the same. Neither of the encodings
/// writes `=_`, so no part can hold it.
fn boundary(message_id: &str) -> String {
    let own = message_id.split('@').next().unwrap_or_default();
    let id: String = own.chars().filter(char::is_ascii_alphanumeric).take(60).collect();
    format!("=_{id}")
}

/// Without ends of lines and other control characters, with which a name would write headers of its own.
fn one_line(value: &str) -> String {
    let plain: String = value.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use chrono::DateTime;
    use mailparse::{MailHeaderMap, ParsedMail};

    use super::*;

    const CALENDAR: &str = "BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nSUMMARY:Siân\r\nEND:VCALENDAR\r\n";

    fn written(from_name: &str, calendar: Option<(&str, &str)>) -> Vec<u8> {
        let words = Words {
            text: "Hello Siân,\n\nFrom here on = \"this\" is booked. \n.\n".into(),
            html: format!("<p>Hello Siân,</p>\n<p>{}</p>\n", "long ".repeat(400)),
        };
        let from = "alongside@a.example".parse().unwrap();
        let mail = Mail {
            from_name,
            from: &from,
            to: "mina.okafor@anytown.example",
            subject: "Appointment",
            message_id: "<0123456789abcdef0123456789abcdef@a.example>",
            date: Now(DateTime::UNIX_EPOCH),
            words: &words,
            calendar,
        };
        email(&mail).unwrap().formatted()
    }

    fn kinds(mail: &ParsedMail<'_>) -> Vec<String> {
        mail.subparts.iter().map(|part| part.headers.get_first_value("Content-Type").unwrap()).collect()
    }

    #[test]
    fn a_mail_is_text_and_page_and_the_entry_comes_last() {
        let raw = written("Trust", Some(("REQUEST", CALENDAR)));
        let mail = mailparse::parse_mail(&raw).unwrap();
        assert_eq!(mail.ctype.mimetype, "multipart/alternative");
        let kinds = kinds(&mail);
        assert_eq!(kinds[0].to_lowercase(), "text/plain; charset=utf-8");
        assert_eq!(kinds[1].to_lowercase(), "text/html; charset=utf-8");
        assert_eq!(kinds[2..], ["text/calendar; charset=utf-8; method=REQUEST"]);
        assert_eq!(
            mail.subparts[0].get_body().unwrap(),
            "Hello Siân,\r\n\r\nFrom here on = \"this\" is booked. \r\n.\r\n"
        );
        assert!(mail.subparts[1].get_body().unwrap().contains(&"long ".repeat(400)));
        assert_eq!(mail.subparts[2].get_body_raw().unwrap(), CALENDAR.as_bytes(), "every CRLF is where it was");
        assert!(raw.split(|byte| *byte == b'\n').all(|line| line.len() <= 79 && line.is_ascii()));
        let without = written("Trust", None);
        assert_eq!(mailparse::parse_mail(&without).unwrap().subparts.len(), 2);
    }

    #[test]
    fn its_headers_say_who_writes_that_nobody_did_and_in_what_language() {
        let raw = written("Anytown Trust", None);
        let mail = mailparse::parse_mail(&raw).unwrap();
        let header = |name| mail.headers.get_all_values(name);
        assert_eq!(header("From"), ["\"Anytown Trust\" <alongside@a.example>"]);
        assert_eq!(header("To"), ["mina.okafor@anytown.example"]);
        assert_eq!(header("Subject"), ["Appointment"]);
        assert_eq!(header("Message-ID"), ["<0123456789abcdef0123456789abcdef@a.example>"]);
        assert_eq!(header("Date"), ["Thu, 01 Jan 1970 00:00:00 +0000"]);
        assert_eq!(header("MIME-Version"), ["1.0"]);
        assert_eq!(header("Auto-Submitted"), ["auto-generated"]);
        assert_eq!(header("Content-Language"), ["en-GB"]);
        for never in ["Bcc", "Cc", "Reply-To", "List-Unsubscribe", "X-Mailer", "Return-Receipt-To"] {
            assert!(header(never).is_empty(), "{never}");
        }
        assert_eq!(raw, written("Anytown Trust", None), "written again it is the same");
    }

    #[test]
    fn no_name_writes_a_header_or_another_address() {
        for (name, said) in [
            ("Trust\r\nBcc: eve@evil.example\r\n\r\nHello", "Trust Bcc: eve@evil.example Hello"),
            ("Trust\nX: y", "Trust X: y"),
            ("Trust\rX: y\u{0}\u{85}z", "Trust X: y z"),
            ("The \"Royal\" \\ Trust, Ltd <eve@evil.example>", "The \"Royal\" \\ Trust, Ltd <eve@evil.example>"),
            ("Ymddiriedolaeth Tŷ’r Llyfrgell ✓, Betsi Cadwaladr University Health Board and its many libraries", ""),
            ("=?utf-8?q?Trust?=", "=?utf-8?q?Trust?="),
        ] {
            let raw = written(name, None);
            let mail = mailparse::parse_mail(&raw).unwrap();
            assert_eq!(mail.headers.len(), 9, "{name}: {:?}", mail.headers);
            let from = mail.headers.get_first_header("From").unwrap();
            let addresses = mailparse::addrparse_header(from).unwrap();
            let sender = addresses.extract_single_info().expect("one sender");
            assert_eq!(sender.addr, "alongside@a.example", "{name}");
            let expected = if said.is_empty() { name } else { said };
            assert_eq!(sender.display_name.as_deref(), Some(expected));
        }
        let nameless = written(" \r\n ", None);
        let mail = mailparse::parse_mail(&nameless).unwrap();
        assert_eq!(mail.headers.get_all_values("From"), ["alongside@a.example"]);
    }
}
