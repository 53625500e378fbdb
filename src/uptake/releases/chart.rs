//! A chart of one measure: for each group a bar from nobody to everybody, and on it the band, from its least count to
//! its greatest. It draws nothing that the table beside it does not say: a band is drawn as a band, never as a point.

use svg::{
    Document, Node,
    node::element::{Rectangle, Text, Title},
};

use super::figures::{Figures, Row};

/// Its width, in units of the page: it fits the smallest screen, and grows no further.
const WIDTH: u32 = 288;

/// How much room a group takes.
const STEP: u32 = 58;

/// The most characters of a name that fit a line.
const LETTERS: usize = 34;

/// The chart of the measure at `at`, as markup to stand in a page.
#[must_use]
pub fn chart(figures: &Figures, at: usize) -> String {
    let name = figures.measures.get(at).map_or("", String::as_str);
    let rows: Vec<&Row> = figures.rows.iter().filter(|row| row.bands.len() > at).collect();
    let height = u32::try_from(rows.len()).unwrap_or(1) * STEP;
    let said: Vec<String> = rows.iter().map(|row| format!("{}: {}", row.title(), words(row, at))).collect();
    let mut document = Document::new()
        .set("viewBox", (0, 0, WIDTH, height))
        .set("width", WIDTH)
        .set("height", height)
        .set("class", "app-trend__picture")
        .set("role", "img")
        .set("focusable", "false")
        .set("fill", "currentColor")
        .add(Title::new(format!("{name}. {}", said.join("; "))));
    for (line, row) in (0..).zip(rows) {
        draw(&mut document, row, at, line * STEP);
    }
    document.to_string()
}

fn draw(document: &mut Document, row: &Row, at: usize, top: u32) {
    let band = row.bands[at];
    // People are drawn as cells, so that a band of seven counts is wider than the line between two.
    let scale = |count: u32| count * (WIDTH - 2) / (row.people + 1).max(1) + 1;
    let (from, until) = (scale(band.0), scale(band.1 + 1).min(WIDTH - 1));
    let bar =
        |x: u32, width: u32| Rectangle::new().set("x", x).set("y", top + 38).set("width", width).set("height", 14);
    document.append(Text::new(short(&row.name)).set("x", 0).set("y", top + 15).set("font-size", 15));
    document.append(Text::new(words(row, at)).set("x", 0).set("y", top + 33).set("font-size", 15));
    let all = bar(1, WIDTH - 2).set("fill", "none").set("stroke", "currentColor").set("stroke-opacity", "0.5");
    document.append(all);
    document.append(bar(from, until.saturating_sub(from)));
}

fn words(row: &Row, at: usize) -> String {
    format!("{} of {} people", Figures::words(row.bands[at]), row.people)
}

fn short(name: &str) -> String {
    if name.chars().count() <= LETTERS {
        return name.to_owned();
    }
    name.chars().take(LETTERS - 1).chain(['…']).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::uptake::releases::contents::Range;

    fn figures(bands: Vec<Range>, name: &str) -> Figures {
        let row = Row { name: name.into(), note: String::new(), people: 19, bands };
        Figures { quarter: "Q".into(), measures: vec!["Checked in".into()], rows: vec![row], withheld: None }
    }

    fn bar(chart: &str) -> (u32, u32) {
        let rect = chart.split("<rect").nth(2).unwrap();
        let value = |name: &str| {
            let after = rect.split_once(&format!(" {name}=\"")).unwrap().1;
            after.split_once('"').unwrap().0.parse::<u32>().unwrap()
        };
        (value("x"), value("width"))
    }

    #[test]
    fn the_bar_is_the_band_and_ends_where_everybody_does() {
        let lowest = bar(&chart(&figures(vec![Range(0, 6)], "Ward"), 0));
        let middle = bar(&chart(&figures(vec![Range(7, 13)], "Ward"), 0));
        let last = bar(&chart(&figures(vec![Range(14, 19)], "Ward"), 0));
        assert_eq!((lowest.0, last.0 + last.1), (1, WIDTH - 1));
        assert_eq!((lowest.0 + lowest.1, middle.0 + middle.1), (middle.0, last.0), "one begins where the other ends");
        assert!(lowest.1.abs_diff(middle.1) <= 1, "bands of seven look alike");
    }

    #[test]
    fn names_cannot_break_out_of_it() {
        let chart = chart(&figures(vec![Range(0, 6)], "<script>alert(\"1\")</script> & more of a long name"), 0);
        assert!(!chart.contains("<script") && chart.contains("&lt;script"), "{chart}");
        assert!(chart.contains("0 to 6 of 19 people"), "it says in words what it draws");
    }
}
