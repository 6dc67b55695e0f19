//! Firms that feel their way: a step up or down, kept up as long as the firm's own record says so.
//!
//! A firm knows what it earned itself and nothing else: no demand curve, no rival. Firms that all move at
//! once find that what is good for all is good for each, and end near the price of one seller (Huck, Normann
//! and Oechssler, 2004, "Through trial and error to collusion"); those that move one by one end near the
//! price at which none gains by another. How often firms reconsider lies between.

use crate::agents::Asking;

/// A period in which a firm sold so many seats (people) at a price and unit cost (USD a head).
pub fn keep_account(asking: &mut Asking, price: f64, cost: f64, sold: f64) {
    asking.usd = Some(price);
    asking.since_usd += (price - cost) * sold;
    asking.carried += sold;
    asking.periods += 1.0;
}

/// A step on from what a firm asks: in the direction of its last one if it has earned more a period since
/// then than before, and back otherwise; down if it has carried nobody. The first goes in the direction
/// `first` (1 or −1). It never asks less than its unit cost (USD a head); `step` is in the log of the price.
pub fn reconsider(asking: &mut Asking, cost: f64, step: f64, first: f64) {
    let Some(usd) = asking.usd.filter(|_| asking.periods > 0.0) else { return };
    let earned = asking.since_usd / asking.periods;
    let direction = if asking.carried <= 0.0 {
        -1.0
    } else if asking.direction == 0.0 {
        first
    } else if earned > asking.before_usd {
        asking.direction
    } else {
        -asking.direction
    };
    *asking = Asking {
        usd: Some((usd * (direction * step).exp()).max(cost)),
        direction,
        before_usd: earned,
        ..Asking::default()
    };
}

#[cfg(test)]
mod tests {
    use super::*;

    fn after(asking: &mut Asking, price: f64, sold: f64) -> f64 {
        keep_account(asking, price, 100.0, sold);
        reconsider(asking, 100.0, 0.1, 1.0);
        asking.usd.unwrap_or(f64::NAN)
    }

    #[test]
    fn a_step_that_paid_is_followed_by_another() {
        let mut asking = Asking::default();
        let second = after(&mut asking, 200.0, 10.0);
        assert!((second - 200.0 * 0.1_f64.exp()).abs() < 1e-9);
        let third = after(&mut asking, second, 10.0);
        assert!(third > second);
        assert!(after(&mut asking, third, 5.0) < third);
    }

    #[test]
    fn whoever_carries_nobody_asks_less_and_never_less_than_cost() {
        let mut asking = Asking::default();
        assert!(after(&mut asking, 105.0, 0.0) >= 100.0);
        assert_eq!(after(&mut asking, 100.0, 0.0), 100.0);
    }

    #[test]
    fn who_has_not_sold_yet_does_not_reconsider() {
        let mut asking = Asking::default();
        reconsider(&mut asking, 100.0, 0.1, 1.0);
        assert_eq!(asking, Asking::default());
    }
}
