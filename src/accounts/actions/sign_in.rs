//! Signing in and out.

use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};
use serde::Serialize;

use crate::{
    accounts::{
        Refusal, SignInRules,
        model::{CODE_LIFE, CODE_TRIES, CODES_AT_ONCE},
        store::sign_in::{self as store, Addressee},
    },
    audit,
    kernel::{
        Email, Now,
        ids::{ChallengeId, OnceToken, PersonId, SignInId},
        london,
    },
    messages::{self, Letter, Occasion, To},
    once::{self, Sent, Turn},
    store::{AsConn, Db, Result as Stored, Stop, Tx},
};

/// The message with a one-time code.
#[derive(Serialize)]
struct CodeLetter {
    code: String,
}

impl Letter for CodeLetter {
    const TEMPLATE: &'static str = "mail/code";
    const SUBJECT: &'static str = "Your sign-in code";
}

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

/// Sends a one-time code to everybody with this address; says nothing about whether there is anybody. With `all`, to
/// everybody; otherwise to those whose organisation lets its people in by a code.
///
/// An address that nobody has is given the same work, statement for statement: a code is made, sealed and written for
/// nobody, and taken back.
///
/// # Errors
/// When the database does.
pub async fn ask_for_code(db: &Db, email: &Email, all: bool, token: OnceToken, now: Now) -> Stored<ChallengeId> {
    let sent = Sent { token, by: None, action: "ask for code" };
    let mut tx = match once::begin(db, sent, now).await? {
        Turn::First(tx) => tx,
        Turn::Again(made) => return Ok(made.into()),
    };
    let (challenge, nobody) = (ChallengeId::random(), PersonId::random());
    let asked_for = tx.keys().fingerprint("asked-for", email.as_str());
    let enough = store::asked_since(&mut tx, &asked_for, now.0 - CODE_LIFE).await? >= CODES_AT_ONCE;
    store::add_challenge(&mut tx, challenge, &asked_for, now, now.0 + CODE_LIFE, CODE_TRIES).await?;
    let mut addressees = store::addressees(&mut tx, email, all).await?;
    if addressees.is_empty() {
        addressees.push(Addressee { id: nobody, organisation: String::new() });
    }
    for addressee in addressees.iter().filter(|_| !enough) {
        let code = format!("{:06}", rand::random_range(0..1_000_000_u32));
        let fingerprint = tx.keys().fingerprint(&code_scope(challenge), &code);
        store::add_code(&mut tx, challenge, addressee.id, fingerprint).await?;
        let to = To { person: addressee.id, organisation: &addressee.organisation };
        // A code that can no longer be used is of no use to anybody.
        let occasion = Occasion::once(challenge).until(now.0 + CODE_LIFE);
        messages::post(&mut tx, now, occasion, to, &CodeLetter { code }).await?;
    }
    messages::take_back_about_to(&mut tx, challenge, nobody).await?;
    once::finish(tx, sent, challenge).await?;
    Ok(challenge)
}

/// Signs in whoever was sent this code. Each try counts, whether or not anybody has the address.
///
/// # Errors
/// Refused when the code is wrong, or can no longer be used.
pub async fn sign_in(
    db: &Db,
    challenge: ChallengeId,
    code: &str,
    rules: SignInRules,
    now: Now,
) -> Result<Token, Stop<Refusal>> {
    let mut tx = db.write().await?;
    if !store::take_try(&mut tx, challenge, now).await? {
        return Err(Stop::Refused(Refusal::SpentCode));
    }
    let mut whose = None;
    for (person, fingerprint) in store::codes(&mut tx, challenge).await? {
        if tx.keys().recognises(&code_scope(challenge), code, &fingerprint) {
            whose = Some(person);
        }
    }
    let Some(person) = whose else {
        tx.commit().await?;
        return Err(Stop::Refused(Refusal::WrongCode));
    };
    store::use_challenge(&mut tx, challenge, now).await?;
    let (_, token) = start_and_tell(&mut tx, person, false, rules, now).await?;
    tx.commit().await?;
    Ok(token)
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
) -> Stored<(SignInId, Token)> {
    let (id, token) = start(tx, person, from_provider, rules, now).await?;
    let organisation = store::organisation_of(tx, person).await?;
    let (to, occasion) = (To { person, organisation: &organisation }, Occasion::once(id));
    messages::post(tx, now, occasion, to, &SignedInLetter { when: london::moment(now.0) }).await?;
    Ok((id, token))
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

fn code_scope(challenge: ChallengeId) -> String {
    format!("code:{challenge}")
}
