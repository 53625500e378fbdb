//! Who is asking, as a value: a handler that takes `&Member` cannot be reached without a sign-in.

use std::{str::FromStr, sync::Arc};

use chrono::DateTime;
use rocket::{
    Request,
    http::{Cookie, CookieJar, SameSite, Status},
    outcome::{Outcome, try_outcome},
    request::{self, FromRequest},
};

use super::{
    Provider, Role, SignInRules,
    actions::{TOKEN_SCOPE, Token},
    store::sign_in::{self as store, Governed},
};
use crate::{
    kernel::{
        Clock, Now,
        ids::{AreaId, OrganisationId, PersonId, SignInId},
    },
    organisations::areas::{self, Area},
    privacy::{Item, Table, Viewer, Words},
    store::{AsConn, Db},
    web::{self, Chrome, Rates, Visitor},
};

/// Somebody who is signed in.
#[derive(Clone, Debug)]
pub struct Member {
    /// Who.
    pub id: PersonId,
    /// Whom they work for: they see nothing of any other organisation.
    pub organisation: OrganisationId,
    /// Their name.
    pub name: String,
    /// The organisation's name.
    pub organisation_name: String,
    /// Within how many weeks the organisation offers supervision.
    pub supervision_weeks: i64,
    /// Whether they are a librarian or knowledge specialist.
    pub is_librarian: bool,
    /// Whether they facilitate sessions.
    pub is_facilitator: bool,
    /// Whether they are of HR.
    pub is_hr: bool,
    /// Whether they look after the organisation's part of the service.
    pub is_service_manager: bool,
    pub(super) sign_in: Option<SignInId>,
    /// Whether they came in from the provider.
    pub(super) from_provider: bool,
    /// The roles of their organisation that follow from groups there and are not given by hand.
    pub(super) governed: Vec<Role>,
    table: Arc<Table>,
}

/// A member who facilitates sessions.
pub struct Facilitator<'r>(pub &'r Member);

/// A member who is a librarian or knowledge specialist: whom the support is for.
pub struct Librarian<'r>(pub &'r Member);

impl Member {
    pub(super) fn from(person: store::SignedIn, table: Arc<Table>) -> Self {
        Self {
            id: person.id,
            organisation: person.organisation_id,
            name: person.name,
            organisation_name: person.organisation,
            supervision_weeks: person.supervision_weeks,
            is_librarian: person.librarian,
            is_facilitator: person.facilitator,
            is_hr: person.hr,
            is_service_manager: person.service_manager,
            sign_in: person.sign_in_id,
            from_provider: person.from_provider,
            governed: Vec::new(),
            table,
        }
    }

    /// Whether somebody in this capacity sees the item, by the table of who sees what.
    #[must_use]
    pub fn sees(&self, viewer: Viewer, item: Item) -> bool {
        self.table.sees(viewer, item)
    }

    /// The words to print beside an item of the reader's own.
    #[must_use]
    pub fn words(&self, item: Item) -> Words {
        self.table.words(Viewer::Librarian, item)
    }

    /// The words to print beside an item that the reader sees in this capacity.
    #[must_use]
    pub fn words_as(&self, reader: Viewer, item: Item) -> Words {
        self.table.words(reader, item)
    }
}

#[rocket::async_trait]
impl<'r> FromRequest<'r> for &'r Member {
    type Error = ();

    async fn from_request(request: &'r Request<'_>) -> request::Outcome<Self, ()> {
        let found = request.local_cache_async(find(request)).await;
        match found {
            Ok(Some(member)) => Outcome::Success(member),
            Ok(None) => Outcome::Error((Status::Unauthorized, ())),
            Err(status) => Outcome::Error((*status, ())),
        }
    }
}

/// A member who looks after their organisation's part of the service.
#[derive(Clone, Copy)]
pub struct ServiceManager<'r>(pub &'r Member);

/// A guard for one kind of member. Not found rather than forbidden: what is not for this reader does not exist.
macro_rules! only {
    ($guard:ident, $field:ident) => {
        #[rocket::async_trait]
        impl<'r> FromRequest<'r> for $guard<'r> {
            type Error = ();

            async fn from_request(request: &'r Request<'_>) -> request::Outcome<Self, ()> {
                let member = try_outcome!(request.guard::<&Member>().await);
                if member.$field { Outcome::Success(Self(member)) } else { Outcome::Error((Status::NotFound, ())) }
            }
        }
    };
}

only!(Facilitator, is_facilitator);
only!(Librarian, is_librarian);
only!(ServiceManager, is_service_manager);

/// A member who reads the figures of an area: a regional or national lead. Not found for everybody else.
pub struct AreaReader<'r> {
    /// Who.
    pub member: &'r Member,
    /// The areas they read, those within them included, by name.
    pub areas: Vec<Area>,
}

impl AreaReader<'_> {
    /// An area that they read.
    #[must_use]
    pub fn area(&self, id: AreaId) -> Option<&Area> {
        self.areas.iter().find(|area| area.id == id)
    }
}

#[rocket::async_trait]
impl<'r> FromRequest<'r> for AreaReader<'r> {
    type Error = ();

    async fn from_request(request: &'r Request<'_>) -> request::Outcome<Self, ()> {
        let member = try_outcome!(request.guard::<&Member>().await);
        let Some(db) = request.rocket().state::<Db>() else {
            return Outcome::Error((Status::InternalServerError, ()));
        };
        let areas = async { areas::read_by(&mut db.read().await?, member.id).await };
        match areas.await {
            Ok(areas) if areas.is_empty() => Outcome::Error((Status::NotFound, ())),
            Ok(areas) => Outcome::Success(Self { member, areas }),
            Err(cause) => Outcome::Error((web::Error::from(cause).logged(request), ())),
        }
    }
}

#[rocket::async_trait]
impl<'r> FromRequest<'r> for Now {
    type Error = ();

    async fn from_request(request: &'r Request<'_>) -> request::Outcome<Self, ()> {
        match request.rocket().state::<Clock>() {
            Some(clock) => Outcome::Success(*request.local_cache(|| clock.now())),
            None => Outcome::Error((Status::InternalServerError, ())),
        }
    }
}

async fn find(request: &Request<'_>) -> Result<Option<Member>, Status> {
    let state = (request.rocket().state::<Db>(), request.rocket().state::<SignInRules>());
    let (Some(db), Some(rules)) = state else { return Err(Status::InternalServerError) };
    let table = request.rocket().state::<Arc<Table>>().ok_or(Status::InternalServerError)?;
    let now = request.guard::<Now>().await.succeeded().ok_or(Status::InternalServerError)?;
    let provider = request.rocket().state::<Option<Provider>>().and_then(Option::as_ref);
    let Some(kept) = kept(request.cookies(), *rules, now) else { return Ok(None) };
    let governs = |role| provider.is_some_and(|provider| provider.governs(role));
    let governed = Governed { hr: governs(Role::Hr), service_manager: governs(Role::ServiceManager) };
    let person = async {
        let mut c = db.read().await?;
        let fingerprint = c.keys().fingerprint(TOKEN_SCOPE, &kept.0);
        store::signed_in(&mut c, fingerprint, governed, now).await
    };
    let person = person.await.map_err(|cause| web::Error::from(cause).logged(request))?;
    let Some(person) = person else { return Ok(None) };
    if !Rates::may_write(request, person.id) {
        return Err(Status::TooManyRequests);
    }
    keep(request.cookies(), &kept, *rules, now);
    Chrome::welcome(
        request,
        Visitor {
            name: person.name.clone(),
            organisation: person.organisation.clone(),
            librarian: person.librarian,
            facilitator: person.facilitator,
            hr: person.hr,
            service_manager: person.service_manager,
            area_reader: person.area_reader,
        },
    );
    let follow = Role::ALL.iter().copied().filter(|role| person.at_provider && governs(*role)).collect();
    Ok(Some(Member { governed: follow, ..Member::from(person, Arc::clone(table)) }))
}

/// Puts a sign-in's token into the browser, with the instant it was last used.
///
/// The instant travels in the (encrypted) cookie and not in the database, so that opening a page
/// writes nothing there (PAINS P20).
pub(super) fn keep(cookies: &CookieJar<'_>, token: &Token, rules: SignInRules, now: Now) {
    cookies.add_private(
        Cookie::build((name(rules), format!("{}.{}", now.0.timestamp(), token.0)))
            .path("/")
            .http_only(true)
            .secure(rules.secure)
            // Lax, so that the link in a message opens the page it names for somebody signed in.
            .same_site(SameSite::Lax)
            .max_age(rocket::time::Duration::seconds(rules.idle.num_seconds())),
    );
}

/// Takes the token out of the browser.
pub(super) fn forget(cookies: &CookieJar<'_>, rules: SignInRules) {
    cookies.remove_private(Cookie::build(name(rules)).path("/").secure(rules.secure));
}

fn kept(cookies: &CookieJar<'_>, rules: SignInRules, now: Now) -> Option<Token> {
    let cookie = cookies.get_private(name(rules))?;
    let (seconds, token) = cookie.value().split_once('.')?;
    let used = DateTime::from_timestamp(i64::from_str(seconds).ok()?, 0)?;
    (now.0 - used < rules.idle).then(|| Token(token.to_owned()))
}

fn name(rules: SignInRules) -> &'static str {
    if rules.secure { "__Host-alongside" } else { "alongside" }
}
