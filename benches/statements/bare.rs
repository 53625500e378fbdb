//! Statements as they are, without the service around them.

use std::{
    str::FromStr,
    time::{Duration, Instant},
};

use alongside::{
    accounts::Member,
    kernel::ids::{EntryId, SessionId},
    sessions::diary::Taken,
};
use chrono::{DateTime, TimeDelta, Utc};
use sqlx::{
    AssertSqlSafe, Connection, PgConnection, SqliteConnection,
    sqlite::{SqliteConnectOptions, SqliteJournalMode, SqliteSynchronous},
};
use uuid::Uuid;

/// Writes sessions of facilitators alone, with the time they hold.
pub async fn hold(url: &str, organisation: Uuid, taken: &[Taken]) {
    let mut statements = Vec::new();
    let sqlite = url.starts_with("sqlite:");
    let id = |id: Uuid| if sqlite { format!("x'{}'", id.simple()) } else { format!("'{id}'") };
    let at = |instant: DateTime<Utc>| instant.to_rfc3339();
    for one in taken {
        let (session, owner) = (id(one.session_id.into()), id(one.owner_id));
        let (from, until) = (at(one.starts_at), at(one.until_at));
        let ends = at(one.until_at - TimeDelta::minutes(15));
        statements.push(format!(
            "INSERT INTO sessions (id, organisation_id, kind, facilitator_id, starts_at, ends_at, place, in_list)
             VALUES ({session}, {}, 'individual_supervision', {owner}, '{from}', '{ends}', 'Room', TRUE)",
            id(organisation)
        ));
        statements.push(format!(
            "INSERT INTO diary (owner_id, session_id, starts_at, until_at) VALUES ({owner}, {session}, '{from}', '{until}')"
        ));
    }
    let all = AssertSqlSafe(format!("BEGIN;{};COMMIT", statements.join(";")));
    if sqlite {
        let mut c = SqliteConnection::connect(url).await.unwrap();
        sqlx::raw_sql(all).execute(&mut c).await.unwrap();
    } else {
        let mut c = PgConnection::connect(url).await.unwrap();
        sqlx::raw_sql(all).execute(&mut c).await.unwrap();
    }
}

/// The writes of one booking after the other, each durable before the next; gives how long each took.
pub async fn bookings(url: &str, librarian: &Member, facilitator: &Member, how_many: u32) -> Vec<Duration> {
    let options = SqliteConnectOptions::from_str(url).unwrap();
    let options = options.journal_mode(SqliteJournalMode::Wal).synchronous(SqliteSynchronous::Full).foreign_keys(true);
    let mut c = SqliteConnection::connect_with(&options).await.unwrap();
    // Long after whatever is booked there.
    let first: DateTime<Utc> = "2030-01-07T09:00:00Z".parse().unwrap();
    let mut times = Vec::new();
    for number in 0..i64::from(how_many) {
        let begin = Instant::now();
        book(&mut c, librarian, facilitator, first + TimeDelta::hours(2) * i32::try_from(number).unwrap()).await;
        times.push(begin.elapsed());
    }
    times
}

async fn book(c: &mut SqliteConnection, librarian: &Member, facilitator: &Member, starts_at: DateTime<Utc>) {
    let (session, token, now) = (SessionId::random(), random(), starts_at - TimeDelta::days(1));
    let (ends_at, until_at) = (starts_at + TimeDelta::hours(1), starts_at + TimeDelta::minutes(75));
    let mut tx = c.begin_with("BEGIN IMMEDIATE").await.unwrap();
    sqlx::query("INSERT INTO submissions (token, person_id, action, sent_at) VALUES ($1, $2, 'book', $3) ON CONFLICT DO NOTHING")
        .bind(token).bind(librarian.id).bind(now).execute(&mut *tx).await.unwrap();
    sqlx::query(
        "INSERT INTO sessions (id, organisation_id, kind, facilitator_id, starts_at, ends_at, place, places, in_list)
        VALUES ($1, $2, 'individual_supervision', $3, $4, $5, 'Room', 1, TRUE) ON CONFLICT DO NOTHING",
    )
    .bind(session)
    .bind(librarian.organisation)
    .bind(facilitator.id)
    .bind(starts_at)
    .bind(ends_at)
    .execute(&mut *tx)
    .await
    .unwrap();
    for (owner, until) in [(facilitator.id, until_at), (librarian.id, ends_at)] {
        sqlx::query("INSERT INTO diary (owner_id, session_id, starts_at, until_at) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING")
            .bind(owner).bind(session).bind(starts_at).bind(until).execute(&mut *tx).await.unwrap();
    }
    sqlx::query("INSERT INTO seats (session_id, seat, seats, person_id) VALUES ($1, 1, 1, $2) ON CONFLICT DO NOTHING")
        .bind(session)
        .bind(librarian.id)
        .execute(&mut *tx)
        .await
        .unwrap();
    sqlx::query(
        "INSERT INTO places (id, session_id, person_id, booked_at) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING",
    )
    .bind(random())
    .bind(session)
    .bind(librarian.id)
    .bind(now)
    .execute(&mut *tx)
    .await
    .unwrap();
    for person in [librarian, facilitator] {
        sqlx::query(
            "INSERT INTO messages (id, message_key, sealed, state, posted_at, recipient_id)
            VALUES ($1, $2, $3, 'waiting', $4, $5) ON CONFLICT DO NOTHING",
        )
        .bind(random())
        .bind(format!("{session}/{}/booked/0.1", person.id))
        .bind(vec![7_u8; 450])
        .bind(now)
        .bind(person.id)
        .execute(&mut *tx)
        .await
        .unwrap();
    }
    sqlx::query(
        "INSERT INTO changes (id, changed_at, actor_id, action, thing_id) VALUES ($1, $2, $3, 'session booked', $4)",
    )
    .bind(random())
    .bind(now)
    .bind(librarian.id)
    .bind(session)
    .execute(&mut *tx)
    .await
    .unwrap();
    sqlx::query("UPDATE submissions SET made_id = $3 WHERE token = $1 AND person_id = $2 AND action = 'book'")
        .bind(token)
        .bind(librarian.id)
        .bind(session)
        .execute(&mut *tx)
        .await
        .unwrap();
    tx.commit().await.unwrap();
}

fn random() -> Uuid {
    EntryId::random().into()
}
