//! Forms: read once, everything typed kept, each mistake said beside its field.

mod asking;
mod dates;

use std::{
    collections::{BTreeMap, BTreeSet},
    str::FromStr,
    time::Duration,
};

use super::field::ErrorSummary;
use crate::kernel::{Email, Line, ids::OnceToken, text};
pub use asking::{asked, meant};
pub use dates::{date, forget_date, optional_date, parts};
use rocket::{
    Data, Request,
    data::{self, FromData, ToByteUnit},
    http::Status,
    outcome::Outcome,
};
use tokio::time::timeout;

/// The hidden field that makes a form count once.
const ONCE: &str = "once";

/// The most bytes a form may have.
const LIMIT: u64 = 32 * 1024;

/// How long a form may take to arrive.
const PATIENCE: Duration = Duration::from_secs(30);

/// A form as it arrived: what it means, or what is wrong with it; and always what was typed.
pub struct Posted<F> {
    /// What the form says, or the mistakes in it.
    pub fit: Result<(F, OnceToken), Filled>,
    /// What was typed, to show again when the service says no for another reason.
    pub filled: Filled,
}

/// What was typed into a form's fields, and what is wrong with them.
#[derive(Clone, Debug, Default)]
pub struct Filled {
    typed: Vec<(String, String)>,
    errors: Vec<(String, String)>,
}

/// What a form means to its slice.
pub trait Parse: Sized {
    /// Takes each field from the reader; a `None` has said why through it.
    fn parse(form: &mut Reader) -> Option<Self>;
}

/// A form being read, field by field.
pub struct Reader {
    filled: Filled,
    read: BTreeSet<String>,
}

impl Filled {
    /// Fields as they first stand, before anybody typed.
    #[must_use]
    pub fn with(typed: &[(&str, &str)]) -> Self {
        let typed = typed.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        Self { typed, errors: Vec::new() }
    }

    /// What one field holds; empty when nothing was typed.
    #[must_use]
    pub fn value(&self, field: &str) -> &str {
        self.typed.iter().find(|(name, _)| name == field).map_or("", |(_, value)| value)
    }

    /// The mistake in a date, whichever of its parts it stands at.
    #[must_use]
    pub fn date_error(&self, field: &str) -> Option<&str> {
        ["day", "month", "year"].iter().find_map(|part| self.error(&format!("{field}-{part}")))
    }

    /// All values of a field that may have several.
    #[must_use]
    pub fn values(&self, field: &str) -> Vec<&str> {
        self.typed.iter().filter(|(name, _)| name == field).map(|(_, value)| value.as_str()).collect()
    }

    /// What is wrong with one field.
    #[must_use]
    pub fn error(&self, field: &str) -> Option<&str> {
        self.errors.iter().find(|(name, _)| name == field).map(|(_, sentence)| sentence.as_str())
    }

    /// The same form with one more mistake; `field` may be empty for the form as a whole.
    #[must_use]
    pub fn but(mut self, field: &str, sentence: impl ToString) -> Self {
        self.errors.push((field.to_owned(), sentence.to_string()));
        self
    }

    /// The same mistakes over what other fields stand at: for a page with several forms, of which one was sent.
    #[must_use]
    pub fn over(mut self, standing: Self) -> Self {
        self.typed.extend(standing.typed);
        self
    }

    /// The error summary for the top of the page, if there is anything to say.
    #[must_use]
    pub fn summary(&self) -> Option<ErrorSummary> {
        let summary = self.errors.iter().fold(ErrorSummary::new(), |summary, (field, sentence)| {
            if field.is_empty() { summary.whole(sentence) } else { summary.field(field, sentence) }
        });
        summary.if_any()
    }
}

impl Reader {
    fn new(body: &[u8]) -> Self {
        Self::of(url::form_urlencoded::parse(body).into_owned().collect())
    }

    /// A form of these fields, by name and value.
    pub(super) fn of(typed: Vec<(String, String)>) -> Self {
        Self { filled: Filled { typed, errors: Vec::new() }, read: BTreeSet::new() }
    }

    /// Says what is wrong with a field.
    pub fn wrong(&mut self, field: &str, sentence: impl ToString) {
        self.filled.errors.push((field.to_owned(), sentence.to_string()));
    }

    /// What a field holds, trimmed; empty when it is missing.
    pub fn text(&mut self, field: &str) -> String {
        self.read.insert(field.to_owned());
        self.filled.value(field).trim().to_owned()
    }

    /// A field that means something of type `T`; `sentence` says what to do when it does not.
    pub fn parsed<T: FromStr>(&mut self, field: &str, sentence: &str) -> Option<T> {
        let parsed = self.text(field).parse().ok();
        if parsed.is_none() {
            self.wrong(field, sentence);
        }
        parsed
    }

    /// A field that may be left empty.
    pub fn optional<T: FromStr>(&mut self, field: &str, sentence: &str) -> Option<Option<T>> {
        if self.text(field).is_empty() { Some(None) } else { self.parsed(field, sentence).map(Some) }
    }

    /// One line of text; `what` names it inside the sentences ("the place").
    pub fn line(&mut self, field: &str, what: &str) -> Option<Line> {
        let sentence = match self.text(field).parse::<Line>() {
            Ok(line) => return Some(line),
            Err(text::Unfit::Empty) => format!("Enter {what}"),
            Err(text::Unfit::TooLong) => format!("Make {what} {} characters or fewer", text::LINE_LIMIT),
            Err(text::Unfit::Malformed) => format!("Write {what} on one line"),
        };
        self.wrong(field, sentence);
        None
    }

    /// Every ticked choice of a field; a value that is not one of the choices is a mistake.
    pub fn ticked<T: FromStr>(&mut self, field: &str, sentence: &str) -> Option<Vec<T>> {
        self.read.insert(field.to_owned());
        let ticked: Option<Vec<T>> = self.filled.values(field).iter().map(|value| value.parse().ok()).collect();
        if ticked.is_none() {
            self.wrong(field, sentence);
        }
        ticked
    }

    /// Every field whose name begins with `prefix`, by the rest of its name. A page of ours asks for a few of them;
    /// one whose name or value means nothing is a mistake.
    pub fn named<K: FromStr + Ord, T: FromStr>(&mut self, prefix: &str, sentence: &str) -> Option<BTreeMap<K, T>> {
        let fields: Vec<(String, String)> =
            self.filled.typed.iter().filter(|(name, _)| name.starts_with(prefix)).cloned().collect();
        let mut all = BTreeMap::new();
        for (name, value) in fields {
            self.read.insert(name.clone());
            match (name[prefix.len()..].parse(), value.parse()) {
                (Ok(key), Ok(value)) => {
                    all.insert(key, value);
                }
                _ => {
                    self.wrong(&name, sentence);
                    return None;
                }
            }
        }
        Some(all)
    }

    /// What the form means as a whole.
    pub(super) fn finish<F: Parse>(mut self) -> Posted<F> {
        let once = self.text(ONCE).parse().ok();
        let meaning = F::parse(&mut self);
        // A field we did not put there may be somebody's words about a session: refuse, never drop silently.
        let stranger = self.filled.typed.iter().any(|(name, _)| !self.read.contains(name));
        if stranger {
            self.wrong("", "This form had a part that does not belong to it. Nothing was kept.");
        }
        if once.is_none() {
            self.wrong("", "This form has expired. Check it and send it again.");
        }
        self.filled.typed.retain(|(name, _)| name != ONCE);
        let filled = Filled { typed: self.filled.typed.clone(), errors: Vec::new() };
        let fit = match (meaning, once) {
            (Some(meaning), Some(once)) if self.filled.errors.is_empty() => Ok((meaning, once)),
            _ => Err(self.filled),
        };
        Posted { fit, filled }
    }
}

/// A form with nothing in it but its button.
pub struct Pressed;

impl Parse for Pressed {
    fn parse(_: &mut Reader) -> Option<Self> {
        Some(Self)
    }
}

/// A work email address; `what` names it inside the sentence ("your work email address").
pub fn email(form: &mut Reader, field: &str, what: &str) -> Option<Email> {
    if form.text(field).is_empty() {
        form.wrong(field, format!("Enter {what}"));
        return None;
    }
    form.parsed(field, "Enter an email address in the right form, like name@example.nhs.uk")
}

#[rocket::async_trait]
impl<'r, F: Parse> FromData<'r> for Posted<F> {
    type Error = std::io::Error;

    async fn from_data(_: &'r Request<'_>, data: Data<'r>) -> data::Outcome<'r, Self> {
        let Ok(read) = timeout(PATIENCE, data.open(LIMIT.bytes()).into_bytes()).await else {
            return Outcome::Error((Status::RequestTimeout, std::io::ErrorKind::TimedOut.into()));
        };
        match read {
            Ok(body) if body.is_complete() => Outcome::Success(Reader::new(&body).finish()),
            Ok(_) => Outcome::Error((Status::PayloadTooLarge, std::io::ErrorKind::InvalidData.into())),
            Err(error) => Outcome::Error((Status::BadRequest, error)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Place(Line);

    impl Parse for Place {
        fn parse(form: &mut Reader) -> Option<Self> {
            form.line("place", "the place").map(Self)
        }
    }

    const TOKEN: &str = "6a3c1c9e-4f0e-4f6e-9e57-0d3a7a4f5b11";

    fn sent(body: &str) -> Posted<Place> {
        Reader::new(body.as_bytes()).finish()
    }

    #[test]
    fn a_good_form_says_what_it_means() {
        let form = sent(&format!("place=Room+4&once={TOKEN}"));
        assert_eq!(form.fit.map(|(place, _)| place.0.to_string()).ok().as_deref(), Some("Room 4"));
    }

    #[test]
    fn a_mistake_is_said_beside_its_field_and_nothing_typed_is_lost() {
        let long = "x".repeat(300);
        let filled = sent(&format!("place={long}&once={TOKEN}")).fit.err().unwrap();
        assert_eq!(filled.error("place"), Some("Make the place 200 characters or fewer"));
        assert_eq!(filled.value("place"), long);
    }

    #[test]
    fn a_field_that_is_not_ours_is_refused() {
        let filled = sent(&format!("place=Room&what_happened=she+cried&once={TOKEN}")).fit.err().unwrap();
        assert!(filled.error("").unwrap().contains("does not belong"));
    }

    #[test]
    fn a_form_without_its_token_has_expired() {
        assert!(sent("place=Room").fit.err().unwrap().error("").unwrap().contains("expired"));
    }
}
