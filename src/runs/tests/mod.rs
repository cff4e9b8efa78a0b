mod batches;
mod disk;
mod examples;
mod simulation;
mod simulator;
