//! Reading Rust as text: what is code, what is a comment, what is a string.

/// One file, its path written from the project's root with `/`.
#[derive(Clone, Debug)]
pub struct Source {
    /// Such as `src/sessions/store.rs`.
    pub path: String,
    /// Everything in it.
    pub text: String,
}

impl Source {
    /// How many lines it has.
    pub fn lines(&self) -> usize {
        self.text.lines().count()
    }
}

/// The text with comments and strings turned into spaces; lines stay where they were.
pub fn code(text: &str) -> String {
    blank(text, true)
}

/// The text with comments alone turned into spaces.
pub fn without_comments(text: &str) -> String {
    blank(text, false)
}

/// The line numbers on which `word` stands in `code`: as a whole word, or as a word's beginning
/// if it ends in `*`.
pub fn lines_with(code: &str, word: &str) -> Vec<usize> {
    let (word, beginning) = match word.strip_suffix('*') {
        Some(word) => (word, true),
        None => (word, !word.ends_with(in_name)),
    };
    code.match_indices(word)
        .filter(|(at, _)| !word.starts_with(in_name) || !code[..*at].ends_with(in_name))
        .filter(|(at, _)| beginning || !code[at + word.len()..].starts_with(in_name))
        .map(|(at, _)| line(code, at))
        .collect()
}

/// The number of the line that this byte is on.
pub fn line(code: &str, at: usize) -> usize {
    code[..at].matches('\n').count() + 1
}

/// Whether a character can be part of a Rust name.
pub fn in_name(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

/// Whether the path has this folder in it, or ends in this folder's name as a file: `store` is
/// in `src/teams/store.rs` and in `src/teams/store/roster.rs`.
pub fn within(path: &str, name: &str) -> bool {
    path.split('/').any(|part| part.strip_suffix(".rs").unwrap_or(part) == name)
}

fn blank(text: &str, strings_too: bool) -> String {
    let chars: Vec<char> = text.chars().collect();
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    while at < chars.len() {
        let (end, is_comment) = token(&chars[at..]);
        for &c in &chars[at..at + end] {
            let hidden = end > 1 && (is_comment || strings_too);
            out.push(if hidden && c != '\n' { ' ' } else { c });
        }
        at += end;
    }
    out
}

/// How long the comment or string is that begins here (else 1), and whether it is a comment.
fn token(rest: &[char]) -> (usize, bool) {
    match rest {
        ['/', '/', ..] => (rest.iter().position(|c| *c == '\n').unwrap_or(rest.len()), true),
        ['/', '*', ..] => (block_comment(rest), true),
        ['r', '"' | '#', ..] => (raw_string(rest), false),
        ['"', ..] => (string(rest), false),
        // A quote is a character's or a lifetime's.
        ['\'', '\\', _, tail @ ..] => (tail.iter().position(|c| *c == '\'').map_or(1, |end| end + 4), false),
        ['\'', _, '\'', ..] => (3, false),
        _ => (1, false),
    }
}

fn block_comment(rest: &[char]) -> usize {
    let mut depth = 0;
    let mut at = 0;
    while at + 1 < rest.len() {
        match (rest[at], rest[at + 1]) {
            ('/', '*') => (depth, at) = (depth + 1, at + 2),
            ('*', '/') => (depth, at) = (depth - 1, at + 2),
            _ => at += 1,
        }
        if depth == 0 {
            return at;
        }
    }
    rest.len()
}

fn raw_string(rest: &[char]) -> usize {
    let hashes = rest[1..].iter().take_while(|c| **c == '#').count();
    if rest.get(hashes + 1) != Some(&'"') {
        return 1;
    }
    let begin = hashes + 2;
    (begin..rest.len())
        .find(|&at| {
            let tail = &rest[at + 1..];
            rest[at] == '"' && tail.len() >= hashes && tail[..hashes].iter().all(|c| *c == '#')
        })
        .map_or(rest.len(), |quote| quote + 1 + hashes)
}

fn string(rest: &[char]) -> usize {
    let mut at = 1;
    while at < rest.len() {
        match rest[at] {
            '"' => return at + 1,
            '\\' => at += 2,
            _ => at += 1,
        }
    }
    rest.len()
}

#[test]
fn comments_and_strings_are_no_code() {
    for (text, left) in [
        ("a // Tx\nb", "a b"),
        ("a /* Tx /* Tx */ Tx */ b", "a b"),
        (r#"a "Tx \" Tx" b"#, "a b"),
        ("a r#\"Tx \" Tx\"# b", "a b"),
        ("a b\"Tx\" b", "a b b"),
        ("'\"' a '\\'' b '\\u{22}' \"Tx\"", "a b"),
        ("fn a<'r>(x: &'r T) // Tx", "fn a<'r>(x: &'r T)"),
        ("\"https://Tx\" a", "a"),
        ("r#type", "r#type"),
    ] {
        let code = code(text);
        assert_eq!(code.split_whitespace().collect::<Vec<_>>().join(" "), left, "{text}");
        assert_eq!(code.matches('\n').count(), text.matches('\n').count());
    }
    assert_eq!(without_comments("\"kept\" // gone").trim(), "\"kept\"");
}

#[test]
fn words_are_whole_unless_a_star_says_otherwise() {
    assert_eq!(lines_with("x\nTx", "Tx"), [2]);
    assert!(lines_with("MyTx TxError", "Tx").is_empty());
    assert_eq!(lines_with("SqlitePool MySqlite", "Sqlite*"), [1]);
    assert_eq!(lines_with("#[get(\"/\")]", "#[get("), [1]);
    assert!(lines_with("mysql!()", "sql!").is_empty());
}

#[test]
fn a_name_is_a_folder_or_a_file() {
    assert!(within("src/teams/store.rs", "store") && within("src/store/db.rs", "store"));
    assert!(!within("src/teams/stores.rs", "store"));
}
