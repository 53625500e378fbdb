//! The words in which people say what they need, and the needs they mean by them.
//!
//! Written by hand, for librarians and knowledge specialists who write as they talk: what matters is that
//! "I keep crying since it happened" finds the same help as "distress". Words of a family ("drink",
//! "drinking", "drinks") need one line; typing errors need none.

use super::Need;

/// Each need with the words that mean it.
pub const MEANT: &[(Need, &str)] = &[
    (
        Need::Distress,
        "distress distressed upset upsetting trauma traumatic traumatised ptsd shock shocked shaken crying cry \
         tears tearful incident accident attack attacked assault violence violent debrief flashback flashbacks \
         nightmare nightmares panic scared afraid frightened fear crisis suicide suicidal harm selfharm overdose \
         hopeless despair witnessed happened die kill killing hurt cutting emergency",
    ),
    (
        Need::Strain,
        "strain stress stressed stressful burnout burnt exhausted exhaustion overwhelmed overworked workload \
         pressure anxiety anxious worry worried depression depressed low mood sad down cope coping lonely isolated \
         tired fatigue drained compassion moral vicarious mental wellbeing counselling counsellor therapy \
         therapist psychology psychologist talk talking listen pressured struggling",
    ),
    (
        Need::Sleep,
        "sleep sleepless asleep insomnia awake waking night nights nightmare nightmares shift shifts tired fatigue \
         rest dreams",
    ),
    (
        Need::Money,
        "money debt debts loan loans finance finances financial bills rent mortgage pay payday salary wages \
         benefits broke hardship afford poverty gambling bet betting pension cost foodbank heating",
    ),
    (
        Need::Bullying,
        "bullying bully bullied harassment harassed harass discrimination discriminated racism racist sexism \
         sexist homophobia concern concerns whistleblowing whistleblower speak guardian unsafe grievance complaint \
         manager union unfair victimised dignity raise",
    ),
    (
        Need::Bereavement,
        "bereavement bereaved grief grieving grieve died death dead dying loss lost funeral mourning miscarriage \
         stillbirth passed widow widowed widower",
    ),
    (
        Need::Relationships,
        "relationship relationships divorce divorced separation separated breakup partner husband wife marriage \
         couple family parent parents children child domestic abuse abusive carer caring friends affair custody",
    ),
    (Need::Menopause, "menopause menopausal perimenopause perimenopausal hrt hormones hormonal flush flushes fog"),
    (
        Need::SubstanceUse,
        "alcohol alcoholic alcoholics drink drinking drunk drugs drug addiction addicted addict substance cocaine \
         cannabis opioids pills sober relapse gambling smoking using",
    ),
];

/// Words that say nothing of what is needed.
pub const EMPTY: &str = "a about after all always am an and anybody anyone are at be because been bit but by can cannot cant could do \
     does dont ever feel feeling feels find for from get getting go got had has have having help helps how i id if \
     ill im in is it its ive just keep know like me more much my myself need never no not now of off on or our out \
     please really since so some somebody someone something support that the their they thing this to too up us \
     very want was we what when where who why will with work would you your";

/// Words after which the page says first who answers now: better once too often.
pub const URGENT: &str =
    "suicide suicidal kill killing die harm selfharm overdose hurt crisis emergency hopeless despair cutting";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_need_has_words_and_each_is_one_plain_word() {
        for need in Need::ALL {
            let words = MEANT.iter().filter(|(meant, _)| meant == need).flat_map(|(_, words)| words.split(' '));
            assert!(words.count() >= 5, "{need:?}");
        }
        for word in
            MEANT.iter().flat_map(|(_, words)| words.split(' ')).chain(EMPTY.split(' ')).chain(URGENT.split(' '))
        {
            assert!(!word.is_empty() && word.bytes().all(|b| b.is_ascii_lowercase()), "{word:?}");
        }
    }

    #[test]
    fn what_is_urgent_finds_somebody_to_talk_to_as_well() {
        let (_, distress) = MEANT[0];
        for word in URGENT.split(' ') {
            assert!(distress.split(' ').any(|meant| meant == word), "{word}");
        }
    }
}
