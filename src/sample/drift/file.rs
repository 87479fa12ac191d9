//! A case file that is being changed.

use chrono::NaiveDate;
use serde_json::Value;

use crate::sample::child::Child;
use crate::sample::family::Family;

/// A case file, and what is known of the case.
pub(super) struct File<'a> {
    pub(super) value: &'a mut Value,
    pub(super) child: &'a Child,
    pub(super) family: &'a Family,
}

impl File<'_> {
    /// The last day that anything is recorded on.
    pub(super) fn last(&self) -> NaiveDate {
        self.family.timeline.last
    }

    pub(super) fn list(&mut self, place: &str) -> Option<&mut Vec<Value>> {
        find(self.value, place)?.as_array_mut()
    }

    /// Takes out the first of these places that is there.
    pub(super) fn drop_first(&mut self, places: &[&str]) -> bool {
        places.iter().any(|place| self.take(place))
    }

    /// Takes out all these places.
    pub(super) fn drop_all(&mut self, places: &[&str]) -> bool {
        places.iter().filter(|place| self.take(place)).count() > 0
    }

    /// Writes something else in a place that is there.
    pub(super) fn set(&mut self, place: &str, value: Value) -> bool {
        let Some(there) = find(self.value, place) else {
            return false;
        };
        *there = value;
        true
    }

    /// Takes out a place. `-` is the last item of a list, and `*` every item.
    fn take(&mut self, place: &str) -> bool {
        let Some((group, key)) = place.rsplit_once('/') else {
            return false;
        };
        if let Some((list, "")) = group.split_once('*') {
            let items = self.list(list.trim_end_matches('/'));
            let items = items.into_iter().flatten();
            return items.filter_map(|item| item.as_object_mut()?.shift_remove(key)).count() > 0;
        }
        let group = find(self.value, group).and_then(Value::as_object_mut);
        group.and_then(|group| group.shift_remove(key)).is_some()
    }
}

/// What stands at a place; `-` is the last item of a list.
fn find<'v>(value: &'v mut Value, place: &str) -> Option<&'v mut Value> {
    place.split('/').filter(|step| !step.is_empty()).try_fold(value, |value, step| match value {
        Value::Array(items) => {
            let last = items.len().checked_sub(1)?;
            let index = if step == "-" { last } else { step.parse().ok()? };
            items.get_mut(index)
        }
        Value::Object(group) => group.get_mut(step),
        _ => None,
    })
}

/// The day a key of a group holds.
pub(super) fn day_of(group: &Value, key: &str) -> Option<NaiveDate> {
    group.get(key)?.as_str()?.parse().ok()
}
