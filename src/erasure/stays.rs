//! Everything that stays of somebody's record, each with its reason and its date.

use chrono::{DateTime, Utc};
use serde::Serialize;

use super::store::{Newest, Placed, Standing};
use crate::{
    kernel::{Now, london},
    retention::{Keep, Kind},
};

/// What stays, why and until when.
#[derive(Serialize)]
pub struct Stay {
    what: String,
    why: &'static str,
    until: String,
}

impl Stay {
    fn new(what: &str, why: &'static str, until: String) -> Self {
        Self { what: what.to_owned(), why, until }
    }
}

/// All of it; `to_come`: how many sessions to come they hold a place in.
pub fn stays(
    keep: &Keep,
    (newest, standing): (&Newest, &Standing),
    placements: &[Placed],
    to_come: usize,
    now: Now,
) -> Vec<Stay> {
    let leaving = format!("{} after you leave", keep.words(Kind::Leavers));
    let mut stays = vec![Stay::new(
        "Your name, your work address and your post",
        "Your employer keeps them while you work here, and as long afterwards as staff records are kept",
        leaving,
    )];
    stays.extend(placements.iter().map(|one| placement(keep, one)));
    stays.extend(dated(keep, newest, now));
    if to_come > 0 {
        stays.push(Stay::new(
            "Sessions to come that you keep, with your place and what is sent to you about them",
            "They are appointments with other people",
            format!("{} after the session", keep.words(Kind::Bookings)),
        ));
    }
    stays.extend(undated(keep, standing));
    stays.push(Stay::new(
        "Messages that are still on their way to you",
        "They are about what stays",
        format!("{} after they were sent", keep.words(Kind::Messages)),
    ));
    stays.push(Stay::new(
        "That you sent the form on this page",
        "So that sending it twice counts once",
        format!("{} after you send it", keep.words(Kind::Forms)),
    ));
    stays.push(Stay::new(
        "Releases of uptake",
        "They are ranges of numbers in which nobody can be picked out, and are never changed. What you erase is not counted in one that is still to come",
        "always".to_owned(),
    ));
    stays
}

/// What goes some time after the newest of it.
fn dated(keep: &Keep, newest: &Newest, now: Now) -> Vec<Stay> {
    let mut stays = Vec::new();
    let mut last = |at: Option<DateTime<Utc>>, kind, what: &str, why| {
        let Some(at) = at else { return };
        let until = format!("the last of them until {}", london::day(london::date_of(keep.until(kind, at))));
        stays.push(Stay::new(what, why, until));
    };
    last(
        Some(now.0),
        Kind::Changes,
        "Lines of the audit: that you signed in or changed something, never what it said. What you chose for yourself is in it without your name",
        "It shows that nothing here was altered unseen. No page shows it to anybody",
    );
    last(
        newest.sign_in,
        Kind::SignIns,
        "Your sign-ins, and the codes sent for them",
        "So that you can see whether somebody else signed in as you",
    );
    last(
        newest.look,
        Kind::Looks,
        "Who looked at something about you",
        "It is there for you alone, and nobody can alter it",
    );
    last(
        newest.looked,
        Kind::Looks,
        "That you looked at something about others",
        "It is there for them alone, and nobody can alter it",
    );
    last(
        newest.invitation,
        Kind::Bookings,
        "That you were invited to debriefs of your team and told of them, not whether you came",
        "Inviting you is a duty of your organisation, and it must be able to show that it did",
    );
    last(
        newest.left_out,
        Kind::Bookings,
        "That you were left out of a debrief of your team",
        "Whoever leaves somebody out must be able to be asked why",
    );
    last(
        newest.run,
        Kind::Bookings,
        "Sessions that you run for others or have called, your word on whether they took place, and what you were told of them",
        "They are other people's appointments too. Cancel or hand them on first if you do not want to run them",
    );
    let published = newest.published_on.map(london::end_of_day);
    last(
        published.max(newest.away),
        Kind::Published,
        "Times that you published, and when you were away",
        "Hours that were available are one of the organisation's duties, counted by the quarter",
    );
    stays
}

/// What has no date of its own.
fn undated(keep: &Keep, standing: &Standing) -> Vec<Stay> {
    let leave = || "until you leave".to_owned();
    let all = [
        (
            standing.linked,
            "The link to your organisation's account",
            "Without it you could not sign in with that account",
            leave(),
        ),
        (standing.roles, "Your roles", "They say what you may do here, and your employer gave them to you", leave()),
        (
            standing.leads,
            "That you lead a team",
            "Its librarians and HR must know who does. It can be given to somebody else sooner",
            leave(),
        ),
        (
            standing.reads_areas,
            "That you may read the figures of an area",
            "Whoever is given them is known. It can be ended sooner",
            leave(),
        ),
        (
            standing.terms,
            "On which terms you can be booked",
            "What others can book depends on them. You can change them",
            format!("{} after you leave", keep.words(Kind::Leavers)),
        ),
        (
            standing.entries,
            "Entries of the directory that you look after",
            "Somebody must be asked to check them. They can be given to somebody else",
            leave(),
        ),
        (
            standing.taken,
            "That you took requests of others",
            "They are theirs, and say who answers them",
            format!("{} after they close", keep.words(Kind::Requests)),
        ),
        (
            standing.acted,
            "That you placed somebody on a team or left somebody out of a debrief",
            "It is part of their record",
            format!(
                "{} after the placement, {} after the debrief",
                keep.words(Kind::Placements),
                keep.words(Kind::Bookings)
            ),
        ),
        (
            standing.uploads,
            "Files that you sent and have not confirmed",
            "They wait for you, and are about others",
            format!("{} after you sent them", keep.words(Kind::Uploads)),
        ),
    ];
    let there = all.into_iter().filter(|(there, ..)| *there);
    there.map(|(_, what, why, until)| Stay::new(what, why, until)).collect()
}

fn placement(keep: &Keep, one: &Placed) -> Stay {
    let until = match one.to_on {
        Some(to_on) => {
            let goes = keep.until(Kind::Placements, london::end_of_day(to_on));
            format!("until {}", london::day(london::date_of(goes)))
        }
        None => format!("{} after its last day", keep.words(Kind::Placements)),
    };
    let what = format!("Your placement on {} from {}", one.team, london::day(one.from_on));
    Stay { what, why: "Rosters say who worked where. Your employer must keep them", until }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stays_has_its_date_and_what_is_not_there_no_line() {
        let now = Now("2026-11-23T10:00:00Z".parse().unwrap());
        let placed = |to_on: Option<&str>| Placed {
            team: "Critical care".into(),
            from_on: "2025-01-06".parse().unwrap(),
            to_on: to_on.map(|day| day.parse().unwrap()),
        };
        let newest = Newest {
            sign_in: Some(now.0),
            away: Some(now.0),
            published_on: Some("2026-12-31".parse().unwrap()),
            ..Newest::default()
        };
        let standing = Standing { linked: true, ..Standing::default() };
        let stays = stays(&Keep::usual(), (&newest, &standing), &[placed(None), placed(Some("2026-06-30"))], 1, now);
        let until: Vec<&str> = stays.iter().map(|stay| stay.until.as_str()).collect();
        assert_eq!(
            until,
            [
                "6 years after you leave",
                "6 years after its last day",
                "until Thursday 1 July 2032",
                "the last of them until Tuesday 23 November 2032",
                "the last of them until Wednesday 23 December 2026",
                "the last of them until Saturday 1 January 2028",
                "12 months after the session",
                "until you leave",
                "30 days after they were sent",
                "7 days after you send it",
                "always",
            ]
        );
    }
}
