//! What is looked at on every page that somebody comes to, and what axe-core has to say of it.

use std::path::Path;

use serde::Deserialize;

use crate::{browser, desk::Desk, engines::tether};

const LOOK: &str = "
    const shown = link => link.checkVisibility() && link.getBoundingClientRect().right <= window.innerWidth;
    const links = [...document.querySelectorAll('.nhsuk-header__navigation-link')];
    const loaded = performance.getEntriesByType('resource').map(entry => entry.name);
    return {
        scripted: document.body.classList.contains('js-enabled'),
        width: document.documentElement.scrollWidth,
        ways: links.filter(shown).length,
        hidden: links.filter(link => !shown(link)).map(link => link.textContent),
        foreign: loaded.filter(name => !name.startsWith(location.origin + '/')),
    };";

/// Each link of the summary is followed: it must set the reader down in the field, ready to type.
const MISTAKES: &str = "
    const summary = document.querySelector('.nhsuk-error-summary');
    const focused = document.activeElement === summary;
    const links = [...summary.querySelectorAll('a')];
    const goes = link => {
        const field = document.getElementById(link.hash.slice(1));
        link.click();
        return field?.matches('input, select, textarea') && (!arguments[0] || document.activeElement === field);
    };
    return { focused, links: links.length, dead: links.filter(link => !goes(link)).map(link => link.hash) };";

#[derive(Deserialize)]
struct Look {
    scripted: bool,
    width: u32,
    ways: usize,
    hidden: Vec<String>,
    foreign: Vec<String>,
}

#[derive(Deserialize)]
struct Mistakes {
    focused: bool,
    links: usize,
    dead: Vec<String>,
}

impl Desk {
    /// Looks a page over: it fits the screen, its ways on can be seen, and nothing came from elsewhere.
    pub async fn arrive(&self) -> &Self {
        let page = self.browser.current_url().await.expect("the browser is somewhere");
        let look = self.browser.execute(LOOK, vec![]).await.expect("the page can be looked at");
        let look: Look = serde_json::from_value(look).expect("the look has its parts");
        assert_eq!(look.scripted, self.javascript, "{page} runs its scripts");
        assert!(look.width <= self.width, "{page} is {} pixels wide", look.width);
        assert!(look.ways >= 3 && look.hidden.is_empty(), "{page} hides {:?}", look.hidden);
        assert!(look.foreign.is_empty(), "{page} loads {:?}", look.foreign);
        let complaints = self.browser.complaints().await.expect("the browser has a log");
        let refused: Vec<_> = complaints.iter().filter(|line| line.contains("Content Security Policy")).collect();
        assert!(refused.is_empty(), "{page}: {refused:?}");
        self
    }

    /// Insists that axe-core finds nothing wrong with the page.
    pub async fn is_accessible(&self) -> &Self {
        let source = browser::axe_source().expect("axe-core is installed with the front end");
        let found = self.browser.axe(&source).await.expect("axe-core has an opinion");
        let page = self.browser.current_url().await.expect("the browser is somewhere");
        let found: Vec<String> = found.iter().map(ToString::to_string).collect();
        assert!(found.is_empty(), "{page} at {} pixels: {}", self.width, found.join("\n"));
        self
    }

    /// Insists that a form came back with its mistakes said first, each leading to its field.
    pub async fn says_what_to_mend(&self) -> &Self {
        let page = self.browser.current_url().await.expect("the browser is somewhere");
        let title = self.browser.title().await.expect("a page has a title");
        assert!(title.starts_with("Error: "), "{page} is called {title}");
        self.says("There is a problem").await;
        let mistakes = self.browser.execute(MISTAKES, vec![self.javascript.into()]).await;
        let mistakes: Mistakes = serde_json::from_value(mistakes.expect("a summary is there")).unwrap();
        assert!(
            mistakes.dead.is_empty(),
            "{page}: {} links, of which lead nowhere: {:?}",
            mistakes.links,
            mistakes.dead
        );
        // Without scripts nothing can move the reader there; the summary is first on the page all the same.
        assert!(mistakes.focused || !self.javascript, "{page}: the summary does not take the focus");
        self
    }

    /// Takes a picture for the README on a screen of this width, when whoever runs the tests asks for new ones.
    pub async fn pictured(&self, file: &str, width: u32) -> &Self {
        let here = self.javascript && self.width == width;
        if here && tether::setting("ALONGSIDE_SCREENSHOTS").is_some_and(|value| value == "1") {
            let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/images");
            std::fs::create_dir_all(&folder).expect("the folder for pictures can be made");
            let picture = self.browser.screenshot().await.expect("a picture can be taken");
            std::fs::write(folder.join(file), picture).expect("the picture can be kept");
        }
        self
    }
}
