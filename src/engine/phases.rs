//! The order of a market day and of a day: the schedule of the model, in one visible list.

use super::fixed::Fixed;
use super::state::State;
use super::{
    asking, boarding, consolidation, decisions, entry, events, justice, markets, money_trail, queueing,
    situations, surroundings,
};

/// A step of the schedule.
#[derive(Clone, Copy)]
pub struct Phase {
    /// Its name.
    pub name: &'static str,
    /// What it does.
    pub text: &'static str,
    run: fn(&Fixed, &mut State),
}

impl std::fmt::Debug for Phase {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Phase").field("name", &self.name).field("text", &self.text).finish_non_exhaustive()
    }
}

/// What happens on a market day, in this order, before the day's own steps.
pub const MARKET_DAY: &[Phase] = &[
    Phase { name: "conditions", text: "series, levers and laws in force", run: surroundings::set_conditions },
    Phase { name: "reports", text: "reports due become beliefs", run: surroundings::learn },
    Phase {
        name: "effort",
        text: "agencies move effort; patrols, posts and hazards follow",
        run: surroundings::set_hazards,
    },
    Phase {
        name: "justice",
        text: "partners tell of their files, people come back, others are arrested, drivers are replaced, files age",
        run: justice::investigate,
    },
    Phase { name: "money trail", text: "the money of firms on file is followed", run: money_trail::follow },
    Phase {
        name: "asking",
        text: "firms that feel their way look at what they earned",
        run: asking::look_back,
    },
    Phase {
        name: "accounts",
        text: "firms close the week; those that fail leave",
        run: entry::close_accounts,
    },
    Phase {
        name: "consolidation",
        text: "firms buy ties and vehicles, and take on crews of firms that are gone",
        run: consolidation::consolidate,
    },
    Phase { name: "situations", text: "eligible legs and what is believed of them", run: situations::build },
    Phase {
        name: "values",
        text: "values of being at each place, from beliefs",
        run: situations::solve_values,
    },
    Phase { name: "markets", text: "prices, place by place; potential firms look", run: markets::clear_all },
    Phase {
        name: "menus",
        text: "what people can choose is laid out on the new terms, where somebody decides",
        run: situations::forget_menus,
    },
    Phase {
        name: "pathways",
        text: "places are released; those who wait may give up",
        run: queueing::release,
    },
];

/// What happens on every day, in this order.
pub const DAY: &[Phase] = &[
    Phase { name: "aspirations", text: "people come to want to leave and decide", run: decisions::aspire },
    Phase { name: "events", text: "journeys, waits and detentions end; people decide", run: events::happen },
    Phase { name: "boarding", text: "seats are given out, passengers board", run: boarding::board },
    Phase {
        name: "departures",
        text: "vehicles that are full or have waited long enough leave",
        run: boarding::depart,
    },
    Phase { name: "stocks", text: "stocks are measured", run: surroundings::measure },
];

/// Runs a list of phases.
pub(super) fn run(phases: &[Phase], fixed: &Fixed, state: &mut State) {
    for phase in phases {
        (phase.run)(fixed, state);
    }
}
