//! Who may know whom. `src/lib.rs` declares the modules in groups with a blank line between
//! them, from floor 0 upward; a module may use the groups above its own line and no others, so
//! the order of that file is the rule.

use crate::paths::{crate_paths, ways_round};
use crate::source::{code, in_name};

/// The modules of `src/lib.rs`, lowest floor first.
#[derive(Debug, Default)]
pub struct Floors {
    groups: Vec<Vec<String>>,
    /// Modules that live outside `src`: the tests' own ground, which every test may stand on.
    outside: Vec<String>,
    /// Macros that are used as `crate::name!`, each with the module that defines it.
    macros: Vec<(String, String)>,
}

impl Floors {
    /// Reads the groups of `mod` lines. Comments and attributes belong to the line they precede.
    pub fn read(lib: &str) -> Self {
        let mut floors = Self { groups: vec![Vec::new()], ..Self::default() };
        let mut outside = false;
        for text in lib.lines().map(str::trim) {
            let Some(last) = floors.groups.last_mut() else { break };
            if text.is_empty() && !last.is_empty() {
                floors.groups.push(Vec::new());
            } else if let Some(name) = text.strip_suffix(';').and_then(declared) {
                if outside { &mut floors.outside } else { last }.push(name.to_owned());
                outside = false;
            }
            outside |= text.starts_with("#[path");
        }
        floors.groups.retain(|group| !group.is_empty());
        floors
    }

    /// Notes the macros that this file exports: the language puts them at the crate's root, and
    /// their arrows lead to where they are written.
    pub fn note_macros(&mut self, path: &str, text: &str) {
        let Some(module) = module(path) else { return };
        for rest in code(text).split("#[macro_export]").skip(1) {
            let name = rest.split_once("macro_rules!").and_then(|(_, name)| name.split_whitespace().next());
            self.macros.extend(name.map(|name| (name.to_owned(), module.to_owned())));
        }
    }

    /// How many groups there are.
    pub fn count(&self) -> usize {
        self.groups.len()
    }

    /// The paths in this file that lead to the same floor, upward, or to nowhere known.
    pub fn up_arrows(&self, path: &str, text: &str) -> Vec<String> {
        let Some(from) = module(path) else {
            return Vec::new();
        };
        let Some(own) = self.rank(from) else {
            return vec![format!("{path}: src/lib.rs declares no module {from}")];
        };
        let code = code(text);
        let mut faults = ways_round(path, &code);
        for (at, steps) in crate_paths(&code) {
            let made_by = self.macros.iter().find(|(name, _)| *name == steps[0]);
            let to = made_by.map_or(steps[0].as_str(), |(_, module)| module);
            let wrong = match self.rank(to) {
                _ if to == from || self.outside.iter().any(|name| name == to) => continue,
                Some(rank) if rank < own => continue,
                Some(rank) if rank == own => format!("{to} is on the same floor as {from}"),
                Some(_) => format!("{to} is on a higher floor than {from}"),
                // What lib.rs itself defines knows everything, so only the top may know it.
                None if own + 1 == self.count() => continue,
                None => format!("crate::{to} is no module of src/lib.rs: name where it lives"),
            };
            faults.push(format!("{path}:{at}: {wrong}"));
        }
        // A group in braces repeats its module's name.
        faults.dedup();
        faults
    }

    fn rank(&self, module: &str) -> Option<usize> {
        self.groups.iter().position(|group| group.iter().any(|name| name == module))
    }
}

/// The paths in a file of `src/uptake/` that are not on the list.
pub fn uptake(path: &str, text: &str, allowed: &[&str]) -> Vec<String> {
    if module(path) != Some("uptake") {
        return Vec::new();
    }
    let listed = |steps: &[String]| {
        let starts = |allowed: &&str| {
            let allowed: Vec<&str> = allowed.split("::").collect();
            steps.len() >= allowed.len() && steps.iter().zip(&allowed).all(|(a, b)| a == b)
        };
        allowed.iter().any(starts)
    };
    crate_paths(&code(text))
        .into_iter()
        .filter(|(_, steps)| !listed(steps))
        .map(|(at, steps)| format!("{path}:{at}: crate::{} is not on uptake's list", steps.join("::")))
        .collect()
}

/// The name in `pub mod name`, `pub(crate) mod name` or `mod name`.
fn declared(line: &str) -> Option<&str> {
    let (before, name) = line.rsplit_once("mod ")?;
    let before = before.trim_end();
    let plain = before.is_empty() || before.ends_with(']') || before.contains("pub");
    (plain && name.chars().all(in_name)).then_some(name)
}

/// The module of a file: the first folder or file under `src`. The two roots have none.
fn module(path: &str) -> Option<&str> {
    let inside = path.strip_prefix("src/")?;
    let name = inside.split(['/', '.']).next()?;
    (!matches!(inside, "lib.rs" | "main.rs")).then_some(name)
}

#[cfg(test)]
mod tests {
    use super::{Floors, uptake};

    const LIB: &str = "//! The map.\n\n/// Values.\npub mod kernel;\n\n#[macro_use]\npub mod store;\n\n\
        // The middle.\nmod audit;\npub(crate) mod web;\n\npub mod teams;\n\npub mod seed;\n\n\
        #[path = \"../tests/ground.rs\"]\nmod ground;\n\npub use web::app;\n";

    fn faults(path: &str, text: &str) -> usize {
        let mut floors = Floors::read(LIB);
        floors.note_macros("src/store/sql.rs", "#[macro_export]\nmacro_rules! sql { () => {} }");
        floors.up_arrows(path, text).len()
    }

    #[test]
    fn groups_are_floors() {
        let floors = Floors::read(LIB);
        assert_eq!(floors.groups[2], ["audit", "web"]);
        assert_eq!(floors.count(), 5);
    }

    #[test]
    fn an_arrow_up_or_sideways_is_found() {
        for (path, text) in [
            ("src/kernel/ids.rs", "use crate::store::Tx;"),
            ("src/audit/mod.rs", "use crate::web::Error;"),
            ("src/kernel/ids.rs", "crate::sql!(x)"),
            ("src/web/page.rs", "use crate::{kernel, teams::{self, Team}};"),
            ("src/web/page.rs", "use crate::{kernel::{A, B as C}, audit as d};"),
            ("src/web/page.rs", "fn f() { crate::seed::run() }"),
            ("src/web/page.rs", "pub(in crate::teams) fn f() {}"),
            ("src/teams/store.rs", "use crate::seed_macro;"),
            ("src/teams/store.rs", "use crate::*;"),
            ("src/teams/store.rs", "use super::super::seed;"),
            ("src/teams/mod.rs", "use super::seed;"),
            ("src/teams.rs", "mod tests { use super::super::seed; }"),
            ("src/lost/mod.rs", ""),
        ] {
            assert_eq!(faults(path, text), 1, "{path}: {text}");
        }
    }

    #[test]
    fn an_arrow_down_is_fine() {
        for (path, text) in [
            ("src/teams/store.rs", "use crate::{kernel::ids, store::Tx, web, audit};"),
            ("src/teams/store.rs", "use crate::teams::model::Team; use super::model;"),
            ("src/teams/store.rs", "mod tests { use super::super::model; }"),
            ("src/teams/store.rs", "// crate::seed\nconst A: &str = \"crate::seed\";"),
            ("src/kernel/ids.rs", "mod tests { use crate::ground; }"),
            ("src/teams/store.rs", "use crate::sql;"),
            ("src/seed.rs", "use crate::app; use crate::teams;"),
            ("src/lib.rs", "use crate::seed;"),
            ("src/main.rs", "use crate::seed;"),
        ] {
            assert_eq!(faults(path, text), 0, "{path}: {text}");
        }
    }

    #[test]
    fn uptake_keeps_to_its_list() {
        let list = ["kernel", "teams::tally"];
        let found = |path, text| uptake(path, text, &list).len();
        assert_eq!(found("src/uptake/store.rs", "use crate::{kernel::A, teams::tally::of};"), 0);
        assert_eq!(found("src/uptake/store.rs", "use crate::teams::{tally, store};"), 1);
        assert_eq!(found("src/uptake/store.rs", "use crate::teams; use crate::teams::*;"), 2);
        assert_eq!(found("src/uptake/store.rs", "use crate::teams::tally_of;"), 1);
        assert_eq!(found("src/teams/store.rs", "use crate::seed;"), 0);
    }
}
