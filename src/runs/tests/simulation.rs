//! Runs by the thousand, in worlds where everything goes wrong that can.

use std::thread;

use super::{
    chance::Chance,
    disk::{DiskWeather, Happened},
    simulator::{Sends, Weather, World},
};

const RUNS: u64 = 100_000;

fn weather(chance: &mut Chance) -> Weather {
    Weather {
        fault_once_in: *chance.pick(&[0, 3, 10, 40]),
        kill_once_in: *chance.pick(&[0, 0, 20, 60]),
        meddling_once_in: *chance.pick(&[0, 3, 10]),
        latency_ms: *chance.pick(&[1, 150, 2_000, 9_000]),
        writes: usize::try_from(*chance.pick(&[1_u64, 2, 5, 100])).unwrap(),
        disk: DiskWeather {
            slow: *chance.pick(&[0, 0, 10]),
            full: *chance.pick(&[0, 0, 8, 30]),
            emptied: *chance.pick(&[0, 0, 8, 30]),
            silent: *chance.pick(&[0, 0, 8, 20]),
        },
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

/// What happened in all runs together.
#[derive(Debug, Clone, Copy, Default)]
struct Sum {
    kills: u64,
    slow: u64,
    full: u64,
    emptied: u64,
    silent: u64,
    kept: u64,
    risked: u64,
    withheld: u64,
}

impl Sum {
    fn add(self, world: &World) -> Self {
        let Happened {
            slow,
            full,
            emptied,
            silent,
        } = world.disk.happened;
        let Sends {
            kept,
            risked,
            withheld,
        } = world.sends;
        self.plus(Self {
            kills: world.kills.into(),
            slow: slow.into(),
            full: full.into(),
            emptied: emptied.into(),
            silent: silent.into(),
            kept: kept.into(),
            risked: risked.into(),
            withheld: withheld.into(),
        })
    }

    fn plus(self, other: Self) -> Self {
        Self {
            kills: self.kills + other.kills,
            slow: self.slow + other.slow,
            full: self.full + other.full,
            emptied: self.emptied + other.emptied,
            silent: self.silent + other.silent,
            kept: self.kept + other.kept,
            risked: self.risked + other.risked,
            withheld: self.withheld + other.withheld,
        }
    }
}

/// A run of a failing seed: `play(seed)`.
#[test]
fn a_hundred_thousand_runs_lose_nothing_repeat_nothing_and_tell_the_truth() {
    let threads = thread::available_parallelism().map_or(1, |count| count.get() as u64);
    let workers: Vec<_> = (0..threads)
        .map(|worker| {
            thread::spawn(move || {
                let mut sum = Sum::default();
                for seed in (worker..RUNS).step_by(usize::try_from(threads).unwrap()) {
                    let played = std::panic::catch_unwind(|| play(seed));
                    let Ok(world) = played else {
                        panic!("the world of seed {seed}");
                    };
                    sum = sum.add(&world);
                }
                sum
            })
        })
        .collect();
    let sum = workers
        .into_iter()
        .map(|worker| worker.join().unwrap())
        .fold(Sum::default(), Sum::plus);
    println!("{sum:?}");
    // Each kind of misfortune really happened.
    for (name, times) in [
        ("interrupted", sum.kills),
        ("held up by a slow disk", sum.slow),
        ("refused by a full disk", sum.full),
        ("emptied in the middle", sum.emptied),
        ("left without an answer by the disk", sum.silent),
        ("held back", sum.withheld),
        ("sent at the person's risk", sum.risked),
    ] {
        assert!(times > RUNS / 10, "hardly any run was {name}: {sum:?}");
    }
    assert!(sum.kept > RUNS, "hardly anything was sent: {sum:?}");
}
