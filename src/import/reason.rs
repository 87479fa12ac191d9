//! Why something of an extract is remarked on, in words for people.

/// What a remark means for the import.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Effect {
    /// Something could not be read, so that what was imported is not the whole.
    Unread,
    /// It was read, and has no place in a case file or was put aside for a reason.
    NotMapped,
    /// Worth knowing; nothing was lost.
    Note,
}

impl Effect {
    /// Every effect, the heaviest first.
    pub const ALL: [Self; 3] = [Self::Unread, Self::NotMapped, Self::Note];

    /// The word for it in a report.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Unread => "unread",
            Self::NotMapped => "not-mapped",
            Self::Note => "note",
        }
    }
}

/// Declares the reasons: the word of each, what it means for the import, and how it is said.
macro_rules! reasons {
    ($($(#[$doc:meta])* $variant:ident = $word:literal, $effect:ident, $sentence:literal;)+) => {
        /// Why something of an extract is remarked on.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Reason {
            $($(#[$doc])* #[doc = concat!("`", $word, "`")] $variant,)+
        }

        impl Reason {
            /// Every reason, in the order in which they are told.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The word for it in a report.
            #[must_use]
            pub fn word(self) -> &'static str {
                match self { $(Self::$variant => $word,)+ }
            }

            /// What it means for the import.
            #[must_use]
            pub fn effect(self) -> Effect {
                match self { $(Self::$variant => Effect::$effect,)+ }
            }

            /// How it is said, and what to do about it.
            #[must_use]
            pub fn sentence(self) -> &'static str {
                match self { $(Self::$variant => $sentence,)+ }
            }
        }
    };
}

reasons! {
    // Files and tables.
    NoFile = "no-file", Unread, "there is no such file: check the path and its spelling";
    NotReadable = "not-readable", Unread, "this file could not be read: check that you may read it";
    Zip = "zip", Unread, "this is a zip archive or a workbook, not a text: unpack it, or save its tables as CSV";
    Pdf = "pdf", Unread, "this is a PDF document, which holds no tables: export the data itself";
    OldOffice = "old-office", Unread, "this is a document of an older Office, or one with a password: save it anew without";
    Binary = "binary", Unread, "this is not a text: check that it is the right file";
    TooLarge = "too-large", Unread, "this file is far larger than any extract: check that it is the right file";
    UnknownTable = "unknown-table", Unread, "no table of this extract has these columns: check that it is the right file";
    UnknownXml = "unknown-xml", Unread, "this XML is not an SSDA903 return: check that it is the right file";
    MissingColumn = "missing-column", Unread, "this table lacks a column without which none of its rows can be used";
    BrokenRow = "broken-row", Unread, "this row does not have as many cells as the table has columns: check it for lost commas and quotes";
    BrokenXml = "broken-xml", Unread, "the XML breaks off or is not well formed here: what comes after it was not read";
    XmlEntity = "xml-entity", Unread, "this XML defines or uses entities of its own, which are not read: nothing is expanded";
    XmlDepth = "xml-depth", Unread, "this XML goes deeper than a return does: what comes after it was not read";
    LongValue = "long-value", Unread, "this value is far longer than any code or date: what comes after it was not read";
    EmptyFile = "empty-file", Note, "this file is empty: nothing was read from it";
    EmptyTable = "empty-table", Note, "this table has no rows: nothing was read from it";
    PassedOver = "passed-over", Note, "this file was passed over: its name is not that of a table or an XML file";
    Encoding = "encoding", Note, "this file was read in an encoding other than UTF-8";
    OptionalColumn = "optional-column", Note, "this table lacks a column: what it would show is not recorded";
    UnknownColumn = "unknown-column", Note, "this column is not one that this table is known to have: it was not read";
    RepeatedColumn = "repeated-column", Note, "this column is there twice: the first one was read";
    LeftOut = "left-out", Note, "this column was left out on purpose: no requirement uses it";
    UnusedTable = "unused-table", Note, "no requirement makes use of this table: its rows were counted and left out";

    // Workbooks and JSON.
    TextForWorkbook = "text-for-workbook", Unread, "this is a text and not a workbook: open it in a spreadsheet and save it as .xlsx";
    DamagedWorkbook = "damaged-workbook", Unread, "this workbook is damaged or cut short: save or send it anew";
    LargeWorkbook = "large-workbook", Unread, "this workbook unpacks to far more than any lists come to: save the lists alone in a new one";
    NoList = "no-list", Unread, "this workbook has no list of children in care (list 8): check that its header is there";
    HiddenSheet = "hidden-sheet", Note, "this list is on a hidden sheet, which was not read: show the sheet, if it is meant";
    RepeatedHeader = "repeated-header", Note, "this row says the list's header again";
    CellError = "cell-error", Unread, "a formula failed in this cell: put it right, or write the value itself";
    BrokenJson = "broken-json", Unread, "the JSON breaks off or is not well formed here: what comes after it was not read";
    JsonDepth = "json-depth", Unread, "this JSON goes deeper than any record does: what lies deeper was not read";
    WrongType = "wrong-type", Unread, "a list or a group stands here where a value is expected, or a value where a record is";

    // Cells.
    NotADate = "not-a-date", Unread, "this is not a date: dates are written DD/MM/YYYY";
    ImpossibleDate = "impossible-date", Unread, "no calendar has this day: check day and month";
    ImplausibleDate = "implausible-date", Unread, "this day is too far away to be of a child's record: check the year";
    PartialDate = "partial-date", Unread, "only a part of this date is known, and the whole day is needed";
    PartialDateKept = "partial-date-kept", Note, "only a part of this date is known: it was kept as it is";
    UnknownCode = "unknown-code", NotMapped, "this code is not one that is known here: it was kept under x_source";
    NoWord = "no-word", NotMapped, "the case file has no word for this code: it was kept under x_source";
    NoCode = "no-code", NotMapped, "a code is missing here, so that nothing is recorded for it";

    UnknownStatus = "unknown-status", NotMapped, "this legal status is not known here: it was kept under x_source, and none was guessed";
    ContradictoryStatus = "contradictory-status", NotMapped, "this legal status says several things that do not go together: it was kept under x_source";
    PlanWithoutWord = "plan-without-word", NotMapped, "the case file has no word for this plan, or it leaves open which of two it is: it was kept under x_source";
    ParallelPlans = "parallel-plans", NotMapped, "several plans are ticked, and nothing says which is the primary one: they were kept under x_source";
    PlanAgainstDecision = "plan-against-decision", NotMapped, "it was decided that the child should be placed for adoption, and the plan says otherwise: the plan was used";
    UnknownPlan = "unknown-plan", NotMapped, "this plan is not known here: it was kept under x_source, and none was guessed";

    // Rows and children.
    NoChild = "no-child", Unread, "this row does not say which child it is about";
    NoDay = "no-day", Unread, "this row lacks the day that it is about";
    NoBirthDate = "no-birth-date", Unread, "no table tells this child's date of birth, which a case file must have";
    Contradiction = "contradiction", Unread, "this child's care does not start between birth and the 18th birthday: no case file can be made";
    NoEpisodes = "no-episodes", NotMapped, "this child has no episode of care that could be used: no case file was made";
    BirthDates = "birth-dates", NotMapped, "tables disagree on this child's date of birth: the header's was taken, or else the first";
    NotInCareList = "not-in-care-list", NotMapped, "this child is in the list of adoptions and has no usable row among the children in care: no case file was made";
    RepeatedChild = "repeated-child", NotMapped, "another row is about this child and the same time, and says otherwise: the first was used";
    OtherBirthDate = "other-birth-date", NotMapped, "this row gives the child another date of birth than the list of children in care: it was not used";
    NotLookedAfter = "not-looked-after", Note, "this person has no episode of care in the extract: no case file is wanted";
    Duplicate = "duplicate", Note, "this row is there twice: it was used once";
    Disagreement = "disagreement", NotMapped, "another row says otherwise of the same day: the later return's, or the later row, was used";

    // Care and its episodes.
    EpisodeAhead = "episode-ahead", NotMapped, "this episode begins after the day the extract is looked at";
    EndAhead = "end-ahead", Note, "this end lies after the day the extract is looked at";
    EndBeforeStart = "end-before-start", NotMapped, "this episode ends before it begins: its end was not used";
    Overlap = "overlap", NotMapped, "this episode goes on after the next one has begun: it was taken to end when that begins";
    EndWithoutDay = "end-without-day", NotMapped, "care is said to have ended, but the day is missing: the episode was taken to go on";
    NoNextEpisode = "no-next-episode", NotMapped, "this episode ended and care went on, but no episode follows: care was not taken to have ended";
    NewPeriod = "new-period", Note, "days without care lie before this episode: it was taken to begin a new period of care";
    EndedBefore = "ended-before", Note, "care had ended before this episode, which does not say that it began anew: it was taken to begin a new period of care";
    NoStart = "no-start", Note, "the extract does not show how this period of care began: care may have started earlier";
    MixedShortBreaks = "mixed-short-breaks", Note, "short breaks and other care lie in one period: it was not taken to be one of short breaks";
    PlacementMoved = "placement-moved", Note, "only the legal status is said to have changed, but the placement did too: it was taken to have changed";
    NoHome = "no-home", Note, "this temporary move comes before any placement: where the child lived is not shown";

    CareBeforeExtract = "care-before-extract", Note, "care began before the first episode of the extract: what happened until then is not shown";
    OutsidePeriod = "outside-period", NotMapped, "this lies outside the child's present period of care: it was left out";

    // Reviews and decisions.
    ReviewCancelled = "review-cancelled", Note, "this review was called off: a cancelled review is not a review";
    ReviewNotHeld = "review-not-held", Note, "this review has no day on which it was held: it is not counted as one";
    NotNamed = "not-named", Note, "this involvement is over, or of someone whom a case file does not name";
    ReviewAhead = "review-ahead", NotMapped, "this review lies after the day the extract is looked at";
    ReviewBefore = "review-before", NotMapped, "this review lies before any care that the extract shows";
    ReviewOutside = "review-outside", NotMapped, "this review lies outside the child's periods of care";
    PreviousPermanence = "previous-permanence", NotMapped, "a permanence that broke down before has no place in the case file: it was kept under x_source";
    DecisionAhead = "decision-ahead", NotMapped, "this decision lies after the day the extract is looked at";
    DecisionOutside = "decision-outside", NotMapped, "this decision lies outside the present period of care: it was kept under x_source";
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::Reason;

    #[test]
    fn words_are_unique_and_sentences_say_something() {
        let words: BTreeSet<&str> = Reason::ALL.iter().map(|reason| reason.word()).collect();
        assert_eq!(words.len(), Reason::ALL.len());
        for reason in Reason::ALL {
            assert!(reason.sentence().len() > 20, "{}", reason.word());
        }
    }
}
