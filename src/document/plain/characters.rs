//! Which characters ask nothing of a reader of YAML.

/// Whether a text has only characters that YAML allows anywhere and that end no line unless they
/// should: no tabs, no control characters, no byte order mark and no lone carriage return.
pub(super) fn are_plain(text: &str) -> bool {
    let bytes = text.as_bytes();
    // Without a way out, so that it is done for many bytes at a time.
    let mut odd = false;
    for &byte in bytes {
        odd |= byte.is_ascii_control() && byte != b'\n' && byte != b'\r';
    }
    // Characters from U+0080 to U+00BF start with the second of these; a byte order mark and what
    // is no character at all with the third.
    !odd && memchr::memchr3_iter(b'\r', 0xc2, 0xef, bytes).all(|at| {
        match bytes.get(at..).unwrap_or_default() {
            [b'\r', next, ..] => *next == b'\n',
            [0xc2, second, ..] => *second >= 0xa0,
            [b'\r'] | [0xef, 0xbb, 0xbf, ..] | [0xef, 0xbf, 0xbe | 0xbf, ..] => false,
            _ => true,
        }
    })
}

#[cfg(test)]
mod tests {
    use super::are_plain;

    #[test]
    fn only_what_yaml_allows_everywhere_is_plain() {
        for text in ["", "a: b\n", "a: b\r\n", "§ £5 naïve – \u{a0}\u{2028}\u{ffe5}\u{1f600}"]
        {
            assert!(are_plain(text), "{text:?}");
        }
        for character in "\t\r\0\u{1b}\u{7f}\u{85}\u{9f}\u{feff}\u{fffe}\u{ffff}".chars() {
            for text in [format!("a{character}"), format!("a{character}b"), character.to_string()] {
                assert!(!are_plain(&text), "{text:?}");
            }
        }
    }
}
