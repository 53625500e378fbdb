//! The address of how an organisation's people sign in: its service manager's alone.

use rocket::{Route, State, get, http::Status, post, routes, uri};

use crate::{
    accounts::{
        Provider, Refusal, Role, ServiceManager, actions,
        forms::{CODES_ALLOWED, CODES_REFUSED},
        model::SignInTerms,
        pages,
        store::identities,
    },
    kernel::Now,
    store::Db,
    web::{Answer, Filled, Page, Posted, Result},
};

pub fn all() -> Vec<Route> {
    routes![show, save]
}

#[get("/settings/sign-in")]
async fn show(by: ServiceManager<'_>, provider: &State<Option<Provider>>, db: &State<Db>) -> Result {
    let terms = identities::terms(&mut db.read().await?, by.0.organisation).await?;
    let codes = if terms.codes_allowed { CODES_ALLOWED } else { CODES_REFUSED };
    let filled = Filled::with(&[("domains", &terms.domains.join("\n")), ("codes", codes)]);
    Ok(pages::SignInSettings::new(&filled, provider.as_ref()).show().into())
}

#[post("/settings/sign-in", data = "<form>")]
async fn save(
    by: ServiceManager<'_>,
    form: Posted<SignInTerms>,
    provider: &State<Option<Provider>>,
    db: &State<Db>,
    now: Now,
) -> Result {
    let filled = match form.fit {
        Ok((terms, token)) => match actions::set_terms(db, &by, &terms, provider.as_ref(), token, now).await {
            Ok(_) if stays(by, &terms, provider.as_ref()) => return Ok(Answer::go(uri!(show()))),
            Ok(_) => return Ok(Answer::go(uri!("/support"))),
            Err(stop) => {
                let refusal: Refusal = stop.refusal()?;
                let field = if refusal == Refusal::ShutOut { "codes" } else { "domains" };
                form.filled.but(field, refusal)
            }
        },
        Err(filled) => filled,
    };
    let page = pages::SignInSettings::new(&filled, provider.as_ref());
    Ok(page.show().status(Status::UnprocessableEntity).into())
}

/// Whether whoever settled the terms still looks after the service in this very sign-in: from now on that may follow from a
/// group, which only somebody who comes from the provider is in.
fn stays(by: ServiceManager<'_>, terms: &SignInTerms, provider: Option<&Provider>) -> bool {
    by.0.from_provider || terms.domains.is_empty() || !provider.is_some_and(|there| there.governs(Role::ServiceManager))
}
