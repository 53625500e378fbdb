//! What came back: a status, a place to go on to, and a page to read.

use rocket::local::asynchronous::LocalResponse;
use scraper::{ElementRef, Html, Selector};

/// An answer of the service.
pub struct Page {
    /// The status.
    pub status: u16,
    /// Where it leads.
    pub location: Option<String>,
    /// Every header, as name and value.
    pub headers: Vec<(String, String)>,
    /// The page as it came.
    pub html: String,
}

impl Page {
    /// Reads an answer whole.
    pub async fn read(response: LocalResponse<'_>) -> Self {
        let headers: Vec<_> = response.headers().iter().map(|h| (h.name().to_string(), h.value().to_owned())).collect();
        let location = headers.iter().find(|(name, _)| name.eq_ignore_ascii_case("location")).map(|(_, to)| to.clone());
        Self {
            status: response.status().code,
            location,
            headers,
            html: response.into_string().await.unwrap_or_default(),
        }
    }

    /// Insists on a status.
    #[track_caller]
    pub fn is(self, status: u16) -> Self {
        assert_eq!(self.status, status, "{}", self.text());
        self
    }

    /// Insists on being led on; gives where to.
    #[track_caller]
    pub fn leads_to(&self, path: &str) -> String {
        let location = self.location.clone().unwrap_or_else(|| panic!("{}: {}", self.status, self.text()));
        assert!(location.starts_with(path), "led to {location}, not to {path}");
        location
    }

    /// Insists on words; gives the page back for the next sentence.
    #[track_caller]
    pub fn says(self, words: &str) -> Self {
        assert!(self.text().contains(words), "nothing says {words:?} in: {}", self.text());
        self
    }

    /// Insists that words are nowhere, not even in the markup.
    #[track_caller]
    pub fn never_says(self, words: &str) -> Self {
        assert!(!self.html.contains(words) && !self.text().contains(words), "{words:?} stands in: {}", self.text());
        self
    }

    /// The page's words, white space folded.
    pub fn text(&self) -> String {
        let html = self.document();
        let words: Vec<String> =
            html.root_element().text().flat_map(str::split_whitespace).map(str::to_owned).collect();
        words.join(" ")
    }

    /// The page's main words, without what the layout puts around them.
    pub fn main(&self) -> String {
        let html = self.document();
        let main = html.select(&selector("main")).next().expect("a page has a main part");
        main.text().flat_map(str::split_whitespace).collect::<Vec<_>>().join(" ")
    }

    /// Where the link with these words leads.
    #[track_caller]
    pub fn link(&self, words: &str) -> String {
        let html = self.document();
        let found = html.select(&selector("a")).find(|a| text_of(*a).contains(words));
        let link = found.unwrap_or_else(|| panic!("no link says {words:?} in: {}", self.text()));
        link.value().attr("href").expect("a link leads somewhere").to_owned()
    }

    /// Every link of the page.
    pub fn links(&self) -> Vec<String> {
        let html = self.document();
        html.select(&selector("a[href]")).filter_map(|a| a.value().attr("href").map(str::to_owned)).collect()
    }

    /// Where the form goes whose button begins with these words.
    #[track_caller]
    pub fn form_of(&self, button: &str) -> String {
        let html = self.document();
        let found = html
            .select(&selector("form"))
            .find(|form| form.select(&selector("button")).any(|b| text_of(b).starts_with(button)));
        let form = found.unwrap_or_else(|| panic!("no button says {button:?} in: {}", self.text()));
        form.value().attr("action").expect("a form goes somewhere").to_owned()
    }

    /// The first value of a radio or a select of this name.
    #[track_caller]
    pub fn first_choice(&self, name: &str) -> String {
        self.choices(name).into_iter().next().unwrap_or_else(|| panic!("nothing to choose for {name}: {}", self.text()))
    }

    /// Every value of the radios or the select of this name.
    pub fn choices(&self, name: &str) -> Vec<String> {
        let html = self.document();
        let wanted = selector(&format!("input[name='{name}'], select[name='{name}'] option"));
        html.select(&wanted).filter_map(|choice| choice.value().attr("value").map(str::to_owned)).collect()
    }

    /// The fields of a form as they would be sent, with `fields` in place of what stands there.
    #[track_caller]
    pub fn filled(&self, action: &str, fields: &[(&str, &str)]) -> Vec<(String, String)> {
        let html = self.document();
        let form = html.select(&selector("form")).find(|form| form.value().attr("action") == Some(action));
        let form = form.unwrap_or_else(|| panic!("no form goes to {action} in: {}", self.text()));
        let given = |name: &str| fields.iter().any(|(known, _)| *known == name);
        let mut all: Vec<(String, String)> = form
            .select(&selector("input, textarea, select"))
            .filter_map(standing)
            .filter(|(name, _)| !given(name))
            .collect();
        all.extend(fields.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())));
        all
    }

    /// The page parsed.
    pub fn document(&self) -> Html {
        Html::parse_document(&self.html)
    }
}

/// What a control would send if nobody touched it.
pub fn standing(control: ElementRef<'_>) -> Option<(String, String)> {
    let element = control.value();
    let name = element.attr("name")?.to_owned();
    let value = match (element.name(), element.attr("type")) {
        ("input", Some("radio" | "checkbox")) => {
            element.attr("checked")?;
            element.attr("value").unwrap_or("on").to_owned()
        }
        ("textarea", _) => control.text().collect(),
        ("select", _) => {
            let chosen = control.select(&selector("option[selected]")).next();
            let option = chosen.or_else(|| control.select(&selector("option")).next())?;
            option.value().attr("value")?.to_owned()
        }
        _ => element.attr("value").unwrap_or_default().to_owned(),
    };
    Some((name, value))
}

fn text_of(element: ElementRef<'_>) -> String {
    element.text().flat_map(str::split_whitespace).collect::<Vec<_>>().join(" ")
}

fn selector(text: &str) -> Selector {
    Selector::parse(text).expect("the test's selector is one")
}
