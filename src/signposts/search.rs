//! Searching the directory in one's own words: any order, any form of a word, typing errors, synonyms.
//!
//! The index is the entries' words in memory, the same whichever engine keeps them. It holds nothing of
//! what anybody asked. Why it is made like this: docs/decisions/0013-search.md.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::{
    Need,
    synonyms::{EMPTY, MEANT, URGENT},
};
use crate::kernel::ids::SignpostId;

/// The most characters that are read of what somebody asks.
pub const LONGEST: usize = 100;

/// The most words that are looked for.
const WORDS: usize = 8;

/// The words of every entry.
#[derive(Debug, Default)]
pub struct Index {
    entries: HashMap<SignpostId, Entry>,
    known: BTreeSet<String>,
}

#[derive(Debug, Default)]
struct Entry {
    name: BTreeSet<String>,
    words: BTreeSet<String>,
    needs: BTreeSet<Need>,
}

/// What was found: the entries, each with whether what was asked is its name, and whether they hold all
/// of the words or, since no entry does, some.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Found {
    entries: BTreeMap<SignpostId, bool>,
    /// Whether no entry holds all of the words.
    pub in_part: bool,
}

/// One word that somebody asks for: the words of the index that are the same to a reader, and the needs
/// it may mean.
struct Term {
    words: BTreeSet<String>,
    needs: BTreeSet<Need>,
}

impl Index {
    /// Adds what an entry says.
    pub fn add(&mut self, id: SignpostId, name: &str, text: &str) {
        let entry = self.entries.entry(id).or_default();
        entry.name.extend(words(name));
        entry.words.extend(words(name).chain(words(text)));
        self.known.extend(entry.words.iter().cloned());
    }

    /// Adds something that an entry can help with.
    pub fn add_need(&mut self, id: SignpostId, need: Need) {
        self.entries.entry(id).or_default().needs.insert(need);
    }

    /// The entries for what somebody asks; `None` when they ask for nothing in particular.
    #[must_use]
    pub fn find(&self, asked: &str) -> Option<Found> {
        let terms = self.terms(asked);
        if terms.is_empty() {
            return None;
        }
        let all = self.with(&terms, |held| held == terms.len());
        if all.is_empty() {
            return Some(Found { entries: self.with(&terms, |held| held > 0), in_part: true });
        }
        Some(Found { entries: all, in_part: false })
    }

    fn with(&self, terms: &[Term], enough: impl Fn(usize) -> bool) -> BTreeMap<SignpostId, bool> {
        let held = |entry: &Entry| terms.iter().filter(|term| term.is_in(entry)).count();
        let found = self.entries.iter().filter(|(_, entry)| enough(held(entry)));
        found.map(|(id, entry)| (*id, terms.iter().all(|term| !term.words.is_disjoint(&entry.name)))).collect()
    }

    fn terms(&self, asked: &str) -> Vec<Term> {
        let asked: String = asked.chars().take(LONGEST).collect();
        let asked: BTreeSet<String> = words(&asked).filter(|word| !is_among(word, EMPTY)).collect();
        asked.iter().take(WORDS).map(|word| self.term(word)).collect()
    }

    /// A word that neither the directory nor the synonyms know is taken for the nearest that they do know.
    fn term(&self, word: &str) -> Term {
        let term = self.meaning(|known| is_family(word, known));
        if !term.words.is_empty() || !term.needs.is_empty() {
            return term;
        }
        let spelt = |known: &str| strsim::osa_distance(word, known);
        let near = self.known.iter().map(String::as_str).chain(meant().map(|(_, known)| known));
        let nearest = near.map(spelt).min().unwrap_or(usize::MAX);
        if nearest > slips(word) {
            return term;
        }
        self.meaning(|known| spelt(known) == nearest)
    }

    fn meaning(&self, same: impl Fn(&str) -> bool) -> Term {
        Term {
            words: self.known.iter().filter(|known| same(known)).cloned().collect(),
            needs: meant().filter(|(_, known)| same(known)).map(|(need, _)| need).collect(),
        }
    }
}

impl Found {
    /// Whether an entry was found.
    #[must_use]
    pub fn holds(&self, id: SignpostId) -> bool {
        self.entries.contains_key(&id)
    }

    /// Whether an entry is called by every word that was asked for.
    #[must_use]
    pub fn names(&self, id: SignpostId) -> bool {
        self.entries.get(&id).copied().unwrap_or_default()
    }
}

impl Term {
    fn is_in(&self, entry: &Entry) -> bool {
        !self.needs.is_disjoint(&entry.needs) || !self.words.is_disjoint(&entry.words)
    }
}

/// Whether what somebody asks may mean that they or another are in danger.
#[must_use]
pub fn is_urgent(asked: &str) -> bool {
    words(asked).take(LONGEST).any(|word| is_among(&word, URGENT))
}

fn meant() -> impl Iterator<Item = (Need, &'static str)> {
    MEANT.iter().flat_map(|(need, words)| words.split(' ').map(|word| (*need, word)))
}

fn is_among(word: &str, words: &str) -> bool {
    words.split(' ').any(|one| one == word)
}

/// The words of a text, in lower case; "can't" is one.
fn words(text: &str) -> impl Iterator<Item = String> {
    let text = text.to_lowercase().replace(['\'', '\u{2019}'], "");
    let words: Vec<String> =
        text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_owned).collect();
    words.into_iter()
}

/// Whether two words are forms of one: "sleep" and "sleeping", "debt" and "debts", "librarian" and
/// "library". They share their beginning, five letters of it at least, and only endings follow.
fn is_family(one: &str, other: &str) -> bool {
    let plural = |one: &str, other: &str| one.len() > 2 && other.strip_suffix('s') == Some(one);
    if one == other || plural(one, other) || plural(other, one) {
        return true;
    }
    let shared = one.chars().zip(other.chars()).take_while(|(a, b)| a == b).count();
    let (a, b) = (one.chars().count() - shared, other.chars().count() - shared);
    shared >= 5 && a.min(b) <= 2 && a.max(b) <= 5
}

/// How many letters may be wrong in a word: none in a short one, which would soon be another word.
fn slips(word: &str) -> usize {
    match word.chars().count() {
        0..=3 => 0,
        4..=7 => 1,
        _ => 2,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const ENTRIES: [(&str, &str, Need); 5] = [
        ("Samaritans", "Somebody to talk to about anything that troubles you", Need::Distress),
        ("Anyshire Money Advice", "Advice on debt, rent and benefits", Need::Money),
        ("Chaplaincy and spiritual care", "A chaplain of any faith sits with you", Need::Bereavement),
        ("Occupational health", "Adjustments, coming back after illness", Need::Sleep),
        ("Menopause network", "Colleagues who meet once a month", Need::Menopause),
    ];

    fn index() -> (Index, Vec<SignpostId>) {
        let (mut index, mut ids) = (Index::default(), Vec::new());
        for (name, about, need) in ENTRIES {
            let id = SignpostId::random();
            index.add(id, name, about);
            index.add_need(id, need);
            ids.push(id);
        }
        (index, ids)
    }

    fn found(asked: &str) -> Vec<&'static str> {
        let (index, ids) = index();
        let found = index.find(asked).expect("something is asked");
        ENTRIES.iter().zip(&ids).filter(|(_, id)| found.holds(**id)).map(|((name, ..), _)| *name).collect()
    }

    #[test]
    fn people_find_help_in_their_own_words() {
        for (asked, name) in [
            ("debt", "Anyshire Money Advice"),
            ("debts", "Anyshire Money Advice"),
            ("I can't pay my bills", "Anyshire Money Advice"),
            ("mony", "Anyshire Money Advice"),
            ("monye", "Anyshire Money Advice"),
            ("my mum died", "Chaplaincy and spiritual care"),
            ("greif", "Chaplaincy and spiritual care"),
            ("berevement", "Chaplaincy and spiritual care"),
            ("chaplin", "Chaplaincy and spiritual care"),
            ("can\u{2019}t sleep", "Occupational health"),
            ("not sleeping", "Occupational health"),
            ("insomia", "Occupational health"),
            ("occupational helth", "Occupational health"),
            ("hot flushes", "Menopause network"),
            ("menapause", "Menopause network"),
            ("SAMARITANS", "Samaritans"),
            ("samaritains", "Samaritans"),
            ("suicidal", "Samaritans"),
            ("I keep crying since it happened", "Samaritans"),
        ] {
            assert_eq!(found(asked), [name], "{asked}");
        }
    }

    #[test]
    fn what_nobody_knows_finds_nothing_and_what_says_nothing_asks_for_nothing() {
        assert_eq!(found("xylophone"), Vec::<&str>::new());
        for nothing in ["", "  ", "help me please", "?!", "I need support"] {
            assert_eq!(index().0.find(nothing), None, "{nothing:?}");
        }
    }

    #[test]
    fn all_of_the_words_come_before_some_of_them() {
        assert_eq!(found("money advice"), ["Anyshire Money Advice"]);
        let (index, ids) = index();
        let both = index.find("menopause debt").unwrap();
        assert!(both.in_part && both.holds(ids[1]) && both.holds(ids[4]) && !both.holds(ids[0]));
        assert!(!index.find("debt").unwrap().in_part);
    }

    #[test]
    fn a_name_is_known_from_a_mention() {
        let (index, ids) = index();
        let found = index.find("anyshire money").unwrap();
        assert!(found.names(ids[1]));
        assert!(!index.find("rent").unwrap().names(ids[1]));
    }

    #[test]
    fn danger_is_heard() {
        for asked in ["I want to die", "suicidal thoughts", "might hurt myself"] {
            assert!(is_urgent(asked), "{asked}");
        }
        assert!(!is_urgent("debt advice"));
    }

    #[test]
    fn forms_of_a_word_are_one_and_other_words_are_not() {
        for (one, other) in [("sleep", "sleeping"), ("debt", "debts"), ("library", "librarian"), ("drink", "drinks")] {
            assert!(is_family(one, other) && is_family(other, one), "{one} {other}");
        }
        for (one, other) in [
            ("union", "university"),
            ("a", "as"),
            ("care", "career"),
            ("die", "diet"),
            ("work", "word"),
            ("interview", "internal"),
        ] {
            assert!(!is_family(one, other), "{one} {other}");
        }
    }

    proptest! {
        #[test]
        fn no_words_break_it(asked in "(?s).{0,200}") {
            if let Some(found) = index().0.find(&asked) {
                prop_assert!(found.entries.len() <= ENTRIES.len());
            }
            std::hint::black_box(is_urgent(&asked));
        }

        #[test]
        fn the_order_of_the_words_does_not_matter(words in Just(vec!["debt", "rent", "advice"]).prop_shuffle()) {
            prop_assert_eq!(found(&words.join(" ")), ["Anyshire Money Advice"]);
        }
    }
}
