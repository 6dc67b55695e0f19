//! Numbers as people read them.

/// What is smaller is what rounding leaves of sums, and is shown as nothing.
pub const LEAST: f64 = 1e-9;

/// A number with two significant digits and thousands separated: `12,000`, `0.35`, `1.2 million`.
#[must_use]
pub fn number(value: f64) -> String {
    if !value.is_finite() {
        return "–".into();
    }
    let rounded = if value.abs() < LEAST { 0.0 } else { two_digits(value) };
    match rounded.abs() {
        0.0 => "0".into(),
        size if size >= 1e9 => format!("{} billion", plain(rounded / 1e9)),
        size if size >= 1e6 => format!("{} million", plain(rounded / 1e6)),
        _ => plain(rounded),
    }
}

/// A level in its unit. Counts of people under ten are not told apart.
#[must_use]
pub fn level(value: f64, unit: &str) -> String {
    match unit {
        "share" => percent(value),
        _ if is_small_count(value, unit) => "<10".into(),
        _ => number(value),
    }
}

/// An observed figure, or what answers to it, by the kind of the observation.
#[must_use]
pub fn observed(value: f64, kind: &str, unit: &str) -> String {
    match kind {
        "share" => percent(value),
        "ratio" => format!("× {}", number(value)),
        "substitution" => number(value),
        "lag" => format!("{} months", number(value)),
        _ => level(value, unit),
    }
}

/// A difference in its unit, with its sign. Counts of people under ten are not told apart.
#[must_use]
pub fn difference(value: f64, unit: &str) -> String {
    let sign = if value > LEAST { "+" } else { "" };
    match unit {
        "share" => format!("{sign}{} points", percent(value).trim_end_matches(" %")),
        _ if is_small_count(value, unit) => format!("{}<10", if value > 0.0 { "+" } else { "−" }),
        _ => format!("{sign}{}", number(value)),
    }
}

/// A change relative to what it was, with its sign: `−35 %`.
#[must_use]
pub fn change(share: f64) -> String {
    format!("{}{}", if share > LEAST { "+" } else { "" }, percent(share))
}

/// A share as a percentage: `35 %`.
#[must_use]
pub fn percent(share: f64) -> String {
    format!("{} %", number(100.0 * share))
}

/// A share as a whole percentage; what is too little for one is `<1 %`.
#[must_use]
pub fn whole_percent(share: f64) -> String {
    match 100.0 * share {
        percent if percent > 0.0 && percent < 0.5 => "<1 %".into(),
        percent => format!("{percent:.0} %"),
    }
}

/// A range: `1,100 to 1,300`.
#[must_use]
pub fn range(ends: Option<(f64, f64)>, show: impl Fn(f64) -> String) -> String {
    ends.map(|(low, high)| format!("{} to {}", show(low), show(high))).unwrap_or_default()
}

/// An indicator's name as words: `deaths per 1,000 attempts`.
#[must_use]
pub fn words(indicator: &str) -> String {
    indicator.replace("1000", "1,000").replace('_', " ")
}

/// Whether a value counts people, and so few that it is not shown.
#[must_use]
pub fn is_small_count(value: f64, unit: &str) -> bool {
    let people = ["persons", "journeys", "events", "crews", "seats"].contains(&unit);
    people && value != 0.0 && value.abs() < 10.0
}

fn two_digits(value: f64) -> f64 {
    if value == 0.0 {
        return 0.0;
    }
    // Through text, so that 0.35 stays 0.35 and does not become 0.35000000000000003.
    format!("{value:.1e}").parse().unwrap_or(value)
}

fn plain(value: f64) -> String {
    let size = value.abs();
    let decimals = if size >= 9.95 { 0 } else { (1.0 - size.log10().floor()).clamp(0.0, 12.0) as usize };
    let digits = format!("{size:.decimals$}");
    let (whole, fraction) = digits.split_once('.').unwrap_or((&digits, ""));
    let point = if fraction.is_empty() { "" } else { "." };
    format!("{}{}{point}{fraction}", if value < 0.0 { "−" } else { "" }, separate(whole))
}

/// Puts a comma after every third digit from the right.
fn separate(digits: &str) -> String {
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_have_two_significant_digits() {
        let cases = [
            (0.0, "0"),
            (-3e-14, "0"),
            (0.0346, "0.035"),
            (0.35, "0.35"),
            (1.0, "1.0"),
            (9.96, "10"),
            (34.6, "35"),
            (999.0, "1,000"),
            (12_345.0, "12,000"),
            (-12_345.0, "−12,000"),
            (999_999.0, "1.0 million"),
            (23_400_000.0, "23 million"),
            (150_000_000.0, "150 million"),
            (2_340_000_000.0, "2.3 billion"),
            (f64::NAN, "–"),
        ];
        for (value, text) in cases {
            assert_eq!(number(value), text, "{value}");
        }
    }

    #[test]
    fn fewer_than_ten_people_are_not_told_apart() {
        assert_eq!(level(3.0, "persons"), "<10");
        assert_eq!(level(0.0, "persons"), "0");
        assert_eq!(level(3.0, "per 1,000 journeys"), "3.0");
        assert_eq!(difference(-3.0, "persons"), "−<10");
        assert_eq!(difference(3.0, "events"), "+<10");
        assert_eq!(difference(350.0, "persons"), "+350");
    }

    #[test]
    fn shares_are_percentages() {
        assert_eq!(level(0.313, "share"), "31 %");
        assert_eq!(difference(-0.052, "share"), "−5.2 points");
        assert_eq!(change(0.5), "+50 %");
        assert_eq!((change(2e-15), difference(2e-14, "deaths per 1,000 legs")), ("0 %".into(), "0".into()));
        assert_eq!([0.0, 0.001, 0.346, 1.0].map(whole_percent), ["0 %", "<1 %", "35 %", "100 %"]);
        assert_eq!(range(Some((0.1, 0.2)), percent), "10 % to 20 %");
    }

    #[test]
    fn names_become_words() {
        assert_eq!(words("deaths_per_1000_attempts"), "deaths per 1,000 attempts");
    }
}
