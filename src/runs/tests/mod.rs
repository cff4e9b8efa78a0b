mod batches;
mod chance;
mod disk;
mod examples;
mod simulation;
mod simulator;
