//! A case with every key filled in, made from the format's own schema, so that a field added to the
//! format is tried without further ado.

use permanence::case::case_file_schema;
use serde_json::{Map, Value, json};

/// A case with every key filled in, and a list with one entry wherever there is a list.
///
/// Every free text, relationship word and key of the council's own holds the mark, which has to be
/// a valid relationship word; how many do is given too.
pub(crate) fn filled_case(mark: &str) -> (Value, usize) {
    let schema = case_file_schema();
    let mut filling = Filling { schema: schema.as_value(), mark, marks: 0 };
    let mut case = filling.group(schema.as_value());
    case["authority"] = json!("dorset");
    case["child"]["date_of_birth"] = json!("2012-05-02");
    case["care"]["started"] = json!("2025-01-06");
    case["care"]["ended"] = Value::Null;
    (case, filling.marks)
}

/// The pointers of everything in a value, what is inside before what is around it.
pub(crate) fn pointers(value: &Value, at: &str, found: &mut Vec<String>) {
    let children: Vec<(String, &Value)> = match value {
        Value::Object(group) => group.iter().map(|(key, value)| (key.clone(), value)).collect(),
        Value::Array(items) => (0..).map(|n: usize| n.to_string()).zip(items).collect(),
        _ => Vec::new(),
    };
    for (key, child) in children {
        let pointer = format!("{at}/{key}");
        pointers(child, &pointer, found);
        found.push(pointer);
    }
}

/// Fills in every key of the case file.
struct Filling<'s> {
    schema: &'s Value,
    mark: &'s str,
    marks: usize,
}

impl<'s> Filling<'s> {
    fn mark(&mut self) -> Value {
        self.marks += 1;
        json!(format!("{}{}", self.mark, self.marks))
    }

    /// The definition a schema refers to, by name, or the schema itself.
    fn resolve(&self, schema: &'s Value) -> (&'s str, &'s Value) {
        let referred = |schema: &'s Value| schema.get("$ref").and_then(Value::as_str);
        let recorded = || schema.pointer("/anyOf/0");
        if let Some(name) = referred(schema) {
            let definition = self.schema.pointer(name.trim_start_matches('#'));
            let name = name.rsplit('/').next().unwrap_or_default();
            return (name, definition.unwrap_or(schema));
        }
        match recorded() {
            Some(inner) if schema.get("type").is_none() => self.resolve(inner),
            _ => ("", schema),
        }
    }

    fn value(&mut self, schema: &'s Value) -> Value {
        let (name, schema) = self.resolve(schema);
        match name {
            "text" | "person" => return self.mark(),
            "reference" => return json!("REF-1"),
            "day" | "happened" | "deadline" => return json!("2025-03-31"),
            "responsibility" => return json!("mother"),
            _ => {}
        }
        if schema.get("properties").is_some() {
            return self.group(schema);
        }
        if let Some(items) = schema.get("items") {
            return json!([self.value(items)]);
        }
        let words = schema.get("oneOf").or(schema.get("anyOf"));
        if let Some(inner) = words.and_then(|words| words.get(0)) {
            return match inner.get("const") {
                Some(word) => word.clone(),
                None => self.value(inner),
            };
        }
        if let Some(word) = schema.pointer("/enum/0") {
            return word.clone();
        }
        let kind = schema.get("type");
        match kind.and_then(|kind| kind.get(0)).or(kind).and_then(Value::as_str) {
            Some("boolean") => json!(true),
            Some("integer") => json!(1),
            other => unreachable!("no value for {other:?}: {schema}"),
        }
    }

    fn group(&mut self, schema: &'s Value) -> Value {
        let mut group = Map::new();
        for (key, property) in schema["properties"].as_object().into_iter().flatten() {
            group.insert(key.clone(), self.value(property));
        }
        self.marks += 1;
        let mark = self.mark;
        group.insert(format!("x_{mark}{}", self.marks), json!({ mark: [mark] }));
        Value::Object(group)
    }
}
