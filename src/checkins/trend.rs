//! Somebody's last check-ins as small pictures: one for each question, drawn on the server.
//!
//! A picture shows what was answered and nothing else: no average, no sum, no line to be above or below, no word for
//! a direction. Where nothing was answered there is a gap.

use chrono::NaiveDate;
use serde::Serialize;

use super::model::{CheckIn, Point, Prompt};

/// How many check-ins a picture shows at most: more would stand too close for the smallest phone.
const MOST: usize = 12;

/// The size of a picture, and how far its dots stay from its edges, in pixels.
pub const WIDTH: usize = 264;
pub const HEIGHT: usize = 84;
const EDGE: usize = 10;
const STEP: usize = 16;

/// The last check-ins, oldest first.
pub struct Trend {
    /// The days they were made.
    pub days: Vec<NaiveDate>,
    /// A line for each question that was answered in any of them.
    pub lines: Vec<Line>,
}

/// The answers to one question, one for each day; none where it was left out.
pub struct Line {
    /// The question.
    pub prompt: Prompt,
    /// The answers.
    pub points: Vec<Option<Point>>,
}

/// A place in a picture, from its upper left corner.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Dot {
    /// To the right.
    pub x: usize,
    /// Downward.
    pub y: usize,
}

impl Trend {
    /// What a list, newest first, has to show; none with fewer than two check-ins that can be read, or when no question
    /// was answered in them.
    #[must_use]
    pub fn of(list: &[CheckIn]) -> Option<Self> {
        let readable = list.iter().filter_map(|one| Some((one.made_on, &one.kept.as_ref()?.written.answers)));
        let mut shown: Vec<_> = readable.take(MOST).collect();
        shown.reverse();
        if shown.len() < 2 {
            return None;
        }
        let line = |prompt: &Prompt| Line {
            prompt: *prompt,
            points: shown.iter().map(|(_, answers)| answers.get(prompt).copied()).collect(),
        };
        let answered = |line: &Line| line.points.iter().any(Option::is_some);
        let lines: Vec<Line> = Prompt::ALL.iter().map(line).filter(answered).collect();
        let days = shown.iter().map(|(day, _)| *day).collect();
        (!lines.is_empty()).then_some(Self { days, lines })
    }
}

impl Line {
    /// The words of an answer, for those who read the table.
    #[must_use]
    pub fn words(&self, at: usize) -> &'static str {
        self.points[at].map_or("Not answered", |point| self.prompt.answer(point))
    }

    /// A dot for each answer: the first words at the bottom, the last words at the top, the oldest on the left.
    #[must_use]
    pub fn dots(&self) -> Vec<Dot> {
        self.runs().concat()
    }

    /// The dots, those of neighbours together: a line joins no more than these, so that a gap stays one.
    #[must_use]
    pub fn runs(&self) -> Vec<Vec<Dot>> {
        let last = self.points.len().saturating_sub(1).max(1);
        let across = |at: usize| EDGE + at * (WIDTH - 2 * EDGE) / last;
        let numbered: Vec<_> = self.points.iter().enumerate().collect();
        let runs = numbered.split(|(_, point)| point.is_none()).filter(|run| !run.is_empty());
        let dot = |(at, point): &(usize, &Option<Point>)| point.map(|point| Dot { x: across(*at), y: level(point) });
        runs.map(|run| run.iter().filter_map(dot).collect()).collect()
    }
}

/// How far down an answer stands.
#[must_use]
pub fn level(point: Point) -> usize {
    HEIGHT - EDGE - STEP * point as usize
}

#[cfg(test)]
mod tests {
    use chrono::{DateTime, Days};

    use super::*;
    use crate::{
        checkins::model::{Kept, Written},
        kernel::ids::CheckInId,
    };

    /// Check-ins newest first, each with an answer about sleep or without.
    fn list(answers: &[Option<Point>]) -> Vec<CheckIn> {
        let first = NaiveDate::from_ymd_opt(2026, 11, 1).unwrap();
        let one = |(at, point): (usize, &Option<Point>)| CheckIn {
            id: CheckInId::random(),
            made_on: first + Days::new(at.try_into().unwrap()),
            kept: Some(Kept {
                made_at: DateTime::UNIX_EPOCH,
                written: Written {
                    answers: point.iter().map(|point| (Prompt::Sleep, *point)).collect(),
                    helps: [].into(),
                    note: None,
                },
            }),
        };
        answers.iter().enumerate().map(one).rev().collect()
    }

    #[test]
    fn fewer_than_two_or_nothing_answered_show_nothing() {
        for answers in [&[][..], &[Some(Point::Low)], &[None, None]] {
            assert!(Trend::of(&list(answers)).is_none(), "{answers:?}");
        }
        let mut lost = list(&[Some(Point::Low), Some(Point::High)]);
        lost[0].kept = None;
        assert!(Trend::of(&lost).is_none());
    }

    #[test]
    fn what_was_answered_stands_oldest_first_and_a_gap_stays_a_gap() {
        let answers = [Some(Point::Lowest), Some(Point::Highest), None, Some(Point::Middle)];
        let trend = Trend::of(&list(&answers)).unwrap();
        assert_eq!(trend.days.len(), 4);
        assert!(trend.days.is_sorted());
        let [line] = &trend.lines[..] else { panic!("only sleep was answered") };
        assert_eq!((line.prompt, line.points.as_slice()), (Prompt::Sleep, &answers[..]));
        let words: Vec<_> = (0..4).map(|at| line.words(at)).collect();
        assert_eq!(words, ["Very badly", "Very well", "Not answered", "So-so"]);
        let runs = line.runs();
        assert_eq!(runs.iter().map(Vec::len).collect::<Vec<_>>(), [2, 1]);
        assert_eq!(runs[0], [Dot { x: 10, y: 74 }, Dot { x: 91, y: 10 }]);
        assert_eq!(runs[1], [Dot { x: 254, y: 42 }]);
    }

    #[test]
    fn at_most_twelve_are_shown_the_latest_and_all_within_the_picture() {
        for many in 2..30 {
            let answers: Vec<_> = (0..many).map(|at| Some(Point::ALL[at % 5])).collect();
            let trend = Trend::of(&list(&answers)).unwrap();
            let line = &trend.lines[0];
            assert_eq!(line.points, answers[many.saturating_sub(12)..]);
            let dots = line.dots();
            assert!(dots.iter().all(|dot| dot.x <= WIDTH - EDGE && dot.y >= EDGE && dot.y <= HEIGHT - EDGE));
            assert!(dots.windows(2).all(|pair| pair[1].x - pair[0].x >= 16), "dots stand apart");
        }
    }
}
