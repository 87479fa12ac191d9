//! The order of children's references.

use std::cmp::Ordering;

/// Numbers by value, before text by its characters.
pub(super) fn order(a: &str, b: &str) -> Ordering {
    match (number(a), number(b)) {
        (Some(first), Some(second)) => {
            // Digits without leading zeros: the longer is the larger, whatever the machine's numbers hold.
            first.len().cmp(&second.len()).then_with(|| first.cmp(second)).then_with(|| a.cmp(b))
        }
        (Some(_), None) => Ordering::Less,
        (None, Some(_)) => Ordering::Greater,
        (None, None) => a.cmp(b),
    }
}

fn number(id: &str) -> Option<&str> {
    let is_number = !id.is_empty() && id.bytes().all(|byte| byte.is_ascii_digit());
    is_number.then(|| id.trim_start_matches('0'))
}

#[cfg(test)]
mod tests {
    use super::order;

    #[test]
    fn numbers_come_by_value_before_text() {
        let mut ids = ["DOR-10", "10", "9", "009", "DOR-1", "99999999999999999999999", "100"];
        ids.sort_by(|a, b| order(a, b));
        assert_eq!(ids, ["009", "9", "10", "100", "99999999999999999999999", "DOR-1", "DOR-10"]);
    }
}
