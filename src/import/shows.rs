//! What each kind of extract can show: everything else is not asked of it.

use super::ExtractFormat;
use crate::rules::Evidence::{
    self, CareEnd, Homes, LegalStatus, LegalStatuses, Participation, Reviews,
};
use crate::rules::Shows;

/// Episodes and reviews. That an order was granted shows only as the end of care, and that a child is to
/// be adopted only as a decision: neither is the order's or the plan's own record.
const SSDA903: &[Evidence] = &[CareEnd, LegalStatuses, Homes, Reviews, Participation];

/// A row a child, as things stand: of statuses and reviews the latest alone.
const ANNEX_A: &[Evidence] = &[CareEnd, LegalStatus];

/// Episodes, reviews, and tick-boxes for the plan, without its dates or reasons. The reviewing officer is
/// among everyone involved, who are often left out of an extract.
const SSD: &[Evidence] = &[CareEnd, LegalStatuses, Homes, Reviews, Participation];

impl ExtractFormat {
    /// What extracts of this kind can show.
    #[must_use]
    pub fn shows(self) -> Shows {
        let (source, evidence) = match self {
            Self::Ssda903 => ("an SSDA903 return", SSDA903),
            Self::AnnexA => ("an Annex A workbook", ANNEX_A),
            Self::Ssd => ("the standard safeguarding data set", SSD),
        };
        Shows { source: source.to_owned(), evidence: evidence.to_vec(), unworded: Vec::new() }
    }
}

/// Which kinds of extract can show this, and what the others have no place for.
#[must_use]
pub fn shown_by(evidence: &[Evidence]) -> String {
    let (mut can, mut lacks): (Vec<&str>, Vec<(Evidence, Vec<&str>)>) = (Vec::new(), Vec::new());
    for format in ExtractFormat::ALL {
        let Some(lacking) = format.shows().lacks(evidence.iter().copied()) else {
            can.push(format.word());
            continue;
        };
        match lacks.iter_mut().find(|(known, _)| *known == lacking) {
            Some((_, formats)) => formats.push(format.word()),
            None => lacks.push((lacking, vec![format.word()])),
        }
    }
    let shown = (!can.is_empty()).then(|| format!("shown by {}", can.join(", ")));
    let lacks = lacks.into_iter().map(|(lacking, formats)| {
        format!("no place for {} in {}", lacking.said(), formats.join(", "))
    });
    shown.into_iter().chain(lacks).collect::<Vec<_>>().join("; ")
}
