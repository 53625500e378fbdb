//! Signing in and out.

use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};
use serde::Serialize;

use crate::{
    accounts::{SignInRules, store::sign_in as store},
    audit,
    kernel::{
        Email, Now,
        ids::{PersonId, SignInId},
        london,
    },
    messages::{self, Letter, Occasion, To},
    store::{AsConn, Db, Result as Stored, Tx},
};

/// The message that somebody has signed in.
#[derive(Serialize)]
struct SignedInLetter {
    when: String,
}

impl Letter for SignedInLetter {
    const TEMPLATE: &'static str = "mail/signed_in";
    const SUBJECT: &'static str = "A new sign-in";
}

/// A new sign-in's token: the browser's to keep, ours only to recognise.
pub struct Token(pub String);

/// Somebody who has just signed in.
pub struct Entered {
    /// Their sign-in's token.
    pub token: Token,
    /// Their address, by which the browser is known from now on.
    pub email: Email,
}

/// Signs in as one of the invented people of the demonstration; nobody else can be chosen.
///
/// # Errors
/// When the database does.
pub async fn sign_in_as_invented(db: &Db, person: PersonId, rules: SignInRules, now: Now) -> Stored<Option<Token>> {
    let mut tx = db.write().await?;
    if !store::invented(&mut tx).await?.iter().any(|invented| invented.id == person) {
        return Ok(None);
    }
    let (_, token) = start(&mut tx, person, false, rules, now).await?;
    tx.commit().await?;
    Ok(Some(token))
}

/// Ends a sign-in: its token is worth nothing from now on. Gives whether it came from the provider, where the person is
/// signed in still.
///
/// # Errors
/// When the database does.
pub async fn sign_out(db: &Db, by: PersonId, sign_in: SignInId, now: Now) -> Stored<bool> {
    let mut tx = db.write().await?;
    let from_provider = store::came_from_provider(&mut tx, sign_in).await?;
    store::end_sign_in(&mut tx, sign_in, now).await?;
    audit::changed(&mut tx, now, Some(by), "signed out", sign_in).await?;
    tx.commit().await?;
    Ok(from_provider)
}

/// Starts a sign-in, and tells whoever it is of: one message for each, which nobody can stop.
pub(super) async fn start_and_tell(
    tx: &mut Tx,
    person: PersonId,
    from_provider: bool,
    rules: SignInRules,
    now: Now,
) -> Stored<(SignInId, Entered)> {
    let (id, token) = start(tx, person, from_provider, rules, now).await?;
    let (organisation, email) = store::reached(tx, person).await?;
    let (to, occasion) = (To { person, organisation: &organisation }, Occasion::once(id));
    messages::post(tx, now, occasion, to, &SignedInLetter { when: london::moment(now.0) }).await?;
    Ok((id, Entered { token, email }))
}

async fn start(
    tx: &mut Tx,
    person: PersonId,
    from_provider: bool,
    rules: SignInRules,
    now: Now,
) -> Stored<(SignInId, Token)> {
    let id = SignInId::random();
    let token = BASE64_URL_SAFE_NO_PAD.encode(rand::random::<[u8; 32]>());
    let fingerprint = tx.keys().fingerprint(TOKEN_SCOPE, &token);
    store::add_sign_in(tx, id, person, fingerprint, now, now.0 + rules.longest, from_provider).await?;
    audit::changed(tx, now, Some(person), "signed in", id).await?;
    Ok((id, Token(token)))
}

/// What a token's fingerprint is made with.
pub(in crate::accounts) const TOKEN_SCOPE: &str = "sign-in";
