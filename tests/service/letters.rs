//! The messages that were sent, as a mail program reads them.

use mailparse::{MailHeaderMap, ParsedMail};
use scraper::{Html, Selector};

use crate::world::ADDRESS;

/// One message.
#[derive(Clone, Debug)]
pub struct Letter {
    /// The recipient's address.
    pub to: String,
    /// From whom, the name alone.
    pub from_name: String,
    /// What a shared screen shows.
    pub subject: String,
    /// By which a message is known that is found twice.
    pub message_id: String,
    /// Its plain text.
    pub text: String,
    /// The same as HTML.
    pub html: String,
    /// The entry for a calendar that goes with it: its method and its text.
    pub calendar: Option<(String, String)>,
}

impl Letter {
    /// Reads a message's file.
    #[must_use]
    pub fn read(bytes: &[u8]) -> Self {
        let mail = mailparse::parse_mail(bytes).expect("a message is a mail");
        let header = |name: &str| mail.headers.get_first_value(name).unwrap_or_default();
        let from = mailparse::addrparse_header(mail.headers.get_first_header("From").unwrap()).unwrap();
        let [text, html, rest @ ..] = &mail.subparts[..] else { panic!("text and HTML: {mail:?}") };
        assert_eq!((kind(text), kind(html)), ("text/plain", "text/html"));
        let calendar = rest.first().map(|part| {
            assert_eq!((kind(part), rest.len()), ("text/calendar", 1));
            let (method, entry) = (part.ctype.params["method"].clone(), part.get_body().unwrap());
            assert!(entry.contains(&format!("\r\nMETHOD:{method}\r\n")), "another than {method}: {entry}");
            (method, entry)
        });
        Self {
            to: header("To"),
            from_name: from.extract_single_info().unwrap().display_name.unwrap_or_default(),
            subject: header("Subject"),
            message_id: header("Message-ID"),
            text: text.get_body().unwrap().replace("\r\n", "\n"),
            html: html.get_body().unwrap(),
            calendar,
        }
    }

    /// Whether its subject or any of its parts says this.
    #[must_use]
    pub fn contains(&self, words: &str) -> bool {
        [&self.subject, &self.text, &self.html, &self.entry()].iter().any(|part| part.contains(words))
    }

    /// The pages of ours that it leads to, as paths: those of its text, of its entry and of its HTML.
    #[must_use]
    pub fn links(&self) -> Vec<String> {
        let mut found = Vec::new();
        for text in [&self.text, &self.entry().replace("\\n", "\n")] {
            found.extend(
                text.split(ADDRESS).skip(1).map(|rest| rest.split_whitespace().next().unwrap_or("/").to_owned()),
            );
        }
        let page = Html::parse_document(&self.html);
        for link in page.select(&Selector::parse("[href], [src], [action]").unwrap()) {
            let to = link.attr("href").unwrap_or_else(|| panic!("only links lead anywhere: {}", self.html));
            found.push(to.strip_prefix(ADDRESS).unwrap_or_else(|| panic!("to another place: {to}")).to_owned());
        }
        found
    }

    /// Everything of it that a reader, or a program before them, sees.
    #[must_use]
    pub fn whole(&self) -> String {
        let parts = [&self.from_name, &self.subject, &self.message_id, &self.text, &self.html, &self.entry()];
        parts.map(String::as_str).join("\n")
    }

    /// The entry's lines in one piece each, or nothing.
    fn entry(&self) -> String {
        self.calendar.as_ref().map(|(_, text)| text.replace("\r\n ", "")).unwrap_or_default()
    }
}

fn kind<'m>(part: &'m ParsedMail<'_>) -> &'m str {
    &part.ctype.mimetype
}
