//! Signing in with what the provider says of somebody, and on what terms an organisation's people sign in.

use std::convert::Infallible;

use serde::Serialize;
use uuid::Uuid;

use super::{Entered, sign_in::start_and_tell};
use crate::{
    accounts::{
        Provider, Refusal, Role, ServiceManager, SignInRules,
        model::SignInTerms,
        provider::{Identity, USUALLY_SHARED},
        store::{identities, people, sign_in},
    },
    audit,
    kernel::{
        Now,
        ids::{OnceToken, OrganisationId, PersonId},
    },
    messages::{self, Letter, Occasion, To},
    once::{self, Sent, Turn},
    store::{Db, Result as Stored, Stop, Tx},
};

/// The message that an account is no longer linked.
#[derive(Serialize)]
struct UnlinkedLetter {}

impl Letter for UnlinkedLetter {
    const TEMPLATE: &'static str = "mail/unlinked";
    const SUBJECT: &'static str = "Your account";
}

/// Signs in whoever is known here by what the provider says: by its subject, and the first time by an address that it
/// vouches for. `state` is spent with it, whoever it is.
///
/// # Errors
/// Refused when nobody is, and when the state was spent before.
pub async fn sign_in_from(
    db: &Db,
    identity: &Identity,
    state: OnceToken,
    rules: SignInRules,
    now: Now,
) -> Result<Entered, Stop<Refusal>> {
    let sent = Sent { token: state, by: None, action: "sign in from the provider" };
    let Turn::First(mut tx) = once::begin(db, sent, now).await? else {
        return Err(Stop::Refused(Refusal::SpentSignIn));
    };
    let Some(person) = known_as(&mut tx, identity, now).await? else {
        once::finish(tx, sent, Uuid::nil()).await?;
        return Err(Stop::Refused(Refusal::NotRegistered));
    };
    follow_groups(&mut tx, person, &identity.roles, now).await?;
    let (id, entered) = start_and_tell(&mut tx, person, true, rules, now).await?;
    once::finish(tx, sent, id).await?;
    Ok(entered)
}

/// Settles on what terms the people of one's own organisation sign in.
///
/// # Errors
/// Refused when codes are to stop before anybody here has come in another way: before whoever asks has; when a domain is
/// another organisation's alone; and when whoever asks would look after the service no longer, and could not come from the
/// provider.
pub async fn set_terms(
    db: &Db,
    by: &ServiceManager<'_>,
    terms: &SignInTerms,
    provider: Option<&Provider>,
    token: OnceToken,
    now: Now,
) -> Result<OrganisationId, Stop<Refusal>> {
    let sent = Sent { token, by: Some(by.0.id), action: "change sign-in terms" };
    let mut tx = match once::begin(db, sent, now).await? {
        Turn::First(tx) => tx,
        Turn::Again(made) => return Ok(made.into()),
    };
    if !terms.codes_allowed {
        let from_provider = match by.0.sign_in {
            Some(id) => sign_in::came_from_provider(&mut tx, id).await?,
            None => false,
        };
        if !from_provider {
            return Err(Stop::Refused(Refusal::ShutOut));
        }
    }
    // From now on groups say who looks after the service: only somebody who can come from the provider may still do.
    let by_group = provider.is_some_and(|there| there.governs(Role::ServiceManager)) && !terms.domains.is_empty();
    if by_group && !by.0.from_provider {
        let (_, email) = sign_in::reached(&mut tx, by.0.id).await?;
        if !terms.domains.iter().any(|domain| domain == email.domain()) {
            return Err(Stop::Refused(Refusal::OwnDomain));
        }
    }
    let organisation = by.0.organisation;
    let shared = |domain: &str| provider.map_or(domain == USUALLY_SHARED, |there| there.shares(domain));
    if !identities::set_terms(&mut tx, organisation, terms, &shared).await? {
        return Err(Stop::Refused(Refusal::TakenDomain));
    }
    audit::changed(&mut tx, now, Some(by.0.id), "sign-in terms changed", organisation).await?;
    once::finish(tx, sent, organisation).await?;
    Ok(organisation)
}

/// Takes apart somebody of one's own organisation and their account at the provider: it was made anew there. Whoever had
/// come in with it is signed out, and they are told. Where nothing is linked nothing happens. It shuts nobody out: whichever
/// account first comes with their address is linked, the same one too.
///
/// # Errors
/// Not found when they are oneself, are another organisation's or have left.
pub async fn unlink(
    db: &Db,
    by: &ServiceManager<'_>,
    person: PersonId,
    token: OnceToken,
    now: Now,
) -> Result<PersonId, Stop<Infallible>> {
    let sent = Sent { token, by: Some(by.0.id), action: "unlink account" };
    let mut tx = match once::begin(db, sent, now).await? {
        Turn::First(tx) => tx,
        Turn::Again(made) => return Ok(made.into()),
    };
    if person == by.0.id {
        return Err(Stop::NotFound);
    }
    people::registered(&mut tx, by.0.organisation, person).await?.ok_or(Stop::NotFound)?;
    if identities::unlink(&mut tx, person).await? {
        sign_in::end_from_provider(&mut tx, person, now).await?;
        audit::changed(&mut tx, now, Some(by.0.id), "account unlinked", person).await?;
        let to = To { person, organisation: &by.0.organisation_name };
        messages::post(&mut tx, now, Occasion::once(token), to, &UnlinkedLetter {}).await?;
    }
    once::finish(tx, sent, person).await?;
    Ok(person)
}

async fn known_as(tx: &mut Tx, identity: &Identity, now: Now) -> Stored<Option<PersonId>> {
    if let Some(person) = identities::linked(tx, &identity.issuer, &identity.subject).await? {
        return Ok(Some(person));
    }
    let Some(email) = &identity.email else { return Ok(None) };
    // Where two people could be meant nobody is: nothing the provider says tells which.
    let [person] = identities::with_address(tx, &identity.issuer, email).await?[..] else { return Ok(None) };
    if !identities::link(tx, identity, person, now).await? {
        return Ok(None);
    }
    audit::changed(tx, now, Some(person), "known at the provider", person).await?;
    Ok(Some(person))
}

/// Gives and takes the roles that follow from a group. Not even the last service manager keeps theirs: whoever else is
/// in the group becomes one by signing in.
async fn follow_groups(tx: &mut Tx, person: PersonId, roles: &[(Role, bool)], now: Now) -> Stored<()> {
    if roles.is_empty() {
        return Ok(());
    }
    let had = people::roles(tx, person).await?;
    for (role, in_group) in roles {
        if *in_group {
            people::add_role_by_group(tx, person, *role).await?;
        } else {
            people::drop_role(tx, person, *role).await?;
        }
        match (had.contains(role), in_group) {
            (false, true) => audit::changed(tx, now, None, "role given by group", person).await?,
            (true, false) => audit::changed(tx, now, None, "role taken by group", person).await?,
            _ => {}
        }
    }
    Ok(())
}
