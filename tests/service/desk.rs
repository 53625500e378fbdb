//! A desk with a browser on it, at which one person after another sits down.
//!
//! A person finds everything by its words: links, buttons, the labels of fields. Every page they come to
//! is looked over on arrival (`looks.rs`).

use std::{
    sync::atomic::{AtomicU32, Ordering},
    time::Duration,
};

use fantoccini::{Locator, elements::Element};
use tokio::time::sleep;

use crate::{World, browser::Browser, served::Served};

/// The pixels of an office's screen, and of the smallest phone that a page must fit (WCAG 2.2, 1.4.10).
pub const WIDE: u32 = 1280;
pub const PHONE: u32 = 320;

/// The browser, the service it is pointed at, and how often somebody clicked.
pub struct Desk {
    pub(crate) browser: Browser,
    pub(crate) served: Served,
    pub(crate) width: u32,
    pub(crate) javascript: bool,
    clicks: AtomicU32,
}

impl Desk {
    /// A desk in a world of its own, or nothing when there is no browser here.
    pub async fn open(width: u32, javascript: bool) -> Option<Self> {
        let browser = Browser::open(width, javascript).await?;
        Some(Self { browser, served: Served::open().await, width, javascript, clicks: AtomicU32::new(0) })
    }

    /// Clears the desk.
    pub async fn close(self) {
        self.browser.close().await.expect("the browser ends");
        self.served.end().await;
    }

    /// The world around it.
    pub fn world(&self) -> &World {
        &self.served.world
    }

    /// One of the demonstration's people sits down and signs in. `name` is a first name.
    pub async fn sit(&self, name: &str) -> &Self {
        self.open_page("/demonstration").await;
        self.press(&format!("Be {name}")).await;
        self.clicks.store(0, Ordering::Relaxed);
        self.says("Your support").await
    }

    /// Whether the browser could not be told from another one by what the service put into it.
    pub async fn keeps_no_cookie(&self) -> bool {
        self.browser.get_all_cookies().await.expect("the browser tells its cookies").is_empty()
    }

    /// The path of the page, with its query.
    pub async fn path(&self) -> String {
        let page = self.browser.current_url().await.expect("the browser is somewhere");
        page.as_str().replace(&self.served.address, "")
    }

    /// How often this person has clicked since they signed in.
    pub fn clicks(&self) -> u32 {
        self.clicks.load(Ordering::Relaxed)
    }

    /// Types an address into the browser.
    pub async fn open_page(&self, path: &str) -> &Self {
        let address = format!("{}{path}", self.served.address);
        self.browser.goto(&address).await.unwrap_or_else(|e| panic!("{path}: {e}"));
        self.arrive().await
    }

    /// Clicks on a link.
    pub async fn follow(&self, words: &str) -> &Self {
        self.leave("a", words).await
    }

    /// Presses a button.
    pub async fn press(&self, words: &str) -> &Self {
        self.leave("button", words).await
    }

    /// Chooses a radio or ticks a box by the words beside it.
    pub async fn choose(&self, words: &str) -> &Self {
        self.click("label", words).await;
        self
    }

    /// Chooses an answer to the question of this legend.
    pub async fn answer(&self, question: &str, words: &str) -> &Self {
        let fieldset = format!("//fieldset[legend[contains(normalize-space(.), \"{question}\")]]");
        let label = format!("{fieldset}//label[contains(normalize-space(.), \"{words}\")]");
        self.click_on(&self.found(&label).await).await;
        self
    }

    /// Writes into the field of this label, in place of what stands there.
    pub async fn write(&self, label: &str, text: &str) -> &Self {
        let field = self.field(label).await;
        field.clear().await.expect("a field can be emptied");
        field.send_keys(text).await.expect("a field can be written in");
        self
    }

    /// Chooses a file, by its path from the project's root, for the field of this label.
    pub async fn attach(&self, label: &str, path: &str) -> &Self {
        let path = format!("{}/{path}", env!("CARGO_MANIFEST_DIR"));
        self.field(label).await.send_keys(&path).await.unwrap_or_else(|e| panic!("{path}: {e}"));
        self
    }

    /// Picks from the list of this label.
    pub async fn pick(&self, label: &str, option: &str) -> &Self {
        self.field(label).await.select_by_label(option).await.unwrap_or_else(|e| panic!("{option}: {e}"));
        self
    }

    /// Insists on words that can be seen.
    pub async fn says(&self, words: &str) -> &Self {
        let text = self.text().await;
        assert!(text.contains(words), "nothing says {words:?} in: {text}");
        self
    }

    /// Insists that words cannot be seen.
    pub async fn never_says(&self, words: &str) -> &Self {
        let text = self.text().await;
        assert!(!text.contains(words), "{words:?} stands in: {text}");
        self
    }

    /// The words that can be seen, white space folded.
    pub async fn text(&self) -> String {
        let text = self.browser.execute("return document.body.innerText", vec![]).await.expect("a page has words");
        text.as_str().unwrap_or_default().split_whitespace().collect::<Vec<_>>().join(" ")
    }

    async fn field(&self, label: &str) -> Element {
        let label = self.found(&format!("//label[contains(normalize-space(.), \"{label}\")]")).await;
        let id = label.attr("for").await.expect("a label is there").expect("a label is for a field");
        self.browser.find(Locator::Id(&id)).await.expect("the label's field is there")
    }

    /// Clicks on what says exactly this, or else on the first that has it among its words.
    async fn click(&self, tag: &str, words: &str) {
        let exact = format!("//{tag}[normalize-space(.) = \"{words}\"]");
        let among = format!("//{tag}[contains(normalize-space(.), \"{words}\")]");
        let element = match self.browser.find(Locator::XPath(&exact)).await {
            Ok(element) => element,
            Err(_) => self.found(&among).await,
        };
        self.click_on(&element).await;
    }

    /// Clicks, and waits until the page that this leads to is there.
    async fn leave(&self, tag: &str, words: &str) -> &Self {
        self.browser.execute("window.left = true", vec![]).await.expect("the page can be marked");
        self.click(tag, words).await;
        let come = "return !window.left && document.readyState === 'complete'";
        for _ in 0..400 {
            // Between two pages there is none to ask.
            if self.browser.execute(come, vec![]).await.is_ok_and(|come| come == true) {
                return self.arrive().await;
            }
            sleep(Duration::from_millis(25)).await;
        }
        panic!("{words:?} leads nowhere");
    }

    async fn found(&self, xpath: &str) -> Element {
        match self.browser.find(Locator::XPath(xpath)).await {
            Ok(element) => element,
            Err(e) => panic!("{xpath}: {e} in: {}", self.text().await),
        }
    }

    async fn click_on(&self, element: &Element) {
        self.clicks.fetch_add(1, Ordering::Relaxed);
        element.click().await.expect("it can be clicked on");
    }
}

/// Turns one story into four tests: a wide screen and a phone, with JavaScript and without.
macro_rules! at_every_desk {
    ($(async fn $name:ident($desk:ident: &Desk) $body:block)+) => { $(
        async fn $name($desk: &$crate::desk::Desk) $body
        mod $name {
            $crate::desk::at_every_desk! { @test $name, wide, WIDE, true }
            $crate::desk::at_every_desk! { @test $name, phone, PHONE, true }
            $crate::desk::at_every_desk! { @test $name, wide_without_javascript, WIDE, false }
            $crate::desk::at_every_desk! { @test $name, phone_without_javascript, PHONE, false }
        }
    )+ };
    (@two $name:ident) => {
        $crate::desk::at_every_desk! { @test $name, wide, WIDE, true }
        $crate::desk::at_every_desk! { @test $name, phone_without_javascript, PHONE, false }
    };
    (@test $name:ident, $test:ident, $width:ident, $javascript:literal) => {
        #[tokio::test]
        async fn $test() {
            if let Some(desk) = $crate::desk::Desk::open($crate::desk::$width, $javascript).await {
                super::$name(&desk).await;
                desk.close().await;
            }
        }
    };
}
pub(crate) use at_every_desk;
