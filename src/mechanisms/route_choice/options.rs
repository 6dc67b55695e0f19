//! What somebody can do at a place, and what each option is worth.

use super::values::{Look, Purse};
use super::{Preferences, Worth};
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

    /// Its value to somebody with this money under these terms (USD).
    #[inline]
    pub fn utility<L: Look>(&self, look: &L, mids: &Grid, terms: Terms, money: f64) -> f64 {
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
    /// Pathways open to the eligible, at home.
    pub applications: Vec<Application>,
    /// A passport, for those who have none, at home.
    pub passport: Option<Passport>,
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
}

impl Alternative {
    /// The number that keys the option's exponential, the same in every scenario.
    #[inline]
    #[must_use]
    pub fn id(self, situation: &Situation) -> u64 {
        const OTHER: u64 = 1 << 32;
        match self {
            Self::Go(way) => situation.ways[way as usize].id(),
            Self::Stay => OTHER,
            Self::Settle => OTHER + 1,
            Self::TurnBack => OTHER + 2,
            Self::Wait => OTHER + 3,
            Self::GetPapers => OTHER + 4,
            Self::Apply(a) => OTHER + 16 + u64::from(situation.applications[a as usize].pathway),
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

/// Who decides: money that counts, money that limits, own worth, motive.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Decider {
    /// Money with which values are read (USD).
    pub money: f64,
    /// Money that must cover what an option needs (USD).
    pub able: f64,
    /// Own multiple of what arriving is worth.
    pub worth: f64,
    /// Value of staying (USD).
    pub stay: f64,
    /// Pathways whose conditions are met, a bit each.
    pub eligible: u64,
    /// How much more or less than others' abuse weighs, by manner (a multiple of [`Way::abuse`]).
    pub care: [f64; 3],
}

/// Calls `take` with every option that is open to a decider and its value (USD).
#[inline]
pub fn each_option<L: Look>(
    situation: &Situation,
    place: usize,
    look: &L,
    mids: &Grid,
    basis: Basis,
    who: Decider,
    mut take: impl FnMut(Alternative, f64),
) {
    let mut short = false;
    for (w, way) in situation.ways.iter().enumerate() {
        let terms = match basis {
            Basis::Believed => way.believed,
            Basis::Offered => match way.offered {
                Some(terms) => terms,
                None => {
                    short = true;
                    continue;
                }
            },
        };
        let open = !way.inside || look.climbs(place, way.to as usize);
        short |= open && terms.needs() > who.able;
        if open && terms.needs() <= who.able {
            let own = who.care[way.manner as usize] * way.abuse;
            take(Alternative::Go(w as u16), way.utility(look, mids, terms, who.money) - own);
        }
    }
    outside(situation, place, look, mids, who, short, take);
}

fn outside<L: Look>(
    situation: &Situation,
    place: usize,
    look: &L,
    mids: &Grid,
    who: Decider,
    short: bool,
    mut take: impl FnMut(Alternative, f64),
) {
    if let Some(worth) = situation.settle {
        take(Alternative::Settle, Worth::own(worth, who.worth));
    }
    if situation.at_home {
        take(Alternative::Stay, who.stay);
    } else {
        take(Alternative::TurnBack, situation.turn_back);
    }
    // Waiting brings money or a seat. For whoever lacks neither it would only be another draw of the
    // unobserved part of the decision, and people would wait for luck alone.
    if let Some(wait) = situation.wait.filter(|_| short) {
        let later = Purse::at(mids, (who.money + wait.days * wait.net_usd_day).max(0.0));
        let value = wait.days * (wait.net_usd_day - wait.day) + wait.discount * look.open(place, later);
        take(Alternative::Wait, value);
    }
    if let Some(passport) = situation.passport.filter(|p| p.cost <= who.able) {
        let after = Purse::at(mids, who.money - passport.cost);
        take(
            Alternative::GetPapers,
            -passport.cost + passport.discount * look.open_with_papers(place, after),
        );
    }
    for (a, application) in situation.applications.iter().enumerate() {
        if application.needs > who.able || who.eligible >> application.pathway & 1 == 0 {
            continue;
        }
        let refused = look.open(place, Purse::at(mids, who.money - application.cost));
        let granted = Worth::own(application.worth, who.worth) - application.fee;
        let value = -application.cost + application.granted * granted + application.refused * refused;
        take(Alternative::Apply(a as u16), value);
    }
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
