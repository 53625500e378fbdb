//! The staff ratio: whole-time equivalents of the workforce for each qualified one, in whole numbers only.
//!
//! The formula and the published figures are the policy's own (FACTS 1.3): the regional figures are truncated, the
//! national one is rounded to ten.

/// For how many of the workforce the policy asks for one qualified librarian or knowledge specialist.
pub const TARGET: i64 = 1_250;

/// The average when the policy was written; whoever is there or worse is asked to aim for the target.
pub const AVERAGE: i64 = 1_730;

/// A workforce and its qualified librarians and knowledge specialists, in hundredths of whole-time equivalents.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ratio {
    /// Everybody, counted as whole-time equivalents.
    pub workforce: i64,
    /// The qualified among them.
    pub qualified: i64,
}

/// Where a ratio stands against the policy.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// One for every 1,250, or better.
    Met,
    /// Worse than that, and better than one for every 1,730.
    Between,
    /// One for every 1,730, or worse.
    Worse,
    /// Nobody is qualified: there is no ratio.
    Nobody,
}

/// How the figure is published.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rounding {
    /// Of an organisation or a region: the fraction is cut off.
    Truncated,
    /// Of the nation: rounded to ten, and said to be about that.
    ToTen,
}

impl Ratio {
    /// Where it stands; compared as products, so that no fraction is lost.
    #[must_use]
    pub fn standing(self) -> Standing {
        let (workforce, qualified) = (i128::from(self.workforce), i128::from(self.qualified));
        if qualified == 0 {
            Standing::Nobody
        } else if workforce <= qualified * i128::from(TARGET) {
            Standing::Met
        } else if workforce < qualified * i128::from(AVERAGE) {
            Standing::Between
        } else {
            Standing::Worse
        }
    }

    /// "1:1,180", or "about 1:1,730" for the nation; in words when nobody is qualified.
    #[must_use]
    pub fn words(self, rounding: Rounding) -> String {
        if self.qualified == 0 {
            return "Nobody qualified: no ratio".to_owned();
        }
        match rounding {
            Rounding::Truncated => format!("1:{}", thousands(self.workforce / self.qualified)),
            Rounding::ToTen => {
                // Half of ten up, in whole numbers: (w / q + 5) / 10.
                let tens = (self.workforce + 5 * self.qualified) / (10 * self.qualified);
                format!("about 1:{}", thousands(10 * tens))
            }
        }
    }

    /// Further qualified posts without which the target is not met, in hundredths of a whole-time equivalent, rounded up
    /// so that with them it really is.
    #[must_use]
    pub fn needed(self) -> i64 {
        let least = self.workforce / TARGET + i64::from(self.workforce % TARGET != 0);
        (least - self.qualified).max(0)
    }
}

impl Standing {
    /// The standing in words.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::Met => "meets 1:1,250",
            Self::Between => "between 1:1,250 and 1:1,730",
            Self::Worse => "1:1,730 or worse",
            Self::Nobody => "nobody is qualified",
        }
    }
}

/// A number with its thousands apart.
#[must_use]
pub fn thousands(number: i64) -> String {
    let digits = number.abs().to_string();
    let grouped: Vec<&str> =
        digits.as_bytes().rchunks(3).rev().filter_map(|three| str::from_utf8(three).ok()).collect();
    format!("{}{}", if number < 0 { "-" } else { "" }, grouped.join(","))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// The published returns of December 2018: region, qualified in hundredths, workforce, and what was published.
    const PUBLISHED: [(&str, i64, i64, &str); 4] = [
        ("London and KSS", 22_442, 264_819, "1:1,180"),
        ("Midlands and East", 14_256, 299_522, "1:2,101"),
        ("North", 15_463, 348_694, "1:2,255"),
        ("South", 10_473, 169_942, "1:1,622"),
    ];

    fn ratio(workforce: i64, qualified: i64) -> Ratio {
        Ratio { workforce: workforce * 100, qualified }
    }

    #[test]
    fn the_published_figures_come_out_as_published() {
        for (region, qualified, workforce, published) in PUBLISHED {
            assert_eq!(ratio(workforce, qualified).words(Rounding::Truncated), published, "{region}");
        }
        let sum = |of: fn(&(&str, i64, i64, &str)) -> i64| PUBLISHED.iter().map(of).sum::<i64>();
        let (workforce, qualified) = (sum(|row| row.2), sum(|row| row.1));
        // The policy's own total of the workforce is 1,082,977: its regions add up to it, and the qualified to 626.34.
        assert_eq!((workforce, qualified), (1_082_977, 62_634));
        // 1,082,977 / 626.34 = 1729.06: cut off it is 1,729, to ten it is 1,730.
        assert_eq!(ratio(workforce, qualified).words(Rounding::Truncated), "1:1,729");
        assert_eq!(ratio(workforce, qualified).words(Rounding::ToTen), "about 1:1,730");
    }

    #[test]
    fn where_a_ratio_stands_is_said_at_its_very_edges() {
        for (workforce, qualified, standing) in [
            (1_250, 100, Standing::Met),
            (12_500, 1_000, Standing::Met),
            (1_251, 100, Standing::Between),
            (1_729, 100, Standing::Between),
            (1_730, 100, Standing::Worse),
            (348_694, 15_463, Standing::Worse),
            (5_000, 0, Standing::Nobody),
        ] {
            assert_eq!(ratio(workforce, qualified).standing(), standing, "{workforce} / {qualified}");
        }
        assert_eq!(ratio(5_000, 0).words(Rounding::ToTen), "Nobody qualified: no ratio");
    }

    #[test]
    fn what_it_takes_is_rounded_up_to_a_hundredth() {
        // North: 348,694 / 1,250 = 278.9552, so 278.96 are needed and 154.63 are there.
        assert_eq!(ratio(348_694, 15_463).needed(), 27_896 - 15_463);
        assert_eq!(ratio(264_819, 22_442).needed(), 0, "London is there");
        assert_eq!(ratio(1_250, 0).needed(), 100);
        assert_eq!(ratio(1_251, 100).needed(), 1);
    }

    #[test]
    fn thousands_stand_apart() {
        assert_eq!([0, 999, 1_000, 1_082_977].map(thousands), ["0", "999", "1,000", "1,082,977"]);
    }

    proptest! {
        #[test]
        fn with_what_it_takes_the_target_is_met_and_with_a_hundredth_less_it_is_not(
            workforce in 1_i64..=1_000_000_000, qualified in 0_i64..=1_000_000,
        ) {
            let now = Ratio { workforce, qualified };
            let then = Ratio { workforce, qualified: qualified + now.needed() };
            prop_assert_eq!(then.standing(), Standing::Met);
            if now.needed() > 0 {
                let less = Ratio { workforce, qualified: then.qualified - 1 };
                prop_assert_ne!(less.standing(), Standing::Met);
            }
        }

        #[test]
        fn the_national_figure_is_the_nearest_ten(workforce in 1_i64..=1_000_000_000, qualified in 1_i64..=1_000_000) {
            let words = Ratio { workforce, qualified }.words(Rounding::ToTen);
            let said: i128 = words.trim_start_matches("about 1:").replace(',', "").parse().unwrap();
            let (workforce, qualified) = (i128::from(workforce), i128::from(qualified));
            prop_assert!(said % 10 == 0 && (said * qualified - workforce).abs() <= 5 * qualified);
        }
    }
}
