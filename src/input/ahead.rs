//! Reading ahead: documents are worked on by several threads at a time, and handed over in order.

use std::io;
use std::mem;
use std::num::NonZeroUsize;
use std::ops::ControlFlow;
use std::panic::resume_unwind;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread;

use rayon::{Scope, ThreadPool, ThreadPoolBuilder};

use super::budget::Budget;
use super::documents::Document;
use super::portion::Portion;
use super::read::{AT_A_TIME, portions};
use super::{Layout, Source, Sources};

/// How far reading is ahead of what is handed over.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Ahead {
    /// How many threads work on documents.
    pub(crate) jobs: NonZeroUsize,
}

impl Ahead {
    /// The most portions of text for each thread that are worked on, wait for it, or wait to be
    /// handed over.
    const PORTIONS: usize = 4;
    /// The most bytes of text that are worked on or wait for it; one portion may have more.
    const BYTES: usize = 16 << 20;
    /// The most files that one thread takes at a time: handing over costs about as much as reading one.
    const FILES: usize = 16;

    /// True when there is nothing to read ahead: a file that is read whole.
    fn is_alone(self, sources: &Sources) -> bool {
        let whole = |path| {
            let layout = Layout::of_name(&Source::File(path).name());
            layout.and_then(Layout::syntax_of_whole).is_some()
        };
        let one_file = sources.len() <= 1 && sources.others().is_empty();
        self.jobs.get() == 1 || one_file && sources.files().all(whole)
    }
}

/// Does `work` on every document of these sources, and hands over what came of it in the order of the
/// documents.
///
/// # Errors
/// The first that `take` comes back with, at which reading stops; or that no thread can be started.
pub(crate) fn in_order<T: Send>(
    sources: &Sources,
    ahead: Ahead,
    work: &(impl Fn(&Source, Document<'_>) -> T + Sync),
    take: &mut dyn FnMut(T) -> io::Result<()>,
) -> io::Result<()> {
    if ahead.is_alone(sources) {
        return one_by_one(sources, work, take);
    }
    let pool = ThreadPoolBuilder::new().num_threads(ahead.jobs.get()).build();
    let pool = pool.map_err(io::Error::other)?;
    let (queue, queued) = sync_channel(ahead.jobs.get().saturating_mul(Ahead::PORTIONS));
    thread::scope(|threads| {
        let reading = threads.spawn(move || read_ahead(sources, &pool, work, &queue));
        let taken = hand_over(&queued, take);
        // Whoever still reads finds nobody to hand it to, and stops.
        drop(queued);
        reading.join().unwrap_or_else(|panic| resume_unwind(panic));
        taken
    })
}

fn one_by_one<T>(
    sources: &Sources,
    work: &impl Fn(&Source, Document<'_>) -> T,
    take: &mut dyn FnMut(T) -> io::Result<()>,
) -> io::Result<()> {
    let mut taken = Ok(());
    for block in sources.blocks() {
        let flow = block.iter().try_for_each(|source| {
            portions(source, &mut |portion| {
                portion.read(&mut |document| {
                    if taken.is_ok() {
                        taken = take(work(source, document));
                    }
                });
                if taken.is_ok() { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
            })
        });
        if flow.is_break() {
            break;
        }
    }
    taken
}

/// What came of a portion's documents, once it has been worked on.
type Promise<T> = Receiver<Vec<T>>;

/// Hands over what comes, in the order in which it was read.
fn hand_over<T>(
    queued: &Receiver<Promise<T>>,
    take: &mut dyn FnMut(T) -> io::Result<()>,
) -> io::Result<()> {
    for promise in queued {
        // Work that panicked sends nothing; the panic goes on once the threads have ended.
        let Ok(done) = promise.recv() else {
            break;
        };
        done.into_iter().try_for_each(&mut *take)?;
    }
    Ok(())
}

/// Reads the sources, and has each portion worked on as soon as a thread is free.
fn read_ahead<T: Send>(
    sources: &Sources,
    pool: &ThreadPool,
    work: &(impl Fn(&Source, Document<'_>) -> T + Sync),
    queue: &SyncSender<Promise<T>>,
) {
    let budget = &Budget::new(Ahead::BYTES);
    // With few files, each thread still gets its share.
    let shares = pool.current_num_threads().saturating_mul(Ahead::PORTIONS);
    let most = (sources.len() / shares).clamp(1, Ahead::FILES);
    // Each block of files is let go of once it has been worked on.
    for block in sources.blocks() {
        let flow = pool.in_place_scope(|workers| {
            let mut hand_in = |group| match queue.send(start(workers, budget, group, work)) {
                Ok(()) => ControlFlow::Continue(()),
                Err(_) => ControlFlow::Break(()),
            };
            in_groups(&block, most, &mut hand_in)
        });
        if flow.is_break() {
            break;
        }
    }
}

/// Divides sources into portions, and hands in as many files together as one thread is to take.
fn in_groups<'s>(
    sources: &'s [Source],
    most: usize,
    hand_in: &mut dyn FnMut(Group<'s>) -> ControlFlow<()>,
) -> ControlFlow<()> {
    let mut group = Group::default();
    sources.iter().try_for_each(|source| {
        portions(source, &mut |portion| {
            // A stream may be long in coming with its next portion.
            let waits = portion.is_file();
            group.add(source, portion);
            let full = group.portions.len() >= most || group.size >= AT_A_TIME;
            if waits && !full { ControlFlow::Continue(()) } else { hand_in(mem::take(&mut group)) }
        })
    })?;
    if group.portions.is_empty() { ControlFlow::Continue(()) } else { hand_in(group) }
}

/// Portions that one thread works on together.
#[derive(Default)]
struct Group<'s> {
    portions: Vec<(&'s Source, Portion<'s>)>,
    /// How many bytes of text they have.
    size: usize,
}

impl<'s> Group<'s> {
    fn add(&mut self, source: &'s Source, portion: Portion<'s>) {
        self.size += portion.size();
        self.portions.push((source, portion));
    }
}

/// Has a group worked on.
fn start<'s, T: Send + 's>(
    workers: &Scope<'s>,
    budget: &'s Budget,
    group: Group<'s>,
    work: &'s (impl Fn(&Source, Document<'_>) -> T + Sync),
) -> Promise<T> {
    let taken = budget.take(group.size);
    let (keep, promise) = sync_channel(1);
    workers.spawn(move |_| {
        let mut done = Vec::new();
        for (source, portion) in group.portions {
            portion.read(&mut |document| done.push(work(source, document)));
        }
        drop(taken);
        // Nobody waits for it any more when the run has ended early.
        let _ = keep.send(done);
    });
    promise
}

#[cfg(test)]
mod tests {
    use std::io;
    use std::num::NonZeroUsize;
    use std::panic::{AssertUnwindSafe, catch_unwind};

    use super::{Ahead, Document, Source, in_order};

    /// Works on the numbered lines of a file, and takes what comes of it.
    fn through_lines(
        lines: usize,
        jobs: usize,
        work: impl Fn(usize) -> usize + Sync,
        take: &mut dyn FnMut(usize) -> io::Result<()>,
    ) -> io::Result<()> {
        let mut file = tempfile::Builder::new().suffix(".ndjson").tempfile()?;
        for line in 0..lines {
            io::Write::write_all(&mut file, format!("{{\"n\": {line}}}{:900}\n", "").as_bytes())?;
        }
        let ahead = Ahead { jobs: NonZeroUsize::new(jobs).unwrap_or(NonZeroUsize::MIN) };
        let sources = [Source::File(file.path().to_owned())].into_iter().collect();
        let work = |_: &Source, document: Document<'_>| work(document.lines_before);
        in_order(&sources, ahead, &work, take)
    }

    #[test]
    fn what_is_done_out_of_order_is_handed_over_in_order() -> io::Result<()> {
        for jobs in [1, 2, 8] {
            let mut taken = Vec::new();
            // The first documents of each portion take the longest.
            let slow = |line: usize| {
                std::thread::sleep(std::time::Duration::from_micros(40 - line as u64 % 40));
                line
            };
            through_lines(2_000, jobs, slow, &mut |line| {
                taken.push(line);
                Ok(())
            })?;
            assert_eq!(taken, (0..2_000).collect::<Vec<_>>());
        }
        Ok(())
    }

    #[test]
    fn a_failure_ends_the_run() {
        for jobs in [1, 2, 8] {
            let mut taken = 0;
            let failed = through_lines(2_000, jobs, |line| line, &mut |line| {
                taken += 1;
                if line == 50 { Err(io::Error::other("full")) } else { Ok(()) }
            });
            assert!(failed.is_err_and(|error| error.to_string() == "full"));
            assert_eq!(taken, 51);
        }
    }

    #[test]
    fn a_panic_is_neither_swallowed_nor_waited_for() {
        for jobs in [1, 2, 8] {
            let mut taken = 0;
            let work = |line: usize| {
                assert!(line < 70, "so it ends");
                line
            };
            let run = AssertUnwindSafe(|| {
                through_lines(2_000, jobs, work, &mut |_| {
                    taken += 1;
                    Ok(())
                })
            });
            assert!(catch_unwind(run).is_err());
            assert!(taken <= 70);
        }
    }
}
