//! The values of a scenario's parameters, with where each came from.

use std::collections::BTreeMap;

use super::{Default as DefaultValue, Parameter};

/// The value of a parameter.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// A number.
    Number(f64),
    /// A word.
    Word(String),
    /// True or false.
    Flag(bool),
    /// A list of numbers.
    Numbers(Vec<f64>),
}

/// Where a value came from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Origin {
    /// The catalogue.
    Default,
    /// A file of the scenario, by its name, and the line in it.
    File {
        /// The file, relative to the scenario's folder.
        file: String,
        /// The line, from 1.
        line: usize,
    },
    /// An option of the command line.
    CommandLine,
    /// It is not known, and was drawn from its range.
    Drawn,
}

/// One value that a scenario sets.
#[derive(Clone, Debug, PartialEq)]
pub struct Setting {
    /// The value.
    pub value: Value,
    /// The range that the scenario states for it, if it states one.
    pub range: Option<(f64, f64)>,
    /// The source that the scenario states for it, if it states one.
    pub source: Option<String>,
    /// Where it was set.
    pub origin: Origin,
}

/// The values set for parameters. What is not set has the parameter's default.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Settings {
    set: BTreeMap<(&'static str, &'static str), Setting>,
}

impl Settings {
    /// Sets a parameter; an earlier value is replaced and returned.
    pub fn set(&mut self, parameter: &Parameter, setting: Setting) -> Option<Setting> {
        self.set.insert((parameter.owner, parameter.name), setting)
    }

    /// What was set for a parameter, if anything was.
    #[must_use]
    pub fn get(&self, parameter: &Parameter) -> Option<&Setting> {
        self.set.get(&(parameter.owner, parameter.name))
    }

    /// The value in force: what was set, or the default.
    #[must_use]
    pub fn value(&self, parameter: &Parameter) -> Value {
        match (self.get(parameter), parameter.default) {
            (Some(setting), _) => setting.value.clone(),
            (None, DefaultValue::Number(x)) => Value::Number(x),
            (None, DefaultValue::Word(word, _)) => Value::Word(word.into()),
            (None, DefaultValue::Flag(flag)) => Value::Flag(flag),
            (None, DefaultValue::Numbers(list)) => Value::Numbers(list.to_vec()),
        }
    }

    /// A number; the default where the scenario is silent.
    #[must_use]
    pub fn number(&self, parameter: &Parameter) -> f64 {
        match (self.get(parameter).map(|s| &s.value), parameter.default) {
            (Some(Value::Number(x)), _) => *x,
            (_, DefaultValue::Number(x)) => x,
            _ => f64::NAN,
        }
    }

    /// True or false; the default where the scenario is silent.
    #[must_use]
    pub fn flag(&self, parameter: &Parameter) -> bool {
        match (self.get(parameter).map(|s| &s.value), parameter.default) {
            (Some(Value::Flag(x)), _) => *x,
            (_, DefaultValue::Flag(x)) => x,
            _ => false,
        }
    }

    /// A word; the default where the scenario is silent.
    #[must_use]
    pub fn word(&self, parameter: &Parameter) -> &str {
        match (self.get(parameter).map(|s| &s.value), parameter.default) {
            (Some(Value::Word(x)), _) => x,
            (_, DefaultValue::Word(x, _)) => x,
            _ => "",
        }
    }

    /// A list of numbers; the default where the scenario is silent.
    #[must_use]
    pub fn numbers(&self, parameter: &Parameter) -> &[f64] {
        match (self.get(parameter).map(|s| &s.value), parameter.default) {
            (Some(Value::Numbers(x)), _) => x,
            (_, DefaultValue::Numbers(x)) => x,
            _ => &[],
        }
    }
}
