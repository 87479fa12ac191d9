//! The lines of a text that say anything.

/// A line that is neither blank nor a comment.
#[derive(Clone, Copy, Debug)]
pub(super) struct Line<'a> {
    /// How many spaces it starts with.
    pub(super) indent: usize,
    /// The byte at which it goes on after them.
    pub(super) start: usize,
    /// What it says, without spaces at either end.
    pub(super) text: &'a str,
}

impl Line<'_> {
    /// The byte after what it says.
    pub(super) fn end(&self) -> usize {
        self.start + self.text.len()
    }

    /// Whether it starts with the dash of a list item.
    pub(super) fn is_item(&self) -> bool {
        matches!(self.text.as_bytes(), [b'-'] | [b'-', b' ', ..])
    }

    /// The byte at which a list item goes on after its dash.
    pub(super) fn after_dash(&self) -> usize {
        let text = self.text.strip_prefix('-').unwrap_or(self.text);
        self.end() - text.trim_start_matches(' ').len()
    }
}

/// Walks over the lines that say anything.
#[derive(Debug)]
pub(super) struct Lines<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Lines<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Self { text, at: 0 }
    }
}

impl<'a> Iterator for Lines<'a> {
    type Item = Line<'a>;

    fn next(&mut self) -> Option<Line<'a>> {
        let bytes = self.text.as_bytes();
        while let Some(rest) = bytes.get(self.at..).filter(|rest| !rest.is_empty()) {
            let length = memchr::memchr(b'\n', rest).unwrap_or(rest.len());
            let line = rest.get(..length).unwrap_or_default();
            let begins = self.at;
            self.at += length + 1;
            let indent = line.iter().take_while(|&&byte| byte == b' ').count();
            let blank = |byte: &&u8| matches!(byte, b' ' | b'\r');
            let end = line.len() - line.iter().rev().take_while(blank).count();
            if end > indent && line.get(indent) != Some(&b'#') {
                let start = begins + indent;
                let text = self.text.get(start..begins + end)?;
                return Some(Line { indent, start, text });
            }
        }
        None
    }
}
