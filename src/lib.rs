//! Audits the permanence plans of children in care against a council's permanence strategy.

pub mod audit;
pub mod calendar;
pub mod case;
pub mod document;
pub mod input;
pub mod report;
pub mod rules;
pub mod strategy;
