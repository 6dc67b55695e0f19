//! Parameters drawn over their plausible ranges.

use wayfare::catalogue::{Default as Start, Parameter, Value};
use wayfare::mechanisms;
use wayfare::random::{Key, Purpose};
use wayfare::world::Scenario;

use crate::set;

/// Numbers that say how exactly something is computed, and so nothing about the world.
const NUMERICAL: &[&str] = &[
    "aspiration.majorant",
    "capability.worth_nodes",
    "pricing.sweeps",
    "pricing.tolerance",
    "route_choice.flip_margin",
];

fn is_drawn(parameter: &Parameter) -> bool {
    let (low, high) = parameter.range;
    let name = format!("{}.{}", parameter.owner, parameter.name);
    let number = matches!(parameter.default, Start::Number(_)) && low < high && high.is_finite();
    number && low.is_finite() && !NUMERICAL.contains(&name.as_str())
}

/// Evenly over the range, or evenly over its logarithm where it spans a decade.
fn value((low, high): (f64, f64), share: f64) -> f64 {
    if low > 0.0 && high / low >= 10.0 {
        (low.ln() + (high.ln() - low.ln()) * share).exp()
    } else {
        low + (high - low) * share
    }
}

/// Sets every parameter on which the file is silent to draw `n`.
pub(crate) fn draw(scenario: &mut Scenario, n: u64) {
    for (i, parameter) in mechanisms::parameters().enumerate() {
        if is_drawn(parameter) && scenario.settings.get(parameter).is_none() {
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
    draw(&mut scenario, 1);
    let drawn: Vec<&Parameter> = mechanisms::parameters().filter(|p| is_drawn(p)).collect();
    assert!(drawn.len() > 40);
    for parameter in drawn {
        let x = scenario.settings.number(parameter);
        assert!(parameter.range.0 <= x && x <= parameter.range.1, "{}: {x}", parameter.name);
    }
    let mut other = crate::load("displacement", "baseline");
    draw(&mut other, 2);
    assert_ne!(scenario.settings, other.settings);
}
