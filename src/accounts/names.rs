//! Finding a colleague by name, as people remember names: the beginning of a word or two, without accents.

use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// The most names that are offered; whoever is not among them is found by typing more.
pub const SHOWN: usize = 20;

/// The most characters of what was typed that are looked at.
const READ: usize = 100;

/// Those whose names hold, in whatever order, words that begin with every word that was typed. Nothing
/// typed finds nobody: a search is no list of everybody.
pub fn found<T>(all: Vec<T>, typed: &str, name: impl Fn(&T) -> &str) -> Vec<T> {
    let wanted = words(&typed.chars().take(READ).collect::<String>());
    let fits = |one: &T| {
        let known = words(name(one));
        wanted.iter().all(|wanted| known.iter().any(|word| word.starts_with(wanted.as_str())))
    };
    if wanted.is_empty() { Vec::new() } else { all.into_iter().filter(fits).take(SHOWN).collect() }
}

/// The words of a name in small letters, without accents: "O'Brien-Núñez" is "o", "brien" and "nunez".
fn words(text: &str) -> Vec<String> {
    let plain: String = text.nfd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase).collect();
    plain.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn find(typed: &str) -> Vec<&'static str> {
        let all = vec!["Mina Okafor", "Siân O’Brien-Núñez", "Sam Lindqvist", "Łukasz Nowak"];
        found(all, typed, |name| name)
    }

    #[test]
    fn a_name_is_found_by_how_its_words_begin() {
        for (typed, name) in [
            ("mina", "Mina Okafor"),
            ("okafor mina", "Mina Okafor"),
            ("OKA", "Mina Okafor"),
            ("sian", "Siân O’Brien-Núñez"),
            ("o'brien", "Siân O’Brien-Núñez"),
            ("NUNEZ", "Siân O’Brien-Núñez"),
            ("łuk", "Łukasz Nowak"),
        ] {
            assert_eq!(find(typed), [name], "{typed}");
        }
        assert_eq!(find("s").len(), 2);
        for nobody in ["", "   ", "-", "ina", "mina lindqvist"] {
            assert!(find(nobody).is_empty(), "{nobody}");
        }
    }

    #[test]
    fn no_more_are_offered_than_can_be_read() {
        assert_eq!(found(vec!["Sam"; 300], "s", |name| name).len(), SHOWN);
        assert!(find(&"m".repeat(100_000)).is_empty());
    }
}
