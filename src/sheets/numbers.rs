//! What spreadsheets keep as numbers, as people see it.

/// A number as it is seen in a cell: whole ones without a point, and no more digits than a spreadsheet shows.
pub fn plain(number: f64) -> String {
    // A spreadsheet keeps 0.6 as 0.59999999999999998 and shows fifteen digits of it.
    let shown: f64 = format!("{number:.14e}").parse().unwrap_or(number);
    if shown == 0.0 { "0".to_owned() } else { shown.to_string() }
}

/// A date and perhaps a time, as `2026-11-26` or `2026-11-26 14:30`; anything else as it is.
pub fn moment(iso: &str) -> String {
    let iso = iso.trim();
    let (day, time) = iso.split_once(['T', ' ']).unwrap_or((iso, ""));
    match time.get(..5) {
        Some(clock) if clock != "00:00" => format!("{day} {clock}"),
        _ => day.to_owned(),
    }
}

/// A column as spreadsheets name it: A, B, .. Z, AA.
pub fn letters(column: usize) -> String {
    let (rest, last) = (column / 26, char::from(b'A' + u8::try_from(column % 26).unwrap_or(0)));
    if rest == 0 { last.to_string() } else { letters(rest - 1) + &last.to_string() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_look_as_they_do_in_a_cell() {
        for (number, seen) in [
            (0.6, "0.6"),
            (0.6 - f64::EPSILON / 4.0, "0.6"),
            (0.1 + 0.2, "0.3"),
            (192.0, "192"),
            (-0.0, "0"),
            (447_700_900_123.0, "447700900123"),
            (-12.5, "-12.5"),
            (f64::NAN, "NaN"),
        ] {
            assert_eq!(plain(number), seen);
        }
    }

    #[test]
    fn a_time_of_midnight_is_no_time() {
        for (iso, seen) in [
            ("2026-11-26", "2026-11-26"),
            ("2026-11-26T00:00:00", "2026-11-26"),
            ("2026-11-26T14:30:00.000", "2026-11-26 14:30"),
            ("2026-11-26 09:05", "2026-11-26 09:05"),
            ("", ""),
        ] {
            assert_eq!(moment(iso), seen, "{iso}");
        }
    }

    #[test]
    fn columns_have_letters() {
        for (column, name) in [(0, "A"), (25, "Z"), (26, "AA"), (27, "AB"), (701, "ZZ"), (702, "AAA")] {
            assert_eq!(letters(column), name);
        }
    }
}
