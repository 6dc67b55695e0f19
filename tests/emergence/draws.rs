//! Parameters drawn over their plausible ranges.

use wayfare::catalogue::{Parameter, Value};
use wayfare::mechanisms;
use wayfare::random::{Key, Purpose};
use wayfare::world::Scenario;

use crate::set;

/// Evenly over the range, or evenly over its logarithm where it spans a decade.
fn value((low, high): (f64, f64), share: f64) -> f64 {
    if low > 0.0 && high / low >= 10.0 {
        (low.ln() + (high.ln() - low.ln()) * share).exp()
    } else {
        low + (high - low) * share
    }
}

/// Whether a file's silence leaves a parameter to be drawn, as in comparisons: it is uncertain, and not of
/// something that there is none of unless a file says so.
fn is_drawn(scenario: &Scenario, parameter: &Parameter) -> bool {
    let silent = scenario.settings.get(parameter).is_none();
    silent && parameter.is_uncertain() && !parameter.is_off_unless_set()
}

/// Sets every parameter that is drawn to draw `n`.
pub(crate) fn draw(scenario: &mut Scenario, n: u64) {
    for (i, parameter) in mechanisms::parameters().enumerate() {
        if is_drawn(scenario, parameter) {
            let share = Key::root(n).of(i as u64).purpose(Purpose::Parameter).uniform();
            let drawn = value(parameter.range, share);
            let drawn = if parameter.whole { drawn.round() } else { drawn };
            set(scenario, parameter, Value::Number(drawn));
        }
    }
}

#[test]
fn draws_lie_in_their_ranges_and_differ() {
    let mut scenario = crate::load("displacement", "baseline");
    let drawn: Vec<&Parameter> = mechanisms::parameters().filter(|p| is_drawn(&scenario, p)).collect();
    draw(&mut scenario, 1);
    assert!(drawn.len() > 40);
    for parameter in drawn {
        let x = scenario.settings.number(parameter);
        assert!(parameter.range.0 <= x && x <= parameter.range.1, "{}: {x}", parameter.name);
    }
    let mut other = crate::load("displacement", "baseline");
    draw(&mut other, 2);
    assert_ne!(scenario.settings, other.settings);
}
