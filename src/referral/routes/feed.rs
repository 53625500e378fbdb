//! The feed. No guard here reads a cookie: it knows no reader, and needs no key.

use rocket::{Route, State, get, routes};
use serde_json::Value as Json;
use uuid::Uuid;

use crate::{
    kernel::Now,
    referral::feed::{self, Asked, Feed, Question, Shape},
    signposts::exchange::{self, Whole},
    store::Db,
    web::Error,
};

type Answer = Result<Feed, Error>;

pub fn all() -> Vec<Route> {
    routes![root, services, service, at_locations, at_location, taxonomies, taxonomy, terms, term]
}

#[get("/open-referral")]
fn root() -> Feed {
    Feed::of(&feed::about(), None)
}

#[get("/open-referral/services")]
async fn services(question: Question, db: &State<Db>, now: Now) -> Answer {
    let told = |whole: &Whole, asked: &Asked| {
        vec![feed::service(whole, if asked.full { Shape::Full } else { Shape::Brief }, now)]
    };
    list(question, db, now, told).await
}

#[get("/open-referral/services/<id>")]
async fn service(id: &str, db: &State<Db>, now: Now) -> Answer {
    let all = exchange::public(&mut db.read().await?).await?;
    let found = all.iter().find(|whole| is(id, whole.entry.id.into()));
    Ok(found.map_or_else(Feed::not_found, |whole| Feed::of(&feed::service(whole, Shape::Full, now), whole.changed_at)))
}

#[get("/open-referral/service_at_locations")]
async fn at_locations(question: Question, db: &State<Db>, now: Now) -> Answer {
    let told = |whole: &Whole, asked: &Asked| {
        feed::at_locations(whole, if asked.full { Shape::Full } else { Shape::Brief }, now)
    };
    list(question, db, now, told).await
}

#[get("/open-referral/service_at_locations/<id>")]
async fn at_location(id: &str, db: &State<Db>, now: Now) -> Answer {
    let Ok(id) = id.parse() else { return Ok(Feed::not_found()) };
    let all = exchange::public(&mut db.read().await?).await?;
    let found = feed::at_location(&all, id, now);
    Ok(found.map_or_else(Feed::not_found, |place| Feed::of(&place, feed::last_change(&all))))
}

#[get("/open-referral/taxonomies")]
fn taxonomies(question: Question) -> Feed {
    question.0.map_or_else(
        |bad| Feed::bad(&bad.to_string()),
        |asked| Feed::of(&feed::page(&[feed::taxonomy()], &asked), None),
    )
}

#[get("/open-referral/taxonomies/<id>")]
fn taxonomy(id: &str) -> Feed {
    one(&[feed::taxonomy()], id)
}

#[get("/open-referral/taxonomy_terms")]
fn terms(question: Question) -> Feed {
    question
        .0
        .map_or_else(|bad| Feed::bad(&bad.to_string()), |asked| Feed::of(&feed::page(&feed::terms(), &asked), None))
}

#[get("/open-referral/taxonomy_terms/<id>")]
fn term(id: &str) -> Feed {
    one(&feed::terms(), id)
}

/// A page of what entries are told as.
async fn list(question: Question, db: &Db, now: Now, told: impl Fn(&Whole, &Asked) -> Vec<Json> + Send) -> Answer {
    let asked = match question.0 {
        Ok(asked) => asked,
        Err(bad) => return Ok(Feed::bad(&bad.to_string())),
    };
    let all = exchange::public(&mut db.read().await?).await?;
    let wanted = all.iter().filter(|whole| asked.wants(whole, now));
    let things: Vec<_> = wanted.flat_map(|whole| told(whole, &asked)).collect();
    Ok(Feed::of(&feed::page(&things, &asked), feed::last_change(&all)))
}

fn one(all: &[Json], id: &str) -> Feed {
    let found = all.iter().find(|thing| thing["id"].as_str() == Some(&id.to_lowercase()));
    found.map_or_else(Feed::not_found, |thing| Feed::of(thing, None))
}

fn is(written: &str, id: Uuid) -> bool {
    written.parse() == Ok(id)
}
