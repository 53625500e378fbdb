//! What may be asked of the feed's lists. What is asked together holds together.
//!
//! Entries state no ages, so they are for every age: none begins at a least age above 0, and none ends at a greatest.
//! They state no coordinates either, so nothing is known to be near a postcode, and nothing is answered.

use std::convert::Infallible;

use chrono::NaiveTime;
use rocket::{
    Request,
    request::{FromRequest, Outcome},
};
use uuid::Uuid;

use super::taxonomy;
use crate::{kernel::Now, signposts::exchange::Whole};

/// The most things on one page.
const MOST: usize = 500;

/// How many things a page has when nobody says.
const USUAL: usize = 50;

/// A question.
#[derive(Clone, Debug, PartialEq)]
pub struct Asked {
    /// Which page, from 1.
    pub page: usize,
    /// How many things a page has.
    pub per_page: usize,
    /// Whether services are told in full.
    pub full: bool,
    search: Vec<String>,
    term: Option<Uuid>,
    taxonomy: Option<Uuid>,
    least_age: Option<f64>,
    greatest_age: Option<f64>,
    opens: Option<NaiveTime>,
    closes: Option<NaiveTime>,
    day: Option<chrono::Weekday>,
    near: bool,
}

/// A question as it came, which may make no sense.
pub struct Question(pub Result<Asked, Bad>);

/// Why a question makes no sense, for the program that asked it.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0} cannot be read: {1:?}")]
pub struct Bad(String, String);

impl Default for Asked {
    fn default() -> Self {
        Self {
            page: 1,
            per_page: USUAL,
            full: false,
            search: Vec::new(),
            term: None,
            taxonomy: None,
            least_age: None,
            greatest_age: None,
            opens: None,
            closes: None,
            day: None,
            near: false,
        }
    }
}

impl Asked {
    /// Reads a query. Empty values and names that the profile does not know ask for nothing.
    ///
    /// # Errors
    /// When a value is not of its kind.
    pub fn read(query: &str) -> Result<Self, Bad> {
        let mut asked = Self::default();
        for (name, value) in url::form_urlencoded::parse(query.as_bytes()) {
            if !value.trim().is_empty() {
                asked.take(&name, value.trim()).ok_or_else(|| Bad(name.to_string(), value.to_string()))?;
            }
        }
        Ok(asked)
    }

    /// Takes one part of the query; none when its value is not of its kind.
    fn take(&mut self, name: &str, value: &str) -> Option<()> {
        let count = || value.parse::<usize>().ok().filter(|count| *count > 0);
        match name {
            "page" => self.page = count()?,
            "per_page" => self.per_page = count()?.min(MOST),
            "full" => self.full = value.parse().ok()?,
            "search" => self.search = value.to_lowercase().split_whitespace().map(str::to_owned).collect(),
            "taxonomy_term_id" => self.term = Some(value.parse().ok()?),
            "taxonomy_id" => self.taxonomy = Some(value.parse().ok()?),
            "minimum_age" => self.least_age = Some(value.parse().ok()?),
            "maximum_age" => self.greatest_age = Some(value.parse().ok()?),
            "start_time" => self.opens = Some(time(value)?),
            "end_time" => self.closes = Some(time(value)?),
            "day" => self.day = Some(day(value)?),
            "postcode" | "proximity" => self.near = true,
            _ => {}
        }
        Some(())
    }

    /// Whether an entry is among what is asked for.
    #[must_use]
    pub fn wants(&self, whole: &Whole, now: Now) -> bool {
        let text = format!("{} {}", whole.entry.name, whole.entry.about).to_lowercase();
        self.search.iter().all(|word| text.contains(word))
            && self.term.is_none_or(|term| whole.needs.iter().any(|need| taxonomy::term_id(*need) == term))
            && self.taxonomy.is_none_or(|wanted| wanted == taxonomy::id() && !whole.needs.is_empty())
            && self.least_age.is_none_or(|age| age <= 0.0)
            && self.greatest_age.is_none()
            && !self.near
            && self.wants_times(whole, now)
    }

    /// One opening must fit all that is asked about times.
    fn wants_times(&self, whole: &Whole, now: Now) -> bool {
        if self.opens.is_none() && self.closes.is_none() && self.day.is_none() {
            return true;
        }
        let end_of_day = NaiveTime::from_hms_opt(23, 59, 0).unwrap_or_default();
        whole.entry.hours.weekly(now.today()).iter().any(|weekly| {
            let closes = if weekly.to == NaiveTime::MIN { end_of_day } else { weekly.to };
            self.opens.is_none_or(|opens| weekly.from >= opens)
                && self.closes.is_none_or(|wanted| closes <= wanted)
                && self.day.is_none_or(|day| weekly.days.contains(&day))
        })
    }
}

#[rocket::async_trait]
impl<'r> FromRequest<'r> for Question {
    type Error = Infallible;

    async fn from_request(request: &'r Request<'_>) -> Outcome<Self, Infallible> {
        Outcome::Success(Self(Asked::read(request.uri().query().map_or("", |query| query.as_str()))))
    }
}

fn time(value: &str) -> Option<NaiveTime> {
    ["%H:%M", "%H:%M:%S"].iter().find_map(|form| NaiveTime::parse_from_str(value.trim_end_matches('Z'), form).ok())
}

/// "MO", "Mon" or "Monday".
fn day(value: &str) -> Option<chrono::Weekday> {
    let two = ["mo", "tu", "we", "th", "fr", "sa", "su"];
    let lower = value.to_lowercase();
    let place = two.iter().position(|sign| *sign == lower);
    place.and_then(|place| chrono::Weekday::try_from(u8::try_from(place).ok()?).ok()).or_else(|| value.parse().ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_question_is_read_and_nonsense_is_named() {
        let asked = Asked::read("page=2&per_page=9999&full=true&day=mo&start_time=09:00&unknown=1&search=").unwrap();
        assert_eq!((asked.page, asked.per_page, asked.full), (2, MOST, true));
        assert_eq!(asked.day, Some(chrono::Weekday::Mon));
        assert_eq!(Asked::read("day=Sunday").unwrap().day, Some(chrono::Weekday::Sun));
        for query in
            ["page=0", "page=-1", "per_page=x", "taxonomy_term_id=sleep", "day=someday", "start_time=9", "full=1"]
        {
            assert!(Asked::read(query).is_err(), "{query}");
        }
        assert_eq!(Asked::read("page=x").unwrap_err().to_string(), "page cannot be read: \"x\"");
    }
}
