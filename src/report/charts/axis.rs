//! Round numbers for axes.

use crate::report::format;

/// The span of an axis, and where its ticks stand.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Scale {
    pub span: (f64, f64),
    pub ticks: Vec<f64>,
}

impl Scale {
    /// A scale that holds zero and all values, with about `wanted` steps.
    pub(super) fn around_zero(values: impl IntoIterator<Item = f64>, wanted: f64) -> Self {
        let finite = values.into_iter().filter(|x| x.is_finite());
        let (low, high) = finite.fold((0.0_f64, 0.0_f64), |(l, h), x| (l.min(x), h.max(x)));
        let width = if high - low > format::LEAST { high - low } else { 1.0 };
        let step = round_step(width / wanted);
        let (first, last) = ((low / step + 1e-9).floor(), (high / step - 1e-9).ceil());
        let last = if last > first { last } else { first + 1.0 };
        let ticks: Vec<f64> = (first as i64..=last as i64).map(|i| i as f64 * step).collect();
        Self { span: (first * step, last * step), ticks }
    }
}

impl Scale {
    /// The same, cut a little above the highest value: a panel over time needs no full last step.
    pub(super) fn cut_at(self, values: impl IntoIterator<Item = f64>) -> Self {
        let highest = values.into_iter().filter(|x| x.is_finite()).fold(0.0_f64, f64::max);
        if highest <= 0.0 {
            return self;
        }
        let top = (highest * 1.06).min(self.span.1);
        Self { span: (self.span.0, top), ticks: self.ticks.into_iter().filter(|t| *t <= top).collect() }
    }
}

/// The step of 1, 2 or 5 times a power of ten at or above `least`.
fn round_step(least: f64) -> f64 {
    let power = 10_f64.powf(least.log10().floor());
    let factor = [1.0, 2.0, 5.0].into_iter().find(|f| f * power >= least * (1.0 - 1e-9)).unwrap_or(10.0);
    factor * power
}

/// A tick's number, without digits that say nothing.
#[must_use]
pub(super) fn tick(value: f64) -> String {
    let text = format::number(value);
    let (digits, word) = text.split_once(' ').map_or((text.as_str(), ""), |(d, w)| (d, w));
    let short =
        if digits.contains('.') { digits.trim_end_matches('0').trim_end_matches('.') } else { digits };
    if word.is_empty() { short.into() } else { format!("{short} {word}") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn ticks_are_round() {
        assert_eq!(Scale::around_zero([730.0, 120.0], 4.0).ticks, [0.0, 200.0, 400.0, 600.0, 800.0]);
        assert_eq!(Scale::around_zero([-0.4, 0.3], 4.0).span, (-0.4, 0.4));
        assert_eq!(Scale::around_zero([], 4.0).span.0, 0.0);
        assert_eq!(Scale::around_zero([-3e-15, 4e-14], 4.0), Scale::around_zero([], 4.0));
        assert_eq!([1.0, 0.5, 2e6, 1500.0].map(tick), ["1", "0.5", "2 million", "1,500"]);
    }

    #[test]
    fn a_cut_scale_ends_above_the_highest_value() {
        let scale = Scale::around_zero([10_500.0], 5.0).cut_at([10_500.0]);
        assert_eq!((scale.span, scale.ticks.len()), ((0.0, 11_130.0), 3));
    }

    proptest! {
        #[test]
        fn the_scale_holds_all_values(values in prop::collection::vec(-1e6..1e6_f64, 1..20)) {
            let scale = Scale::around_zero(values.clone(), 4.0);
            prop_assert!(values.iter().all(|x| scale.span.0 <= x + 1e-6 && x - 1e-6 <= scale.span.1));
            prop_assert!(scale.ticks.len() <= 8);
        }
    }
}
