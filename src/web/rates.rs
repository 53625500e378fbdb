//! How often one network, and one person, may write and sign in. Beyond that the answer is 429 with the seconds to wait.
//!
//! What is counted stands in memory alone and is forgotten when it is over: who wrote from where is nowhere to be read.

use std::{
    collections::HashMap,
    convert::Infallible,
    hash::Hash,
    sync::{Arc, Mutex, PoisonError},
};

use rocket::{
    Data, Request,
    fairing::{Fairing, Info, Kind},
    get,
    http::Method,
    outcome::Outcome,
    request::{self, FromRequest},
    uri,
};

use super::{
    Error,
    network::{Network, TrustedProxies},
    page::Shown,
};
use crate::kernel::{Clock, ids::PersonId};

/// The most that is counted at once. Were there more, counting would begin anew: the memory is worth more than the limit.
const MOST: usize = 100_000;

/// The limits, and whose word counts for where a request comes from.
#[derive(Clone, Debug)]
pub struct Limits {
    /// Steps of signing in from one network within ten minutes: asking for a code, typing it, going to the provider and coming
    /// back are one each. A hospital may be one network.
    pub sign_in: u32,
    /// Wrong sign-in codes from one network within a day; browsers in which somebody has signed in before go on.
    pub wrong_codes: u32,
    /// Forms from one network within a minute.
    pub writes: u32,
    /// Forms of one person within a minute.
    pub own_writes: u32,
    /// The proxies in front of the service.
    pub proxies: TrustedProxies,
}

impl Default for Limits {
    fn default() -> Self {
        Self { sign_in: 300, wrong_codes: 200, writes: 600, own_writes: 60, proxies: TrustedProxies::default() }
    }
}

/// So many in so many seconds, and when each key may go on.
struct Rate<K> {
    most: u32,
    seconds: i64,
    // For each key the instant, in milliseconds, at which all of its allowance is there again.
    whole_at: Mutex<HashMap<K, i64>>,
}

impl<K: Eq + Hash> Rate<K> {
    fn new(most: u32, seconds: i64) -> Self {
        Self { most, seconds, whole_at: Mutex::default() }
    }

    /// Counts one; an error is the seconds to wait until there may be another.
    fn take(&self, key: K, now: i64) -> Result<(), i64> {
        let (now, period) = (now * 1000, self.seconds * 1000);
        let each = period / i64::from(self.most.max(1));
        // Whoever panicked while holding it left whole numbers.
        let mut all = self.whole_at.lock().unwrap_or_else(PoisonError::into_inner);
        if all.len() >= MOST {
            all.retain(|_, whole_at| *whole_at > now);
            if all.len() >= MOST {
                all.clear();
            }
        }
        let whole_at = all.entry(key).or_insert(now);
        let next = (*whole_at).max(now) + each;
        let over = next - now - period;
        if over > 0 {
            return Err((over + 999) / 1000);
        }
        *whole_at = next;
        Ok(())
    }

    /// Takes back one that was counted a moment ago.
    fn give_back(&self, key: &K) {
        let each = self.seconds * 1000 / i64::from(self.most.max(1));
        let mut all = self.whole_at.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(whole_at) = all.get_mut(key) {
            *whole_at -= each;
        }
    }
}

/// So many from one network, and four times as many from the wider block that it lies in.
struct Networks {
    each: Rate<Network>,
    wider: Rate<Network>,
}

impl Networks {
    fn new(most: u32, seconds: i64) -> Self {
        Self { each: Rate::new(most, seconds), wider: Rate::new(most.saturating_mul(4), seconds) }
    }

    fn take(&self, network: Network, now: i64) -> Result<(), i64> {
        self.each.take(network, now)?;
        let taken = network.wider().map_or(Ok(()), |wider| self.wider.take(wider, now));
        // What the wider one refuses has used up nothing.
        taken.inspect_err(|_| self.each.give_back(&network))
    }

    fn give_back(&self, network: Network) {
        self.each.give_back(&network);
        if let Some(wider) = network.wider() {
            self.wider.give_back(&wider);
        }
    }
}

/// What has been counted, and the check of every request against it.
pub struct Rates {
    proxies: TrustedProxies,
    sign_in: Networks,
    wrong_codes: Networks,
    writes: Networks,
    own_writes: Rate<PersonId>,
}

/// In how many seconds a refused request may come again.
struct Wait(Mutex<Option<i64>>);

impl Rates {
    /// With nothing counted yet.
    #[must_use]
    pub fn new(limits: &Limits) -> Self {
        Self {
            proxies: limits.proxies.clone(),
            sign_in: Networks::new(limits.sign_in, 600),
            wrong_codes: Networks::new(limits.wrong_codes, 24 * 60 * 60),
            writes: Networks::new(limits.writes, 60),
            own_writes: Rate::new(limits.own_writes, 60),
        }
    }

    /// Whether a person may write once more; the sign-in guard asks when it knows who it is.
    #[must_use]
    pub fn may_write(request: &Request<'_>, person: PersonId) -> bool {
        let state = request.rocket().state::<Arc<Self>>().zip(request.rocket().state::<Clock>());
        let Some((rates, clock)) = state.filter(|_| is_write(request)) else { return true };
        let taken = rates.own_writes.take(person, clock.now().0.timestamp());
        noted(request, taken)
    }

    fn allows(&self, request: &Request<'_>) -> bool {
        let (signs_in, writes) = (is_sign_in(request), is_write(request));
        if !signs_in && !writes {
            return true;
        }
        let clock = request.rocket().state::<Clock>();
        let Some((network, clock)) = Network::of(request, &self.proxies).zip(clock) else { return true };
        let rate = if signs_in { &self.sign_in } else { &self.writes };
        noted(request, rate.take(network, clock.now().0.timestamp()))
    }
}

/// A code that is being typed, counted as a wrong one of its network until it is found to be right.
pub struct Guess<'r> {
    taken: Option<(&'r Networks, Network)>,
    /// Whether the network has typed as many wrong ones as it may today.
    pub too_many: bool,
}

impl Guess<'_> {
    /// It was no wrong one.
    pub fn give_back(self) {
        if let Some((rate, network)) = self.taken {
            rate.give_back(network);
        }
    }
}

#[rocket::async_trait]
impl<'r> FromRequest<'r> for Guess<'r> {
    type Error = Infallible;

    async fn from_request(request: &'r Request<'_>) -> request::Outcome<Self, Infallible> {
        let state = request.rocket().state::<Arc<Rates>>().zip(request.rocket().state::<Clock>());
        let from = state.and_then(|(rates, clock)| Some((rates, clock, Network::of(request, &rates.proxies)?)));
        let Some((rates, clock, network)) = from else {
            return Outcome::Success(Self { taken: None, too_many: false });
        };
        let fits = noted(request, rates.wrong_codes.take(network, clock.now().0.timestamp()));
        Outcome::Success(Self { taken: fits.then_some((&rates.wrong_codes, network)), too_many: !fits })
    }
}

/// The seconds to wait before a refused request may come again.
pub fn retry_after(request: &Request<'_>) -> Option<i64> {
    *wait(request).0.lock().unwrap_or_else(PoisonError::into_inner)
}

fn noted(request: &Request<'_>, taken: Result<(), i64>) -> bool {
    *wait(request).0.lock().unwrap_or_else(PoisonError::into_inner) = taken.err();
    taken.is_ok()
}

fn wait<'r>(request: &'r Request<'_>) -> &'r Wait {
    request.local_cache(|| Wait(Mutex::default()))
}

fn is_write(request: &Request<'_>) -> bool {
    !matches!(request.method(), Method::Get | Method::Head | Method::Options)
}

/// Every step of signing in but the pages that ask.
fn is_sign_in(request: &Request<'_>) -> bool {
    // As the router reads it: decoded, and without empty parts, so that no other spelling goes uncounted.
    let mut parts = request.uri().path().segments();
    parts.next() == Some("sign-in") && (is_write(request) || parts.next() == Some("organisation"))
}

#[rocket::async_trait]
impl Fairing for Rates {
    fn info(&self) -> Info {
        Info { name: "rates", kind: Kind::Request }
    }

    async fn on_request(&self, request: &mut Request<'_>, _: &mut Data<'_>) {
        if !self.allows(request) {
            // A fairing cannot answer, so the request is led to the route that refuses.
            request.set_method(Method::Get);
            request.set_uri(uri!(refused()));
        }
    }
}

/// Where requests that come too often end up. It is also an address of its own, and says the same to whoever opens it.
#[get("/too-many-tries")]
pub fn refused() -> Result<Shown, Error> {
    Err(Error::TooMany)
}

#[cfg(test)]
mod tests {
    use std::net::Ipv6Addr;

    use rocket::local::blocking::Client;

    use super::*;

    #[test]
    fn so_many_at_once_and_then_one_by_one_as_time_passes() {
        let rate = Rate::new(3, 60);
        for _ in 0..3 {
            assert_eq!(rate.take("a", 0), Ok(()));
        }
        assert_eq!(rate.take("a", 0), Err(20));
        assert_eq!(rate.take("b", 0), Ok(()), "another's allowance is another");
        assert_eq!(rate.take("a", 19), Err(1));
        assert_eq!(rate.take("a", 20), Ok(()));
        assert_eq!(rate.take("a", 20), Err(20), "refusals cost nothing, and give nothing");
        for _ in 0..3 {
            assert_eq!(rate.take("a", 1000), Ok(()));
        }
        rate.give_back(&"a");
        assert_eq!(rate.take("a", 1000), Ok(()), "what was taken back can be taken");
        assert_eq!(rate.take("a", 1000), Err(20));
    }

    #[test]
    fn what_the_wider_block_refuses_uses_up_nothing_of_the_network() {
        let networks = Networks::new(2, 60);
        let client = Client::untracked(rocket::custom(rocket::Config::debug_default())).unwrap();
        let of = |number: u16| {
            let request = client.get("/").remote((Ipv6Addr::new(0x2001, 0xdb8, 1, number, 0, 0, 0, 1), 1).into());
            Network::of(request.inner(), &TrustedProxies::default()).unwrap()
        };
        let all: Vec<_> = (0..10).map(|tried| networks.take(of(tried / 2), 0).is_ok()).collect();
        assert_eq!(all, [[true; 8].as_slice(), &[false; 2]].concat(), "the block has had its eight");
        for number in [0, 1] {
            networks.give_back(of(number));
            assert_eq!(networks.take(of(4), 0), Ok(()), "refusals have cost it nothing");
        }
    }

    #[test]
    fn what_is_counted_never_fills_the_memory() {
        let rate = Rate::new(1, 60);
        for key in 0..MOST {
            assert_eq!(rate.take(key, 0), Ok(()));
        }
        assert_eq!(rate.take(MOST, 60), Ok(()));
        assert_eq!(rate.whole_at.lock().unwrap().len(), 1, "what was over is forgotten");
    }
}
