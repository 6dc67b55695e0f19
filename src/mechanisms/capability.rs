//! What people can pay, and what arriving is worth to them.

use rand_distr::{Distribution, StandardNormal};
use statrs::distribution::{ContinuousCDF, Normal};

use crate::agents::{Candidate, Person};
use crate::catalogue::{Mechanism, Parameter, Settings};
use crate::numeric::Grid;
use crate::random::{Key, Purpose};
use crate::world::Community;

const NAME: &str = "capability";

/// Median of money (purse and credit).
pub const MONEY_MEDIAN: Parameter = Parameter::number(NAME, "money_median", 0.5)
    .meaning("median of what a person can raise, credit included")
    .unit("× annual livelihood")
    .range(0.3, 0.8)
    .limits(0.0, 100.0)
    .paragraphs("26, 36");
/// Spread of money.
pub const MONEY_SIGMA: Parameter = Parameter::number(NAME, "money_sigma", 1.0)
    .meaning("standard deviation of the log of money")
    .unit("log")
    .range(0.6, 1.3)
    .limits(0.0, 5.0)
    .paragraphs("26");
/// Share of money that is credit.
pub const CREDIT_SHARE: Parameter = Parameter::number(NAME, "credit_share", 0.3)
    .meaning("share of that money that is owed to family or lenders once it is spent; it is spent last")
    .unit("share")
    .range(0.0, 0.7)
    .limits(0.0, 1.0)
    .paragraphs("26");
/// Shape of the distribution of what arriving is worth.
pub const WORTH: Parameter = Parameter::word(NAME, "worth", "lognormal", &["lognormal", "uniform", "point"])
    .meaning("distribution of a person's own multiple of what arriving is worth")
    .paragraphs("26");
/// Its middle.
pub const WORTH_MEDIAN: Parameter = Parameter::number(NAME, "worth_median", 1.0)
    .meaning("median of that multiple (of `uniform`: half its upper end; of `point`: the value)")
    .unit("multiplier")
    .range(0.7, 1.4)
    .limits(0.0, 1e6)
    .paragraphs("26");
/// Its spread.
pub const WORTH_SIGMA: Parameter = Parameter::number(NAME, "worth_sigma", 0.6)
    .meaning("standard deviation of its log, for `lognormal`")
    .unit("log")
    .range(0.3, 0.9)
    .limits(0.0, 5.0)
    .paragraphs("26");
/// Table nodes of worth.
pub const WORTH_NODES: Parameter = Parameter::number(NAME, "worth_nodes", 8.0)
    .meaning("nodes of that multiple for which values are solved; people in between are interpolated")
    .unit("nodes")
    .range(5.0, 20.0)
    .limits(1.0, 20_000.0)
    .whole()
    .numerical();
/// Edges of the purse bands.
pub const PURSE_BANDS: Parameter = Parameter::numbers(
    NAME,
    "purse_bands_usd",
    &[0.0, 10.0, 50.0, 150.0, 400.0, 900.0, 2000.0, 5000.0],
)
.meaning("edges of the bands of money for which values are solved; money above the last edge counts as there, and the first band is for those with next to nothing")
.unit("USD")
.limits(0.0, 1e9);

/// The mechanism.
pub const MECHANISM: Mechanism = Mechanism {
    name: NAME,
    summary: "Money limits the options: nobody takes what they cannot pay. Worth and money are a person's own.",
    text: "A person's money m = purse + credit is lognormal, its median money_median × livelihood \
           of the day on which the person comes to want to leave; the share credit_share of it is credit, spent last, and what of it is spent by arrival is debt. What arriving is \
           worth is multiplied with the person's own θ (`worth`). Values are solved at worth_nodes quantile \
           mid-points of θ and at the mid-points of the bands of money, and interpolated linearly for each person. \
           Inside a band money counts as uniform, so that the share able to pay p is (hi − p)/(hi − lo).",
    paragraphs: "26, 36",
    parameters: &[
        &MONEY_MEDIAN,
        &MONEY_SIGMA,
        &CREDIT_SHARE,
        &WORTH,
        &WORTH_MEDIAN,
        &WORTH_SIGMA,
        &WORTH_NODES,
        &PURSE_BANDS,
    ],
    without: Some("everybody has the last edge of purse_bands_usd, of their own, which few ways cost"),
};

/// The nodes of worth and the bands of money for which values are solved, and the distributions
/// from which people are drawn.
#[derive(Clone, Debug, PartialEq)]
pub struct Strata {
    /// Quantile mid-points of the multiple of what arriving is worth.
    pub nodes: Grid,
    /// Edges of the bands of money (USD), one more than there are bands.
    pub edges: Grid,
    /// Mid-points of the bands (USD).
    pub mids: Grid,
    money_median: f64,
    money_sigma: f64,
    credit_share: f64,
    /// What everybody has where money does not limit.
    ample: Option<f64>,
    worth: Worth,
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Worth {
    LogNormal { median: f64, sigma: f64 },
    Uniform { upper: f64 },
    Point(f64),
}

impl Worth {
    fn read(settings: &Settings) -> Self {
        let median = settings.number(&WORTH_MEDIAN);
        match settings.word(&WORTH) {
            "uniform" => Self::Uniform { upper: 2.0 * median },
            "point" => Self::Point(median),
            _ => Self::LogNormal { median, sigma: settings.number(&WORTH_SIGMA) },
        }
    }

    fn quantile(self, share: f64) -> f64 {
        match self {
            Self::LogNormal { median, sigma } => {
                median * (sigma * Normal::standard().inverse_cdf(share)).exp()
            }
            Self::Uniform { upper } => upper * share,
            Self::Point(value) => value,
        }
    }

    fn draw(self, key: Key) -> f64 {
        match self {
            Self::LogNormal { median, sigma } => median * (sigma * standard_normal(key)).exp(),
            Self::Uniform { upper } => upper * key.uniform(),
            Self::Point(value) => value,
        }
    }
}

fn standard_normal(key: Key) -> f64 {
    StandardNormal.sample(&mut key.generator())
}

impl Strata {
    /// Reads the parameters of a scenario; `limits`: whether money limits people, or all have plenty.
    #[must_use]
    pub fn new(settings: &Settings, limits: bool) -> Self {
        let worth = Worth::read(settings);
        let count = match worth {
            Worth::Point(_) => 1,
            _ => settings.number(&WORTH_NODES) as usize,
        };
        let edges = settings.numbers(&PURSE_BANDS).to_vec();
        Self {
            nodes: Grid::new((0..count).map(|n| worth.quantile((n as f64 + 0.5) / count as f64)).collect()),
            mids: Grid::new(edges.windows(2).map(|edge| (edge[0] + edge[1]) / 2.0).collect()),
            money_median: settings.number(&MONEY_MEDIAN),
            money_sigma: settings.number(&MONEY_SIGMA),
            credit_share: if limits { settings.number(&CREDIT_SHARE) } else { 0.0 },
            ample: if limits { None } else { edges.last().copied() },
            edges: Grid::new(edges),
            worth,
        }
    }

    /// The band that an amount of money lies in; what exceeds the last edge lies in the last band.
    #[inline]
    #[must_use]
    pub fn band(&self, money: f64) -> usize {
        self.edges.beyond(money).0
    }

    /// The worth below which a share of people lies; none lies below 0 or above 1.
    #[must_use]
    pub fn worth_at(&self, share: f64) -> f64 {
        if share <= 0.0 { f64::NEG_INFINITY } else { self.worth.quantile(share) }
    }

    /// The node of worth that is nearest.
    #[inline]
    #[must_use]
    pub fn nearest_node(&self, worth: f64) -> usize {
        let (lower, weight) = self.nodes.between(worth);
        if weight > 0.5 { lower + 1 } else { lower }
    }

    /// The share of a community's people whose money lies in each band.
    #[must_use]
    pub fn band_shares(&self, livelihood_usd_year: f64) -> Vec<f64> {
        let median = self.money_median * livelihood_usd_year;
        let bands = self.mids.points.len();
        let below = |edge: usize| match edge {
            0 => 0.0,
            e if e == bands => 1.0,
            e => self.share_below(self.edges.points[e], median),
        };
        (0..bands).map(|b| below(b + 1) - below(b)).collect()
    }

    fn share_below(&self, money: f64, median: f64) -> f64 {
        if let Some(ample) = self.ample {
            return f64::from(u8::from(money > ample));
        }
        if self.money_sigma <= 0.0 || median <= 0.0 {
            return f64::from(u8::from(money > median));
        }
        Normal::standard().cdf((money / median).max(1e-300).ln() / self.money_sigma)
    }

    fn money(&self, livelihood_usd_year: f64, normal: f64) -> f64 {
        match self.ample {
            Some(money) => money,
            None => self.money_median * livelihood_usd_year * (self.money_sigma * normal).exp(),
        }
    }

    /// A candidate of a community: the same person wherever the same identity comes up. Money follows
    /// the livelihood of the day.
    #[must_use]
    pub fn person(
        &self,
        candidate: Candidate,
        run: Key,
        community: usize,
        about: &Community,
        livelihood_usd_year: f64,
    ) -> Person {
        let traits = run.of(candidate.id).purpose(Purpose::Traits);
        let money = self.money(livelihood_usd_year, standard_normal(traits.of(0)));
        let worth = self.worth.draw(traits.of(1));
        let credit = money * self.credit_share;
        let mut person = Person::new(candidate.id, community as u16, about.place.0, money, credit, worth);
        person.set_motive(candidate.motives.at(traits.of(2).uniform()));
        let stateless =
            run.of(candidate.id).purpose(Purpose::Statelessness).happens(about.stateless_share.get());
        person.set_stateless(stateless);
        person.set_papers(!stateless && traits.of(3).happens(about.papers_share.get()));
        person.set_woman(traits.of(4).happens(about.women_share.get()));
        person.set_child(traits.of(5).happens(about.children_share.get()));
        person
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::units::Probability;
    use crate::world::{Arrivals, Motives, PlaceId};

    fn community() -> Community {
        Community {
            id: "a".into(),
            name: "A".into(),
            place: PlaceId(0),
            livelihood_usd_year: 1_000.0,
            population: 1e6,
            aspiration_per_year: 0.01,
            motives: Motives { flight: 0.2, ..Motives::default() },
            papers_share: Probability::new(0.3),
            women_share: Probability::NEVER,
            children_share: Probability::NEVER,
            relocate_share: Probability::NEVER,
            ties_abroad: 0.0,
            stateless_share: Probability::NEVER,
            arrivals: Arrivals::Poisson,
            hears: None,
        }
    }

    #[test]
    fn people_follow_the_shares_that_firms_expect() {
        let strata = Strata::new(&Settings::default(), true);
        let shares = strata.band_shares(1_000.0);
        assert!((shares.iter().sum::<f64>() - 1.0).abs() < 1e-12);
        let n = 40_000;
        let mut counts = vec![0.0; shares.len()];
        for id in 0..n {
            let candidate = Candidate { id, motives: Motives::default() };
            let person = strata.person(candidate, Key::root(4), 0, &community(), 1_000.0);
            counts[strata.band(person.money)] += 1.0 / n as f64;
        }
        for (count, share) in counts.iter().zip(&shares) {
            let error = (share * (1.0 - share) / n as f64).sqrt();
            assert!((count - share).abs() < 4.5 * error + 1e-9, "{counts:?} {shares:?}");
        }
    }

    #[test]
    fn the_last_band_holds_all_that_is_above_it() {
        let strata = Strata::new(&Settings::default(), true);
        assert_eq!(strata.band(0.0), 0);
        assert_eq!(strata.band(10.0), 1);
        assert_eq!(strata.band(1e9), strata.mids.points.len() - 1);
    }
}
