//! Treatment function codes of the NHS Data Dictionary, by which a team says its specialty.
//!
//! Main specialty codes share numbers with these but not names (430 is Geriatric Medicine there), so they
//! are kept out. The codes here are those of FACTS 6; the whole table comes with the roster import.

/// Code and name, by code.
pub const SPECIALTIES: [(&str, &str); 22] = [
    ("180", "Emergency Medicine"),
    ("190", "Anaesthetic"),
    ("192", "Intensive Care Medicine"),
    ("242", "Paediatric Intensive Care"),
    ("300", "General Internal Medicine"),
    ("315", "Palliative Medicine"),
    ("320", "Cardiology"),
    ("328", "Stroke Medicine"),
    ("361", "Renal Medicine"),
    ("370", "Medical Oncology"),
    ("400", "Neurology"),
    ("420", "Paediatric"),
    ("422", "Neonatal Critical Care"),
    ("430", "Elderly Medicine"),
    ("501", "Obstetrics"),
    ("502", "Gynaecology"),
    ("656", "Clinical Psychology"),
    ("710", "Adult Mental Health"),
    ("711", "Child and Adolescent Psychiatry"),
    ("712", "Forensic Psychiatry"),
    ("723", "Psychiatric Intensive Care"),
    ("800", "Clinical Oncology"),
];

/// The name of a code; the code itself when it is not in the table.
#[must_use]
pub fn name(code: &str) -> &str {
    SPECIALTIES.iter().find(|(known, _)| *known == code).map_or(code, |(_, name)| name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_in_order_and_430_is_the_treatment_function() {
        assert!(SPECIALTIES.windows(2).all(|pair| pair[0].0 < pair[1].0));
        assert_eq!(name("430"), "Elderly Medicine");
        assert_eq!(name("999"), "999");
    }
}
