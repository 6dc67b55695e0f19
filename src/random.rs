//! Keyed randomness: every draw is a pure function of who it is for and what it is for.
//!
//! There is no generator that is carried along and advanced. A [`Key`] is made from the run's
//! seed and then narrowed, subject by subject and purpose by purpose; its draws are hashes of the
//! path that led to it. So adding a draw in one place changes no other, the order of evaluation
//! and the number of threads do not matter, and two scenarios with one seed give the same person
//! the same luck.
//!
//! The mixer is the finaliser of SplitMix64 (Steele, Lea and Flood, 2014, "Fast splittable
//! pseudorandom number generators"), applied to the parent's state xored with an odd multiple of
//! the tag.

use std::convert::Infallible;
use std::sync::LazyLock;

use rand::TryRng;

/// What a draw is for. Each purpose is a different stream of the same subject.
///
/// The numbers are part of the results: changing one changes every run that uses it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u64)]
pub enum Purpose {
    /// How many candidates a community has on a day.
    Candidates = 1,
    /// Whether a candidate of the majorant stream is one at the present rate.
    Thinning = 2,
    /// What a person is.
    Traits = 3,
    /// A person's choice among options at a place.
    Choice = 4,
    /// The order in which takers are served when seats or places are short.
    Ticket = 5,
    /// The day on which somebody who waits looks again.
    Review = 6,
    /// Interception of a convoy by a patrol.
    Patrol = 7,
    /// Loss of a vehicle or boat with all aboard.
    VehicleLoss = 8,
    /// Death of one person on a leg.
    Death = 9,
    /// Abuse of one person on a leg.
    Abuse = 10,
    /// What an official at a post is like.
    Official = 11,
    /// What happens at a post.
    Post = 12,
    /// Whether news of a journey reaches the community.
    News = 13,
    /// What a potential firm is like.
    FirmTraits = 14,
    /// Which potential firm looks at a market.
    EntryLook = 15,
    /// Which active firm looks at its accounts.
    ExitLook = 16,
    /// What an authority does with a crew it stopped.
    Enforcement = 17,
    /// Whether an application is granted.
    Decision = 18,
    /// Whether observers see an event.
    Observation = 19,
    /// Which firm takes a passenger of a homogeneous market.
    Allocation = 20,
    /// Draws of uncertain parameters.
    Parameter = 21,
    /// Whether a person meets a pathway's conditions.
    Eligibility = 22,
    /// Who of a firm is arrested, and what becomes of it.
    Arrest = 23,
    /// Whether a firm finds a driver in place of one who is away.
    Hire = 24,
    /// Whether a country answers another.
    Compliance = 25,
    /// Kidnapping of one person on a leg.
    Kidnap = 40,
    /// Whether a family pays a ransom, and what happens if it does not.
    Ransom = 41,
    /// Whether somebody who cannot pay the territory tax is made to carry goods.
    Carrying = 42,
    /// Whether the case of somebody to be sent home is looked into, and what is found.
    Assessment = 43,
    /// Whether somebody who has arrived is ordered home.
    Order = 44,
    /// Whether the country of origin takes somebody back.
    Readmission = 45,
    /// Whether somebody who has arrived gets regular status.
    Status = 46,
    /// Whether a carrier refuses somebody without papers.
    Carrier = 47,
    /// Whether a person is stateless, and whether access to papers reaches him or her.
    Statelessness = 60,
    /// Whether a control finds out forged papers.
    Forgery = 61,
    /// Whether somebody with regular status thinks of going on.
    Onward = 62,
    /// Whether the money of a firm on file is found.
    Tracing = 65,
    /// Whether a firm reconsiders what it asks, and which way it first goes.
    Asking = 66,
    /// Whether a firm finds a driver for a further vehicle.
    Recruit = 70,
    /// What an official at a desk is like, and who is on duty there.
    Desk = 75,
    /// Which officials extort, and what one demands of somebody at a post.
    Extortion = 76,
    /// Whether a firm has come to terms with the official on duty at a post.
    Acquaintance = 77,
    /// Whether somebody moves inside the country first, and whether that holds.
    Relocation = 80,
    /// Whether somebody who owes a smuggler is held in bondage.
    Bondage = 81,
    /// How long a convoy takes over a leg.
    TravelTime = 90,
    /// Whether somebody who was stopped tries again.
    Retry = 91,
    /// Resampling and orders within the mathematics of a study.
    Study = 95,
}

const GOLDEN: u64 = 0x9E37_79B9_7F4A_7C15;

/// A place in the tree of randomness: a subject, and what is asked about it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Key(u64);

impl Key {
    /// The root of one run.
    #[must_use]
    pub fn root(seed: u64) -> Self {
        Self(mix(seed ^ GOLDEN))
    }

    /// The key of a subject below this one: a person, a leg, a visit, an option.
    #[inline]
    #[must_use]
    pub fn of(self, subject: u64) -> Self {
        Self(mix(self.0 ^ subject.wrapping_add(1).wrapping_mul(GOLDEN)))
    }

    /// The key of one purpose for this subject.
    #[inline]
    #[must_use]
    pub fn purpose(self, purpose: Purpose) -> Self {
        Self(mix(self.0.rotate_left(17) ^ (purpose as u64).wrapping_mul(0xD1B5_4A32_D192_ED03)))
    }

    /// The 64 bits of this key.
    #[inline]
    #[must_use]
    pub fn bits(self) -> u64 {
        self.0
    }

    /// A number in the open interval (0, 1).
    #[inline]
    #[must_use]
    pub fn uniform(self) -> f64 {
        ((self.0 >> 12) as f64 + 0.5) * (1.0 / (1_u64 << 52) as f64)
    }

    /// A draw from the exponential distribution of mean one.
    #[inline]
    #[must_use]
    pub fn exponential(self) -> f64 {
        -libm::log(self.uniform())
    }

    /// When the first event of a hazard happens, as a part of the span over which the hazard is
    /// given; infinite if it does not happen within it.
    ///
    /// That is `E/H`. Most draws can be seen to lie beyond the span without a logarithm: `E ≥ H`
    /// whenever `u ≤ 1 − H`, since `1 − H ≤ e^(−H)`.
    #[inline]
    #[must_use]
    pub fn first_event(self, hazard: f64) -> f64 {
        let u = self.uniform();
        if u <= 1.0 - hazard {
            return f64::INFINITY;
        }
        let at = -libm::log(u) / hazard;
        if at < 1.0 { at } else { f64::INFINITY }
    }

    /// A draw from the standard Gumbel distribution.
    #[inline]
    #[must_use]
    pub fn gumbel(self) -> f64 {
        -libm::log(self.exponential())
    }

    /// Whether an event of this probability happens.
    #[inline]
    #[must_use]
    pub fn happens(self, probability: f64) -> bool {
        self.uniform() < probability
    }

    /// A generator that starts at this key, for the distributions of `rand_distr`.
    #[must_use]
    pub fn generator(self) -> Generator {
        Generator { key: self.0, counter: 0 }
    }
}

/// What Gumbel draws lie between, by the leading bits of their keys: no logarithm is needed.
#[derive(Debug)]
struct Bounds([(f32, f32); 1 << Bounds::BITS]);

impl Bounds {
    const BITS: u32 = 10;

    fn new() -> Self {
        // At u = 0 and u = 1 the logarithms give the two infinities.
        let edge = |bin: usize| -libm::log(-libm::log(bin as f64 / (1_u64 << Self::BITS) as f64));
        // So much is added that rounding can't make a bound too tight.
        let slack = 1e-5;
        Self(std::array::from_fn(|bin| ((edge(bin) - slack) as f32, (edge(bin + 1) + slack) as f32)))
    }

    #[inline]
    fn of(&self, draw: Key) -> (f64, f64) {
        let (least, most) = self.0[(draw.0 >> (64 - Self::BITS)) as usize];
        (f64::from(least), f64::from(most))
    }
}

static BOUNDS: LazyLock<Bounds> = LazyLock::new(Bounds::new);

#[inline]
fn mix(mut z: u64) -> u64 {
    z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    z ^ (z >> 31)
}

/// The numbers of one key, in sequence: a counter-based generator behind rand's trait.
///
/// It lives for one draw of one distribution and is never shared between subjects.
#[derive(Clone, Debug)]
pub struct Generator {
    key: u64,
    counter: u64,
}

impl Generator {
    fn next(&mut self) -> u64 {
        self.counter = self.counter.wrapping_add(GOLDEN);
        mix(self.key ^ mix(self.counter))
    }
}

impl TryRng for Generator {
    type Error = Infallible;

    fn try_next_u32(&mut self) -> Result<u32, Infallible> {
        Ok((self.next() >> 32) as u32)
    }

    fn try_next_u64(&mut self) -> Result<u64, Infallible> {
        Ok(self.next())
    }

    fn try_fill_bytes(&mut self, bytes: &mut [u8]) -> Result<(), Infallible> {
        for chunk in bytes.chunks_mut(8) {
            let word = self.next().to_le_bytes();
            chunk.copy_from_slice(&word[..chunk.len()]);
        }
        Ok(())
    }
}

/// A race of keyed exponentials among options with log-weights.
///
/// Option `id` gets the time `E(id) / weight(id)`, and the least time wins, so it is chosen with
/// probability proportional to its weight. Each option's exponential belongs to the option: taking
/// one away moves only those who would have taken it. (In logs, the largest sum of log-weight and
/// Gumbel draw wins.)
///
/// Who is ahead is nearly always clear from the leading bits of the draws, so logarithms are taken
/// only for those who run neck and neck.
#[derive(Clone, Copy, Debug)]
pub struct Race<T> {
    key: Key,
    bounds: &'static Bounds,
    leader: Option<T>,
    draw: Key,
    log_weight: f64,
    /// What the leader's score is known to lie between.
    least: f64,
    most: f64,
}

impl<T: Copy> Race<T> {
    /// A race of one subject on one occasion.
    #[must_use]
    pub fn new(key: Key) -> Self {
        let nobody = f64::NEG_INFINITY;
        Self {
            key,
            bounds: &BOUNDS,
            leader: None,
            draw: key,
            log_weight: nobody,
            least: nobody,
            most: nobody,
        }
    }

    /// An option runs.
    #[inline]
    pub fn enter(&mut self, option: T, id: u64, log_weight: f64) {
        let draw = self.key.of(id);
        let (least, most) = self.bounds.of(draw);
        let (least, most) = (log_weight + least, log_weight + most);
        if most < self.least {
            return;
        }
        if least > self.most || beats((log_weight, draw), (self.log_weight, self.draw)) {
            self.leader = Some(option);
            (self.draw, self.log_weight, self.least, self.most) = (draw, log_weight, least, most);
        }
    }

    /// Who won; `None` if nobody ran.
    #[must_use]
    pub fn winner(self) -> Option<T> {
        self.leader
    }
}

/// Whether one option's score is above another's, to the last bit.
#[cold]
#[inline(never)]
fn beats(one: (f64, Key), other: (f64, Key)) -> bool {
    one.0 + one.1.gumbel() > other.0 + other.1.gumbel()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use rand_distr::{Distribution, LogNormal, Poisson};

    fn race(key: Key, options: impl Iterator<Item = (u64, f64)>) -> Option<u64> {
        let mut race = Race::new(key);
        options.for_each(|(id, log_weight)| race.enter(id, id, log_weight));
        race.winner()
    }

    #[test]
    fn a_draw_depends_on_its_subject_and_purpose_alone() {
        let person = Key::root(7).of(42);
        let before = person.purpose(Purpose::Death).of(3).uniform();
        let _another_mechanism = person.purpose(Purpose::Abuse).of(3).uniform();
        let after = person.purpose(Purpose::Death).of(3).uniform();
        assert_eq!(before.to_bits(), after.to_bits());
        assert_ne!(before, Key::root(8).of(42).purpose(Purpose::Death).of(3).uniform());
    }

    #[test]
    fn order_and_threads_do_not_matter() {
        use rayon::prelude::*;
        let draw = |i: u64| Key::root(1).of(i).purpose(Purpose::Choice).uniform().to_bits();
        let forward: Vec<u64> = (0..10_000).map(draw).collect();
        let parallel: Vec<u64> = (0..10_000_u64).into_par_iter().map(draw).collect();
        let mut backward: Vec<u64> = (0..10_000).rev().map(draw).collect();
        backward.reverse();
        assert_eq!(forward, parallel);
        assert_eq!(forward, backward);
    }

    #[test]
    fn works_with_distributions_of_rand_distr() {
        let normal = LogNormal::new(0.0, 0.5).unwrap();
        let poisson = Poisson::new(4.0).unwrap();
        let n = 20_000_u64;
        let (mut logs, mut counts) = (0.0, 0.0);
        for i in 0..n {
            let key = Key::root(3).of(i);
            logs += f64::ln(normal.sample(&mut key.purpose(Purpose::Traits).generator()));
            counts += poisson.sample(&mut key.purpose(Purpose::Candidates).generator());
        }
        assert!((logs / n as f64).abs() < 4.0 * 0.5 / (n as f64).sqrt());
        assert!((counts / n as f64 - 4.0).abs() < 4.0 * 2.0 / (n as f64).sqrt());
    }

    #[test]
    fn the_race_follows_the_weights() {
        let weights = [(0_u64, 1.0_f64), (1, 2.0), (2, 5.0)];
        let n = 40_000_u64;
        let mut won = [0_u64; 3];
        for i in 0..n {
            let key = Key::root(5).of(i).purpose(Purpose::Choice);
            let winner = race(key, weights.iter().map(|&(id, w)| (id, w.ln()))).unwrap();
            won[winner as usize] += 1;
        }
        for (id, weight) in weights {
            let p = weight / 8.0;
            let error = (p * (1.0 - p) / n as f64).sqrt();
            assert!((won[id as usize] as f64 / n as f64 - p).abs() < 4.0 * error);
        }
    }

    proptest! {
        #[test]
        fn closing_an_option_moves_only_those_who_had_it(
            seed: u64, weights in prop::collection::vec(-3.0..3.0_f64, 2..8), closed in 0_usize..8
        ) {
            let closed = closed % weights.len();
            let key = Key::root(seed).purpose(Purpose::Choice);
            let all = || weights.iter().enumerate().map(|(i, &w)| (i as u64, w));
            let open = race(key, all()).unwrap();
            let shut = race(key, all().filter(|&(i, _)| i != closed as u64)).unwrap();
            if open != closed as u64 {
                prop_assert_eq!(open, shut);
            } else {
                prop_assert_ne!(shut, closed as u64);
            }
        }

        #[test]
        fn the_short_cut_changes_no_winner(
            seed: u64, weights in prop::collection::vec(-3.0..3.0_f64, 1..8)
        ) {
            let key = Key::root(seed);
            let score = |i: &usize| weights[*i] + key.of(*i as u64).gumbel();
            let first = (0..weights.len()).max_by(|a, b| score(a).total_cmp(&score(b)));
            let won = race(key, weights.iter().enumerate().map(|(i, &w)| (i as u64, w)));
            prop_assert_eq!(won, first.map(|i| i as u64));
        }

        #[test]
        fn bounds_hold_the_draw(seed: u64) {
            let (least, most) = BOUNDS.of(Key::root(seed));
            let gumbel = Key::root(seed).gumbel();
            prop_assert!(least < gumbel && gumbel < most);
        }

        #[test]
        fn a_first_event_is_that_of_the_exponential_draw(seed: u64, hazard in 0.0..3.0_f64) {
            let key = Key::root(seed);
            let at = key.exponential() / hazard;
            prop_assert_eq!(key.first_event(hazard), if at < 1.0 { at } else { f64::INFINITY });
        }

        #[test]
        fn uniform_stays_inside_the_open_interval(seed: u64) {
            let u = Key::root(seed).uniform();
            prop_assert!(u > 0.0 && u < 1.0);
        }
    }
}
