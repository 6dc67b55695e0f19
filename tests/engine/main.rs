//! What is promised of a run, from outside: same seed same run, nothing is lost, policies act on
//! what they are about and on nothing else, and simple worlds give the numbers of theory.
//!
//! Statistical tests compare runs with the same seeds. They state their tolerance in standard
//! errors over seeds; as seeds are fixed, they either hold or do not, on any machine.

#[cfg(test)]
mod adaptive;
#[cfg(test)]
mod closed_forms;
#[cfg(test)]
mod common;
#[cfg(test)]
mod conservation;
#[cfg(test)]
mod consolidation;
#[cfg(test)]
mod determinism;
#[cfg(test)]
mod fees;
#[cfg(test)]
mod justice;
#[cfg(test)]
mod levers;
#[cfg(test)]
mod levers_papers;
#[cfg(test)]
mod levers_people;
#[cfg(test)]
mod money_trail;
#[cfg(test)]
mod officials;
#[cfg(test)]
mod onward;
#[cfg(test)]
mod pairing;
#[cfg(test)]
mod pathways;
#[cfg(test)]
mod people;
#[cfg(test)]
mod reputation;
#[cfg(test)]
mod returns;
#[cfg(test)]
mod scopes;
#[cfg(test)]
mod stated_laws;
#[cfg(test)]
mod stationarity;
#[cfg(test)]
mod switches;
#[cfg(test)]
mod through;
#[cfg(test)]
mod uncertain;
