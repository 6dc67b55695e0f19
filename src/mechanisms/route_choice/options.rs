//! What somebody can do at a place, and what each option is worth.

use super::credit::OnCredit;
use super::values::{Node, Purse};
use super::{Exceptional, Preferences, Through};
use crate::agents::Manner;
use crate::numeric::Grid;

/// What a leg costs, and when.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Terms {
    /// Paid whatever happens (USD).
    pub up_front: f64,
    /// Paid on arrival only (USD).
    pub on_arrival: f64,
}

impl Terms {
    /// What has to be in the purse to take it (USD).
    #[inline]
    #[must_use]
    pub fn needs(self) -> f64 {
        self.up_front + self.on_arrival
    }
}

/// One leg in one manner, as a community believes it to be.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Way {
    /// The leg.
    pub leg: u16,
    /// How it is travelled.
    pub manner: Manner,
    /// Where it leads.
    pub to: u16,
    /// Where one is taken who is stopped.
    pub back: u16,
    /// Whether it joins places that lie on a cycle, so that only the climb counts.
    pub inside: bool,
    /// What does not depend on money or worth: time, risks, bribes, the way back (USD).
    pub cost: f64,
    /// The part of it that stands for abuse, which men and women weigh differently (USD).
    pub abuse: f64,
    /// Believed chance of getting through.
    pub success: f64,
    /// Believed chance of being stopped.
    pub stop: f64,
    /// What it is believed to cost.
    pub believed: Terms,
    /// What it costs today; `None`: nobody offers it.
    pub offered: Option<Terms>,
}

impl Way {
    /// The number of the option: the same in every scenario.
    #[inline]
    #[must_use]
    pub fn id(&self) -> u64 {
        u64::from(self.leg) * 4 + self.manner as u64
    }

    /// What it costs; `None`: nobody offers it.
    #[inline]
    #[must_use]
    pub fn terms(&self, basis: Basis) -> Option<Terms> {
        match basis {
            Basis::Believed => Some(self.believed),
            Basis::Offered => self.offered,
        }
    }

    /// Its value to somebody with this money under these terms (USD).
    #[inline]
    pub fn utility(&self, look: &Node<'_>, mids: &Grid, terms: Terms, money: f64) -> f64 {
        let left = Purse::at(mids, money - terms.needs());
        let arrived = look.full(self.to as usize, left);
        let mut value = self.success * (arrived - terms.on_arrival) - terms.up_front - self.cost;
        if self.stop > 0.0 {
            let stopped =
                if terms.on_arrival == 0.0 { left } else { Purse::at(mids, money - terms.up_front) };
            value += self.stop * look.open(self.back as usize, stopped);
        }
        value
    }
}

#[cfg(test)]
impl Way {
    /// A way with a smuggler to the next place, at these terms as believed and offered.
    pub(super) fn example(terms: Terms) -> Self {
        Self {
            leg: 0,
            manner: Manner::Smuggled,
            to: 1,
            back: 0,
            inside: false,
            abuse: 0.0,
            cost: 70.0,
            success: 0.8,
            stop: 0.15,
            believed: terms,
            offered: Some(terms),
        }
    }
}

/// Waiting at a place until the next look.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Wait {
    /// Expected days.
    pub days: f64,
    /// Earned less spent a day (USD/day).
    pub net_usd_day: f64,
    /// Worth of a day (USD/day).
    pub day: f64,
    /// Discount over those days.
    pub discount: f64,
}

/// Applying for a pathway.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Application {
    /// The pathway.
    pub pathway: u16,
    /// What has to be in the purse (USD).
    pub needs: f64,
    /// Certain cost now (USD).
    pub cost: f64,
    /// Believed chance of a grant, discounted over the believed wait.
    pub granted: f64,
    /// Believed chance of refusal, discounted in the same way.
    pub refused: f64,
    /// The fee, due with the grant (USD).
    pub fee: f64,
    /// What regular arrival is worth to somebody of average worth (USD).
    pub worth: f64,
}

/// Getting a passport.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Passport {
    /// Price and bribe (USD).
    pub cost: f64,
    /// Discount over the delay.
    pub discount: f64,
}

/// All that somebody of a community, with or without papers, can do at a place.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Situation {
    /// Ways on.
    pub ways: Vec<Way>,
    /// Staying to work here (USD, for average worth); `None`: not possible.
    pub settle: Option<f64>,
    /// Going home (USD, negative); at home, what staying is worth.
    pub turn_back: f64,
    /// Waiting; `None` where waiting is switched off.
    pub wait: Option<Wait>,
    /// Whether this is home.
    pub at_home: bool,
    /// Ways of which a part of the fee may be owed.
    pub on_credit: Vec<OnCredit>,
    /// Pathways open to the eligible, at home.
    pub applications: Vec<Application>,
    /// A passport, for those who have none, at home.
    pub passport: Option<Passport>,
    /// What few can do.
    pub exceptional: Option<Box<Exceptional>>,
}

impl Situation {
    /// The journey of a number, where one starts here.
    #[inline]
    #[must_use]
    pub fn journey(&self, journey: u16) -> Option<&Through> {
        self.exceptional.as_ref().and_then(|few| few.journey(journey))
    }
}

/// An option of a decision.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Alternative {
    /// Staying at home; ends the spell.
    Stay,
    /// Settling here for work.
    Settle,
    /// Going home.
    TurnBack,
    /// Waiting.
    Wait,
    /// Getting a passport.
    GetPapers,
    /// Applying: the position among the situation's applications.
    Apply(u16),
    /// Going on: the position among the situation's ways.
    Go(u16),
    /// Going on and owing a part of the fee: the position among the situation's ways.
    Owe(u16),
    /// Going on with the forged papers that one holds: the leg.
    GoForged(u16),
    /// Going on with forged papers that one has to buy first: the leg.
    BuyForged(u16),
    /// Moving on freely: the leg.
    MoveOn(u16),
    /// Buying a journey over several legs: its number.
    Through(u16),
}

impl Alternative {
    const OTHER: u64 = 1 << 32;
    /// The first number of ways on with forged papers.
    const FORGED: u64 = 2 * Self::OTHER;
    /// The first number of journeys over several legs.
    const THROUGH: u64 = 3 * Self::OTHER;
    /// The number of staying.
    pub(super) const STAY_ID: u64 = Self::OTHER;

    /// The number that keys the option's exponential, the same in every scenario.
    #[inline]
    #[must_use]
    pub fn id(self, situation: &Situation) -> u64 {
        match self {
            Self::Go(way) => situation.ways[way as usize].id(),
            // The number after those of a leg's three manners.
            Self::Owe(way) => u64::from(situation.ways[way as usize].leg) * 4 + 3,
            Self::GoForged(leg) | Self::BuyForged(leg) => Self::FORGED + u64::from(leg),
            Self::MoveOn(leg) => u64::from(leg) * 4 + Manner::WithPapers as u64,
            Self::Through(journey) => Self::THROUGH + u64::from(journey),
            Self::Stay => Self::STAY_ID,
            Self::Settle => Self::OTHER + 1,
            Self::TurnBack => Self::OTHER + 2,
            Self::Wait => Self::OTHER + 3,
            Self::GetPapers => Self::OTHER + 4,
            Self::Apply(a) => Self::OTHER + 16 + u64::from(situation.applications[a as usize].pathway),
        }
    }
}

/// Which terms a decision is made on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Basis {
    /// What is believed: for places further on.
    Believed,
    /// What is offered today: for the place where one is.
    Offered,
}

/// Who decides: money, own worth, motive.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Decider {
    /// Purse and credit (USD).
    pub money: f64,
    /// Own multiple of what arriving is worth.
    pub worth: f64,
    /// Value of staying (USD).
    pub stay: f64,
    /// Pathways whose conditions are met, a bit each.
    pub eligible: u64,
    /// How much more or less than others' abuse weighs, by manner (a multiple of [`Way::abuse`]).
    pub care: [f64; 3],
    /// Whether he or she can get legal papers.
    pub legal: bool,
    /// Whether he or she holds forged ones.
    pub forged: bool,
}

/// The part of a way's value that does not depend on fee, money or worth (USD).
#[must_use]
pub fn fixed_cost(
    preferences: &Preferences,
    days: f64,
    bribes: f64,
    death: f64,
    abuse: f64,
    stop: f64,
) -> f64 {
    bribes
        + days * preferences.day
        + death * preferences.death
        + abuse * preferences.abuse
        + stop * preferences.stop
}
