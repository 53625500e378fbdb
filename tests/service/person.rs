//! Somebody with a browser: pages and forms, one at a time.

use std::sync::Mutex;

use rocket::{
    http::{ContentType, Cookie, Header, Method},
    local::asynchronous::{LocalRequest, LocalResponse},
};

use crate::{World, page::Page, world::ADDRESS};

/// Somebody with a browser of their own.
pub struct Person<'w> {
    world: &'w World,
    cookies: Mutex<Vec<Cookie<'static>>>,
}

impl<'w> Person<'w> {
    /// Somebody nobody knows.
    pub fn stranger(world: &'w World) -> Self {
        Self { world, cookies: Mutex::new(Vec::new()) }
    }

    /// Opens a page.
    pub async fn get(&self, path: &str) -> Page {
        self.ask(self.world.client.get(path.to_owned())).await
    }

    /// Asks for a page's headers alone, as a mail scanner does.
    pub async fn head(&self, path: &str) -> Page {
        self.ask(self.world.client.head(path.to_owned())).await
    }

    /// Opens a page and follows where it leads.
    pub async fn open(&self, path: &str) -> Page {
        let page = self.get(path).await;
        match page.location.clone() {
            Some(location) => self.get(&location).await,
            None => page,
        }
    }

    /// Fills in a form of a page and sends it: hidden fields as they stand, the others as given.
    pub async fn submit(&self, page: &Page, action: &str, fields: &[(&str, &str)]) -> Page {
        self.send(action, &page.filled(action, fields)).await
    }

    /// Opens a page, fills in its form and sends it.
    pub async fn fill(&self, path: &str, action: &str, fields: &[(&str, &str)]) -> Page {
        let page = self.get(path).await.is(200);
        self.submit(&page, action, fields).await
    }

    /// Sends a form as it is given, from a page of our own.
    pub async fn send(&self, action: &str, fields: &[(String, String)]) -> Page {
        self.ask(self.form(action, fields)).await
    }

    /// Sends a form that stood on "Your support": whoever must sign in first is led back there.
    pub async fn send_from_support(&self, action: &str, fields: &[(String, String)]) -> Page {
        let referer = Header::new("Referer", format!("{ADDRESS}/support"));
        self.ask(self.form(action, fields).header(referer)).await
    }

    /// Opens a page, chooses a file in its form and sends it.
    pub async fn upload(&self, path: &str, action: &str, name: &str, bytes: &[u8]) -> Page {
        let page = self.get(path).await.is(200);
        self.ask(self.multipart(action, &page.filled(action, &[("file", "")]), name, bytes)).await
    }

    /// Sends a form with a file in it.
    pub async fn upload_to(&self, action: &str, fields: &[(String, String)], name: &str, bytes: &[u8]) -> Page {
        let mut fields: Vec<_> = fields.iter().filter(|(field, _)| field != "file").cloned().collect();
        fields.push(("file".to_owned(), String::new()));
        self.ask(self.multipart(action, &fields, name, bytes)).await
    }

    /// Opens a page, sends its form and keeps the file that is the answer.
    pub async fn download(&self, path: &str, action: &str) -> Vec<u8> {
        let page = self.get(path).await.is(200);
        let fields = page.filled(action, &[]);
        let response = self.form(action, &fields).cookies(self.cookies()).dispatch().await;
        assert_eq!(response.status().code, 200);
        response.into_bytes().await.expect("a file is given")
    }

    /// The cookies this browser holds.
    pub fn cookies(&self) -> Vec<Cookie<'static>> {
        self.cookies.lock().unwrap().clone()
    }

    /// Puts cookies into this browser in place of its own.
    pub fn use_cookies(&self, cookies: Vec<Cookie<'static>>) {
        *self.cookies.lock().unwrap() = cookies;
    }

    /// Sends whatever a program can send: a method, an address, a kind and a body, as if from a page of our own.
    pub async fn raw(&self, method: Method, address: &str, kind: Option<ContentType>, body: &[u8]) -> Page {
        let request = self.world.client.req(method, address.to_owned()).header(Header::new("Origin", ADDRESS));
        let request = if let Some(kind) = kind { request.header(kind) } else { request };
        self.ask(request.body(body)).await
    }

    /// The same as another site would have this browser send it.
    pub async fn forged(&self, method: Method, address: &str, body: &str) -> Page {
        let request = self.world.client.req(method, address.to_owned()).header(ContentType::Form);
        self.ask(request.header(Header::new("Sec-Fetch-Site", "cross-site")).body(body)).await
    }

    fn form(&self, action: &str, fields: &[(String, String)]) -> LocalRequest<'_> {
        let body = url::form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
        let request = self.world.client.post(action.to_owned());
        request.header(ContentType::Form).header(Header::new("Origin", ADDRESS)).body(body)
    }

    fn multipart(&self, action: &str, fields: &[(String, String)], name: &str, bytes: &[u8]) -> LocalRequest<'_> {
        const LINE: &str = "------------------------a-line-that-no-file-has";
        let mut body = Vec::new();
        for (field, value) in fields {
            let file = if field == "file" { format!("; filename=\"{name}\"") } else { String::new() };
            body.extend(format!("--{LINE}\r\nContent-Disposition: form-data; name=\"{field}\"{file}\r\n\r\n").bytes());
            body.extend(if field == "file" { bytes } else { value.as_bytes() });
            body.extend(b"\r\n");
        }
        body.extend(format!("--{LINE}--\r\n").bytes());
        let kind = ContentType::new("multipart", "form-data").with_params(("boundary", LINE));
        self.world.client.post(action.to_owned()).header(kind).header(Header::new("Origin", ADDRESS)).body(body)
    }

    async fn ask(&self, request: LocalRequest<'_>) -> Page {
        let request = request.cookies(self.cookies());
        let response = request.dispatch().await;
        self.keep(&response);
        Page::read(response).await
    }

    fn keep(&self, response: &LocalResponse<'_>) {
        let mut kept = self.cookies.lock().unwrap();
        for cookie in response.cookies().iter() {
            kept.retain(|known| known.name() != cookie.name());
            if !cookie.value().is_empty() {
                kept.push(cookie.clone().into_owned());
            }
        }
    }
}
