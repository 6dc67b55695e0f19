//! Choice among the ways on, and among them, staying, waiting, settling, turning back and applying.

mod columns;
mod credit;
mod crowding;
mod exceptional;
mod lacks;
mod menu;
mod options;
mod plan;
mod preferences;
mod solve;
mod through;
mod values;

pub use credit::OnCredit;
pub use crowding::{CROWDING_GAIN, Crowding};
pub use exceptional::{Exceptional, Forger, Onward};
pub use lacks::Lacks;
pub use menu::{Layout, Menu};
pub use options::{
    Alternative, Application, Basis, Decider, Passport, Situation, Terms, Wait, Way, fixed_cost,
};
pub use plan::{OfferedSums, offered_log_sums};
pub use preferences::{Preferences, Worth};
pub use solve::Solver;
pub use through::Through;
pub use values::{Node, Values};

use crate::catalogue::{Mechanism, Parameter};

const NAME: &str = "route_choice";

/// Scale of choice.
pub const CHOICE_SCALE: Parameter = Parameter::number(NAME, "choice_scale", 0.15)
    .meaning("scale of the unobserved part of a decision; small means that small differences decide, 0 that everybody takes the best option")
    .unit("× annual livelihood")
    .range(0.08, 0.30)
    .limits(0.0, 100.0)
    .paragraphs("25–29");
/// Value of time.
pub const VALUE_OF_TIME: Parameter = Parameter::number(NAME, "value_of_time", 1.0)
    .meaning("what a day on the way is worth")
    .unit("× livelihood a day")
    .range(0.3, 3.0)
    .limits(0.0, 100.0)
    .paragraphs("25–29");
/// Weight of risks.
pub const RISK_WEIGHT: Parameter = Parameter::number(NAME, "risk_weight", 1.0)
    .meaning("weight of believed death and abuse in a decision")
    .unit("multiplier")
    .range(0.3, 2.0)
    .limits(0.0, 100.0)
    .paragraphs("26, 55");
/// Value of a life in a decision.
pub const DEATH_LOSS: Parameter = Parameter::number(NAME, "death_loss", 60.0)
    .meaning("what death counts for in a decision")
    .unit("× annual livelihood")
    .range(20.0, 150.0)
    .limits(0.0, 1e4)
    .paragraphs("26, 55");
/// Loss by abuse in a decision.
pub const ABUSE_LOSS: Parameter = Parameter::number(NAME, "abuse_loss", 0.5)
    .meaning("what being abused or robbed counts for in a decision")
    .unit("× annual livelihood")
    .range(0.1, 2.0)
    .limits(0.0, 1e3)
    .paragraphs("38, 55");
/// Value of staying.
pub const HOME_ATTACHMENT: Parameter = Parameter::number(NAME, "home_attachment", 2.0)
    .meaning("value of staying for those who do not flee, beyond what is earned")
    .unit("× annual livelihood")
    .range(0.0, 4.0)
    .limits(-100.0, 100.0)
    .paragraphs("26, 53");
/// Value of staying for those who flee.
pub const FLEEING_ATTACHMENT: Parameter = Parameter::number(NAME, "fleeing_attachment", -1.0)
    .meaning("the same for those who flee: they put little value on staying")
    .unit("× annual livelihood")
    .range(-4.0, 0.0)
    .limits(-100.0, 100.0)
    .paragraphs("26, 32");
/// Value of staying for those who want to join relatives.
pub const FAMILY_ATTACHMENT: Parameter = Parameter::number(NAME, "family_attachment", 0.0)
    .meaning("what is added to home_attachment for those who want to join relatives; negative: they value staying less")
    .unit("× annual livelihood")
    .range(-3.0, 0.0)
    .limits(-100.0, 100.0)
    .paragraphs("32, 36");
/// Value of staying for those whom climate moves.
pub const CLIMATE_ATTACHMENT: Parameter = Parameter::number(NAME, "climate_attachment", 0.0)
    .meaning(
        "what is added to home_attachment for those whom climate moves; negative: they value staying less",
    )
    .unit("× annual livelihood")
    .range(-3.0, 0.0)
    .limits(-100.0, 100.0)
    .paragraphs("30, 32");
/// Discount rate.
pub const DISCOUNT_RATE: Parameter = Parameter::number(NAME, "discount_rate", 0.25)
    .meaning("rate at which people discount what they will earn")
    .unit("1/year")
    .range(0.12, 0.40)
    .limits(0.0, 10.0)
    .paragraphs("26");
/// Hysteresis of the direction of travel.
pub const FLIP_MARGIN: Parameter = Parameter::number(NAME, "flip_margin", 0.1)
    .meaning("a place's rank moves only when its best-path value has moved by this many scales of choice")
    .unit("scales of choice")
    .range(0.0, 0.5)
    .limits(0.0, 100.0)
    .numerical();
/// Cost of being stopped, beyond what it does to the journey.
pub const STOP_LOSS: Parameter = Parameter::number(NAME, "stop_loss", 0.05)
    .meaning("what being stopped counts for in a decision, beyond time, money and the way back")
    .unit("× annual livelihood")
    .range(0.0, 0.3)
    .limits(0.0, 100.0)
    .paragraphs("41");

/// The mechanism.
pub const MECHANISM: Mechanism = Mechanism {
    name: NAME,
    summary: "At home and at every place on the way people choose among going on (by each leg, alone or with a \
              smuggler), waiting, settling, turning back and applying, by what they believe.",
    text: "Values are solved once a period, backwards, from what a community believes. A way on leg i→j with \
           believed chances q of being stopped and d of dying, s = 1 − q − d, and a share τ of the fee paid in \
           advance is worth U = −[τ + (1 − τ)s]·fee − bribes − days·v − d·L_death − a·L_abuse − q·L_stop + \
           s·V(j, m − fee) + q·V°(back, m − τ·fee), a the believed chance of abuse; alone, the fare is paid in \
           advance. All weights are multiples of the livelihood at home. V(i, m) = S·ln Σ exp(U/S) over all \
           options that m can pay, S = choice_scale × livelihood, averaged over each band of money, which is \
           cut at the prices that fall in it. V° is last period's value without waiting: being sent back and \
           waiting count with it, so that no value comes from going in circles. A destination, or settling at \
           a place with work, is worth (income − livelihood at home)·(1 − e^(−ρT))/ρ, gains times the person's \
           own θ; staying home_attachment or fleeing_attachment × livelihood, with family_attachment or \
           climate_attachment added for those motives; turning back minus its cost. \
           Inside a strongly connected part of the graph only legs to a place of higher rank count; rank is \
           the best single-path value, and moves only when that has moved by flip_margin·S. A person decides \
           on today's offers where he or she is and on believed terms further on: the option with the least \
           E/exp(U/S) is taken, E a keyed exponential of person, place, times stopped, visit and option. U/S is \
           interpolated between nodes of θ and steps of money. Where a leg's crowding_usd is not 0, that times the \
           flow that people take it to have is a cost of everybody on it; what they take it to be moves by \
           crowding_gain a week to the last period's flow.",
    paragraphs: "25–29",
    parameters: &[
        &CHOICE_SCALE,
        &VALUE_OF_TIME,
        &RISK_WEIGHT,
        &DEATH_LOSS,
        &ABUSE_LOSS,
        &HOME_ATTACHMENT,
        &FLEEING_ATTACHMENT,
        &FAMILY_ATTACHMENT,
        &CLIMATE_ATTACHMENT,
        &DISCOUNT_RATE,
        &FLIP_MARGIN,
        &STOP_LOSS,
        &CROWDING_GAIN,
    ],
    without: None,
};
