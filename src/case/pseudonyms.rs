//! Pseudonyms in the place of references, for reports that leave the council.
//!
//! A pseudonym is made from the reference and a secret key (HMAC-SHA256): the same reference has the
//! same one in every report made with that key, and nobody without the key can try out references
//! until one fits.

use std::fmt;

use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::Sha256;

use super::{CaseFile, Reference};

/// The fewest bytes a key may have.
pub const SHORTEST_KEY: usize = 16;

/// The bytes of a pseudonym: among 100,000 references, two that are given the same are not to be
/// expected in a billion runs.
const BYTES: usize = 8;
/// The bytes of a key's own name, which is there to tell two keys apart.
const KEY_BYTES: usize = 4;

/// Makes pseudonyms with a secret key.
#[derive(Clone)]
pub struct Pseudonyms {
    keyed: Hmac<Sha256>,
    key_id: String,
}

/// A key that others could find by trying.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the key has {length} bytes, and needs {SHORTEST_KEY} or more")]
pub struct KeyTooShort {
    /// The bytes it has.
    pub length: usize,
}

/// Never the key itself.
impl fmt::Debug for Pseudonyms {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Pseudonyms").field("key_id", &self.key_id).finish_non_exhaustive()
    }
}

impl Pseudonyms {
    /// Pseudonyms made with a key; white space around it does not count.
    ///
    /// # Errors
    /// When it is shorter than [`SHORTEST_KEY`].
    pub fn new(key: &[u8]) -> Result<Self, KeyTooShort> {
        let key = key.trim_ascii();
        let too_short = KeyTooShort { length: key.len() };
        if key.len() < SHORTEST_KEY {
            return Err(too_short);
        }
        let keyed = Hmac::new_from_slice(key).map_err(|_| too_short)?;
        let mut pseudonyms = Self { keyed, key_id: String::new() };
        pseudonyms.key_id = pseudonyms.digits::<KEY_BYTES>("key", "");
        Ok(pseudonyms)
    }

    /// A name for the key: reports that bear the same one can be compared with each other.
    #[must_use]
    pub fn key_id(&self) -> &str {
        &self.key_id
    }

    /// The pseudonym of a case: `case-` and 16 digits.
    #[must_use]
    pub fn case(&self, reference: &str) -> String {
        format!("case-{}", self.digits::<BYTES>("case", reference))
    }

    /// The pseudonym of a worker, an officer or a carer: `person-` and 16 digits.
    #[must_use]
    pub fn person(&self, reference: &str) -> String {
        format!("person-{}", self.digits::<BYTES>("person", reference))
    }

    /// The pseudonym of a path: `file-` and 16 digits.
    #[must_use]
    pub fn file(&self, path: &str) -> String {
        format!("file-{}", self.digits::<BYTES>("file", path))
    }

    /// Puts pseudonyms in the place of a case's references to children and to people. The council
    /// and the team stay: figures are of them.
    pub fn hide(&self, case: &mut CaseFile) {
        let hide_case = |reference: &mut Reference| {
            *reference = Reference::new(&self.case(reference.as_str()));
        };
        let hide_person = |reference: &mut Reference| {
            *reference = Reference::new(&self.person(reference.as_str()));
        };
        hide_case(&mut case.case_id);
        case.siblings.iter_mut().filter_map(|sibling| sibling.case_id.as_mut()).for_each(hide_case);

        let workers = [&mut case.social_worker, &mut case.reviewing_officer];
        workers.into_iter().flatten().for_each(hide_person);
        let plan = &mut case.permanence_plan;
        let options = std::iter::once(&mut plan.primary).chain(&mut plan.contingencies);
        options.flat_map(|option| &mut option.carers).for_each(hide_person);
        let homes = case.placements.iter_mut();
        homes.flat_map(|home| &mut home.carers).for_each(hide_person);
        let applicants = case.orders.iter_mut().flat_map(|order| &mut order.applicants);
        applicants.filter_map(|applicant| applicant.reference.as_mut()).for_each(hide_person);
        let waivers = case.waivers.iter_mut();
        waivers.filter_map(|waiver| waiver.agreed_by.as_mut()).for_each(hide_person);
    }

    /// Hexadecimal digits that stand for a text of a kind.
    fn digits<const N: usize>(&self, kind: &str, text: &str) -> String {
        let mut keyed = self.keyed.clone();
        keyed.update(kind.as_bytes());
        // No kind holds a zero byte, so that kind and text cannot run into each other.
        keyed.update(&[0]);
        keyed.update(text.as_bytes());
        let whole = keyed.finalize().into_bytes();
        hex::encode(whole.get(..N).unwrap_or_default())
    }
}
