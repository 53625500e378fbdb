//! Reading the paths of a module to other modules.

use crate::source::{in_name, line};

/// Chains of `super` that climb out of the file's module: the root is reached by name only.
pub fn ways_round(path: &str, code: &str) -> Vec<String> {
    let parts = path.trim_end_matches("/mod.rs").split('/').count();
    let mut faults = Vec::new();
    let mut seen = 0;
    for (at, _) in code.match_indices("super::").filter(|(at, _)| !code[..*at].ends_with(in_name)) {
        if at < seen {
            continue;
        }
        let steps = code[at..].split("super::").take_while(|between| between.is_empty()).count();
        seen = at + steps * "super::".len();
        if steps >= parts - 1 + inline_modules(&code[..at]) {
            faults.push(format!("{path}:{}: super leaves the module; say crate::", line(code, at)));
        }
    }
    faults
}

/// How many `mod name {` are open at the end of this code.
fn inline_modules(code: &str) -> usize {
    let mut open = Vec::new();
    for (at, c) in code.char_indices() {
        if c == '{' {
            let before = code[..at].trim_end().trim_end_matches(in_name).trim_end();
            open.push(before.ends_with("mod") && !before.ends_with("_mod"));
        } else if c == '}' {
            open.pop();
        }
    }
    open.iter().filter(|is_module| **is_module).count()
}

/// Every path that begins with `crate::`, braces opened, with its line.
pub fn crate_paths(code: &str) -> Vec<(usize, Vec<String>)> {
    let mut paths = Vec::new();
    for (at, start) in code.match_indices("crate::") {
        if !code[..at].ends_with(in_name) {
            let mut found = Vec::new();
            tree(&code[at + start.len()..], &[], &mut found);
            paths.extend(found.into_iter().map(|steps| (line(code, at), steps)));
        }
    }
    paths
}

/// Reads one path, or a group of them in braces, and returns what follows.
fn tree<'a>(rest: &'a str, so_far: &[String], found: &mut Vec<Vec<String>>) -> &'a str {
    let mut rest = rest.trim_start();
    if let Some(group) = rest.strip_prefix('{') {
        rest = group.trim_start();
        while !rest.is_empty() && !rest.starts_with('}') {
            rest = tree(rest, so_far, found);
            // What may stand here is `as name`.
            rest = &rest[rest.find([',', '}']).unwrap_or(rest.len())..];
            rest = rest.strip_prefix(',').unwrap_or(rest).trim_start();
        }
        return rest.strip_prefix('}').unwrap_or(rest);
    }
    let end = rest.find(|c| !in_name(c)).unwrap_or(rest.len());
    let name = if end == 0 { "*" } else { &rest[..end] };
    let mut steps = so_far.to_vec();
    steps.push(name.to_owned());
    let after = rest[end..].trim_start();
    match after.strip_prefix("::").map(str::trim_start) {
        Some(next) if next.starts_with(|c| in_name(c) || c == '{' || c == '*') => tree(next, &steps, found),
        _ => {
            found.push(steps);
            after
        }
    }
}

#[test]
fn a_path_ends_where_its_names_end() {
    let paths = crate_paths("let x = crate::a::b::<T>::c(); use crate::d::*;");
    assert_eq!(paths[0].1, ["a", "b"]);
    assert_eq!(paths[1].1, ["d", "*"]);
}
