mod examples;
mod simulation;
mod world;
