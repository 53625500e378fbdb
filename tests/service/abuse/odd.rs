//! What nobody types by accident, already as a browser or a program would write it into a form or an address.

use crate::page::Page;

/// A word that stands in no page but where it was typed, and never right after markup: it is typed after words.
const MARK: &str = "q7q";

/// After what it would stand if markup were taken for markup, or a template worked out.
const HARM: [&str; 4] = [">", "\"", "'", "onerror="];

/// Odd values as texts.
const TEXTS: [&str; 32] = [
    "",
    " ",
    "x\0q7q",
    "\u{202e}txet\u{202c} עברית العربية",
    "e\u{301}\u{323}\u{489}\u{489}\u{489} Z\u{351}\u{36b}",
    "\u{1f469}\u{200d}\u{1f469}\u{200d}\u{1f467} \u{1d518} \u{10ffff}",
    "\u{feff}\u{200b}\u{2060}\u{ad}",
    "\u{fffd}\u{ffff}\u{fdd0}",
    "İıſßŉ ﬁ ǅ",
    "line\r\nX-Odd: 1\r\n\r\n<b>",
    "a\rb\nc\u{2028}d\u{85}e\u{b}f\u{7f}\u{1b}[31m",
    "<script>q7q</script>",
    "\"><img src=x onerror=q7q>",
    "' onmouseover='q7q",
    "javascript:q7q",
    "{{#if 1}}q7q{{/if}}{{{q7q}}}{{> layout}}{{lookup . \"x\"}}",
    "'; DROP TABLE people; --",
    "' OR '1'='1' /*",
    "%' ESCAPE '\\' _%",
    "$1 ?1 :q7q @q7q",
    "99999999999999999999999999999999999999",
    "-9223372036854775809",
    "9223372036854775807",
    "-1",
    "1e999",
    "NaN",
    "0x10",
    "2026-02-30",
    "+262143-12-31",
    "-0001-01-01T00:00:60Z",
    "6a3c1c9e-4f0e-4f6e-9e57-0d3a7a4f5b11",
    "../../etc/passwd\\..\\%00",
];

/// The numbers of those in which the engines differ: NUL, what is no character, and numbers that no column holds.
const OF_ENGINES: [usize; 8] = [2, 5, 7, 16, 20, 21, 22, 28];

/// The numbers of those that a field for words may take, or a field for numbers: they come as far as the database.
const TAKEN: [usize; 8] = [3, 5, 6, 7, 11, 15, 16, 22];

/// What cannot be written as a text: escapes that are none, octets that are no UTF-8, and a surrogate's half.
const ESCAPES: [&str; 5] = ["%", "%zz%1", "%ff%fe%c3%28", "%ed%a0%80", "%C0%80%00"];

/// Every odd value, written as in a form.
pub fn values() -> Vec<String> {
    TEXTS.iter().map(|text| escaped(text)).chain(ESCAPES.map(str::to_owned)).collect()
}

/// Those values in which the engines differ.
pub fn values_of_engines() -> Vec<String> {
    OF_ENGINES.iter().map(|at| escaped(TEXTS[*at])).chain(ESCAPES.map(str::to_owned)).collect()
}

/// Those values that come as far as the database.
pub fn values_taken() -> Vec<String> {
    TAKEN.iter().map(|at| escaped(TEXTS[*at])).collect()
}

/// The same for an engine that is sent only what differs.
pub fn values_taken_of_engines() -> Vec<String> {
    [2, 5, 7, 22].iter().map(|at| escaped(TEXTS[*at])).chain(["%ff%fe%c3%28".to_owned()]).collect()
}

/// A text as it is written in a form.
pub fn escaped(text: &str) -> String {
    url::form_urlencoded::byte_serialize(text.as_bytes()).collect()
}

/// Ways to write one field that no form of ours has, or more of it than there is.
pub fn shapes(field: &str) -> [String; 4] {
    [
        format!("{field}[a][b][c]=1&{field}[]=2&{field}[0]=3&{field}.a.b=4"),
        format!("{field}=1&{field}=2&{field}={}", escaped("x\0q7q")),
        field.to_owned(),
        format!("{field}{}=1", "[x]".repeat(500)),
    ]
}

/// Insists that an answer is none of a service that has come to harm: no fault of its own, nothing that was sent in it
/// but as words, and no header that was sent.
#[track_caller]
pub fn unharmed(page: &Page, what: &str) {
    assert!(page.status < 500, "{what}: {} {}", page.status, page.text());
    for (name, value) in &page.headers {
        assert!(!name.eq_ignore_ascii_case("x-odd") && !value.contains(['\r', '\n']), "{what}: {name}: {value}");
    }
    // What is no page is never taken for one: `nosniff` goes with it.
    let is_page = is_html(page);
    assert!(
        is_page || page.status == 303 || says(page, "x-content-type-options", "nosniff"),
        "{what}: it may be sniffed"
    );
    for (at, _) in page.html.match_indices(MARK).filter(|_| is_page) {
        let before = &page.html[..at];
        assert!(!HARM.iter().any(|harm| before.ends_with(harm)), "{what}: {}", last(before));
        // As a word it may be shown; as a way to go on it may not.
        let runs = ["href", "src", "action"].iter().any(|way| before.ends_with(&format!("{way}=\"javascript:")));
        assert!(!runs, "{what}: a link that runs");
    }
}

/// Whether a page is one, and not a file or an answer to a program.
pub fn is_html(page: &Page) -> bool {
    says(page, "content-type", "text/html")
}

fn says(page: &Page, header: &str, value: &str) -> bool {
    page.headers.iter().any(|(name, said)| name.eq_ignore_ascii_case(header) && said.starts_with(value))
}

fn last(text: &str) -> String {
    let letters: Vec<char> = text.chars().rev().take(60).collect();
    letters.into_iter().rev().collect()
}

#[test]
fn harm_is_found() {
    let kind = ("Content-Type".to_owned(), "text/html; charset=utf-8".to_owned());
    let page = |html: &str, status| Page { status, location: None, headers: vec![kind.clone()], html: html.to_owned() };
    let harmed = |page: Page| std::panic::catch_unwind(|| unharmed(&page, "a page")).is_err();
    assert!(harmed(page("", 500)));
    assert!(harmed(page("<p><script>q7q</script></p>", 200)));
    assert!(harmed(page("<img src=x onerror=q7q>", 200)));
    assert!(harmed(page("<a href=\"javascript:q7q\">", 200)));
    assert!(harmed(page("<p>q7q</p>", 200)) && harmed(page("<input value=\"q7q\">", 200)));
    let header = Page { headers: vec![("X-Odd".to_owned(), "1".to_owned())], ..page("", 200) };
    assert!(harmed(header));
    assert!(!harmed(page("<p>&lt;script&gt;q7q&lt;/script&gt; {{#if 1}}q7q{{/if}}</p>", 422)));
}
