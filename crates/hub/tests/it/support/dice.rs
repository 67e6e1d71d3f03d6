//! `Dice`: numbers that look random and are the same in every run.

/// Numbers from a seed (SplitMix64).
pub struct Dice(pub u64);

impl Dice {
    /// A number from 0 to below `sides`.
    pub fn roll(&mut self, sides: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (mixed ^ (mixed >> 31)) % sides
    }

    /// A number of hundredths from 0.01 on, as text: `123.45`.
    pub fn hundredths(&mut self, below: u64) -> String {
        let number = 1 + self.roll(below - 1);
        format!("{}.{:02}", number / 100, number % 100)
    }
}
