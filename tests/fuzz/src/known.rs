//! What a remark on an extract may repeat of its cells.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use permanence::import::{Reason, Remark};

/// The words of the tables of codes and phrases, and of the care plan's boxes.
static KNOWN: LazyLock<BTreeSet<String>> = LazyLock::new(|| {
    let tables = [
        include_str!("../../../src/import/codes.tsv"),
        include_str!("../../../src/import/legal-statuses.tsv"),
        include_str!("../../../src/import/annex_a/plans.tsv"),
        "REMAINSUP RETURN1M RETURN6M RETURNEV LTRELFR LTFOST18 RESPLMT SUPPLIV ADOPTION OTHERPLN",
    ];
    tables.iter().flat_map(|table| words(table)).map(str::to_lowercase).collect()
});

/// The longest value of a remark: its last word may be cut off.
const LONGEST_VALUE: usize = 40;

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty())
}

/// Holds that a remark repeats no word of a cell that could be a name. A column's name is one of the
/// header, and a failed formula leaves what the workbook's format has a list of.
pub(crate) fn check_value(remark: &Remark) {
    use Reason::{
        CellError, EmptyTable, Encoding, LeftOut, MissingColumn, OptionalColumn, RepeatedColumn,
        UnknownColumn, UnusedTable,
    };
    let named = [
        CellError,
        EmptyTable,
        Encoding,
        LeftOut,
        MissingColumn,
        OptionalColumn,
        RepeatedColumn,
        UnknownColumn,
        UnusedTable,
    ];
    let Some(value) = remark.value.as_deref().filter(|_| !named.contains(&remark.reason)) else {
        return;
    };
    if value.parse::<f64>().is_ok() || value.chars().all(|c| "0123456789/-.: zTZ".contains(c)) {
        return;
    }
    let mut words: Vec<&str> = words(value).collect();
    if value.chars().count() == LONGEST_VALUE {
        words.pop();
    }
    let known = |word: &&str| {
        let figures = word.bytes().any(|byte| byte.is_ascii_digit());
        let code = word.is_ascii() && word.len() <= if figures { 4 } else { 2 };
        let number = word.bytes().all(|byte| byte.is_ascii_digit());
        code || number || KNOWN.contains(&word.to_lowercase())
    };
    let unknown = words.iter().find(|word| !known(word));
    assert!(unknown.is_none(), "{unknown:?} is repeated: {remark:?}");
}
