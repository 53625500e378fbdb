//! Browsers that somebody has signed in with before. They have an allowance of codes and of wrong codes of their own, so
//! that a stranger who uses up an address's shuts nobody out of a computer they have used
//! (OWASP, "Slow down online guessing attacks with device cookies").
//!
//! Such a browser holds a random number and our seal over that number and the address: shown for another address it is
//! worth nothing, the number differs for each person at a shared computer, and the service keeps none of them.

use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};
use chrono::TimeDelta;
use rand::random;
use rocket::{
    Request,
    http::{Cookie, CookieJar, SameSite, Status},
    outcome::{Outcome, try_outcome},
    request::{self, FromRequest},
};

use super::{SignInRules, actions::Entered, guard};
use crate::kernel::{Email, Keys, Now};

/// For how long a browser is known after the last code that was typed in it.
const KNOWN: TimeDelta = TimeDelta::days(90);

/// How many people a browser is known by: the latest of those who share a computer.
const MOST: usize = 5;

const SCOPE: &str = "known browser";

/// Whose allowance a request for a code takes from: a keyed fingerprint of the address, or of the browser where that is
/// known by it.
#[derive(sqlx::FromRow)]
pub struct Asking {
    pub whose: Vec<u8>,
    pub known_browser: bool,
}

/// The browser that a request comes from.
pub struct Browser<'r> {
    pub cookies: &'r CookieJar<'r>,
    pub rules: SignInRules,
    pub now: Now,
}

impl Browser<'_> {
    /// Who asks with an address. The same work for every address.
    pub fn asking(&self, keys: &Keys, email: &Email) -> Asking {
        match self.held().iter().rev().find(|one| one.is_of(keys, email)) {
            Some(one) => Asking { whose: keys.fingerprint("asked by", &one.signed(email)), known_browser: true },
            None => Asking { whose: keys.fingerprint("asked for", email.as_str()), known_browser: false },
        }
    }

    /// Somebody has signed in: the browser holds their token, and is known by their address from now on.
    pub fn enters(&self, keys: &Keys, entered: &Entered) {
        guard::keep(self.cookies, &entered.token, self.rules, self.now);
        let mut held = self.held();
        held.retain(|one| !one.is_of(keys, &entered.email));
        held.push(Mark::new(keys, &entered.email, self.now));
        let kept: Vec<String> = held[held.len().saturating_sub(MOST)..].iter().map(Mark::written).collect();
        let cookie = Cookie::build((name(self.rules), kept.join(" "))).path("/").http_only(true);
        // Lax, since the way back from the provider adds to it.
        let cookie = cookie.secure(self.rules.secure).same_site(SameSite::Lax);
        self.cookies.add_private(cookie.max_age(rocket::time::Duration::seconds(KNOWN.num_seconds())));
    }

    /// What the browser holds that is not over, the latest last.
    fn held(&self) -> Vec<Mark> {
        let Some(cookie) = self.cookies.get_private(name(self.rules)) else { return Vec::new() };
        let marks = cookie.value().split(' ').filter_map(Mark::read);
        marks.filter(|mark| mark.until > self.now.0.timestamp()).take(MOST).collect()
    }
}

#[rocket::async_trait]
impl<'r> FromRequest<'r> for Browser<'r> {
    type Error = ();

    async fn from_request(request: &'r Request<'_>) -> request::Outcome<Self, ()> {
        let now = try_outcome!(request.guard::<Now>().await);
        match request.rocket().state::<SignInRules>() {
            Some(rules) => Outcome::Success(Self { cookies: request.cookies(), rules: *rules, now }),
            None => Outcome::Error((Status::InternalServerError, ())),
        }
    }
}

/// One address that the browser is known by: until when in seconds of UTC, a number at random, and our seal over both and
/// the address, which itself is not there.
struct Mark {
    until: i64,
    number: String,
    seal: Vec<u8>,
}

impl Mark {
    fn new(keys: &Keys, email: &Email, now: Now) -> Self {
        let number = BASE64_URL_SAFE_NO_PAD.encode(random::<[u8; 16]>());
        let new = Self { until: (now.0 + KNOWN).timestamp(), number, seal: Vec::new() };
        Self { seal: keys.fingerprint(SCOPE, &new.signed(email)), ..new }
    }

    fn is_of(&self, keys: &Keys, email: &Email) -> bool {
        keys.recognises(SCOPE, &self.signed(email), &self.seal)
    }

    fn signed(&self, email: &Email) -> String {
        format!("{} {} {}", self.until, self.number, email.as_str())
    }

    fn written(&self) -> String {
        format!("{}.{}.{}", self.until, self.number, BASE64_URL_SAFE_NO_PAD.encode(&self.seal))
    }

    fn read(text: &str) -> Option<Self> {
        let mut parts = text.splitn(3, '.');
        let (until, number) = (parts.next()?.parse().ok()?, parts.next()?.to_owned());
        Some(Self { until, number, seal: BASE64_URL_SAFE_NO_PAD.decode(parts.next()?).ok()? })
    }
}

fn name(rules: SignInRules) -> &'static str {
    if rules.secure { "__Host-alongside-known" } else { "alongside-known" }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::accounts::testing::NOON;

    #[test]
    fn a_mark_says_nothing_of_anybody_and_is_of_one_address() {
        let keys = Keys::from_secret(&[7; 32]).unwrap();
        let (mina, sam): (Email, Email) = ("mina@a.example".parse().unwrap(), "sam@a.example".parse().unwrap());
        let marks = [Mark::new(&keys, &mina, NOON), Mark::new(&keys, &mina, NOON)];
        let [ward, home] = marks.each_ref().map(Mark::written);
        let parts = |written: &str| written.split('.').map(str::to_owned).collect::<Vec<_>>();
        let (ward_parts, home_parts) = (parts(&ward), parts(&home));
        assert_eq!(
            (ward_parts.len(), &ward_parts[0]),
            (3, &home_parts[0]),
            "until when, and nothing but that, is the same"
        );
        assert!(ward_parts[1] != home_parts[1] && ward_parts[2] != home_parts[2], "{ward} {home}");
        let hex = "6d696e61".to_owned();
        let plain = [mina.as_str().to_owned(), "a.example".into(), hex, BASE64_URL_SAFE_NO_PAD.encode("mina@")];
        for written in [&ward, &home] {
            let opened: Vec<u8> =
                parts(written)[1..].iter().flat_map(|part| BASE64_URL_SAFE_NO_PAD.decode(part).unwrap()).collect();
            assert!(!opened.windows(4).any(|window| window.eq_ignore_ascii_case(b"mina")), "{written}");
            for form in &plain {
                assert!(!written.to_lowercase().contains(&form.to_lowercase()), "{written} {form}");
            }
            let read = Mark::read(written).unwrap();
            assert!(read.is_of(&keys, &mina) && !read.is_of(&keys, &sam), "{written}");
            assert!(!read.is_of(&Keys::from_secret(&[8; 32]).unwrap(), &mina), "it needs our key");
        }
        // Neither its day nor its number can be changed, nor the seal of one put to the number of another.
        for changed in [
            format!("{}.{}.{}", NOON.0.timestamp() + 1, ward_parts[1], ward_parts[2]),
            format!("{}.{}.{}", ward_parts[0], home_parts[1], ward_parts[2]),
        ] {
            assert!(!Mark::read(&changed).unwrap().is_of(&keys, &mina), "{changed}");
        }
    }
}
