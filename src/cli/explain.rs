//! `permanence explain`.

mod own;

use std::io::{self, Write};
use std::sync::Arc;

use clap::Args;
use permanence::document::nearest;
use permanence::import::shown_by;
use permanence::report::visible;
use permanence::rules::{Element, Evidence, RequirementDoc, docs_of, rule};
use permanence::strategy::{Departure, Requirement, Strategy, Weighting};
use textwrap::{Options, WordSeparator, WordSplitter, fill};

use super::strategy::{every_built_in, load};
use super::{CliError, Ending, Surroundings};

/// Say what a requirement asks.
#[derive(Debug, Args)]
pub(crate) struct Explain {
    /// A requirement's id, such as contingency-option; without one, every requirement is listed
    id: Option<String>,
    /// Say what one strategy asks: a built-in one, or a strategy file with requirements of its own
    #[arg(long, value_name = "NAME|FILE")]
    strategy: Option<String>,
}

impl Explain {
    pub(crate) fn run(&self, surroundings: &Surroundings) -> Result<Ending, CliError> {
        let width = surroundings.width.min(80);
        let mut out = io::BufWriter::new(io::stdout().lock());
        let own = match &self.strategy {
            Some(name) => Some(load(name, !surroundings.ci)?),
            None => None,
        };
        let id = self.id.as_deref().map(|id| id.split_once('/').map_or(id, |(_, id)| id));
        match (id, &own) {
            (None, Some(strategy)) => own::list(strategy, &mut out)?,
            (None, None) => list(&every_built_in()?, &mut out)?,
            (Some(id), Some(strategy)) => {
                if !own::explain(strategy, id, width, &mut out)? {
                    let nearest = own::meant(strategy, id);
                    return Err(CliError::UnknownRequirement { id: id.to_owned(), nearest });
                }
            }
            (Some(id), None) => {
                let (element, doc) = find(id)?;
                explain(element, &doc, &every_built_in()?, width, &mut out)?;
            }
        }
        out.flush()?;
        Ok(Ending::Clean)
    }
}

fn documented(element: Element) -> Result<Vec<RequirementDoc>, CliError> {
    docs_of(element).map_err(|problems| {
        let told = problems.first().map_or_else(String::new, ToString::to_string);
        CliError::Output(io::Error::other(told))
    })
}

/// True when some strategy asks it, or the tool itself does.
fn is_asked(id: &str, strategies: &[Arc<Strategy>]) -> bool {
    strategies.iter().any(|strategy| strategy.requirement(id).is_some())
}

fn find(id: &str) -> Result<(Element, RequirementDoc), CliError> {
    let mut known = Vec::new();
    for element in Element::ALL {
        for doc in documented(element)? {
            if doc.id == id {
                return Ok((element, doc));
            }
            known.push(doc.id);
        }
    }
    let nearest = nearest(id, known.iter().map(String::as_str)).map(str::to_owned);
    Err(CliError::UnknownRequirement { id: id.to_owned(), nearest })
}

/// The documentation of a rule.
fn documented_rule(id: &str) -> Result<Option<RequirementDoc>, CliError> {
    match find(id) {
        Ok((_, doc)) => Ok(Some(doc)),
        Err(CliError::UnknownRequirement { .. }) => Ok(None),
        Err(error) => Err(error),
    }
}

fn list(strategies: &[Arc<Strategy>], out: &mut dyn Write) -> Result<(), CliError> {
    for element in Element::ALL {
        writeln!(out, "{}", element.word())?;
        for doc in documented(element)? {
            if is_asked(&doc.id, strategies) || element == Element::File {
                writeln!(out, "  {:<32} {}", doc.id, doc.title)?;
            }
        }
    }
    Ok(())
}

/// A label, and a text that stands clear of it.
fn section(label: &str, text: &str, width: usize) -> String {
    let first = format!("{:<15} ", visible(label));
    let options = Options::new(width)
        .initial_indent(&first)
        .subsequent_indent("                ")
        .word_separator(WordSeparator::AsciiSpace)
        .word_splitter(WordSplitter::NoHyphenation)
        .break_words(false);
    fill(&visible(text), options)
}

fn explain(
    element: Element,
    doc: &RequirementDoc,
    strategies: &[Arc<Strategy>],
    width: usize,
    out: &mut dyn Write,
) -> io::Result<()> {
    general(element, doc, width, out)?;
    for strategy in strategies {
        if let Some(requirement) = strategy.requirement(&doc.id) {
            writeln!(out)?;
            binding(strategy, requirement, true, width, out)?;
        }
    }
    if rule(&doc.id).is_none() && element != Element::File {
        writeln!(out, "\n{}", section("", "No strategy asks this yet.", width))?;
    }
    Ok(())
}

/// What a rule asks, whoever asks it.
fn general(
    element: Element,
    doc: &RequirementDoc,
    width: usize,
    out: &mut dyn Write,
) -> io::Result<()> {
    let section = |label: &str, text: &str| section(label, text, width);
    writeln!(out, "{} · {} · {}\n", doc.id, doc.title, element.word())?;
    writeln!(out, "{}", section("asks", &doc.asks))?;
    writeln!(out, "{}\n", section("for the child", &doc.matters))?;
    writeln!(out, "{}", section("met", &doc.met))?;
    for way in &doc.not_met {
        writeln!(out, "{}", section("not met", way))?;
    }
    let edges = [("not due", &doc.not_due), ("not applicable", &doc.not_applicable)];
    for (label, text) in edges.into_iter().filter_map(|(label, text)| Some((label, text.as_ref()?)))
    {
        writeln!(out, "{}", section(label, text))?;
    }
    writeln!(out, "{}", section("looks at", &doc.keys.join(", ")))?;
    if let Some(rule) = rule(&doc.id) {
        let evidence: Vec<Evidence> = rule.evidence().collect();
        writeln!(out, "{}", section("of extracts", &shown_by(&evidence)))?;
    }
    for note in &doc.notes {
        writeln!(out, "{}", section("note", note))?;
    }
    if let Some(law) = &doc.law {
        writeln!(out, "{}", section("the law", law))?;
    }
    if let Some(example) = &doc.example {
        for (label, says) in [("met", &example.met), ("not met", &example.not_met)] {
            writeln!(
                out,
                "\nexample, {label} as at {}, in the file of a child in care since 2025-01-06",
                example.as_of
            )?;
            let yaml = serde_yaml::to_string(says).map_err(io::Error::other)?;
            for line in yaml.lines() {
                writeln!(out, "    {line}")?;
            }
        }
    }
    Ok(())
}

/// How one strategy asks it: how strongly, by which clauses, with which parameters.
fn binding(
    strategy: &Strategy,
    requirement: &Requirement,
    with_parameters: bool,
    width: usize,
    out: &mut dyn Write,
) -> io::Result<()> {
    let section = |label: &str, text: &str| section(label, text, width);
    let weighting = match requirement.weighting {
        Some(Weighting::Practice) => ", weighed by practice rather than by the clauses' words",
        Some(Weighting::Tool) => ", the tool's own",
        None => "",
    };
    let severity = format!("{}{weighting}", requirement.severity.word());
    writeln!(out, "{}", section(&strategy.short_title, &severity))?;
    for clause in strategy.clauses_of(requirement) {
        let text = format!("{}: {} ({})", clause.heading, clause.says, clause.strength.word());
        writeln!(out, "{}", section("", &text))?;
    }
    let matter = |departure: &&Departure| departure.requirements.contains(&requirement.id);
    for departure in strategy.departures.iter().filter(matter) {
        let text = format!("departs from the law: {}. The law: {}.", departure.says, departure.law);
        writeln!(out, "{}", section("", &text))?;
    }
    if let Some(parameters) = requirement.parameters.as_ref().filter(|_| with_parameters) {
        writeln!(out, "{}", section("", &format!("parameters: {parameters}")))?;
    }
    Ok(())
}
