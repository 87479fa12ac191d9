//! Chance that comes out the same everywhere: a seed, and nothing else.

use rand_pcg::Pcg64Mcg;
use rand_pcg::rand_core::{Rng as _, SeedableRng as _};
use sha2::{Digest as _, Sha256};

/// Draws for one family. Each family has a stream of its own, so that no family's draws move when
/// those of another change.
#[derive(Clone, Debug)]
pub(super) struct Draw(Pcg64Mcg);

impl Draw {
    /// The stream of one family under a seed, for one purpose.
    pub(super) fn of_family(seed: u64, family: u64, purpose: &str) -> Self {
        let mixed = Sha256::new().chain_update(seed.to_le_bytes());
        let mixed = mixed.chain_update(family.to_le_bytes());
        let mixed = mixed.chain_update(purpose).finalize();
        let mut state = [0; 16];
        state.iter_mut().zip(mixed).for_each(|(byte, mixed)| *byte = mixed);
        Self(Pcg64Mcg::from_seed(state))
    }

    /// A number from `least` to `most`, both in.
    ///
    /// The crate's generators keep their stream; the ranges of its relatives need not, so this is
    /// plain multiplication.
    pub(super) fn between(&mut self, least: u32, most: u32) -> u32 {
        let span = u64::from(most.saturating_sub(least)) + 1;
        let offset = (u64::from(self.0.next_u32()) * span) >> 32;
        least.saturating_add(u32::try_from(offset).unwrap_or(0))
    }

    /// True in so many of a hundred draws.
    pub(super) fn chance(&mut self, percent: u32) -> bool {
        self.between(1, 100) <= percent
    }

    /// One of the choices.
    pub(super) fn pick<T: Copy>(&mut self, first: T, others: &[T]) -> T {
        let most = u32::try_from(others.len()).unwrap_or(u32::MAX);
        let drawn = usize::try_from(self.between(0, most)).unwrap_or(0);
        drawn.checked_sub(1).and_then(|index| others.get(index)).copied().unwrap_or(first)
    }

    /// One of some sentences; blank when there are none.
    pub(super) fn say(&mut self, sentences: &[&'static str]) -> &'static str {
        match sentences {
            [first, others @ ..] => self.pick(*first, others),
            [] => "",
        }
    }

    /// One of the choices, as often as its weight says.
    pub(super) fn weighted<T: Copy>(&mut self, first: T, choices: &[(u32, T)]) -> T {
        let total: u32 = choices.iter().map(|(weight, _)| weight).sum();
        let mut left = self.between(1, total.max(1));
        for (weight, choice) in choices {
            if left <= *weight {
                return *choice;
            }
            left -= weight;
        }
        first
    }
}
