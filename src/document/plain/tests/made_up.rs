//! Small documents, made up from pieces of real ones and then damaged.

use rand_pcg::Pcg64Mcg;
use rand_pcg::rand_core::{Rng as _, SeedableRng as _};

/// Bits that mean something to YAML, put in anywhere.
const BITS: [&str; 64] = [
    " ",
    "  ",
    "\n",
    "\n\n",
    "\n  ",
    "\n- ",
    "\n  - ",
    ":",
    ": ",
    ":\n",
    "- ",
    "-",
    "--",
    "---",
    "\n---\n",
    "\n--- ",
    "...",
    "\n...\n",
    "#",
    " # c",
    "#\n",
    "'",
    "''",
    "\"",
    "\\",
    "\\n",
    "\\\"",
    "\\u00e9",
    "\\ud83d\\ude00",
    "\\x41",
    "\\ud800",
    "[",
    "]",
    "[]",
    "{",
    "}",
    "{}",
    "[a, b]",
    "{a: b}",
    ", ",
    ",",
    "? ",
    "?",
    "&a ",
    "*a",
    "!",
    "!!str ",
    "|",
    ">",
    "|-\n  a\n",
    "%",
    "@",
    "`",
    "~",
    "<<: ",
    "\t",
    "\r",
    "\r\n",
    "\u{e9}",
    "\u{a0}",
    "\u{85}",
    "\u{feff}",
    "\u{2028}",
    "a",
];

/// Lines that few files have.
const LINES: [&str; 20] = [
    "a:",
    "- a",
    "-",
    "- - a",
    "- a: b",
    "a: b",
    "  a: b",
    "'a': 'b''c'",
    "\"a\": \"b\\tc\"",
    "a: |",
    "a: >-",
    "a: {b: [c, d], e: f}",
    "a: [b, {c: d}, 'e']",
    "? a",
    ": b",
    "a: &b c",
    "a: *b",
    "---",
    "# c",
    "",
];

/// Chance, from a seed.
pub(super) struct Draw(Pcg64Mcg);

impl Draw {
    pub(super) fn of_seed(seed: u64) -> Self {
        Self(Pcg64Mcg::seed_from_u64(seed))
    }

    /// A number below another, which is not 0.
    pub(super) fn below(&mut self, most: usize) -> usize {
        let drawn = (u64::from(self.0.next_u32()) * most as u64) >> 32;
        usize::try_from(drawn).unwrap_or(0)
    }

    fn pick<'p>(&mut self, from: &[&'p str]) -> &'p str {
        let drawn = self.below(from.len());
        from.get(drawn).copied().unwrap_or_default()
    }
}

/// The lines that documents are made up from.
pub(super) struct Corpus<'t> {
    lines: Vec<&'t str>,
}

impl<'t> Corpus<'t> {
    pub(super) fn of(texts: &'t [String]) -> Self {
        Self { lines: texts.iter().flat_map(|text| text.lines()).collect() }
    }

    /// A few lines that belong together, made to start at the margin, and up to five damages.
    pub(super) fn document(&self, draw: &mut Draw) -> String {
        let from = draw.below(self.lines.len());
        let lines = self.lines.iter().skip(from).take(1 + draw.below(14)).copied();
        let mut lines = to_margin(lines);
        for _ in 0..draw.below(3) {
            damage_lines(&mut lines, draw);
        }
        let mut text = lines.join(if draw.below(16) == 0 { "\r\n" } else { "\n" });
        for _ in 0..draw.below(4) {
            damage_characters(&mut text, draw);
        }
        text
    }
}

/// Takes the first line's indentation away from all lines, up to one that has less.
fn to_margin<'l>(lines: impl Iterator<Item = &'l str>) -> Vec<String> {
    let mut margin = None;
    let inside = lines.map_while(|line| {
        let indent = line.len() - line.trim_start_matches(' ').len();
        let margin = *margin.get_or_insert(indent);
        if line.is_empty() { Some(line) } else { line.get(margin..).filter(|_| indent >= margin) }
    });
    inside.map(str::to_owned).collect()
}

fn damage_lines(lines: &mut Vec<String>, draw: &mut Draw) {
    let at = draw.below(lines.len().max(1));
    match draw.below(6) {
        0 if lines.len() > 1 => drop(lines.remove(at)),
        1 => lines.insert(at, draw.pick(&LINES).to_owned()),
        2 => {
            let other = draw.below(lines.len().max(1));
            if at < lines.len() && other < lines.len() {
                lines.swap(at, other);
            }
        }
        3 => {
            let copied = lines.get(at).cloned().unwrap_or_default();
            lines.push(copied);
        }
        4 => {
            let spaces = " ".repeat(1 + draw.below(4));
            lines
                .iter_mut()
                .skip(at)
                .take(1 + draw.below(3))
                .for_each(|line| line.insert_str(0, &spaces));
        }
        _ => {
            let fewer = 1 + draw.below(4);
            for line in lines.iter_mut().skip(at).take(1 + draw.below(3)) {
                let spaces = line.len() - line.trim_start_matches(' ').len();
                line.drain(..fewer.min(spaces));
            }
        }
    }
}

fn damage_characters(text: &mut String, draw: &mut Draw) {
    let at = text.floor_char_boundary(draw.below(text.len() + 1));
    let to = text.ceil_char_boundary((at + 1 + draw.below(4)).min(text.len()));
    match draw.below(5) {
        0 => drop(text.drain(at..to)),
        1 => text.replace_range(at..to, draw.pick(&BITS)),
        2 => {
            let turned: String = text.get(at..to).unwrap_or_default().chars().rev().collect();
            text.replace_range(at..to, &turned);
        }
        3 => text.truncate(at),
        _ => text.insert_str(at, draw.pick(&BITS)),
    }
}
