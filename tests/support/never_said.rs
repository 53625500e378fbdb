//! What a shared screen, a mail scanner or a colleague at the next desk must not learn from a message (PAINS P14, P34).

/// Words that stand in no message: neither in its subject, its sender's name, its text, its page nor its calendar entry.
const WORDS: [&str; 14] = [
    "wellbeing",
    "well-being",
    "supervision",
    "debrief",
    "reflection",
    "counselling",
    "psycholog",
    "distress",
    "trauma",
    "mandatory",
    "compliance",
    "screening",
    "anonymous",
    "incident",
];

/// Words that no address of ours in a message may have: who sees it on a screen would learn what its reader looks for.
const IN_LINKS: [&str; 5] = ["find-support", "check-in", "urgent", "peer", "quiet"];

/// The first word that tells, if there is one.
pub fn tells(text: &str) -> Option<&'static str> {
    let text = text.to_lowercase();
    WORDS.into_iter().find(|word| text.contains(word))
}

/// The first word that tells in an address, if there is one.
pub fn tells_in_a_link(link: &str) -> Option<&'static str> {
    tells(link).or_else(|| IN_LINKS.into_iter().find(|word| link.to_lowercase().contains(word)))
}
