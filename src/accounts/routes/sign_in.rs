//! The addresses of signing in and out.

use rocket::{
    Route, State, get,
    http::{CookieJar, Status, uri::Origin},
    post, routes, uri,
};

use crate::{
    accounts::{
        Member, Provider, Refusal, SignInRules,
        actions::{self, Typing},
        browsers::Browser,
        forms::{AskForCode, TypeCode},
        guard, pages,
        store::{identities, sign_in as store},
    },
    kernel::{
        Now,
        ids::{ChallengeId, PersonId},
    },
    store::{Db, Stop},
    web::{Answer, Error, Filled, Guess, Page, Posted, Result, Site, form::Pressed},
};

pub fn all() -> Vec<Route> {
    routes![sign_in, ask_for_code, code, type_code, sign_out]
}

pub fn demonstration() -> Vec<Route> {
    routes![invented_people, be_invented]
}

#[get("/sign-in?<next>")]
async fn sign_in(next: Option<&str>, provider: &State<Option<Provider>>, db: &State<Db>, site: &State<Site>) -> Result {
    let next = next.unwrap_or_default();
    let ways = ways(provider.as_ref(), db, next).await?;
    Ok(pages::SignIn::new(&Filled::default(), next, site.demonstration, ways).show().into())
}

#[post("/sign-in", data = "<form>")]
async fn ask_for_code(
    form: Posted<AskForCode>,
    provider: &State<Option<Provider>>,
    db: &State<Db>,
    site: &State<Site>,
    browser: Browser<'_>,
) -> Result {
    match form.fit {
        Ok((asked, token)) => {
            // Where there is no other way in, the code is one whatever was settled when there was.
            let (all, asking) = (provider.is_none(), browser.asking(db.keys(), &asked.email));
            let challenge = actions::ask_for_code(db, &asked.email, &asking, all, token, browser.now).await?;
            Ok(Answer::go(uri!(code(challenge, Some(asked.next)))))
        }
        Err(filled) => {
            let ways = ways(provider.as_ref(), db, filled.value("next")).await?;
            let page = pages::SignIn::new(&filled, filled.value("next"), site.demonstration, ways);
            Ok(page.show().status(Status::UnprocessableEntity).into())
        }
    }
}

#[get("/sign-in/<challenge>?<next>")]
fn code(challenge: ChallengeId, next: Option<&str>) -> Answer {
    pages::Code::new(&Filled::default(), challenge, next.unwrap_or_default()).show().into()
}

#[post("/sign-in/<challenge>", data = "<form>")]
async fn type_code(
    challenge: ChallengeId,
    form: Posted<TypeCode>,
    provider: &State<Option<Provider>>,
    db: &State<Db>,
    browser: Browser<'_>,
    guess: Guess<'_>,
) -> Result {
    let filled = match form.fit {
        Ok((typed, _)) => {
            let (code, busy_network) = (&typed.code, guess.too_many);
            let typing = Typing { challenge, code, busy_network, all: provider.is_none() };
            match actions::sign_in(db, &typing, browser.rules, browser.now).await {
                Ok(entered) => {
                    guess.give_back();
                    browser.enters(db.keys(), &entered);
                    return Ok(Answer::go(way_back(&typed.next)));
                }
                Err(stop) => {
                    // Only a code that was compared says anything to whoever guesses.
                    if !matches!(stop, Stop::Refused(Refusal::WrongCode)) {
                        guess.give_back();
                    }
                    match stop.refusal()? {
                        Refusal::BusyNetwork => return Err(Error::TooMany),
                        refusal => form.filled.but("code", refusal),
                    }
                }
            }
        }
        Err(filled) => {
            guess.give_back();
            filled
        }
    };
    let page = pages::Code::new(&filled, challenge, filled.value("next"));
    Ok(page.show().status(Status::UnprocessableEntity).into())
}

#[post("/sign-out", data = "<form>")]
async fn sign_out(
    by: &Member,
    form: Posted<Pressed>,
    db: &State<Db>,
    rules: &State<SignInRules>,
    cookies: &CookieJar<'_>,
    now: Now,
) -> Result {
    // Whatever came with the form, somebody wants to be out: there is nothing to mend and ask again.
    drop(form);
    let from_provider = match by.sign_in {
        Some(sign_in) => actions::sign_out(db, by.id, sign_in, now).await?,
        None => false,
    };
    guard::forget(cookies, **rules);
    Ok(Answer::go(if from_provider { uri!(super::provider::signed_out()) } else { uri!("/") }))
}

#[get("/demonstration")]
async fn invented_people(db: &State<Db>) -> Result {
    let people = store::invented(&mut db.read().await?).await?;
    Ok(pages::Demonstration::new(people).show().into())
}

#[post("/demonstration/<person>", data = "<form>")]
async fn be_invented(
    person: PersonId,
    form: Posted<Pressed>,
    db: &State<Db>,
    rules: &State<SignInRules>,
    cookies: &CookieJar<'_>,
    now: Now,
) -> Result {
    drop(form);
    let token = actions::sign_in_as_invented(db, person, **rules, now).await?.ok_or(Error::NotFound)?;
    guard::keep(cookies, &token, **rules, now);
    Ok(Answer::go(uri!("/support")))
}

/// Which ways in there are.
pub async fn ways(provider: Option<&Provider>, db: &Db, next: &str) -> Result<pages::Ways> {
    let codes = match provider {
        Some(_) => identities::codes_anywhere(&mut db.read().await?).await?,
        None => true,
    };
    let next = Some(next).filter(|next| !next.is_empty());
    Ok(pages::Ways {
        provider: provider.map(|provider| provider.name().to_owned()),
        there: uri!(super::provider::go(next)).to_string(),
        codes,
        here: uri!(sign_in(next)).to_string(),
    })
}

/// Where to go after signing in: only ever to a page of our own.
pub fn way_back(next: &str) -> Origin<'static> {
    let own = next.starts_with('/') && !next.starts_with("//") && !next.contains('\\');
    match Origin::parse_owned(next.to_owned()) {
        Ok(path) if own => path,
        _ => uri!("/support"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signing_in_leads_only_to_our_own_pages() {
        assert_eq!(way_back("/sessions?from=1").to_string(), "/sessions?from=1");
        for elsewhere in ["", "https://evil.example", "//evil.example", "/\\evil.example", "javascript:x", "support"] {
            assert_eq!(way_back(elsewhere).to_string(), "/support", "{elsewhere}");
        }
    }
}
