//! The service launched on a port of its own, with threads and connections of its own, and browsers that
//! reach it over real HTTP.

use std::{sync::mpsc, thread};

use alongside::{app, kernel::ids::PersonId, privacy::Table};
use reqwest::{Client, RequestBuilder, header, redirect::Policy};
use rocket::{Shutdown, fairing::AdHoc};

use crate::{
    World,
    page::Page,
    world::{ADDRESS, database, figment, parts},
};

/// The service, until this value goes.
pub struct Launched {
    origin: String,
    end: Shutdown,
}

/// Somebody signed in.
pub struct Browser {
    client: Client,
    origin: String,
    cookie: String,
}

impl Launched {
    /// Launches the service on the world's database and clock.
    pub fn of(world: &World) -> Self {
        let (url, clock) = (world.url.clone(), world.clock.clone());
        let (tell, told) = mpsc::channel();
        thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(4).enable_all().build().unwrap();
            runtime.block_on(async {
                let parts = parts(&database(&url).await, &clock, Table::product(), ADDRESS);
                let figment = figment().merge(("port", 0)).merge(("shutdown.ctrlc", false));
                let up = AdHoc::on_liftoff("up", |rocket| {
                    Box::pin(async move { tell.send((rocket.config().port, rocket.shutdown())).unwrap() })
                });
                drop(app(figment, parts).attach(up).launch().await.expect("the service launches"));
            });
        });
        let (port, end) = told.recv().expect("the service comes up");
        Self { origin: format!("http://127.0.0.1:{port}"), end }
    }

    /// Signs somebody in, in a browser of their own.
    pub async fn browser(&self, person: PersonId) -> Browser {
        let client = Client::builder().redirect(Policy::none()).build().unwrap();
        let mut browser = Browser { client, origin: self.origin.clone(), cookie: String::new() };
        let page = browser.send(&format!("/demonstration/{person}"), &[]).await;
        let kept = page.headers.iter().find(|(name, _)| name == "set-cookie").expect("a cookie is kept");
        kept.1.split(';').next().unwrap().clone_into(&mut browser.cookie);
        browser
    }
}

impl Drop for Launched {
    fn drop(&mut self) {
        self.end.clone().notify();
    }
}

impl Browser {
    /// Opens a page.
    pub async fn get(&self, path: &str) -> Page {
        self.ask(self.client.get(format!("{}{path}", self.origin))).await
    }

    /// Sends a form from a page of the service.
    pub async fn send(&self, action: &str, fields: &[(String, String)]) -> Page {
        let body = url::form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
        let request = self.client.post(format!("{}{action}", self.origin)).body(body);
        let request = request.header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        self.ask(request.header(header::ORIGIN, ADDRESS)).await
    }

    async fn ask(&self, request: RequestBuilder) -> Page {
        let response = request.header(header::COOKIE, &self.cookie).send().await.expect("the service answers");
        let status = response.status().as_u16();
        let text = |value: &header::HeaderValue| value.to_str().unwrap_or_default().to_owned();
        let headers: Vec<_> = response.headers().iter().map(|(name, value)| (name.to_string(), text(value))).collect();
        let location = headers.iter().find(|(name, _)| name == "location").map(|(_, to)| to.clone());
        Page { status, location, headers, html: response.text().await.expect("the answer is text") }
    }
}
