//! Signing in by a one-time code.

use serde::Serialize;

use super::{Entered, sign_in::start_and_tell};
use crate::{
    accounts::{
        Refusal, SignInRules,
        browsers::Asking,
        code::Code,
        model::{Allowance, CODE_LIFE},
        store::{
            allowances,
            sign_in::{self as store, Addressee},
        },
    },
    kernel::{
        Email, Now,
        ids::{ChallengeId, OnceToken, PersonId},
    },
    messages::{self, Letter, Occasion, To},
    once::{self, Sent, Turn},
    store::{AsConn, Db, Result as Stored, Stop},
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

/// Somebody who types a code.
pub struct Typing<'a> {
    /// For which request.
    pub challenge: ChallengeId,
    /// What they typed.
    pub code: &'a Code,
    /// Whether so many wrong codes were typed in their network that only browsers which are known may go on.
    pub busy_network: bool,
    /// Whether a code counts whatever somebody's organisation has settled, since there is no other way in.
    pub all: bool,
}

/// Sends a one-time code to everybody with this address; says nothing about whether there is anybody. With `all`, to
/// everybody; otherwise to those whose organisation lets its people in by a code.
///
/// An address that nobody has is given the same work, statement for statement: a code is made, sealed and written for
/// nobody, and taken back.
///
/// # Errors
/// When the database does.
pub async fn ask_for_code(
    db: &Db,
    email: &Email,
    asking: &Asking,
    all: bool,
    token: OnceToken,
    now: Now,
) -> Stored<ChallengeId> {
    let sent = Sent { token, by: None, action: "ask for code" };
    let mut tx = match once::begin(db, sent, now).await? {
        Turn::First(tx) => tx,
        Turn::Again(made) => return Ok(made.into()),
    };
    let (challenge, nobody) = (ChallengeId::random(), PersonId::random());
    allowances::forget_whole(&mut tx, now).await?;
    let granted = allowances::take(&mut tx, &asking.whose, Allowance::Codes, now).await?;
    let sends = allowances::left(&mut tx, &asking.whose, Allowance::WrongCodes, now).await? && granted;
    store::add_challenge(&mut tx, challenge, asking, now).await?;
    let mut addressees = store::addressees(&mut tx, email, all).await?;
    if addressees.is_empty() {
        addressees.push(Addressee { id: nobody, organisation: String::new() });
    }
    for addressee in addressees.iter().filter(|_| sends) {
        let code = Code::random();
        let fingerprint = tx.keys().fingerprint(&code_scope(challenge), code.letters());
        store::add_code(&mut tx, challenge, addressee.id, fingerprint).await?;
        let to = To { person: addressee.id, organisation: &addressee.organisation };
        // A code that can no longer be used is of no use to anybody.
        let occasion = Occasion::once(challenge).until(now.0 + CODE_LIFE);
        messages::post(&mut tx, now, occasion, to, &CodeLetter { code: code.to_string() }).await?;
    }
    messages::take_back_about_to(&mut tx, challenge, nobody).await?;
    once::finish(tx, sent, challenge).await?;
    Ok(challenge)
}

/// Signs in whoever was sent this code. Each wrong try counts, whether or not anybody has the address: for this code, and
/// for the address or the known browser.
///
/// # Errors
/// Refused when the code is wrong, can no longer be used, or too many wrong ones were typed.
pub async fn sign_in(db: &Db, typing: &Typing<'_>, rules: SignInRules, now: Now) -> Result<Entered, Stop<Refusal>> {
    let (mut tx, challenge) = (db.write().await?, typing.challenge);
    let Some(asking) = store::take_try(&mut tx, challenge, now).await? else {
        return Err(Stop::Refused(Refusal::SpentCode));
    };
    if typing.busy_network && !asking.known_browser {
        return Err(Stop::Refused(Refusal::BusyNetwork));
    }
    // Taken before anybody knows whether the code is wrong, and given back when it is not: of many who try at the same
    // moment no more pass than are left.
    if !allowances::take(&mut tx, &asking.whose, Allowance::WrongCodes, now).await? {
        return Err(Stop::Refused(Refusal::TooManyWrong));
    }
    let mut sent = store::codes(&mut tx, challenge, typing.all).await?;
    if sent.is_empty() {
        // Where nobody was sent one, what was typed is compared all the same.
        sent.push((PersonId::random(), Vec::new()));
    }
    let mut whose = None;
    for (person, fingerprint) in sent {
        if tx.keys().recognises(&code_scope(challenge), typing.code.letters(), &fingerprint) {
            whose = Some(person);
        }
    }
    let Some(person) = whose else {
        tx.commit().await?;
        return Err(Stop::Refused(Refusal::WrongCode));
    };
    allowances::give_back(&mut tx, &asking.whose, Allowance::WrongCodes).await?;
    store::use_challenge(&mut tx, challenge, now).await?;
    let (_, entered) = start_and_tell(&mut tx, person, false, rules, now).await?;
    tx.commit().await?;
    Ok(entered)
}

fn code_scope(challenge: ChallengeId) -> String {
    format!("code:{challenge}")
}

#[cfg(test)]
mod tests {
    use tokio::task::JoinSet;

    use super::*;
    use crate::{
        accounts::testing::{NOON, librarian, trust},
        on_both_engines,
    };

    const CROWD: usize = 40;

    fn asking(whose: &str) -> Asking {
        Asking { whose: whose.as_bytes().to_vec(), known_browser: false }
    }

    on_both_engines! {
        async fn of_forty_who_ask_for_one_address_at_the_same_moment_five_are_sent_a_code(db: Db) {
            let trust = trust(&db, "RXX").await;
            librarian(&db, trust, "Mina").await;
            let mut asks = JoinSet::new();
            for _ in 0..CROWD {
                let db = db.clone();
                asks.spawn(async move {
                    let email = "mina@example.nhs.uk".parse().unwrap();
                    ask_for_code(&db, &email, &asking("mina"), true, OnceToken::random(), NOON).await.unwrap()
                });
            }
            let (asked, c) = (asks.join_all().await, &mut db.read().await.unwrap());
            let mut sent = 0;
            for challenge in &asked {
                sent += store::codes(c, *challenge, true).await.unwrap().len();
            }
            assert_eq!((asked.len(), sent), (CROWD, 5));
        }

        async fn of_many_who_type_wrong_codes_at_the_same_moment_no_more_pass_than_are_left(db: Db) {
            let mut challenges = Vec::new();
            for _ in 0..CROWD {
                let email = "nobody@example.nhs.uk".parse().unwrap();
                challenges.push(ask_for_code(&db, &email, &asking("nobody"), true, OnceToken::random(), NOON).await.unwrap());
            }
            let mut tries = JoinSet::new();
            for challenge in challenges {
                let db = db.clone();
                tries.spawn(async move {
                    let code = "BBBB-BBBB".parse().unwrap();
                    let typing = Typing { challenge, code: &code, busy_network: false, all: true };
                    match sign_in(&db, &typing, SignInRules::usual(false), NOON).await {
                        Err(Stop::Refused(refusal)) => refusal,
                        Err(other) => panic!("{other:?}"),
                        Ok(_) => panic!("nobody has that code"),
                    }
                });
            }
            let said = tries.join_all().await;
            let wrong = said.iter().filter(|refusal| **refusal == Refusal::WrongCode).count();
            let over = said.iter().filter(|refusal| **refusal == Refusal::TooManyWrong).count();
            assert_eq!((wrong, over), (25, CROWD - 25));
        }
    }
}
