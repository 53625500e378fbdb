//! Treatment function codes of the NHS Data Dictionary, by which a team says its specialty.
//!
//! Main specialty codes share numbers with these but not names (430 is Geriatric Medicine there), so they are kept
//! out, with the codes that dictionary has retired and its two defaults for providers abroad (199, 499). Nursing and
//! pharmacy have no code of their own: such a team takes the function its patients are treated under.

/// Code and name, by code: NHS Data Dictionary, attribute Treatment Function Code, national codes as revised from
/// 1 April 2021 (standard DCB0028, amendment 45/2019). Every name there ends in "Service"; here that word is dropped.
pub const SPECIALTIES: [(&str, &str); 178] = [
    ("100", "General Surgery"),
    ("101", "Urology"),
    ("102", "Transplant Surgery"),
    ("103", "Breast Surgery"),
    ("104", "Colorectal Surgery"),
    ("105", "Hepatobiliary and Pancreatic Surgery"),
    ("106", "Upper Gastrointestinal Surgery"),
    ("107", "Vascular Surgery"),
    ("108", "Spinal Surgery"),
    ("109", "Bariatric Surgery"),
    ("110", "Trauma and Orthopaedic"),
    ("111", "Orthopaedic"),
    ("113", "Endocrine Surgery"),
    ("115", "Trauma Surgery"),
    ("120", "Ear Nose and Throat"),
    ("130", "Ophthalmology"),
    ("140", "Oral Surgery"),
    ("141", "Restorative Dentistry"),
    ("142", "Paediatric Dentistry"),
    ("143", "Orthodontic"),
    ("144", "Maxillofacial Surgery"),
    ("145", "Oral and Maxillofacial Surgery"),
    ("150", "Neurosurgical"),
    ("160", "Plastic Surgery"),
    ("161", "Burns Care"),
    ("170", "Cardiothoracic Surgery"),
    ("171", "Paediatric Surgery"),
    ("172", "Cardiac Surgery"),
    ("173", "Thoracic Surgery"),
    ("174", "Cardiothoracic Transplantation"),
    ("180", "Emergency Medicine"),
    ("190", "Anaesthetic"),
    ("191", "Pain Management"),
    ("192", "Intensive Care Medicine"),
    ("200", "Aviation and Space Medicine"),
    ("211", "Paediatric Urology"),
    ("212", "Paediatric Transplantation Surgery"),
    ("213", "Paediatric Gastrointestinal Surgery"),
    ("214", "Paediatric Trauma and Orthopaedic"),
    ("215", "Paediatric Ear Nose and Throat"),
    ("216", "Paediatric Ophthalmology"),
    ("217", "Paediatric Oral and Maxillofacial Surgery"),
    ("218", "Paediatric Neurosurgery"),
    ("219", "Paediatric Plastic Surgery"),
    ("220", "Paediatric Burns Care"),
    ("221", "Paediatric Cardiac Surgery"),
    ("222", "Paediatric Thoracic Surgery"),
    ("223", "Paediatric Epilepsy"),
    ("230", "Paediatric Clinical Pharmacology"),
    ("240", "Paediatric Palliative Medicine"),
    ("241", "Paediatric Pain Management"),
    ("242", "Paediatric Intensive Care"),
    ("250", "Paediatric Hepatology"),
    ("251", "Paediatric Gastroenterology"),
    ("252", "Paediatric Endocrinology"),
    ("253", "Paediatric Clinical Haematology"),
    ("254", "Paediatric Audio Vestibular Medicine"),
    ("255", "Paediatric Clinical Immunology and Allergy"),
    ("256", "Paediatric Infectious Diseases"),
    ("257", "Paediatric Dermatology"),
    ("258", "Paediatric Respiratory Medicine"),
    ("259", "Paediatric Nephrology"),
    ("260", "Paediatric Medical Oncology"),
    ("261", "Paediatric Inherited Metabolic Medicine"),
    ("262", "Paediatric Rheumatology"),
    ("263", "Paediatric Diabetes"),
    ("264", "Paediatric Cystic Fibrosis"),
    ("270", "Paediatric Emergency Medicine"),
    ("280", "Paediatric Interventional Radiology"),
    ("290", "Community Paediatric"),
    ("291", "Paediatric Neurodisability"),
    ("300", "General Internal Medicine"),
    ("301", "Gastroenterology"),
    ("302", "Endocrinology"),
    ("303", "Clinical Haematology"),
    ("304", "Clinical Physiology"),
    ("305", "Clinical Pharmacology"),
    ("306", "Hepatology"),
    ("307", "Diabetes"),
    ("308", "Blood and Marrow Transplantation"),
    ("309", "Haemophilia"),
    ("310", "Audio Vestibular Medicine"),
    ("311", "Clinical Genetics"),
    ("313", "Clinical Immunology and Allergy"),
    ("314", "Rehabilitation Medicine"),
    ("315", "Palliative Medicine"),
    ("316", "Clinical Immunology"),
    ("317", "Allergy"),
    ("318", "Intermediate Care"),
    ("319", "Respite Care"),
    ("320", "Cardiology"),
    ("321", "Paediatric Cardiology"),
    ("322", "Clinical Microbiology"),
    ("323", "Spinal Injuries"),
    ("324", "Anticoagulant"),
    ("325", "Sport and Exercise Medicine"),
    ("326", "Acute Internal Medicine"),
    ("327", "Cardiac Rehabilitation"),
    ("328", "Stroke Medicine"),
    ("329", "Transient Ischaemic Attack"),
    ("330", "Dermatology"),
    ("331", "Congenital Heart Disease"),
    ("333", "Rare Disease"),
    ("335", "Inherited Metabolic Medicine"),
    ("340", "Respiratory Medicine"),
    ("341", "Respiratory Physiology"),
    ("342", "Pulmonary Rehabilitation"),
    ("343", "Adult Cystic Fibrosis"),
    ("344", "Complex Specialised Rehabilitation"),
    ("345", "Specialist Rehabilitation"),
    ("346", "Local Specialist Rehabilitation"),
    ("347", "Sleep Medicine"),
    ("348", "Post-COVID-19 Syndrome"),
    ("350", "Infectious Diseases"),
    ("352", "Tropical Medicine"),
    ("360", "Genitourinary Medicine"),
    ("361", "Renal Medicine"),
    ("370", "Medical Oncology"),
    ("371", "Nuclear Medicine"),
    ("400", "Neurology"),
    ("401", "Clinical Neurophysiology"),
    ("410", "Rheumatology"),
    ("420", "Paediatric"),
    ("421", "Paediatric Neurology"),
    ("422", "Neonatal Critical Care"),
    ("424", "Well Baby"),
    ("430", "Elderly Medicine"),
    ("431", "Orthogeriatric Medicine"),
    ("450", "Dental Medicine"),
    ("451", "Special Care Dentistry"),
    ("460", "Medical Ophthalmology"),
    ("461", "Ophthalmic and Vision Science"),
    ("501", "Obstetrics"),
    ("502", "Gynaecology"),
    ("503", "Gynaecological Oncology"),
    ("504", "Community Sexual and Reproductive Health"),
    ("505", "Fetal Medicine"),
    ("560", "Midwifery"),
    ("650", "Physiotherapy"),
    ("651", "Occupational Therapy"),
    ("652", "Speech and Language Therapy"),
    ("653", "Podiatry"),
    ("654", "Dietetics"),
    ("655", "Orthoptics"),
    ("656", "Clinical Psychology"),
    ("657", "Prosthetics"),
    ("658", "Orthotics"),
    ("659", "Dramatherapy"),
    ("660", "Art Therapy"),
    ("661", "Music Therapy"),
    ("662", "Optometry"),
    ("663", "Podiatric Surgery"),
    ("670", "Urological Physiology"),
    ("673", "Vascular Physiology"),
    ("675", "Cardiac Physiology"),
    ("677", "Gastrointestinal Physiology"),
    ("700", "Learning Disability"),
    ("710", "Adult Mental Health"),
    ("711", "Child and Adolescent Psychiatry"),
    ("712", "Forensic Psychiatry"),
    ("713", "Medical Psychotherapy"),
    ("715", "Old Age Psychiatry"),
    ("720", "Eating Disorders"),
    ("721", "Addiction"),
    ("722", "Liaison Psychiatry"),
    ("723", "Psychiatric Intensive Care"),
    ("724", "Perinatal Mental Health"),
    ("725", "Mental Health Recovery and Rehabilitation"),
    ("726", "Mental Health Dual Diagnosis"),
    ("727", "Dementia Assessment"),
    ("730", "Neuropsychiatry"),
    ("800", "Clinical Oncology"),
    ("811", "Interventional Radiology"),
    ("812", "Diagnostic Imaging"),
    ("822", "Chemical Pathology"),
    ("834", "Medical Virology"),
    ("840", "Audiology"),
    ("920", "Diabetic Education"),
];

/// The name of a code; the code itself when it is not in the table.
#[must_use]
pub fn name(code: &str) -> &str {
    SPECIALTIES.iter().find(|(known, _)| *known == code).map_or(code, |(_, name)| name)
}

/// The code as the table has it, for a form that must refuse any other.
#[must_use]
pub fn find(code: &str) -> Option<&'static str> {
    SPECIALTIES.iter().find(|(known, _)| *known == code).map(|(known, _)| *known)
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn the_table_is_in_order_and_430_is_the_treatment_function() {
        assert!(SPECIALTIES.windows(2).all(|pair| pair[0].0 < pair[1].0));
        assert_eq!(name("430"), "Elderly Medicine");
        assert_eq!(name("999"), "999");
    }

    #[test]
    fn every_code_is_three_digits_and_every_name_is_said_once() {
        assert!(SPECIALTIES.iter().all(|(code, _)| code.len() == 3 && code.bytes().all(|b| b.is_ascii_digit())));
        let names: HashSet<_> = SPECIALTIES.iter().map(|(_, name)| name.to_lowercase()).collect();
        assert_eq!(names.len(), SPECIALTIES.len());
        assert!(SPECIALTIES.iter().all(|(_, name)| name.trim() == *name && !name.ends_with("Service")));
    }

    #[test]
    fn acute_community_and_mental_health_codes_are_found() {
        for (code, expected) in [
            ("190", "Anaesthetic"),
            ("192", "Intensive Care Medicine"),
            ("315", "Palliative Medicine"),
            ("318", "Intermediate Care"),
            ("504", "Community Sexual and Reproductive Health"),
            ("710", "Adult Mental Health"),
            ("711", "Child and Adolescent Psychiatry"),
        ] {
            assert_eq!((find(code), name(code)), (Some(code), expected));
        }
    }

    #[test]
    fn main_specialties_defaults_and_retired_codes_are_refused() {
        for code in ["146", "149", "199", "312", "499", "500", "510", "520", "600", "601", "810", "823", "950", "960"] {
            assert_eq!(find(code), None, "{code} is not a treatment function");
        }
        for code in ["", "43", "0430", " 430", "43O"] {
            assert_eq!(find(code), None);
        }
        for main in [
            "Geriatric Medicine",
            "General Medical Practice",
            "General Practice",
            "Adult Mental Illness",
            "Anaesthetics",
            "Neurosurgery",
            "Orthodontics",
            "Paediatrics",
            "Trauma and Orthopaedics",
            "Endocrinology and Diabetes",
            "Radiology",
            "Haematology",
        ] {
            assert!(SPECIALTIES.iter().all(|(_, name)| *name != main), "{main} is a main specialty");
        }
    }
}
