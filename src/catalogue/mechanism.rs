//! The description of a mechanism.

use super::Parameter;

/// A mechanism of the model: one module, one text, one switch.
#[derive(Clone, Copy, Debug)]
pub struct Mechanism {
    /// Its name, and the name of its table in a scenario file.
    pub name: &'static str,
    /// What it represents, in a sentence or two.
    pub summary: &'static str,
    /// How it works: the submodel's text in the model description.
    pub text: &'static str,
    /// Paragraphs of the background paper.
    pub paragraphs: &'static str,
    /// What can be set.
    pub parameters: &'static [&'static Parameter],
    /// What holds instead when it is switched off; `None` if the model can't run without it.
    pub without: Option<&'static str>,
}
