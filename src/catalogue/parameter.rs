//! One number, word or list that a scenario can set.

/// The default of a parameter, and by its variant the kind of value it takes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Default {
    /// A number.
    Number(f64),
    /// One word of a list.
    Word(&'static str, &'static [&'static str]),
    /// True or false.
    Flag(bool),
    /// A list of numbers, ascending.
    Numbers(&'static [f64]),
}

/// The description of a parameter: its name in the field's terms, unit, default, range and source.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Parameter {
    /// The mechanism, lever or table that it belongs to.
    pub owner: &'static str,
    /// The key in a scenario file.
    pub name: &'static str,
    /// What it means, in a sentence.
    pub meaning: &'static str,
    /// The unit; empty for words and flags.
    pub unit: &'static str,
    /// The value when a scenario is silent.
    pub default: Default,
    /// The plausible range: what is drawn from, and what a warning is given outside of.
    pub range: (f64, f64),
    /// What is possible at all; anything outside is an error.
    pub limits: (f64, f64),
    /// A fact id of the evidence, a paper, or the word `assumption`.
    pub source: &'static str,
    /// Paragraphs of the background paper that it answers.
    pub paragraphs: &'static str,
    /// Whether a policy that uses the lever must set it (levers only).
    pub required: bool,
    /// Whether it has no fraction.
    pub whole: bool,
    /// Whether the values of several policies on one target add up (levers only).
    pub adds_up: bool,
    /// Whether it says how exactly something is computed, and so nothing about the world.
    pub numerical: bool,
}

impl Parameter {
    /// A number; range and limits are the default alone until they are given.
    #[must_use]
    pub const fn number(owner: &'static str, name: &'static str, default: f64) -> Self {
        Self::with(owner, name, Default::Number(default), default)
    }

    /// A choice among words.
    #[must_use]
    pub const fn word(
        owner: &'static str,
        name: &'static str,
        default: &'static str,
        words: &'static [&'static str],
    ) -> Self {
        Self::with(owner, name, Default::Word(default, words), 0.0)
    }

    /// True or false.
    #[must_use]
    pub const fn flag(owner: &'static str, name: &'static str, default: bool) -> Self {
        Self::with(owner, name, Default::Flag(default), 0.0)
    }

    /// An ascending list of numbers.
    #[must_use]
    pub const fn numbers(owner: &'static str, name: &'static str, default: &'static [f64]) -> Self {
        Self::with(owner, name, Default::Numbers(default), 0.0)
    }

    const fn with(owner: &'static str, name: &'static str, default: Default, only: f64) -> Self {
        Self {
            owner,
            name,
            meaning: "",
            unit: "",
            default,
            range: (only, only),
            limits: (f64::NEG_INFINITY, f64::INFINITY),
            source: "assumption",
            paragraphs: "",
            required: false,
            whole: false,
            adds_up: false,
            numerical: false,
        }
    }

    /// What it means.
    #[must_use]
    pub const fn meaning(mut self, meaning: &'static str) -> Self {
        self.meaning = meaning;
        self
    }

    /// Its unit.
    #[must_use]
    pub const fn unit(mut self, unit: &'static str) -> Self {
        self.unit = unit;
        self
    }

    /// Its plausible range.
    #[must_use]
    pub const fn range(mut self, low: f64, high: f64) -> Self {
        self.range = (low, high);
        self
    }

    /// What is possible at all.
    #[must_use]
    pub const fn limits(mut self, low: f64, high: f64) -> Self {
        self.limits = (low, high);
        self
    }

    /// Where the default and range come from.
    #[must_use]
    pub const fn source(mut self, source: &'static str) -> Self {
        self.source = source;
        self
    }

    /// The paragraphs of the background paper that it answers.
    #[must_use]
    pub const fn paragraphs(mut self, paragraphs: &'static str) -> Self {
        self.paragraphs = paragraphs;
        self
    }

    /// It has no fraction.
    #[must_use]
    pub const fn whole(mut self) -> Self {
        self.whole = true;
        self
    }

    /// Where several policies set it on one target, their values add up, so that none contradicts
    /// another.
    #[must_use]
    pub const fn adds_up(mut self) -> Self {
        self.adds_up = true;
        self
    }

    /// It says how exactly something is computed: its range is that of sensible settings, not of what
    /// may be true, and it is never drawn.
    #[must_use]
    pub const fn numerical(mut self) -> Self {
        self.numerical = true;
        self
    }

    /// It has to be set wherever its lever is used.
    #[must_use]
    pub const fn required(mut self) -> Self {
        self.required = true;
        self
    }

    /// Whether it is a number about the world of which only a plausible range is known.
    #[must_use]
    pub fn is_uncertain(&self) -> bool {
        let (low, high) = self.range;
        let number = matches!(self.default, Default::Number(_));
        number && low.is_finite() && high.is_finite() && low < high && !self.numerical
    }

    /// Whether its default says that something does not exist: nought, at an end of the range.
    #[must_use]
    pub fn is_off_unless_set(&self) -> bool {
        self.default == Default::Number(0.0) && (self.range.0 == 0.0 || self.range.1 == 0.0)
    }
}
