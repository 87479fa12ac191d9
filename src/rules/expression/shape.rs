//! What the keys of a case file hold: the same as its published schema says.

use std::sync::LazyLock;

use schemars::generate::SchemaSettings;
use serde_json::{Map, Value};

use crate::case::CaseFile;

/// What a value of the case file is.
#[derive(Debug)]
pub(super) enum Shape {
    /// Keys and what they hold. Keys that start with `x_` are not listed.
    Group(Vec<(String, Shape)>),
    List(Box<Shape>),
    /// A day that something is set for, or that every file gives.
    Day,
    /// A day that something happened on, which cannot be seen before it comes.
    Happened,
    /// A word: one of these, or any when there are none.
    Word(Vec<String>),
    /// Free text, of which only whether it is there is seen.
    Note,
    YesNo,
    Number,
    /// The council's own: whatever is recorded there.
    Own,
}

impl Shape {
    /// What a key of a group holds.
    pub(super) fn field(&self, key: &str) -> Option<&Self> {
        match self {
            Self::Group(fields) => {
                fields.iter().find(|(name, _)| name == key).map(|(_, shape)| shape)
            }
            _ => None,
        }
    }

    pub(super) fn keys(&self) -> impl Iterator<Item = &str> {
        let fields = match self {
            Self::Group(fields) => fields.as_slice(),
            _ => &[],
        };
        fields.iter().map(|(name, _)| name.as_str())
    }
}

/// The shape of a case file.
pub(super) static CASE: LazyLock<Shape> = LazyLock::new(|| {
    let schema = SchemaSettings::draft2020_12().into_generator().into_root_schema_for::<CaseFile>();
    let nothing = Map::new();
    let root = schema.as_object().unwrap_or(&nothing);
    Schemas(root).shape(root)
});

/// The shape of what is under the council's own keys.
pub(super) static OWN: Shape = Shape::Own;

/// A schema with its definitions.
struct Schemas<'s>(&'s Map<String, Value>);

impl Schemas<'_> {
    fn shape(&self, schema: &Map<String, Value>) -> Shape {
        let text = |key: &str| schema.get(key).and_then(Value::as_str);
        if let Some(name) = text("$ref").and_then(|path| path.strip_prefix("#/$defs/")) {
            return self.named(name);
        }
        if let Some(properties) = schema.get("properties").and_then(Value::as_object) {
            let fields = properties
                .iter()
                .filter_map(|(key, value)| Some((key.clone(), self.shape(value.as_object()?))));
            return Shape::Group(fields.collect());
        }
        if let Some(items) = schema.get("items").and_then(Value::as_object) {
            return Shape::List(Box::new(self.shape(items)));
        }
        let words = words(schema);
        if !words.is_empty() {
            return Shape::Word(words);
        }
        let types = || match schema.get("type") {
            Some(Value::Array(types)) => types.iter().filter_map(Value::as_str).collect(),
            Some(Value::String(only)) => vec![only.as_str()],
            _ => Vec::new(),
        };
        if types().contains(&"boolean") {
            return Shape::YesNo;
        }
        if types().contains(&"integer") {
            return Shape::Number;
        }
        self.choice(schema).unwrap_or(Shape::Word(Vec::new()))
    }

    /// Of several forms that a value may have, the richest: a group before a word, a word before
    /// nothing.
    fn choice(&self, schema: &Map<String, Value>) -> Option<Shape> {
        let forms = schema.get("anyOf").and_then(Value::as_array)?;
        let forms = forms.iter().filter_map(Value::as_object);
        let recorded = forms.filter(|form| form.get("type") != Some(&"null".into()));
        let mut shapes: Vec<Shape> = recorded.map(|form| self.shape(form)).collect();
        let group = shapes.iter().position(|shape| matches!(shape, Shape::Group(_)));
        (!shapes.is_empty()).then(|| shapes.swap_remove(group.unwrap_or(0)))
    }

    fn named(&self, name: &str) -> Shape {
        match name {
            "day" | "deadline" => return Shape::Day,
            "happened" => return Shape::Happened,
            "text" => return Shape::Note,
            "reference" | "person" => return Shape::Word(Vec::new()),
            _ => {}
        }
        let definition = self.0.get("$defs").and_then(|definitions| definitions.get(name));
        definition.and_then(Value::as_object).map_or(Shape::Own, |found| self.shape(found))
    }
}

/// The words of a vocabulary.
fn words(schema: &Map<String, Value>) -> Vec<String> {
    let variants = schema.get("oneOf").and_then(Value::as_array);
    let variants = variants.map(Vec::as_slice).unwrap_or_default();
    let word = |variant: &Value| Some(variant.get("const")?.as_str()?.to_owned());
    variants.iter().filter_map(word).collect()
}

#[cfg(test)]
mod tests {
    use super::{CASE, Shape};

    fn at(path: &str) -> Option<&'static Shape> {
        path.split('.').try_fold(&*CASE, |shape, key| match key {
            "[]" => match shape {
                Shape::List(item) => Some(&**item),
                _ => None,
            },
            key => shape.field(key),
        })
    }

    #[test]
    fn keys_hold_what_the_format_says() {
        assert!(matches!(at("case_id"), Some(Shape::Word(any)) if any.is_empty()));
        assert!(matches!(at("team"), Some(Shape::Word(any)) if any.is_empty()));
        assert!(matches!(at("child.date_of_birth"), Some(Shape::Day)));
        assert!(matches!(at("child.told_why_in_care"), Some(Shape::Happened)));
        assert!(matches!(at("permanence_plan.primary.target_date"), Some(Shape::Day)));
        assert!(matches!(at("child.advocate.taken_up"), Some(Shape::YesNo)));
        assert!(matches!(at("care.earlier_reviews"), Some(Shape::Number)));
        assert!(matches!(at("permanence_plan.reviewed.[]"), Some(Shape::Happened)));
        assert!(matches!(at("permanence_plan.outcomes.[]"), Some(Shape::Note)));
        let option = at("permanence_plan.primary.option");
        assert!(matches!(option, Some(Shape::Word(words)) if words.len() == 8));
        let with = at("permanence_plan.primary.with");
        assert!(matches!(with, Some(Shape::Word(any)) if any.is_empty()));
        assert!(matches!(at("care.parental_responsibility.[].from"), Some(Shape::Happened)));
        assert!(at("lifelong_link").is_none());
    }

    /// What a schema holds that is not understood would be shown as words: free text, too.
    #[test]
    fn free_text_is_never_a_word() {
        fn look(shape: &Shape, path: &str, words: &mut Vec<String>) {
            match shape {
                Shape::Group(fields) => {
                    for (key, shape) in fields {
                        let dot = if path.is_empty() { "" } else { "." };
                        look(shape, &format!("{path}{dot}{key}"), words);
                    }
                }
                Shape::List(item) => look(item, &format!("{path}[]"), words),
                Shape::Word(known) if known.is_empty() => words.push(path.to_owned()),
                Shape::Own => words.push(format!("{path} (own)")),
                _ => {}
            }
        }
        let mut words = Vec::new();
        look(&CASE, "", &mut words);
        let references_and_people = [
            "case_id",
            "authority",
            "team",
            "social_worker",
            "reviewing_officer",
            "placements[].carers[]",
            "placements[].carer_relationship",
            "placements[].authority",
            "wishes_and_feelings[].no_direct_contact_with[]",
            "permanence_plan.contributors[]",
            "permanence_plan.primary.with",
            "permanence_plan.primary.carers[]",
            "permanence_plan.contingencies[].with",
            "permanence_plan.contingencies[].carers[]",
            "family_finding.relatives[].relationship",
            "lifelong_links[].person",
            "siblings[].ref",
            "siblings[].case_id",
            "siblings[].relationship",
            "keeping_in_touch[].with",
            "keeping_in_touch[].agreed_by[]",
            "no_contact[].with",
            "direct_contact_assessed_appropriate[]",
            "orders[].applicants[].ref",
            "decisions[].consents[]",
            "decisions[].consulted[]",
            "waivers[].requirement",
            "waivers[].agreed_by",
        ];
        assert_eq!(words, references_and_people);
    }
}
