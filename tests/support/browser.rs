//! A headless Chromium for the journeys, through WebDriver, and axe-core to judge its pages.
//! One driver serves the whole test process and goes when it goes, with every browser it started.
//!
//! Include this file as a module named `browser` beside one named `engines`.

use std::ffi::OsStr;
use std::fmt;
use std::ops::Deref;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use fantoccini::error::CmdError;
use fantoccini::wd::{Capabilities, WebDriverCompatibleCommand};
use fantoccini::{Client, ClientBuilder};
use hyper_util::client::legacy::connect::HttpConnector;
use reqwest::Method;
use serde::Deserialize;
use serde_json::{Value, json};
use url::{ParseError, Url};

use super::engines::tether::{self, Tether};

static DRIVER: OnceLock<Result<Driver, String>> = OnceLock::new();
static COUNT: AtomicU32 = AtomicU32::new(1);

/// Best practices that are no WCAG rule are left to people.
const RUN_AXE: &str = "
    const done = arguments[0];
    const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
    axe.run(document, { runOnly: { type: 'tag', values: tags }, resultTypes: ['violations'] })
        .then(found => done(found.violations.map(({ id, help, nodes }) =>
            ({ id, help, html: nodes.map(node => node.html) }))))
        .catch(error => done([{ id: 'axe', help: String(error), html: [] }]));";

/// The height of every page; the width is the journey's to choose.
const HEIGHT: u32 = 900;

/// A browser with one page in it. It answers to everything that a [`Client`] does.
#[derive(Debug)]
pub struct Browser {
    client: Client,
    javascript: bool,
}

impl Browser {
    /// A new browser, `width` CSS pixels wide (320 is truly 320), or nothing when there is none
    /// here (a failure where `ALONGSIDE_TEST_ALL=1` asks for everything).
    ///
    /// With `javascript` off the page's own scripts do not run and its `noscript` parts show;
    /// what a test sends through [`Client::execute`] runs all the same.
    pub async fn open(width: u32, javascript: bool) -> Option<Self> {
        // Starting the driver may not hold up this test's other tasks.
        let found = tokio::task::spawn_blocking(browser_available).await;
        tether::or_skip(found.expect("looking for a browser does not panic"))?;
        let driver = driver().ok()?;
        let number = COUNT.fetch_add(1, Ordering::Relaxed);
        let profile = driver.tether.path().join(format!("profile-{number}"));
        let client = ClientBuilder::new(HttpConnector::new())
            .capabilities(capabilities(&driver.chromium, &profile, width))
            .connect(&format!("http://127.0.0.1:{}", driver.port))
            .await
            .expect("Chromium starts");
        let browser = Self { client, javascript };
        // A window cannot be narrower than Chromium's own minimum, so the page is told its size.
        let size = json!({
            "width": width, "height": HEIGHT, "deviceScaleFactor": 1, "mobile": false,
        });
        let told = browser.cdp("Emulation.setDeviceMetricsOverride", size);
        told.await.expect("the page takes its size");
        let told = browser.scripts(javascript);
        told.await.expect("JavaScript goes on or off");
        Some(browser)
    }

    /// What axe-core finds against WCAG 2.0, 2.1 and 2.2, levels A and AA, on the page as it
    /// stands. On a page without JavaScript too: what the page's scripts would have done is
    /// past when axe-core runs.
    pub async fn axe(&self, axe_source: &str) -> Result<Vec<Violation>, CmdError> {
        // axe-core waits for timers, which do not fire while scripts are off.
        self.scripts(true).await?;
        self.execute(axe_source, vec![]).await?;
        let found = self.execute_async(RUN_AXE, vec![]).await?;
        self.scripts(self.javascript).await?;
        serde_json::from_value(found).map_err(CmdError::Json)
    }

    /// What the browser itself has complained of since it was last asked, such as a file that the
    /// page's security policy refused.
    pub async fn complaints(&self) -> Result<Vec<String>, CmdError> {
        let told = self.issue_cmd(Complaints).await?;
        let lines = told.as_array().into_iter().flatten();
        Ok(lines.filter_map(|line| line["message"].as_str().map(str::to_owned)).collect())
    }

    /// Ends the browser.
    pub async fn close(self) -> Result<(), CmdError> {
        self.client.close().await
    }

    async fn scripts(&self, on: bool) -> Result<(), CmdError> {
        self.cdp("Emulation.setScriptExecutionDisabled", json!({ "value": !on })).await
    }

    async fn cdp(&self, command: &str, parameters: Value) -> Result<(), CmdError> {
        let body = json!({ "cmd": command, "params": parameters });
        self.issue_cmd(DevTools { body }).await.map(drop)
    }
}

impl Deref for Browser {
    type Target = Client;

    fn deref(&self) -> &Client {
        &self.client
    }
}

/// Whether there is a browser with its driver, or the reason why not.
pub fn browser_available() -> Result<(), String> {
    driver().map(|_| ())
}

/// The text of axe-core as npm installed it, or the reason why it is not there.
pub fn axe_source() -> Result<String, String> {
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/node_modules/axe-core/axe.min.js");
    std::fs::read_to_string(file).map_err(|_| "axe-core: it is not in node_modules; run `npm ci`".into())
}

/// One rule that a page breaks, and where.
#[derive(Debug, Deserialize)]
pub struct Violation {
    /// The rule's name, such as `color-contrast`.
    pub id: String,
    /// What the rule asks for.
    pub help: String,
    /// The elements that break it.
    pub html: Vec<String>,
}

impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.id, self.help)?;
        self.html.iter().try_for_each(|html| write!(f, "\n    {html}"))
    }
}

#[derive(Debug)]
struct Driver {
    tether: Tether,
    chromium: PathBuf,
    port: u16,
}

fn driver() -> Result<&'static Driver, String> {
    DRIVER.get_or_init(start).as_ref().map_err(Clone::clone)
}

fn start() -> Result<Driver, String> {
    let found = |setting: &str, names: &[&str]| {
        let set = tether::setting(setting).map(PathBuf::from);
        let missing = || format!("browser: no {} on PATH, and {setting} is not set", names[0]);
        set.or_else(|| tether::on_path(names)).ok_or_else(missing)
    };
    let chromium = found("CHROMIUM", &["chromium", "chromium-browser", "google-chrome"])?;
    let program = found("CHROMEDRIVER", &["chromedriver"])?;
    let told = |e: std::io::Error| format!("browser: the driver could not be started: {e}");
    let folder = tether::new_folder("browser").map_err(told)?;
    let command = [program.as_os_str(), OsStr::new("--port=0")];
    let mut tether = Tether::program(folder, "TERM", &command).map_err(told)?;
    // With port 0 the driver chooses a free one and prints it.
    let port = tether
        .wait_for(Duration::from_secs(30), |log| {
            let (_, rest) = log.split_once("successfully on port ")?;
            rest.split_once('.')?.0.parse().ok()
        })
        .map_err(|e| format!("browser: the driver {e}"))?;
    Ok(Driver { tether, chromium, port })
}

fn capabilities(chromium: &Path, profile: &Path, width: u32) -> Capabilities {
    let options = json!({
        "binary": chromium,
        "args": [
            "--headless",
            // Chromium's sandbox does not run as root, which a container's tests are.
            "--no-sandbox",
            "--disable-gpu",
            "--disable-dev-shm-usage",
            // Phones draw scroll bars over the page; here they would make it narrower.
            "--hide-scrollbars",
            "--lang=en-GB",
            // Nothing but the page under test is fetched.
            "--disable-quic",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--no-first-run",
            format!("--user-data-dir={}", profile.display()),
            format!("--window-size={width},{HEIGHT}"),
        ],
    });
    let complaints = json!({ "browser": "ALL" });
    Capabilities::from_iter([("goog:chromeOptions".to_owned(), options), ("goog:loggingPrefs".to_owned(), complaints)])
}

/// A command of the browser's own DevTools protocol, for what WebDriver has no word for.
#[derive(Debug)]
struct DevTools {
    body: Value,
}

impl WebDriverCompatibleCommand for DevTools {
    fn endpoint(&self, base: &Url, session: Option<&str>) -> Result<Url, ParseError> {
        base.join(&format!("session/{}/goog/cdp/execute", session.unwrap_or_default()))
    }

    fn method_and_body(&self, _: &Url) -> (Method, Option<String>) {
        (Method::POST, Some(self.body.to_string()))
    }
}

/// Asks for the browser's own log, which WebDriver has no word for either.
#[derive(Debug)]
struct Complaints;

impl WebDriverCompatibleCommand for Complaints {
    fn endpoint(&self, base: &Url, session: Option<&str>) -> Result<Url, ParseError> {
        base.join(&format!("session/{}/se/log", session.unwrap_or_default()))
    }

    fn method_and_body(&self, _: &Url) -> (Method, Option<String>) {
        (Method::POST, Some(json!({ "type": "browser" }).to_string()))
    }
}
