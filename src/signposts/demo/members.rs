//! Invented help that the trust shows to its members alone.

use super::{
    super::Means::{Email, InPerson},
    Need::{Distress, Strain},
    Told,
};

pub const ENTRIES: &[Told] = &[
    Told {
        own: true,
        example: true,
        name: "Your team's peer supporters",
        about: "Who the trained peers are on each ward and in each office, and when they are on duty.",
        who_for: "Members of the trust. The list names colleagues, so it is not public.",
        not_for: None,
        contracts: &[],
        ways: &[
            (InPerson, "the list beside the library's desk, level 2", ""),
            (Email, "peer.supporters@anytown.example", "for the list by email"),
        ],
        hours: "Mo-Fr 08:00-20:00; PH off",
        cost: "Free",
        wait: "None",
        who_will_know: "The colleague you choose. They keep no record.",
        employer_knows: false,
        try_order: 2,
        needs: &[Distress, Strain],
        owner: "The library and knowledge service",
        days_since_check: 33,
    },
    Told {
        own: true,
        example: true,
        name: "Reflective reading hour",
        about: "A poem or a short story read together in the library, with somebody trained to hold the hour.",
        who_for: "Everybody who works in the trust and has a moment.",
        not_for: None,
        contracts: &[],
        ways: &[(InPerson, "the library, level 2, Anytown Royal Infirmary", "just come in")],
        hours: "Tu 12:30-13:30; PH off",
        cost: "Free",
        wait: "None",
        who_will_know: "Whoever else comes.",
        employer_knows: false,
        try_order: 5,
        needs: &[Strain],
        owner: "The library and knowledge service",
        days_since_check: 12,
    },
];
