//! Revoking many tokens: a state machine fed with times, events and actions. No clock, no network.
//!
//! Each profile goes through the same [`Job`](crate::actions::Job) as a single revocation, so the same rules say what an
//! answer means and what may be sent again. The run adds what concerns all of them: the plan, the pace, and what makes every
//! one of them wait.

mod action;
mod batch;
mod hindrance;
mod item;
mod obstacle;
mod outbox;
mod pace;
mod plan;
pub(crate) mod plan_file;
mod queue;
mod record;
pub(crate) mod report;
mod run;
mod steps;
#[cfg(test)]
mod test_support;
#[cfg(test)]
mod tests;

pub(crate) use action::RunAction;
pub(crate) use batch::{AfterWrite, Batch, WriteAhead};
pub(crate) use item::{Item, ItemStatus};
pub(crate) use obstacle::Obstacle;
pub(crate) use pace::{NextRoom, Pace, WRITES};
pub(crate) use plan::{Choice, Plan, Planner, Scope};
pub(crate) use record::{Changes, left_unfinished, over_since, to_take_up};
pub(crate) use run::{Clock, Pause, Run, RunEffect, RunPhase, ages_of_writes};
