//! The keys of a study file, by kind: reading, judging, hints and the schema are made from them.

use crate::scenario::field::{Field, Kind};
use crate::scenario::keys::FORMAT;

/// A kind of study, and what its file may state.
#[derive(Clone, Copy, Debug)]
pub struct KindKeys {
    /// The word under `kind`.
    pub name: &'static str,
    /// What it answers.
    pub meaning: &'static str,
    /// Its own keys.
    pub fields: &'static [Field],
    /// Its own lists of tables.
    pub sections: &'static [Section],
}

/// A list of tables, `[[lever]]` and the like.
#[derive(Clone, Copy, Debug)]
pub struct Section {
    /// Its name.
    pub name: &'static str,
    /// What one of its tables is.
    pub meaning: &'static str,
    /// The keys of one.
    pub fields: &'static [Field],
    /// How many there have to be.
    pub least: usize,
}

const KIND_NAMES: &[&str] = &["sweep", "sensitivity", "attribution", "robustness", "search", "calibration"];

/// Keys of every study.
pub const STUDY: &[Field] = &[
    Field::number("format", "", (FORMAT, FORMAT), (FORMAT, FORMAT), "version of the file format").whole(),
    Field::new("kind", Kind::Word(KIND_NAMES), "what the study answers"),
    Field::new("title", Kind::Text, "a line that names the study"),
    Field::new("question", Kind::Text, "the question that it answers").or("none"),
    count("replicates", "runs", 1e5, "paired runs of every point").or("4"),
    count("seed", "", 1e15, "seed of the first replicate").or("1"),
    count("max_runs", "runs", 1e8, "most runs that it may take; nothing is run if it would take more")
        .or("1000"),
];

/// Keys of every study of one case.
const CASE: Field = Field::new("case", Kind::Text, "folder of the case, from this file");
const BASELINE: Field =
    Field::new("baseline", Kind::Text, "scenario that others are compared with").or("baseline");

/// Coarser settings for all scenarios of a study.
pub const SKETCH: &[Field] = &[
    Field::number(
        "persons_per_agent",
        "persons",
        (1.0, 1e6),
        (1.0, 1e3),
        "persons that one agent stands for",
    )
    .or("as in the case"),
    Field::number("period_days", "days", (1.0, 366.0), (1.0, 31.0), "length of a market period")
        .whole()
        .or("as in the case"),
    Field::number("warm_up_days", "days", (0.0, 36_500.0), (0.0, 3_650.0), "days simulated before the start")
        .whole()
        .or("as in the case"),
    Field::new("end", Kind::Date, "first day that no longer counts").or("as in the case"),
];

/// The keys of an outcome.
pub const OUTCOME: &[Field] = &[
    Field::new("indicator", Kind::Text, "an outcome (wayfare list outcomes)"),
    Field::new("scope", Kind::Text, "what it is about, as country:NER").or("total"),
    Field::new("goal", Kind::Word(&["less", "more"]), "what is better").or("as the catalogue has it"),
    Field::new(
        "measure",
        Kind::Word(&["level", "change"]),
        "what `at_most` and `at_least` are about: the level, or the paired difference from the baseline",
    )
    .or("change"),
    Field::new("at_most", Kind::Number, "what it may be at most").or("no bound"),
    Field::new("at_least", Kind::Number, "what it has to be at least").or("no bound"),
];

const LEVER: &[Field] = &[
    Field::new("policy", Kind::Text, "a policy of the scenario"),
    Field::new("number", Kind::Text, "one of its numbers").or("whether it is there: 0 or 1"),
    Field::new("values", Kind::Numbers, "values to try").or("steps over the range"),
    Field::new("range", Kind::Numbers, "lowest and highest value")
        .or("as the scenario or the catalogue has it"),
    count("steps", "values", 1000.0, "how many values over the range").or("3"),
];

const PARAMETER: &[Field] = &[
    Field::new("name", Kind::Text, "a parameter, as information.forget").or("a policy's number"),
    Field::new("policy", Kind::Text, "a policy, in place of `name`").or("none"),
    Field::new("number", Kind::Text, "one of the policy's numbers").or("none"),
    Field::new("range", Kind::Numbers, "lowest and highest value")
        .or("as the scenario or the catalogue has it"),
];

const PART: &[Field] = &[
    Field::new("name", Kind::Text, "what the part is called"),
    Field::new("policies", Kind::Texts, "policies that are there with it").or("none"),
    Field::new("mechanisms", Kind::Texts, "mechanisms that are in force with it").or("none"),
    Field::new("legs", Kind::Texts, "legs that are open with it").or("none"),
];

const OUTCOMES: Section =
    Section { name: "outcome", meaning: "an outcome that is looked at", fields: OUTCOME, least: 1 };
const LEVERS: Section = Section { name: "lever", meaning: "what is varied", fields: LEVER, least: 1 };
const PARAMETERS: Section =
    Section { name: "parameter", meaning: "an uncertain number", fields: PARAMETER, least: 0 };
const PARTS: Section = Section { name: "part", meaning: "a part of the whole", fields: PART, least: 0 };

const SHARED: Section = Section {
    name: "parameter",
    meaning: "a number of a mechanism that all cases share",
    fields: &[
        Field::new("name", Kind::Text, "a parameter, as information.forget"),
        Field::new("range", Kind::Numbers, "lowest and highest value of the prior")
            .or("as the cases or the catalogue have it"),
    ],
    least: 1,
};

const CALIBRATION: &[Field] = &[
    Field::new("fitted", Kind::Texts, "folders of the cases that are fitted, from this file"),
    Field::new("held_out", Kind::Texts, "folders of cases that only judge what was fitted").or("none"),
    count("points", "points", 1e5, "points that are tried in each wave").or("64"),
    count("waves", "waves", 100.0, "how often points are tried where nothing rules them out yet").or("2"),
    Field::number(
        "discrepancy",
        "log",
        (0.0, 10.0),
        (0.1, 1.5),
        "how far off the model is at its best: standard deviation of the log of simulated over observed",
    ),
    Field::number(
        "observation_error",
        "log",
        (0.0, 10.0),
        (0.02, 0.5),
        "standard deviation of the log of an observed figure of which no range is stated",
    )
    .or("0.1"),
    Field::number("cutoff", "standard deviations", (0.1, 100.0), (2.0, 5.0), "what rules a point out")
        .or("3"),
    Field::share("nearest", "share", "points that are kept where nothing is plausible").or("0.1"),
    count("checks", "runs", 1e4, "runs of the values as they are, which also tell how much is chance")
        .or("8"),
];

const SCENARIO: Field = Field::new("scenario", Kind::Text, "the scenario that is taken apart or varied");
const SCENARIOS: Field =
    Field::new("scenarios", Kind::Texts, "scenarios that are compared with the baseline")
        .or("all others of the case");

/// Every kind, in the order of the documents.
pub const KINDS: &[KindKeys] = &[
    KindKeys {
        name: "sweep",
        meaning: "lever values, one by one or all with all, and what cannot be bettered in everything",
        fields: &[
            CASE,
            BASELINE,
            SCENARIO,
            Field::new("design", Kind::Word(&["grid", "list"]), "all values with all, or side by side")
                .or("grid"),
        ],
        sections: &[OUTCOMES, LEVERS],
    },
    KindKeys {
        name: "sensitivity",
        meaning: "which uncertain numbers the levels, and the effects of policies, hang on",
        fields: &[
            CASE,
            BASELINE,
            SCENARIOS,
            Field::new("method", Kind::Word(&["one_at_a_time", "morris", "sobol"]), "how it is found out"),
            count("size", "", 1e6, "paths (morris) or rows (sobol)").or("10 paths, 64 rows"),
        ],
        sections: &[OUTCOMES, PARAMETERS],
    },
    KindKeys {
        name: "attribution",
        meaning: "what each part adds to the whole change",
        fields: &[
            CASE,
            BASELINE,
            SCENARIO,
            count("orders", "orders", 1e5, "orders drawn where there are more than six parts").or("24"),
        ],
        sections: &[OUTCOMES, PARTS],
    },
    KindKeys {
        name: "robustness",
        meaning: "how policies stand in many futures, and which futures break them",
        fields: &[
            CASE,
            BASELINE,
            SCENARIOS,
            count("futures", "futures", 1e6, "how many futures are drawn").or("64"),
        ],
        sections: &[OUTCOMES, PARAMETERS],
    },
    KindKeys {
        name: "search",
        meaning: "packages that no other is better than in everything",
        fields: &[
            CASE,
            BASELINE,
            SCENARIO,
            count("candidates", "packages", 1e5, "packages that the search begins with").or("24"),
            count("rounds", "rounds", 1000.0, "times that it looks around the best").or("3"),
        ],
        sections: &[OUTCOMES, LEVERS],
    },
    KindKeys {
        name: "calibration",
        meaning: "which values of parameters that cases share are not ruled out by what was observed",
        fields: CALIBRATION,
        sections: &[SHARED],
    },
];

const fn count(name: &'static str, unit: &'static str, most: f64, meaning: &'static str) -> Field {
    let least = if most > 1e14 { 0.0 } else { 1.0 };
    Field::number(name, unit, (least, most), (least, most), meaning).whole()
}
