//! Where a finding points, and what it says: what a strategy file gives as it is.

use super::shape::{CASE, OWN, Shape};
use super::source::Mistake;
use crate::document::nearest;
use crate::rules::{Pointer, Step};

/// Reads a pointer into a case file.
pub(super) fn read(text: &str) -> Result<Pointer, Mistake> {
    let Some(rest) = text.strip_prefix('/').filter(|rest| !rest.is_empty()) else {
        return Err(Mistake::new("this is not a place in a case file")
            .help("write keys with a slash before each, such as /permanence_plan/primary"));
    };
    let (mut shape, mut steps) = (&*CASE, Vec::new());
    for key in rest.split('/') {
        let (step, inner) = step(shape, key)?;
        steps.push(step);
        shape = inner;
    }
    Ok(Pointer::new(steps))
}

fn step(shape: &'static Shape, key: &str) -> Result<(Step, &'static Shape), Mistake> {
    let own = |key: &str| {
        let plain = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '-';
        (!key.is_empty() && key.chars().all(plain)).then(|| Step::Key(key.to_owned().into()))
    };
    let found = match shape {
        Shape::List(item) => key.parse().ok().map(|index| (Step::Index(index), &**item)),
        Shape::Group(_) if key.starts_with("x_") => own(key).map(|step| (step, &OWN)),
        Shape::Group(_) => shape.field(key).zip(own(key)).map(|(inner, step)| (step, inner)),
        Shape::Own => own(key).map(|step| (step, &OWN)),
        _ => None,
    };
    found.ok_or_else(|| {
        let help = match (shape, nearest(key, shape.keys())) {
            (Shape::List(_), _) => "an item of a list is a number, from 0".to_owned(),
            (_, Some(near)) => format!("did you mean `{near}`?"),
            _ => "`permanence schema case-file` lists the keys; your own start with x_".to_owned(),
        };
        Mistake::new("case files have no such place").help(help)
    })
}

/// A sentence for findings: on one line, with nothing in it that could steer a terminal.
pub(super) fn sentence(text: &str, most: usize) -> Result<String, Mistake> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let text = words.join(" ");
    if text.is_empty() {
        return Err(Mistake::new("this is blank").help("write one sentence"));
    }
    if text.chars().count() > most {
        return Err(Mistake::new(format!("this is longer than {most} characters")));
    }
    let steers = |c: char| {
        c.is_control()
            || matches!(c, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
    };
    if text.chars().any(steers) {
        return Err(Mistake::new("this holds a character that cannot be seen")
            .help("write it again without it"));
    }
    Ok(text)
}
