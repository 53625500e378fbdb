//! What answers when no handler does: sign in and come back, or a page in the same style.

use rocket::{
    Catcher, Request, catch, catchers,
    http::{Method, Status, uri::Reference},
    response::Redirect,
};

use super::page::{Problem, Shown};

pub fn all() -> Vec<Catcher> {
    catchers![sign_in, no_such_id, problem]
}

/// Not signed in, or no longer: sign in, then come back to where you were.
#[catch(401)]
fn sign_in(request: &Request<'_>) -> Redirect {
    let back = if request.method() == Method::Get {
        Some(request.uri().to_string())
    } else {
        // A form cannot be sent again by a link, so the way back is the page it stood on.
        request.headers().get_one("Referer").and_then(own_path)
    };
    let to = match back {
        Some(path) => format!(
            "/sign-in?{}",
            url::form_urlencoded::Serializer::new(String::new()).append_pair("next", &path).finish()
        ),
        None => "/sign-in".to_owned(),
    };
    match Reference::parse_owned(to) {
        Ok(to) => Redirect::to(to),
        Err(_) => Redirect::to("/sign-in"),
    }
}

/// An address with something else where an id should be. Handlers answer 422 with a page of their own.
#[catch(422)]
fn no_such_id() -> Shown {
    Problem::page(Status::NotFound)
}

#[catch(default)]
fn problem(status: Status, _: &Request<'_>) -> Shown {
    Problem::page(status)
}

/// The path of an address; the sign-in page itself checks that it stays with us.
fn own_path(address: &str) -> Option<String> {
    let url = url::Url::parse(address).ok()?;
    Some(url.query().map_or_else(|| url.path().to_owned(), |query| format!("{}?{query}", url.path())))
}
