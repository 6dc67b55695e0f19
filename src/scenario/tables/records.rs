//! Columns of communities, pathways, kinds of firm, series, sources and observations.

use crate::scenario::field::{Field, Kind};

const MONEY: (f64, f64) = (0.0, 1e9);
const ANY: (f64, f64) = (f64::NEG_INFINITY, f64::INFINITY);

/// Columns of communities.
pub(super) const COMMUNITIES: &[Field] = &[
    Field::new("id", Kind::Id, "the community's id"),
    Field::new("name", Kind::Text, "its name"),
    Field::new("place", Kind::Reference("places"), "where its people set out"),
    Field::number(
        "livelihood_usd_year",
        "USD/year",
        (1e-6, 1e9),
        (50.0, 50_000.0),
        "what one earns at home in a year",
    ),
    Field::number(
        "population",
        "persons",
        (0.0, 1e10),
        (1.0, 1e9),
        "people who might come to think of leaving by these routes",
    ),
    Field::number(
        "aspiration_per_year",
        "1/year",
        (0.0, 100.0),
        (0.0, 1.0),
        "how many of them do in a year, as a share",
    ),
    Field::new(
        "arrivals",
        Kind::Word(&["poisson", "even", "once"]),
        "how they come: one by one at that rate, as many every day, or all people at once on the first day that counts, whatever the rate",
    )
    .or("poisson"),
    Field::share("fleeing_share", "share", "share of those who flee"),
    Field::share("family_share", "share", "share of those who want to join relatives").or("0"),
    Field::share("climate_share", "share", "share of those whom climate moves").or("0"),
    Field::share(
        "papers_share",
        "share",
        "share that holds a passport at first, of those who are not stateless",
    ),
    Field::share("women_share", "share", "share of women, where their risks are to be told apart").or("0"),
    Field::share("children_share", "share", "share of children under 18, where they are to be told apart")
        .or("0"),
    Field::share(
        "relocate_share",
        "share",
        "share of those who come to want to leave that first moves inside the country",
    )
    .or("0"),
    Field::number(
        "ties_abroad",
        "persons",
        (0.0, 1e10),
        (0.0, 1e8),
        "people of the community who live where these routes lead, at first",
    )
    .or("0"),
    Field::share("stateless_share", "share", "share of stateless people, who can get no legal papers")
        .or("0"),
    Field::new(
        "hears",
        Kind::References("communities"),
        "the communities whose reports it hears beside its own, with the weight of information.trust_other",
    )
    .or("all"),
];

/// Columns of pathways.
pub(super) const PATHWAYS: &[Field] = &[
    Field::new("id", Kind::Id, "the pathway's id"),
    Field::new("name", Kind::Text, "its name"),
    Field::new("kind", Kind::Text, "family, labour, humanitarian, study …"),
    Field::new("to", Kind::Reference("places"), "where it leads"),
    Field::new("communities", Kind::References("communities"), "the communities that may use it"),
    Field {
        kind: Kind::Quota,
        ..Field::number("places_per_year", "1/year", (0.0, 1e9), (0.0, 1e7), "places a year")
    },
    Field::number("fee_usd", "USD", MONEY, (0.0, 20_000.0), "fee, travel included"),
    Field::number(
        "processing_days",
        "days",
        (0.0, 3_650.0),
        (0.0, 1_500.0),
        "days from the grant of a place to the journey's end",
    ),
    Field::share("refusal_probability", "probability", "chance of refusal"),
    Field::share("believed_refusal", "probability", "what people take that chance to be at first"),
    Field::number(
        "believed_wait_days",
        "days",
        (0.0, 36_500.0),
        (0.0, 3_650.0),
        "how long people think one waits at first",
    ),
    Field::share("eligible_share", "share", "share of a community's people who meet its conditions").or("1"),
    Field::new(
        "eligible_by",
        Kind::Word(&["lot", "worth"]),
        "who they are: by lot, or those to whom arriving is worth most",
    )
    .or("lot"),
    Field::new("papers_needed", Kind::Flag, "whether a passport is needed"),
    Field::new(
        "for_survivors",
        Kind::Flag,
        "whether it is for people who were abused on the way, and open to them there",
    )
    .or("no"),
    Field::new("queue", Kind::Word(&["first_come", "random", "best_placed"]), "who gets scarce places"),
    Field::new(
        "motive",
        Kind::Word(&["economic", "flight", "family", "climate"]),
        "the only motive for which it is open",
    )
    .or("open whatever the motive"),
];

/// Columns of kinds of firm.
pub(super) const FIRM_TYPES: &[Field] = &[
    Field::new("id", Kind::Id, "the kind's id"),
    Field::new("name", Kind::Text, "its name"),
    Field::new("network", Kind::Flag, "whether it counts as a network in the indicators"),
    Field::number(
        "slots",
        "firms",
        (0.0, 100_000.0),
        (0.0, 2_000.0),
        "potential firms of the kind in a market of scale 1",
    )
    .whole(),
    Field::number("seats_per_week", "1/week", (1e-6, 1e7), (0.5, 10_000.0), "seats it can offer"),
    Field::number(
        "fixed_cost_usd_week",
        "USD/week",
        MONEY,
        (0.0, 50_000.0),
        "what secrecy, lookouts and upkeep cost",
    ),
    Field::number(
        "formal_income_usd_week",
        "USD/week",
        MONEY,
        (0.0, 10_000.0),
        "what its people would earn formally",
    ),
    Field::number(
        "helping_usd_week",
        "USD/week",
        (-1e9, 1e9),
        (0.0, 10_000.0),
        "what helping others is worth to them",
    ),
    Field::number("cash_usd", "USD", MONEY, (0.0, 1e7), "money at the start"),
    Field::share("tied_probability", "probability", "chance of standing arrangements with officials"),
    Field::number(
        "cost_sigma",
        "log",
        (0.0, 5.0),
        (0.0, 1.0),
        "spread of costs among firms of the kind (standard deviation of the log)",
    ),
    Field::number(
        "cost_factor",
        "multiplier",
        (0.0, 1e3),
        (0.5, 2.0),
        "what a trip and its crew cost the kind, as a multiple of what its leg says",
    )
    .or("1"),
    Field::number(
        "secrecy_usd_week",
        "USD/week",
        MONEY,
        (0.0, 5_000.0),
        "what hiding costs more where law and police press hardest, for a firm of one driver",
    )
    .or("0"),
    Field::number(
        "most_seats_per_week",
        "1/week",
        (1e-6, 1e7),
        (0.5, 20_000.0),
        "seats up to which it may grow by buying vehicles",
    )
    .or("no more than seats_per_week"),
    Field::new("buys_ties", Kind::Flag, "whether it may buy standing arrangements with officials").or("no"),
    Field::share("caring_share", "share", "share of firms of the kind that take care of their clients")
        .or("0"),
    Field::number(
        "chains",
        "legs",
        (1.0, 6.0),
        (1.0, 6.0),
        "most legs in a row that a network sells as one journey at one fee",
    )
    .whole()
    .or("1: it sells leg by leg"),
];

/// Columns of series.
pub(super) const SERIES: &[Field] = &[
    Field::new("quantity", Kind::Word(&["aspiration", "income", "death_risk"]), "what changes"),
    Field::new(
        "subject",
        Kind::Text,
        "the id of the community (aspiration), place (income) or leg (death_risk)",
    ),
    Field::new("from", Kind::Date, "from which day"),
    Field::number("multiple", "multiplier", (0.0, 1e6), (0.0, 20.0), "the multiple of the table's value"),
];

/// Columns of sources.
pub(super) const SOURCES: &[Field] = &[
    Field::new("table", Kind::Text, "the table"),
    Field::new("column", Kind::Text, "the column"),
    Field::new("source", Kind::Text, "a fact id, geography, or `assumption`"),
    Field::number(
        "low",
        "multiplier",
        ANY,
        ANY,
        "low end of the plausible range, as a multiple of each value",
    )
    .or("1"),
    Field::number("high", "multiplier", ANY, ANY, "high end of it").or("1"),
    Field::new("note", Kind::Text, "what else has to be said").or("nothing"),
];

/// Columns of observations.
pub(super) const OBSERVATIONS: &[Field] = &[
    Field::new("metric", Kind::Text, "the metric's name"),
    Field::new(
        "kind",
        Kind::Word(&["level", "ratio", "share", "series", "substitution", "lag"]),
        "how it is compared",
    ),
    Field::new("scenario", Kind::Text, "the scenario in which it was observed"),
    Field::new("baseline", Kind::Text, "the scenario to compare with").or("none"),
    Field::new(
        "indicator",
        Kind::Text,
        "the indicator; of a level or a ratio also one over another, as deaths_recorded/detections",
    ),
    Field::new(
        "scope",
        Kind::Text,
        "total, country:…, place:…, leg:…, pathway:… or firm_type:…; several as legs:a+b; after a stroke, of a \
         share what it is a part of (leg:a/legs:a+b), of a substitution what people turn to instead, of one \
         indicator over another where the other is counted",
    ),
    Field::new("from0", Kind::Date, "first day of the first window"),
    Field::new("to0", Kind::Date, "first day after it"),
    Field::new("from1", Kind::Date, "first day of the second window").or("none"),
    Field::new("to1", Kind::Date, "first day after it").or("none"),
    Field::number("value", "", ANY, ANY, "what was observed"),
    Field::number("low", "", ANY, ANY, "low end of its range").or("not known"),
    Field::number("high", "", ANY, ANY, "high end of its range").or("not known"),
    Field::new("fact_ids", Kind::Text, "the facts it rests on").or("none"),
];
