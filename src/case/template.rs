//! A commented case file to fill in, written from the format's own schema.

use serde_json::Value;

use super::case_file_schema;

/// The whole format as YAML: every key, each with its description; nothing filled in but the
/// format and, when given, the authority.
///
/// A list shows one entry, commented out.
#[must_use]
pub fn template(authority: Option<&str>) -> String {
    let schema = case_file_schema();
    let root = schema.as_value();
    let mut writer = Writer { root, out: String::new() };
    writer.out.push_str("# A permanence case file, format 1: one child's permanence plan and what stands behind it.\n");
    writer.out.push_str("# Fill in what is known; a key that is left empty is not recorded. Dates are year-month-day.\n");
    writer.out.push_str("# People are named by relationship or reference, never by name.\n\n");
    writer.group(root, 0, false);
    let mut text = writer.out;
    text = text.replacen("\nformat:", "\nformat: 1", 1);
    if let Some(authority) = authority {
        text = text.replacen("\nauthority:", &format!("\nauthority: {authority}"), 1);
    }
    text
}

struct Writer<'s> {
    root: &'s Value,
    out: String,
}

/// What a property holds.
enum Shape<'s> {
    Group(&'s Value),
    List(&'s Value),
    Scalar(&'s Value),
}

impl<'s> Writer<'s> {
    fn resolve(&self, schema: &'s Value) -> &'s Value {
        let mut schema = schema;
        // A property is "recorded, or not": the first branch is what it holds when recorded.
        loop {
            let referred = schema
                .get("$ref")
                .and_then(Value::as_str)
                .and_then(|name| self.root.pointer(name.trim_start_matches('#')));
            let recorded = schema
                .get("anyOf")
                .and_then(|branches| branches.get(0))
                .filter(|_| schema.get("type").is_none() && schema.get("oneOf").is_none());
            match referred.or(recorded) {
                Some(inner) => schema = inner,
                None => return schema,
            }
        }
    }

    fn shape(&self, property: &'s Value) -> Shape<'s> {
        let resolved = self.resolve(property);
        if resolved.get("properties").is_some() {
            Shape::Group(resolved)
        } else if let Some(items) = resolved.get("items") {
            Shape::List(items)
        } else {
            Shape::Scalar(resolved)
        }
    }

    fn group(&mut self, schema: &'s Value, depth: usize, commented: bool) {
        let Some(Value::Object(properties)) = schema.get("properties") else {
            return;
        };
        for (key, property) in properties {
            let about = property.get("description").and_then(Value::as_str).unwrap_or_default();
            self.property(key, property, about, depth, commented);
        }
    }

    fn property(
        &mut self,
        key: &str,
        property: &'s Value,
        about: &str,
        depth: usize,
        commented: bool,
    ) {
        match self.shape(property) {
            Shape::Group(inner) => {
                self.line(depth, commented, &format!("{key}:  # {about}"));
                self.group(inner, depth + 1, commented);
            }
            Shape::List(items) => {
                self.line(depth, commented, &format!("{key}:  # {about}"));
                match self.shape(items) {
                    Shape::Group(inner) => {
                        self.line(depth + 1, true, "-");
                        self.group(inner, depth + 2, true);
                    }
                    Shape::List(inner) | Shape::Scalar(inner) => {
                        self.line(depth + 1, true, &format!("-  # {}", hint(inner)));
                    }
                }
            }
            Shape::Scalar(inner) => {
                let words = hint(inner);
                let words = if words.is_empty() { String::new() } else { format!(" ({words})") };
                self.line(depth, commented, &format!("{key}:  # {about}{words}"));
            }
        }
    }

    fn line(&mut self, depth: usize, commented: bool, text: &str) {
        let before = if commented { "# " } else { "" };
        self.out.push_str(&"  ".repeat(depth));
        self.out.extend([
            before, text, "
",
        ]);
    }
}

/// What may be written there: the words of a vocabulary, or the kind of value.
fn hint(schema: &Value) -> String {
    if let Some(Value::Array(words)) = schema.get("oneOf") {
        let words: Vec<&str> =
            words.iter().filter_map(|word| word.get("const").and_then(Value::as_str)).collect();
        return words.join(" | ");
    }
    let kind = match schema.get("type") {
        // A kind, or nothing.
        Some(Value::Array(kinds)) => kinds.first(),
        kind => kind,
    };
    match (kind.and_then(Value::as_str), schema.get("format").and_then(Value::as_str)) {
        (_, Some("date")) => "year-month-day".to_owned(),
        (Some("boolean"), _) => "true | false".to_owned(),
        (Some("integer"), _) => "a number".to_owned(),
        _ => String::new(),
    }
}
