//! Runs by the thousand, in worlds where everything goes wrong that can.

use std::thread;

use super::simulator::{Chance, Weather, World};

const RUNS: u64 = 100_000;

fn weather(chance: &mut Chance) -> Weather {
    Weather {
        fault_once_in: *chance.pick(&[0, 3, 10, 40]),
        kill_once_in: *chance.pick(&[0, 0, 20, 60]),
        meddling_once_in: *chance.pick(&[0, 3, 10]),
        latency_ms: *chance.pick(&[1, 150, 2_000, 9_000]),
        writes: usize::try_from(*chance.pick(&[1_u64, 2, 5, 100])).unwrap(),
    }
}

fn play(seed: u64) -> World {
    let mut chance = Chance(seed);
    let weather = weather(&mut chance);
    let count = usize::try_from(1 + chance.below(7)).unwrap();
    let mut world = World::new(chance.next(), count, weather);
    world.plays_out();
    world
}

/// A run of a failing seed: `play(seed)`.
#[test]
fn a_hundred_thousand_runs_lose_nothing_repeat_nothing_and_tell_the_truth() {
    let threads = thread::available_parallelism().map_or(1, |count| count.get() as u64);
    let workers: Vec<_> = (0..threads)
        .map(|worker| {
            thread::spawn(move || {
                let mut kills = 0;
                for seed in (worker..RUNS).step_by(usize::try_from(threads).unwrap()) {
                    let played = std::panic::catch_unwind(|| play(seed));
                    let Ok(world) = played else {
                        panic!("the world of seed {seed}");
                    };
                    kills += u64::from(world.kills);
                }
                kills
            })
        })
        .collect();
    let kills: u64 = workers
        .into_iter()
        .map(|worker| worker.join().unwrap())
        .sum();
    assert!(kills > RUNS / 10, "hardly any run was interrupted: {kills}");
}
