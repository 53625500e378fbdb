//! The pictures of the last check-ins, and the table that says the same.

use serde::Serialize;

use crate::{
    checkins::{
        model::{CheckIn, Point},
        trend::{Dot, HEIGHT, Line, Trend, WIDTH, level},
    },
    kernel::london,
};

/// The pictures, and the table.
#[derive(Serialize)]
pub struct Pictures {
    many: usize,
    span: String,
    pictures: Vec<Picture>,
    heads: Vec<&'static str>,
    rows: Vec<Row>,
}

/// The picture of one question.
#[derive(Serialize)]
struct Picture {
    id: &'static str,
    question: &'static str,
    top: &'static str,
    bottom: &'static str,
    /// The same in words, for those who do not see it.
    said: String,
    width: usize,
    height: usize,
    levels: Vec<usize>,
    lines: Vec<String>,
    dots: Vec<Dot>,
}

#[derive(Serialize)]
struct Row {
    day: String,
    cells: Vec<Cell>,
}

#[derive(Serialize)]
struct Cell {
    head: &'static str,
    words: &'static str,
}

impl Pictures {
    /// What a list, newest first, has to show, if anything.
    pub fn of(list: &[CheckIn]) -> Option<Self> {
        let Trend { days, lines } = Trend::of(list)?;
        let row = |(at, day): (usize, &chrono::NaiveDate)| Row {
            day: london::short_day(*day),
            cells: lines.iter().map(|line| Cell { head: line.prompt.name(), words: line.words(at) }).collect(),
        };
        let (from, until) = (london::short_day(*days.first()?), london::short_day(*days.last()?));
        Some(Self {
            many: days.len(),
            span: if from == until { format!("On {from}") } else { format!("From {from} to {until}") },
            pictures: lines.iter().map(Picture::from).collect(),
            heads: lines.iter().map(|line| line.prompt.name()).collect(),
            rows: days.iter().enumerate().map(row).collect(),
        })
    }
}

impl From<&Line> for Picture {
    fn from(line: &Line) -> Self {
        let joined = |run: &Vec<Dot>| {
            let points: Vec<String> = run.iter().map(|dot| format!("{},{}", dot.x, dot.y)).collect();
            points.join(" ")
        };
        let said: Vec<&str> = (0..line.points.len()).map(|at| line.words(at)).collect();
        Self {
            id: line.prompt.word(),
            question: line.prompt.question(),
            top: line.prompt.answer(Point::Highest),
            bottom: line.prompt.answer(Point::Lowest),
            said: said.join(", "),
            width: WIDTH,
            height: HEIGHT,
            levels: Point::ALL.iter().map(|point| level(*point)).collect(),
            lines: line.runs().iter().filter(|run| run.len() > 1).map(joined).collect(),
            dots: line.dots(),
        }
    }
}
