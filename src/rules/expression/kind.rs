//! What can be known of a value before there is a case.

use super::shape::Shape;

/// What a value is, as far as the format and the expression tell.
#[derive(Clone, Debug)]
pub(super) enum Kind {
    /// `null`: what is not recorded.
    Nothing,
    YesNo,
    Number,
    Day,
    /// A length of time counted in days or weeks.
    Days,
    /// A length of time counted in calendar months.
    Months,
    /// A word: one of the format's, or any.
    Word(Option<&'static [String]>),
    Note,
    Group(&'static Shape),
    List(Box<Kind>),
    /// One of the council's own values: it is what the case file makes of it.
    Own,
}

impl Kind {
    pub(super) fn of(shape: &'static Shape) -> Self {
        match shape {
            Shape::Group(_) => Self::Group(shape),
            Shape::List(item) => Self::List(Box::new(Self::of(item))),
            Shape::Day | Shape::Happened => Self::Day,
            Shape::Word(words) if words.is_empty() => Self::Word(None),
            Shape::Word(words) => Self::Word(Some(words)),
            Shape::Note => Self::Note,
            Shape::YesNo => Self::YesNo,
            Shape::Number => Self::Number,
            Shape::Own => Self::Own,
        }
    }

    /// What it is, in a sentence.
    pub(super) fn said(&self) -> &'static str {
        match self {
            Self::Nothing => "null",
            Self::YesNo => "true or false",
            Self::Number => "a whole number",
            Self::Day => "a day",
            Self::Days => "a length of time in days",
            Self::Months => "a length of time in months",
            Self::Word(_) => "a word",
            Self::Note => "free text",
            Self::Group(_) => "a group of keys",
            Self::List(_) => "a list",
            Self::Own => "a value of the council's own",
        }
    }

    /// True for what holds no others, and can be seen as it is.
    pub(super) fn is_plain(&self) -> bool {
        !matches!(self, Self::Note | Self::Group(_) | Self::List(_))
    }

    /// True when a value of this kind can be what is wanted.
    pub(super) fn can_be(&self, wanted: &Self) -> bool {
        matches!(self, Self::Own) || self.is_alike(wanted)
    }

    /// True for two of one kind.
    pub(super) fn is_alike(&self, other: &Self) -> bool {
        std::mem::discriminant(self) == std::mem::discriminant(other)
    }
}
