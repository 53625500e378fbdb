//! The addresses of the organisation's own sign-in: the way there, the way back, and the way out.
//!
//! The way there is a link and no form: it changes nothing here, and browsers do not let a form lead to another site.

use rocket::{
    FromForm, Route, State, get,
    http::{CookieJar, Status},
    routes,
};
use tracing::warn;

use super::sign_in::{way_back, ways};
use crate::{
    accounts::{
        Provider, SignInRules, actions,
        browsers::Browser,
        pages,
        provider::{Fault, Underway},
        underway,
    },
    kernel::Now,
    store::Db,
    web::{Answer, Error, Page, Result, Site},
};

/// Where the provider sends browsers back to, as it is registered there.
const BACK: &str = "/sign-in/organisation/return";

const NOT_FINISHED: &str = "The sign-in did not finish. Start again";

pub fn all() -> Vec<Route> {
    routes![go, come_back, signed_out]
}

/// What comes back with a browser (RFC 6749 section 4.1.2, RFC 9207).
#[derive(FromForm)]
struct Returned<'r> {
    code: Option<&'r str>,
    state: Option<&'r str>,
    iss: Option<&'r str>,
}

#[get("/sign-in/organisation?<next>")]
pub async fn go(
    next: Option<&str>,
    provider: &State<Option<Provider>>,
    db: &State<Db>,
    site: &State<Site>,
    rules: &State<SignInRules>,
    cookies: &CookieJar<'_>,
    now: Now,
) -> Result {
    let there = provider.as_ref().ok_or(Error::NotFound)?;
    let next = next.unwrap_or_default().to_owned();
    match there.begin(&site.address.link(BACK), next.clone(), now).await {
        Ok((address, begun)) => {
            underway::keep(cookies, &begun, **rules).map_err(|cause| Error::Broken(Box::new(cause)))?;
            Ok(Answer::go(address))
        }
        Err(fault) => not_signed_in(there, db, fault, &next).await,
    }
}

#[get("/sign-in/organisation/return?<returned..>")]
async fn come_back(
    returned: Returned<'_>,
    provider: &State<Option<Provider>>,
    db: &State<Db>,
    site: &State<Site>,
    browser: Browser<'_>,
) -> Result {
    let (rules, now) = (browser.rules, browser.now);
    let there = provider.as_ref().ok_or(Error::NotFound)?;
    let Some(begun) = underway::take(browser.cookies, rules, now) else {
        return no(there, db, &NOT_FINISHED, "").await;
    };
    let (state, next) = (begun.state, begun.next.clone());
    let Some(code) = fitting(there, &returned, &begun) else { return no(there, db, &NOT_FINISHED, &next).await };
    let identity = match there.identify(begun, code, &site.address.link(BACK), now).await {
        Ok(identity) => identity,
        Err(fault) => return not_signed_in(there, db, fault, &next).await,
    };
    match actions::sign_in_from(db, &identity, state, rules, now).await {
        Ok(entered) => {
            browser.enters(db.keys(), &entered);
            Ok(Answer::go(way_back(&next)))
        }
        Err(stop) => no(there, db, &stop.refusal()?, &next).await,
    }
}

#[get("/signed-out")]
pub fn signed_out(provider: &State<Option<Provider>>, site: &State<Site>) -> Answer {
    let there = provider.as_ref();
    let way_out = there.and_then(|there| there.way_out(site.address.link("/")));
    pages::SignedOut::new(there.map(|there| there.name().to_owned()), way_out).show().into()
}

/// The code, when all that came with it is of the sign-in that this browser has begun.
fn fitting<'r>(provider: &Provider, returned: &Returned<'r>, begun: &Underway) -> Option<&'r str> {
    let ours = returned.state == Some(begun.state.to_string().as_str());
    let theirs = returned.iss.is_none_or(|issuer| provider.is(issuer));
    returned.code.filter(|_| ours && theirs)
}

async fn not_signed_in(provider: &Provider, db: &Db, fault: Fault, next: &str) -> Result {
    warn!(%fault, "nobody was signed in from the provider");
    if fault != Fault::NoAnswer {
        return no(provider, db, &NOT_FINISHED, next).await;
    }
    let sentence = format!("{} does not answer at the moment. Try again in a few minutes", provider.name());
    let ways = ways(Some(provider), db, next).await?;
    Ok(pages::NotSignedIn::new(&sentence, ways).show().status(Status::ServiceUnavailable).into())
}

async fn no(provider: &Provider, db: &Db, sentence: &impl ToString, next: &str) -> Result {
    let ways = ways(Some(provider), db, next).await?;
    Ok(pages::NotSignedIn::new(sentence, ways).show().status(Status::UnprocessableEntity).into())
}
