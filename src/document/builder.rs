//! Building a tree within its budgets, for every language.

use std::borrow::Cow;
use std::ops::Range;

use super::Syntax;
use super::flaw::{Flaw, KeysSoFar, flaws_of_group};
use super::limits::Limits;
use super::problem::{Problem, character_at, first_line};
use super::tree::{Content, Node, NodeId, Style, Tree, narrow};

/// A list or a group that is being read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Container {
    List,
    Group,
}

/// A list or a group that has begun and not ended.
#[derive(Clone, Copy, Debug)]
struct Open {
    id: NodeId,
    container: Container,
    start: usize,
    /// As far as what is in it reaches.
    end: u32,
    /// What is known of its keys, if it is a group.
    keys: KeysSoFar,
}

/// Adds nodes in the order of the text.
#[derive(Debug)]
pub(super) struct Builder<'a> {
    tree: Tree<'a>,
    /// The lists and groups that have begun and not ended, outermost first.
    open: Vec<Open>,
    /// Aliases in the present document.
    aliases: usize,
    /// The number of nodes that the present document may bring the tree to.
    most_nodes: usize,
    /// The furthest byte that the present document may reach to.
    furthest: usize,
    /// The keys of the group that ended last, kept for its room.
    keys: Vec<(u64, NodeId)>,
}

impl<'a> Builder<'a> {
    /// Starts on a text, unless its places are beyond what a tree can keep.
    pub(super) fn new(source: &'a str, syntax: Syntax, limits: Limits) -> Result<Self, Problem> {
        if u32::try_from(source.len()).is_err() {
            return Err(Problem::new("the file is longer than 4 GiB").help("split it"));
        }
        let tree = Tree::new(source, syntax, limits);
        Ok(Self {
            tree,
            open: Vec::with_capacity(16),
            aliases: 0,
            most_nodes: 0,
            furthest: 0,
            keys: Vec::new(),
        })
    }

    pub(super) fn limits(&self) -> &Limits {
        &self.tree.limits
    }

    pub(super) fn source(&self) -> &'a str {
        self.tree.source
    }

    /// How many lists and groups have begun and not ended.
    pub(super) fn depth(&self) -> usize {
        self.open.len()
    }

    /// The innermost list or group that has not ended, and where it began.
    pub(super) fn innermost(&self) -> Option<(Container, usize)> {
        self.open.last().map(|open| (open.container, open.start))
    }

    pub(super) fn scalar(
        &mut self,
        text: Cow<'a, str>,
        style: Style,
        span: Range<usize>,
    ) -> Result<NodeId, Problem> {
        let end = span.end;
        let id = self.add(Content::Scalar { text, style }, span)?;
        self.stretch_to(narrow(end));
        Ok(id)
    }

    pub(super) fn begin(
        &mut self,
        container: Container,
        span: Range<usize>,
    ) -> Result<NodeId, Problem> {
        if self.open.len() >= self.tree.limits.depth {
            return Err(too_deep(&self.tree.limits).at(first_line(self.tree.source, span)));
        }
        let content = match container {
            Container::List => Content::List,
            Container::Group => Content::Group,
        };
        let Range { start, end } = span;
        let id = self.add(content, span)?;
        let keys = KeysSoFar::default();
        self.open.push(Open { id, container, start, end: narrow(end), keys });
        Ok(id)
    }

    /// Ends the innermost list or group. One without a closing bracket ends with its last child.
    pub(super) fn end(&mut self, bracket: Option<usize>) {
        let Some(Open { id, container, end, keys, .. }) = self.open.pop() else { return };
        let after = NodeId::new(self.tree.nodes.len());
        let end = bracket.map_or(end, narrow);
        let node = self.tree.node_mut(id);
        (node.after, node.end) = (after, end);
        if container == Container::Group && keys.may_be_flawed() {
            let flaws = flaws_of_group(&self.tree, id, &mut self.keys);
            self.tree.flaws.extend(flaws);
        }
        self.stretch_to(end);
    }

    /// Adds a second use of a value. One inside that very value would never end.
    pub(super) fn alias(&mut self, target: NodeId, span: Range<usize>) -> Result<(), Problem> {
        self.aliases += 1;
        let most = self.tree.limits.aliases;
        if self.aliases > most {
            let message = format!("a document may use at most {most} aliases");
            return Err(Problem::new(message).at(span));
        }
        if self.open.iter().any(|open| open.id == target) {
            let anchored = character_at(self.tree.source, self.tree.span(target).start);
            return Err(Problem::new("this alias stands for a value that it is part of")
                .at(span)
                .related(anchored, "the value starts here"));
        }
        let end = narrow(span.end);
        self.add(Content::Alias(target), span)?;
        self.stretch_to(end);
        Ok(())
    }

    pub(super) fn flaw(&mut self, flaw: Flaw) {
        self.tree.flaws.push(flaw);
    }

    pub(super) fn finish(mut self) -> Result<Tree<'a>, Problem> {
        if self.tree.roots.is_empty() {
            return Err(Problem::empty_file(self.tree.source));
        }
        self.tree.flaws.sort_by_key(|flaw| flaw.node);
        Ok(self.tree)
    }

    fn add(&mut self, content: Content<'a>, span: Range<usize>) -> Result<NodeId, Problem> {
        let id = NodeId::new(self.tree.nodes.len());
        match self.open.last_mut() {
            Some(around) => around.keys.note(&content),
            None => self.start_document(id, &span)?,
        }
        if self.tree.nodes.len() >= self.most_nodes || span.end > self.furthest {
            return Err(self.too_large(&span));
        }
        self.tree.nodes.push(Node {
            content,
            start: narrow(span.start),
            end: narrow(span.end),
            after: id.next(),
        });
        Ok(id)
    }

    fn start_document(&mut self, root: NodeId, span: &Range<usize>) -> Result<(), Problem> {
        let most = self.tree.limits.documents;
        if self.tree.roots.len() >= most {
            let message = format!("a file may hold at most {most} documents");
            return Err(Problem::new(message).at(self.line(span)).help("split it"));
        }
        self.tree.roots.push(root);
        let Limits { nodes, bytes, .. } = self.tree.limits;
        self.most_nodes = root.index().saturating_add(nodes);
        self.furthest = span.start.saturating_add(bytes);
        self.aliases = 0;
        Ok(())
    }

    /// The problem of a node beyond what one document may hold.
    fn too_large(&self, span: &Range<usize>) -> Problem {
        let Limits { nodes, bytes, .. } = self.tree.limits;
        let problem = if self.tree.nodes.len() >= self.most_nodes {
            Problem::new(format!("the document holds more than {nodes} keys and values"))
        } else {
            too_long(bytes)
        };
        problem.at(self.line(span))
    }

    /// Makes the list or group around a finished node reach as far as that node does.
    fn stretch_to(&mut self, end: u32) {
        if let Some(around) = self.open.last_mut() {
            around.end = around.end.max(end);
        }
    }

    fn line(&self, span: &Range<usize>) -> Range<usize> {
        first_line(self.tree.source, span.clone())
    }
}

pub(super) fn too_deep(limits: &Limits) -> Problem {
    let depth = limits.depth;
    Problem::new(format!("lists and groups are nested more than {depth} levels deep"))
}

pub(super) fn too_long(bytes: usize) -> Problem {
    Problem::new(format!("the document is longer than {bytes} bytes"))
}
