//! Audits the permanence plans of children in care against a council's permanence strategy.
//!
//! A case file records one child's plan. A strategy binds requirements to the clauses of a council's
//! document, or of the regulations that bind every council. An audit judges each requirement on a
//! case as at a day, and says what is met, what is not, why, where in the file, by which clause, and
//! what would put it right.
//!
//! # The way through
//!
//! | module | from | to |
//! | --- | --- | --- |
//! | [`input`] | paths, folders, patterns, standard input | documents, each a case or its problems |
//! | [`document`] | the bytes of YAML or JSON | a tree in which everything has its place |
//! | [`case`] | the tree | the typed case file |
//! | [`strategy`] | a strategy file | clauses, and requirements bound to rules |
//! | [`rules`] | a case as at a day, and the [`calendar`] | a judgement |
//! | [`audit`] | cases and strategies | outcomes with their findings, and the figures of many |
//! | [`config`] | the text of `permanence.toml` | what a council asks of every run |
//! | [`trial`] | a folder of example cases | whether each comes out as expected |
//! | [`import`] | what councils can export today | case files, and what was made of every row |
//! | [`report`] | audits | text for people, formats for machines and pipelines |
//!
//! It goes one way: a rule sees no text, and a report no rule's workings. Nothing here reads the
//! clock, the environment or the network; the as-of day is the caller's to give. Whatever the bytes
//! of a file, reading it ends in a case or in problems that never repeat its text.
//!
//! # Auditing a text
//!
//! [`input::read_text`] reads the documents of a text, and [`input::read_documents`] those of a file
//! or of standard input. An [`audit::Batch`] audits them one after another, and compares the files
//! of siblings once it has seen them all. What cannot be audited is handed back with every problem
//! it has: nothing is passed over in silence. An [`audit::Run`] goes through whole inputs, on as many
//! threads as it is given, and hands each case over in order.
//!
//! ```
//! use chrono::NaiveDate;
//! use permanence::audit::{Auditor, Batch, Settings, StrategyChoice};
//! use permanence::document::Syntax;
//! use permanence::input::read_text;
//!
//! let text = "
//! format: 1
//! case_id: DOR-0417
//! authority: dorset
//! child: {date_of_birth: 2014-05-02}
//! care: {started: 2025-01-06}
//! permanence_plan:
//!   first_presented: 2025-03-18
//!   primary: {option: return-home, target_date: 2025-09-01}
//! ";
//!
//! let as_of: NaiveDate = "2025-06-20".parse()?;
//! let auditor = Auditor::new(Settings::as_of(as_of));
//! // Each case is held to the strategy of its authority, and to the regulations beside it.
//! let mut batch = Batch::new(auditor, StrategyChoice::ByAuthority, false);
//! let (mut cases, mut refused) = (Vec::new(), Vec::new());
//! read_text(text, Syntax::Yaml, &mut |document| match batch.audit("DOR-0417.yaml", &document) {
//!     Ok(case) => cases.push(case),
//!     Err(unreadable) => refused.push(unreadable),
//! });
//! batch.finish(&mut cases);
//!
//! for (problem, position) in refused.iter().flat_map(|unreadable| &unreadable.problems) {
//!     eprintln!("{problem} {position:?}");
//! }
//! for case in &cases {
//!     println!("{} is {}", case.audit.case_id, case.audit.colour().word());
//!     for outcome in &case.audit.outcomes {
//!         for finding in &outcome.findings {
//!             println!("{}: {}", outcome.requirement, finding.message());
//!         }
//!     }
//! }
//! # assert!(refused.is_empty());
//! # let keys = cases.iter().flat_map(|case| &case.audit.outcomes);
//! # let mut not_met = keys.filter(|outcome| !outcome.findings.is_empty());
//! # assert!(not_met.any(|outcome| outcome.requirement == "dorset/contingency-option"));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! A whole report, as the command line prints it, is a [`report::Report`] given to
//! [`report::write_report`].

pub mod audit;
pub mod calendar;
pub mod case;
pub mod config;
pub mod document;
pub mod import;
pub mod input;
pub mod report;
pub mod rules;
pub mod sample;
pub mod strategy;
pub mod trial;
