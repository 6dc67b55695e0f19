//! Death, loss of the vehicle with all aboard, and abuse on the way.

use crate::agents::{Manner, Person};
use crate::catalogue::{Mechanism, Parameter};
use crate::random::{Key, Purpose};
use crate::world::{Conditions, Leg, Scenario};

const NAME: &str = "harm";

/// Risk of going alone.
pub const ALONE_DEATH: Parameter = Parameter::number(NAME, "alone_death_factor", 1.0)
    .meaning("hazard of death of somebody alone, as a multiple of the leg's")
    .unit("multiplier")
    .range(0.5, 3.0)
    .limits(0.0, 100.0)
    .paragraphs("38");
/// Abuse of people alone.
pub const ALONE_ABUSE: Parameter = Parameter::number(NAME, "alone_abuse_factor", 1.3)
    .meaning("hazard of abuse of somebody alone, as a multiple of the leg's")
    .unit("multiplier")
    .range(0.7, 2.5)
    .limits(0.0, 100.0)
    .paragraphs("38");
/// What abuse takes.
pub const ABUSE_TAKES: Parameter = Parameter::number(NAME, "abuse_takes", 0.3)
    .meaning("share of a person's money that is taken when he or she is abused or robbed")
    .unit("share")
    .range(0.1, 0.8)
    .limits(0.0, 1.0)
    .paragraphs("38, 45");

/// Women alone.
pub const WOMEN_ALONE: Parameter = Parameter::number(NAME, "women_alone_factor", 1.5)
    .meaning("hazard of abuse of a woman without a smuggler, as a multiple of a man's")
    .unit("multiplier")
    .range(1.0, 3.0)
    .limits(0.01, 100.0)
    .paragraphs("38, 45");
/// Women with a smuggler.
pub const WOMEN_SMUGGLED: Parameter = Parameter::number(NAME, "women_smuggled_factor", 1.1)
    .meaning("the same with a smuggler; women often judge a smuggler safer than going alone")
    .unit("multiplier")
    .range(0.7, 2.0)
    .limits(0.01, 100.0)
    .paragraphs("38, 45");

/// Deaths of women.
pub const WOMEN_DEATH: Parameter = Parameter::number(NAME, "women_death_factor", 1.0)
    .meaning("hazard of death of a woman, as a multiple of a man's; no fact says by how much it differs")
    .unit("multiplier")
    .range(0.7, 2.0)
    .limits(0.0, 100.0)
    .paragraphs("45");
/// Deaths of children.
pub const CHILDREN_DEATH: Parameter = Parameter::number(NAME, "children_death_factor", 1.0)
    .meaning("hazard of death of a child, as a multiple of an adult's; no fact says by how much it differs")
    .unit("multiplier")
    .range(0.7, 2.0)
    .limits(0.0, 100.0)
    .paragraphs("19, 51");
/// Abuse of children.
pub const CHILDREN_ABUSE: Parameter = Parameter::number(NAME, "children_abuse_factor", 1.0)
    .meaning("hazard of abuse of a child, as a multiple of an adult's; no fact says by how much it differs")
    .unit("multiplier")
    .range(0.7, 3.0)
    .limits(0.0, 100.0)
    .paragraphs("19, 51");

/// The mechanism.
pub const MECHANISM: Mechanism = Mechanism {
    name: NAME,
    summary: "A vehicle or boat is lost with all aboard; other deaths and abuse befall persons; the hazards are the \
              leg's, changed by the manner of travel.",
    text: "On each leg three hazards, H = −ln(1 − risk), act beside that of being stopped: loss of the vehicle \
           with all aboard (one keyed exponential a convoy; people alone are convoys of one), death of one \
           person, and abuse of one person (one keyed exponential each, a person and leg). Levers and series \
           multiply the first two; where search_and_rescue does, whoever would have died by the same draws without \
           it, and does not die on the leg, counts as rescued. For people alone the hazard of death is multiplied with alone_death_factor \
           and that of abuse with alone_abuse_factor; for women that of abuse with women_alone_factor or \
           women_smuggled_factor too, and they weigh what is believed of abuse accordingly. \
           women_death_factor, children_death_factor and children_abuse_factor multiply the hazards of women and \
           children where a community tells them apart. Each cause strikes after the fraction E/H of the leg, if \
           below 1; of being stopped, losing the vehicle and dying the first one counts and ends the leg, and \
           abuse happens if it comes before that. Abuse takes abuse_takes of the money a person carries. What \
           will happen is settled at departure and happens on its day.",
    paragraphs: "12, 38, 45, 56",
    parameters: &[
        &ALONE_DEATH,
        &ALONE_ABUSE,
        &ABUSE_TAKES,
        &WOMEN_ALONE,
        &WOMEN_SMUGGLED,
        &WOMEN_DEATH,
        &CHILDREN_DEATH,
        &CHILDREN_ABUSE,
    ],
    without: Some("nobody dies or is abused"),
};

/// The hazards of harm on each leg, over the whole leg.
#[derive(Clone, Debug, PartialEq)]
pub struct Hazards {
    vehicle_loss: Vec<f64>,
    death: Vec<f64>,
    /// By leg, where there is rescue: the hazards of losing the vehicle and of death without it.
    unaided: Vec<Option<[f64; 2]>>,
    abuse: Vec<f64>,
    alone_death: f64,
    alone_abuse: f64,
    abuse_takes: f64,
    women_alone: f64,
    women_smuggled: f64,
    women_death: f64,
    children_death: f64,
    children_abuse: f64,
}

/// How much more or less than the community's belief of abuse counts for men and for women, by manner:
/// belief is about everybody, so the two balance.
#[must_use]
pub fn care(scenario: &Scenario, community: usize) -> [[f64; 3]; 2] {
    if !scenario.with(NAME) {
        return [[0.0; 3]; 2];
    }
    let women = scenario.communities[community].women_share.get();
    let [alone, smuggled] = [&WOMEN_ALONE, &WOMEN_SMUGGLED].map(|p| scenario.settings.number(p));
    let of = |woman: bool, factor: f64| {
        let own = if woman { factor } else { 1.0 };
        own / (1.0 + women * (factor - 1.0)) - 1.0
    };
    [false, true].map(|woman| [of(woman, alone), of(woman, alone), of(woman, smuggled)])
}

impl Hazards {
    /// The hazards in force.
    #[must_use]
    pub fn new(scenario: &Scenario, conditions: &Conditions) -> Self {
        let number = |parameter| scenario.settings.number(parameter);
        let on = f64::from(u8::from(scenario.with(NAME)));
        let legs = || scenario.legs.iter().zip(&conditions.death_risk).zip(&conditions.rescue_leaves);
        let table = |leg: &Leg| [&leg.vehicle_loss_risk, &leg.death_risk].map(|risk| risk.hazard().get());
        let in_force = |which: usize| {
            legs().map(|((leg, m), left)| on * table(leg)[which] * (m * left)).collect::<Vec<_>>()
        };
        Self {
            vehicle_loss: in_force(0),
            death: in_force(1),
            unaided: legs()
                .map(|((leg, m), left)| (*left < 1.0).then(|| table(leg).map(|hazard| on * hazard * m)))
                .collect(),
            abuse: legs().map(|((leg, _), _)| on * leg.abuse_risk.hazard().get()).collect(),
            alone_death: number(&ALONE_DEATH),
            alone_abuse: number(&ALONE_ABUSE),
            abuse_takes: number(&ABUSE_TAKES),
            women_alone: number(&WOMEN_ALONE),
            women_smuggled: number(&WOMEN_SMUGGLED),
            women_death: number(&WOMEN_DEATH),
            children_death: number(&CHILDREN_DEATH),
            children_abuse: number(&CHILDREN_ABUSE),
        }
    }

    /// The part of a leg after which a smuggler's vehicle or boat is lost; above 1: it is not.
    #[must_use]
    pub fn vehicle_lost_at(&self, leg: usize, convoy: Key) -> f64 {
        convoy.purpose(Purpose::VehicleLoss).first_event(self.vehicle_loss[leg])
    }

    /// The part of a leg after which a person dies otherwise; above 1: he or she does not.
    #[inline]
    #[must_use]
    pub fn dies_at(&self, leg: usize, person: &Person, key: Key) -> f64 {
        key.purpose(Purpose::Death).first_event(self.death[leg] * self.death_factor(person))
    }

    #[inline]
    fn death_factor(&self, person: &Person) -> f64 {
        let alone = if person.manner == Manner::Smuggled { 1.0 } else { self.alone_death };
        let woman = if person.is_woman() { self.women_death } else { 1.0 };
        let child = if person.is_child() { self.children_death } else { 1.0 };
        alone * woman * child
    }

    /// The part of a leg after which a vehicle or boat would be lost without rescue; above 1: it would
    /// not, or there is none. The draw is that of [`Self::vehicle_lost_at`].
    #[inline]
    #[must_use]
    pub fn vehicle_lost_unaided_at(&self, leg: usize, convoy: Key) -> f64 {
        let lost = |[loss, _]: [f64; 2]| convoy.purpose(Purpose::VehicleLoss).first_event(loss);
        self.unaided[leg].map_or(f64::INFINITY, lost)
    }

    /// The same for the death of one person, with the draw of [`Self::dies_at`].
    #[inline]
    #[must_use]
    pub fn dies_unaided_at(&self, leg: usize, person: &Person, key: Key) -> f64 {
        let factor = self.death_factor(person);
        let dies = |[_, death]: [f64; 2]| key.purpose(Purpose::Death).first_event(death * factor);
        self.unaided[leg].map_or(f64::INFINITY, dies)
    }

    /// The part of a leg after which a person is abused or robbed; above 1: he or she is not.
    #[inline]
    #[must_use]
    pub fn abused_at(&self, leg: usize, person: &Person, key: Key) -> f64 {
        let smuggled = person.manner == Manner::Smuggled;
        let alone = if smuggled { 1.0 } else { self.alone_abuse };
        let own = if smuggled { self.women_smuggled } else { self.women_alone };
        let woman = if person.is_woman() { own } else { 1.0 };
        let child = if person.is_child() { self.children_abuse } else { 1.0 };
        key.purpose(Purpose::Abuse).first_event(self.abuse[leg] * (alone * woman * child))
    }

    /// The chances of dying and of being abused on a leg by these hazards alone.
    #[must_use]
    pub fn chances(&self, leg: usize, manner: Manner) -> (f64, f64) {
        let alone = manner != Manner::Smuggled;
        let death = self.death[leg] * if alone { self.alone_death } else { 1.0 };
        let abuse = self.abuse[leg] * if alone { self.alone_abuse } else { 1.0 };
        (-(-(death + self.vehicle_loss[leg])).exp_m1(), -(-abuse).exp_m1())
    }

    /// The chance of losing a vehicle on a leg, of somebody whose care multiplies hazards so.
    #[must_use]
    pub fn vehicle_loss_chance(&self, leg: usize, care: f64) -> f64 {
        -(-self.vehicle_loss[leg] * care).exp_m1()
    }

    /// Share of a person's money that abuse takes.
    #[must_use]
    pub fn abuse_takes(&self) -> f64 {
        self.abuse_takes
    }
}

/// The chance of dying on a leg at the tables' values, of somebody with a smuggler.
#[must_use]
pub fn table_death_chance(scenario: &Scenario, leg: usize) -> f64 {
    let leg = &scenario.legs[leg];
    1.0 - (1.0 - leg.death_risk.get()) * (1.0 - leg.vehicle_loss_risk.get())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hazards() -> Hazards {
        Hazards {
            vehicle_loss: vec![0.02],
            death: vec![0.02],
            unaided: vec![Some([0.02, 0.1])],
            abuse: vec![0.1],
            alone_death: 2.0,
            alone_abuse: 1.0,
            abuse_takes: 0.3,
            women_alone: 2.0,
            women_smuggled: 1.0,
            women_death: 1.0,
            children_death: 1.5,
            children_abuse: 3.0,
        }
    }

    fn traveller(manner: Manner, woman: bool, child: bool) -> Person {
        let mut person = Person::new(1, 0, 0, 100.0, 0.0, 1.0);
        person.manner = manner;
        person.set_woman(woman);
        person.set_child(child);
        person
    }

    #[test]
    fn deaths_follow_the_risk_of_the_leg() {
        // Benchmark T8: the chance of dying on a leg is its risk, whatever its duration.
        let n = 100_000;
        let person = traveller(Manner::Smuggled, false, false);
        let died = (0..n).filter(|&i| hazards().dies_at(0, &person, Key::root(9).of(i)) < 1.0).count();
        let expected = 1.0 - (-0.02_f64).exp();
        let error = (expected / n as f64).sqrt();
        assert!((died as f64 / n as f64 - expected).abs() < 4.0 * error);
    }

    #[test]
    fn who_dies_with_a_smuggler_also_dies_alone_where_that_is_more_dangerous() {
        for i in 0..2_000 {
            let key = Key::root(9).of(i);
            let [alone, smuggled] = [Manner::Alone, Manner::Smuggled]
                .map(|manner| hazards().dies_at(0, &traveller(manner, false, false), key));
            assert!(alone <= smuggled);
        }
    }

    #[test]
    fn who_dies_in_spite_of_rescue_would_have_died_sooner_without() {
        let (n, hazards) = (20_000, hazards());
        let both = (0..n).map(|i| {
            let key = Key::root(3).of(i);
            let person = traveller(Manner::Smuggled, false, false);
            (hazards.dies_at(0, &person, key), hazards.dies_unaided_at(0, &person, key))
        });
        let (mut saved, mut died) = (0, 0);
        for (aided, unaided) in both {
            assert!(unaided <= aided);
            died += usize::from(aided < 1.0);
            saved += usize::from(unaided < 1.0 && aided >= 1.0);
        }
        assert!(saved > 3 * died && died > 0, "{saved} saved, {died} died");
    }

    #[test]
    fn what_kills_an_adult_kills_a_child_who_runs_more_risk() {
        for i in 0..2_000 {
            let key = Key::root(9).of(i);
            let [adult, child] = [false, true]
                .map(|child| hazards().dies_at(0, &traveller(Manner::Smuggled, false, child), key));
            assert!(adult >= 1.0 || (child - adult / 1.5).abs() < 1e-9 * adult);
        }
    }

    #[test]
    fn abuse_befalls_women_and_children_by_their_own_hazard() {
        let n = 100_000;
        let abused = |person: &Person| {
            (0..n).filter(|&i| hazards().abused_at(0, person, Key::root(5).of(i)) < 1.0).count() as f64
        };
        for (manner, woman, child, hazard) in [
            (Manner::Alone, false, false, 0.1_f64),
            (Manner::Alone, true, false, 0.2),
            (Manner::Smuggled, true, false, 0.1),
            (Manner::Smuggled, false, true, 0.3),
        ] {
            let expected = 1.0 - (-hazard).exp();
            let error = (expected * (1.0 - expected) / n as f64).sqrt();
            let share = abused(&traveller(manner, woman, child)) / n as f64;
            assert!((share - expected).abs() < 4.0 * error);
        }
    }
}
