//! What people write into the cells of a roster, read generously where only one thing can be meant.

pub use crate::sheets::day;
use crate::{
    accounts::model::{Band, QualifiedBasis},
    kernel::Wte,
};

/// A share of a post: 0.6, 0,6, .6, with or without "WTE" after it.
pub fn share(text: &str) -> Option<Wte> {
    let text = text.to_ascii_lowercase();
    let bare = text.strip_suffix("wte").or_else(|| text.strip_suffix("fte")).unwrap_or(&text);
    bare.trim().parse().ok()
}

/// A band: "Band 6", "6", "8A".
pub fn band(text: &str) -> Option<Band> {
    let letters = letters(text);
    let bare = letters.strip_prefix("afc").unwrap_or(&letters);
    bare.strip_prefix("band").unwrap_or(bare).parse().ok()
}

/// By what somebody is qualified: "Accredited degree", "accredited-degree", "Chartered", "FCLIP", "none".
pub fn basis(text: &str) -> Option<QualifiedBasis> {
    match letters(text).as_str() {
        "accrediteddegree" | "degree" | "cilipaccrediteddegree" => Some(QualifiedBasis::AccreditedDegree),
        "chartership" | "chartered" | "mclip" | "ckm" => Some(QualifiedBasis::Chartership),
        "fellowship" | "fellow" | "fclip" => Some(QualifiedBasis::Fellowship),
        "none" | "no" | "notqualified" | "unqualified" => Some(QualifiedBasis::None),
        _ => None,
    }
}

/// A code without the blanks and zeros that a spreadsheet puts before it or takes away, in capitals.
pub fn bare_code(text: &str) -> String {
    let code = text.trim().to_uppercase();
    let bare = code.trim_start_matches('0');
    if bare.is_empty() { "0".to_owned() } else { bare.to_owned() }
}

/// A name as two people write it: without case, and with one blank for many.
pub fn folded(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

fn letters(text: &str) -> String {
    text.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_lowercase()).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn words_are_taken_generously_where_one_thing_is_meant() {
        for text in ["0.6", "0,6", ".6", "0.60", "0.6 WTE", "0.6fte"] {
            assert_eq!(share(text).map(Wte::hundredths), Some(60), "{text}");
        }
        for text in ["O.5", "37.5", "0", "", "full", "60%"] {
            assert_eq!(share(text), None, "{text}");
        }
        for (text, meant) in
            [("Band 6", Band::Six), ("6", Band::Six), ("AfC band 8A", Band::EightA), ("8b", Band::EightB)]
        {
            assert_eq!(band(text), Some(meant), "{text}");
        }
        for text in ["Band 12", "1", "8", "six", "band"] {
            assert_eq!(band(text), None, "{text}");
        }
        for (text, meant) in [
            ("accredited-degree", QualifiedBasis::AccreditedDegree),
            ("Accredited degree", QualifiedBasis::AccreditedDegree),
            ("CHARTERSHIP", QualifiedBasis::Chartership),
            ("Fellow", QualifiedBasis::Fellowship),
            ("None", QualifiedBasis::None),
        ] {
            assert_eq!(basis(text), Some(meant), "{text}");
        }
        assert_eq!(basis("PhD"), None);
    }

    #[test]
    fn codes_are_one_with_or_without_their_zeros() {
        for text in ["007", "7", " 07 "] {
            assert_eq!(bare_code(text), "7");
        }
        assert_eq!([bare_code("000"), bare_code("itu-02")], ["0", "ITU-02"]);
        assert_eq!(folded(" Adult  CRITICAL care "), "adult critical care");
    }

    proptest! {
        #[test]
        fn no_text_breaks_the_readers(text in "\\PC{0,20}") {
            let _ = (day(&text), share(&text), band(&text), basis(&text), bare_code(&text), folded(&text));
        }
    }
}
