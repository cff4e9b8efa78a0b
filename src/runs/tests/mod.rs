mod examples;
mod simulation;
mod simulator;
