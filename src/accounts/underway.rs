//! A sign-in at the provider that a browser has begun, in a cookie that nobody can read or write but the service.
//!
//! It is sealed, gone after some minutes, and comes back from this browser alone: whoever is led to the way back with
//! somebody else's state or code is signed in as nobody.

use rocket::http::{Cookie, CookieJar, SameSite};

use super::{SignInRules, provider::Underway};
use crate::kernel::Now;

/// Puts it into the browser.
pub fn keep(cookies: &CookieJar<'_>, underway: &Underway, rules: SignInRules) -> serde_json::Result<()> {
    let value = serde_json::to_string(underway)?;
    // Lax: the provider's own page leads back.
    let mut cookie = built(value, rules);
    cookie.set_max_age(rocket::time::Duration::minutes(15));
    cookies.add_private(cookie);
    Ok(())
}

/// Takes it out of the browser; none when there is none, or it is over.
pub fn take(cookies: &CookieJar<'_>, rules: SignInRules, now: Now) -> Option<Underway> {
    let cookie = cookies.get_private(name(rules))?;
    cookies.remove_private(built(String::new(), rules));
    let underway: Underway = serde_json::from_str(cookie.value()).ok()?;
    (!underway.is_over(now)).then_some(underway)
}

fn built(value: String, rules: SignInRules) -> Cookie<'static> {
    let cookie = Cookie::build((name(rules), value)).path("/").http_only(true);
    cookie.secure(rules.secure).same_site(SameSite::Lax).build()
}

fn name(rules: SignInRules) -> &'static str {
    if rules.secure { "__Host-alongside-underway" } else { "alongside-underway" }
}
