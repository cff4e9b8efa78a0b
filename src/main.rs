//! Joins `ui` to `browser`, and nothing else.

#[cfg(target_arch = "wasm32")]
mod wiring;

fn main() {
    #[cfg(target_arch = "wasm32")]
    wiring::run();
}
