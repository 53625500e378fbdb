//! Markup without what a reader never meets, so that two ways of writing it can be compared.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use scraper::node::Node;
use scraper::{ElementRef, Html};

/// Elements at whose edges white space is not drawn.
const BLOCKS: [&str; 30] = [
    "button", "dd", "details", "div", "dl", "dt", "fieldset", "form", "h1", "h2", "h3", "h4", "hr", "html", "label",
    "legend", "li", "nav", "option", "p", "path", "select", "summary", "svg", "table", "tbody", "td", "th", "tr", "ul",
];

/// Markup without what does not matter: the order of attributes, and white space where a
/// browser draws none.
pub fn normal(html: &str) -> String {
    let mut out = String::new();
    write_children(Html::parse_fragment(html).root_element(), &mut out);
    out.trim().to_owned()
}

fn write_children(parent: ElementRef<'_>, out: &mut String) {
    for child in parent.children() {
        match child.value() {
            Node::Text(text) if parent.value().name() == "textarea" => out.push_str(text),
            Node::Text(text) => {
                let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
                if text.starts_with(char::is_whitespace) && !out.ends_with(['\n', ' ']) {
                    out.push(' ');
                }
                out.push_str(&words.replace('&', "&amp;").replace('<', "&lt;"));
                if !words.is_empty() && text.ends_with(char::is_whitespace) {
                    out.push(' ');
                }
            }
            Node::Element(element) => {
                let block = BLOCKS.contains(&element.name());
                edge(block, out);
                let attributes: BTreeSet<_> = element.attrs().collect();
                let _ = write!(out, "<{}", element.name());
                for (name, value) in attributes {
                    let _ = write!(out, " {name}={value:?}");
                }
                out.push('>');
                edge(block, out);
                if let Some(child) = ElementRef::wrap(child) {
                    write_children(child, out);
                }
                edge(block, out);
                let _ = write!(out, "</{}>", element.name());
                edge(block, out);
            }
            _ => {}
        }
    }
}

fn edge(block: bool, out: &mut String) {
    if block && !out.is_empty() {
        out.truncate(out.trim_end().len());
        out.push('\n');
    }
}

#[test]
fn only_what_does_not_matter_is_the_same() {
    let one = normal("<div class=\"a\" id=\"b\">\n  Text <span>x</span>\n</div>");
    assert_eq!(one, normal("<div id=b class=a>Text\n<span>x</span></div>"));
    for other in [
        "<div id=b class=c>Text <span>x</span></div>",
        "<div id=b>Text <span>x</span></div>",
        "<div id=b class=a>Text<span>x</span></div>",
        "<div id=b class=a>Test <span>x</span></div>",
        "<div id=b class=a>Text <b>x</b></div>",
        "<div id=b class=a>Text <span>x</span><br></div>",
    ] {
        assert_ne!(one, normal(other), "{other}");
    }
    assert_ne!(normal("<textarea>a\n b</textarea>"), normal("<textarea>a\nb</textarea>"));
}
