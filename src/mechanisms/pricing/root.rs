//! Where a function of the price turns from negative to positive: Newton's steps, kept in a bracket.

/// Prices between which the sign changes (USD): negative at `low`, not negative at `high`.
#[derive(Clone, Copy, Debug)]
pub(super) struct Bracket {
    pub(super) low: f64,
    pub(super) high: f64,
}

/// After so many evaluations only halving is trusted: it can't be slowed down by kinks.
const NEWTON: u32 = 12;

impl Bracket {
    fn narrow(&mut self, price: f64, value: f64) {
        if value < 0.0 {
            self.low = price;
        } else {
            self.high = price;
        }
    }

    fn is_closed(&self, tolerance: f64) -> bool {
        self.high.is_finite() && self.high - self.low <= tolerance * self.high.abs()
    }

    fn middle(&self) -> Option<f64> {
        self.high.is_finite().then_some(0.5 * (self.low + self.high))
    }

    /// Where to look next, given where Newton's step leads. A step out of the bracket is what a
    /// jump looks like: look just inside the end that was passed, which closes the bracket if the
    /// jump is there.
    fn next(&self, newton: f64, tolerance: f64, trusted: bool) -> Option<f64> {
        if !trusted || !newton.is_finite() {
            return self.middle();
        }
        let inside = if newton >= self.high {
            self.high - 0.9 * tolerance * self.high.abs()
        } else if newton <= self.low {
            self.low + 0.9 * tolerance * self.low.abs().max(f64::MIN_POSITIVE)
        } else {
            newton
        };
        if inside > self.low && inside < self.high { Some(inside) } else { self.middle() }
    }
}

/// A sign change that was found.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Root {
    /// Where it is (USD); at a jump, its upper side.
    pub(super) price: f64,
    /// Whether a bracket closed on it. If not, it is the end of a last Newton step, and what was
    /// known where that began can be carried over.
    pub(super) closed: bool,
}

/// Evaluations that a search inside a closed bracket may take.
pub(super) const THOROUGH: u32 = 120;

/// The price (USD) at which `function` (value and slope) turns from negative to positive, to the
/// relative `tolerance`, from `start` in `bracket`, in at most `attempts` evaluations.
///
/// `None` if the bracket is open above and the function does not rise, or the attempts run out.
pub(super) fn solve(
    mut bracket: Bracket,
    start: f64,
    tolerance: f64,
    attempts: u32,
    mut function: impl FnMut(f64) -> (f64, f64),
) -> Option<Root> {
    let mut price = start;
    let mut probed = false;
    for attempt in 0..attempts {
        let (value, slope) = function(price);
        bracket.narrow(price, value);
        if bracket.is_closed(tolerance) {
            return Some(Root { price: bracket.high, closed: true });
        }
        let newton = if slope > 0.0 { price - value / slope } else { f64::NAN };
        let within = newton >= bracket.low && newton <= bracket.high;
        if within && (newton - price).abs() <= tolerance * price.abs() {
            return Some(Root { price: newton, closed: false });
        }
        price = bracket.next(newton, tolerance, attempt < NEWTON && (within || !probed))?;
        probed = !within;
    }
    None
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn open() -> Bracket {
        Bracket { low: 0.0, high: f64::INFINITY }
    }

    #[test]
    fn a_line_takes_two_evaluations() {
        let mut count = 0;
        let root = solve(open(), 10.0, 1e-9, 10, |price| {
            count += 1;
            (2.0 * price - 3.0, 2.0)
        });
        assert_eq!(root, Some(Root { price: 1.5, closed: false }));
        assert_eq!(count, 2);
    }

    #[test]
    fn a_jump_is_found_from_its_upper_side() {
        let mut count = 0;
        let root = solve(open(), 7.0, 1e-6, 60, |price| {
            count += 1;
            if price < 5.0 { (price - 6.0, 1.0) } else { (price - 4.0, 1.0) }
        });
        let price = root.map(|root| root.price).unwrap();
        assert!((5.0..5.0 + 1e-5).contains(&price), "{price}");
    }

    #[test]
    fn what_does_not_rise_has_no_root() {
        assert_eq!(solve(open(), 1.0, 1e-6, 60, |_| (-1.0, 0.0)), None);
    }
}
