//! The truth table of importing, and what holds for every file.

use proptest::{option, prelude::*};

use super::{
    Scope, exporting, plan, store,
    testing::{Trust, day, file, in_words, today},
};
use crate::{sheets, teams::model::overlap};

/// What one row does to one spell that stands: from, to, and the row; then the plan in words.
type Case<'a> = (Option<(i64, Option<i64>)>, &'a str, &'a str);

#[test]
fn one_row_against_what_stands() {
    let ended = "row 2, embedded_from: this placement ended on 22 November 2026. If they came back, write the day on which they did";
    let overlapping =
        "row 2, embedded_from: the roster has the same person on the same team at that time, from 1 December 2026";
    let cases: &[Case<'_>] = &[
        (None, "2026-12-01,,0.5,,", "1 added"),
        (
            None,
            "2026-12-01,,,,",
            "row 2, wte: is empty, and this is a new placement: write their time on the team, like 0.6",
        ),
        (None, "2026-01-01,2026-06-30,0.5,,", "1 added"),
        (
            None,
            "2026-12-01,2026-11-30,0.5,,",
            "row 2, embedded_to: 30 November 2026 is before embedded_from, 1 December 2026",
        ),
        (Some((8, None)), "2026-12-01,,0.5,,", "1 alone"),
        (Some((8, None)), "2026-12-01,,,,", "1 alone"),
        (Some((8, None)), "1 Dec 2026,,\"0,50\",Clinical librarian,", "1 alone"),
        (Some((8, None)), "2026-12-01,,0.6,,", "1 changed"),
        (Some((8, None)), "2026-12-01,,,Outreach librarian,", "1 changed"),
        (Some((8, None)), "2026-12-01,2027-03-31,,,", "1 ended"),
        (Some((8, None)), "2026-12-01,2027-03-31,0.6,,", "1 ended"),
        (Some((8, Some(60))), "2026-12-01,2026-12-31,,,", "1 ended"),
        (Some((8, Some(60))), "2026-12-01,2027-12-31,,,", "1 changed"),
        (Some((8, Some(60))), "2026-12-01,,,,", "1 changed"),
        (Some((-40, Some(-1))), "2026-10-14,2026-11-22,,,", "1 alone"),
        (Some((-40, Some(-1))), "2026-10-14,2026-11-01,,,", "1 ended"),
        (Some((-40, Some(-1))), "2026-10-14,,,,", ended),
        (Some((-40, Some(-1))), "2026-10-14,2026-12-31,,,", ended),
        (Some((-40, Some(-1))), "2026-11-23,,0.5,,", "1 added"),
        (Some((8, None)), "2026-11-23,,0.5,,", overlapping),
        (Some((8, None)), "2026-11-23,2026-11-30,0.5,,", "1 added; 1 not mentioned"),
        (Some((8, None)), "2026-12-01,,,,6", "1 amended; 1 alone"),
    ];
    for (stands, row, words) in cases {
        let trust = match stands {
            None => Trust::new(),
            Some((from, to)) => Trust::new().with(*from, *to),
        };
        let file = file(&[&format!("mina@anytown.example,,Adult critical care,{row}")]);
        let found = in_words(&trust.plan(&file, Scope::Organisation));
        // Of a file that cannot be imported only the problem counts.
        let fits = if words.starts_with("row") { found.ends_with(words) } else { found == *words };
        assert!(fits, "{stands:?} and {row}: {found}");
    }
}

#[test]
fn who_and_where() {
    let trust = Trust::new();
    let unknown = "row 2, mdt_name: 'Stroke unit' is the name of no team whose roster you write";
    let register =
        "row 2, nhs_email: noor@anytown.example is not registered. Ask your service manager to register them";
    for (row, whole, lead) in [
        ("MINA@Anytown.Example,,adult  CRITICAL care,2026-12-01,,1,,", "1 added", "1 added"),
        ("noor@anytown.example,Noor,Palliative care,2026-12-01,,1,,", "1 registered; 1 added", register),
        (
            "noor@anytown.example,,Palliative care,2026-12-01,,1,,",
            "1 added; row 2, display_name: is empty, and noor@anytown.example is not registered yet: write their name",
            register,
        ),
        ("mina@anytown.example,,Stroke unit,2026-12-01,,1,,", unknown, unknown),
        (
            "ruth@anytown.example,,Palliative care,2026-12-01,,1,,",
            "row 2, nhs_email: ruth@anytown.example is not registered as a librarian or knowledge specialist",
            "row 2, nhs_email: ruth@anytown.example is not registered as a librarian or knowledge specialist",
        ),
        ("mina@anytown.example,,Palliative care,2026-12-01,,1,,Band 7", "1 amended; 1 added", "1 added"),
        (
            "mina@anytown.example,,Palliative care,2026-12-01,,1,,Band 77",
            "row 2, afc_band: 'Band 77' is not a band from 2 to 9, like 6 or 8a",
            "1 added",
        ),
    ] {
        assert_eq!(in_words(&trust.plan(&file(&[row]), Scope::Organisation)), whole, "{row}");
        assert_eq!(in_words(&trust.plan(&file(&[row]), Scope::Led)), lead, "{row}");
    }
}

#[test]
fn a_team_by_code_with_or_without_its_zeros() {
    let trust = Trust::new();
    let heading = "nhs_email,mdt_code,mdt_name,tfc,site_ods,employer_ods,embedded_from,wte";
    for (row, words) in [
        ("007,,,,", "1 added"),
        ("7,,192,z9a8v,z9a8t", "1 added"),
        ("ed1,,,,", "1 added"),
        ("X9,Palliative care,,,", "1 added"),
        ("X9,Adult critical care,,,", "row 2, mdt_code: 'X9' is the code of no team whose roster you write"),
        ("X9,,,,", "row 2, mdt_code: 'X9' is the code of no team whose roster you write"),
        ("7,,315,,", "row 2, tfc: '315' is not the specialty of Adult critical care, which is 192"),
        ("7,,,Z9B7Q,", "row 2, site_ods: 'Z9B7Q' is not the site of Adult critical care, which is Z9A8V"),
        ("7,,,,RXX", "row 2, employer_ods: 'RXX' is not your organisation, which is Z9A8T"),
    ] {
        let sheet = sheets::read(format!("{heading}\nmina@anytown.example,{row},2026-12-01,1\n").as_bytes()).unwrap();
        assert_eq!(in_words(&trust.plan(&sheet, Scope::Organisation)), words, "{row}");
    }
    let mut two = Trust::new();
    two.teams[2].code = Some("07".into());
    let sheet = |code: &str| {
        sheets::read(
            format!("nhs_email,mdt_code,embedded_from,wte\nmina@anytown.example,{code},2026-12-01,1\n").as_bytes(),
        )
        .unwrap()
    };
    assert_eq!(
        in_words(&two.plan(&sheet("7"), Scope::Organisation)),
        "row 2, mdt_code: '7' could be more than one team"
    );
    assert_eq!(in_words(&two.plan(&sheet("07"), Scope::Organisation)), "1 added");
}

#[test]
fn rows_about_one_placement() {
    let one = "mina@anytown.example,,Adult critical care,2026-12-01,,0.5,,";
    for (other, words) in [
        ("Mina@anytown.example,,adult critical care,1/12/2026,,.50,,", "1 added; 1 repeated"),
        (
            "mina@anytown.example,,Adult critical care,2026-12-01,,0.8,,",
            "1 added; row 3, wte: is not what row 2 says of the same placement",
        ),
        (
            "mina@anytown.example,,Adult critical care,2027-01-01,,0.5,,",
            "2 added; row 3, embedded_from: row 2 has the same person on the same team at that time",
        ),
        ("mina@anytown.example,,Palliative care,2026-12-01,,0.5,,", "2 added"),
        ("sam@anytown.example,,Adult critical care,2026-12-01,,0.5,,", "2 added"),
    ] {
        let plan = Trust::new().plan(&file(&[one, other]), Scope::Organisation);
        assert_eq!(in_words(&plan), words, "{other}");
        assert_eq!(plan.can_be_done(), plan.problems.is_empty());
    }
    let bands = [
        "mina@anytown.example,,Adult critical care,2026-12-01,,0.5,,6",
        "mina@anytown.example,,Palliative care,2026-12-01,,0.5,,7",
    ];
    let plan = Trust::new().plan(&file(&bands), Scope::Organisation);
    assert!(in_words(&plan).ends_with("row 3, afc_band: is not what row 2 says of the same person"), "{plan:?}");
}

#[test]
fn a_file_may_end_one_spell_and_begin_the_next() {
    let trust = Trust::new().with(-40, None);
    let rows = [
        "mina@anytown.example,,Adult critical care,2026-10-14,2026-11-30,,,",
        "mina@anytown.example,,Adult critical care,2026-12-01,,1,,",
    ];
    assert_eq!(in_words(&trust.plan(&file(&rows), Scope::Organisation)), "1 added; 1 ended");
}

/// A row of somebody, on some team, in some days, with some share.
fn row() -> impl Strategy<Value = String> {
    let who = prop::sample::select(vec!["mina", "Sam", "noor"]);
    let team = prop::sample::select(vec!["Adult critical care", "palliative care"]);
    let band = prop::sample::select(vec!["", "6", "7"]);
    (who, team, -20_i64..20, option::of(0_i64..15), option::of(1_u8..4), band).prop_map(
        |(who, team, from, to, wte, band)| {
            let to = to.map(|days| day(from + days).to_string()).unwrap_or_default();
            let wte = wte.map(|wte| format!("0.{wte}")).unwrap_or_default();
            format!("{who}@anytown.example,{who},{team},{},{to},{wte},,{band}", day(from))
        },
    )
}

fn trust() -> impl Strategy<Value = Trust> {
    prop_oneof![
        Just(Trust::new()),
        (-30_i64..0, 0_i64..20).prop_map(|(from, length)| Trust::new().with(from, Some(from + length))),
        (-30_i64..-10, 0_i64..9).prop_map(|(from, length)| Trust::new().with(from, Some(from + length)).with(0, None)),
        (-10_i64..10).prop_map(|from| Trust::new().with(from, None)),
    ]
}

proptest! {
    #[test]
    fn the_same_file_again_changes_nothing(trust in trust(), rows in prop::collection::vec(row(), 1..5)) {
        let file = file(&rows.iter().map(String::as_str).collect::<Vec<_>>());
        let first = trust.plan(&file, Scope::Organisation);
        if first.problems.is_empty() {
            let after = trust.clone().after(&first);
            let again = after.plan(&file, Scope::Organisation);
            prop_assert!(again.problems.is_empty() && !again.changes_something(), "{}", in_words(&again));
            prop_assert_eq!(again.fingerprint(), after.plan(&file, Scope::Organisation).fingerprint());
        } else {
            prop_assert!(!first.can_be_done());
        }
    }

    #[test]
    fn no_two_spells_overlap_afterwards_and_none_goes_that_is_not_mentioned(
        trust in trust(), rows in prop::collection::vec(row(), 1..5),
    ) {
        let file = file(&rows.iter().map(String::as_str).collect::<Vec<_>>());
        let plan = trust.plan(&file, Scope::Organisation);
        if !plan.problems.is_empty() {
            return Ok(());
        }
        let after = trust.clone().after(&plan);
        for (at, one) in after.spells.iter().enumerate() {
            for other in &after.spells[at + 1..] {
                let together = (one.person_id, one.team_id) == (other.person_id, other.team_id);
                prop_assert!(!together || !overlap((one.from_on, one.to_on), (other.from_on, other.to_on)));
            }
        }
        for spell in &trust.spells {
            let begins = spell.from_on.to_string();
            let mentioned = rows.iter().any(|row| row.contains(&begins));
            prop_assert!(mentioned || after.spells.contains(spell));
        }
    }

    #[test]
    fn an_export_read_back_changes_nothing(trust in trust(), rows in prop::collection::vec(row(), 1..5)) {
        let file = file(&rows.iter().map(String::as_str).collect::<Vec<_>>());
        let first = trust.plan(&file, Scope::Organisation);
        if !first.problems.is_empty() {
            return Ok(());
        }
        let after = trust.after(&first);
        for scope in [Scope::Led, Scope::Organisation] {
            let sheet = sheets::read(&exporting::csv(&exported(&after), scope)).unwrap();
            let again = plan(&sheet, &after.known(scope), today());
            if let Ok(again) = again {
                prop_assert!(again.problems.is_empty() && !again.changes_something(), "{}", in_words(&again));
                prop_assert_eq!((again.left_alone.len(), again.not_mentioned), (after.spells.len(), 0));
            }
        }
    }
}

fn exported(trust: &Trust) -> Vec<store::Exported> {
    let line = |spell: &super::known::KnownSpell| {
        let person = trust.people.iter().find(|person| person.id == spell.person_id).unwrap();
        let team = trust.teams.iter().find(|team| team.id == spell.team_id).unwrap();
        store::Exported {
            person_id: person.id,
            email: person.email.clone(),
            name: person.name.to_string(),
            role: spell.role.to_string(),
            wte: spell.wte,
            from_on: spell.from_on,
            to_on: spell.to_on,
            band: person.post.band,
            qualified_basis: person.post.qualified_basis,
            line_manager_email: person.line_manager_email.clone(),
            code: team.code.clone(),
            team: team.name.clone(),
            specialty: team.specialty.clone(),
            site_ods: team.site_ods.clone(),
            employer_ods: team.employer_ods.clone(),
        }
    };
    trust.spells.iter().map(line).collect()
}
