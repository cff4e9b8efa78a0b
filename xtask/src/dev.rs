//! The page as it is being changed: built and on the screen again, with the local tenant, whenever a file of it is saved.

use std::io;
use std::path::Path;
use std::process::ExitStatus;
use std::sync::mpsc::{self, Receiver, Sender};
use std::thread;
use std::time::Duration;

use notify::{Event, EventKind, RecursiveMode, Watcher as _};

use crate::dev_page;
use crate::failure::{About, Failure, Result};
use crate::page;
use crate::project::Project;
use crate::tenant::{self, Lifeline};
use crate::tools::Tools;

/// An editor that saves writes, renames and deletes within some milliseconds; what comes this soon is one change.
const SETTLED: Duration = Duration::from_millis(50);

/// What this program itself is made of: a change takes its next start.
const THIS_PROGRAM: &str = "xtask";

const TENANT: &str = "sandbox";

/// What happens while the page is served.
enum Happened {
    Files(notify::Result<Event>),
    TenantEnded(io::Result<ExitStatus>),
}

/// What has happened since it was last seen to.
#[derive(Debug, Default)]
struct News {
    /// A file of the page has changed.
    page: bool,
    /// A file of the tenant has changed.
    tenant: bool,
    /// The tenant has ended, by itself or because it was told to.
    ended: Option<io::Result<ExitStatus>>,
}

/// Builds the page, and serves and follows it until Ctrl-C.
pub fn run(project: &Project, port: u16) -> Result<()> {
    tenant::check_port(port, "dev")?;
    let tools = Tools::set_up(project)?;
    let (sender, happened) = mpsc::channel();
    // Before the first build, so that a change during it is not lost.
    let _watcher = watch(project, sender.clone())?;
    dev_page::set_up(project, &tools)?;
    let mut lifeline = Some(start_tenant(project, port, sender.clone())?);
    loop {
        let mut news = wait(project, &happened)?;
        match news.ended.take() {
            None => {}
            Some(Ok(status)) if status.success() => return Ok(()),
            Some(status) => {
                eprintln!(
                    "The local tenant stopped: {}. It starts again when a file in {TENANT}/ is saved.",
                    status.map_or_else(|error| error.to_string(), |status| status.to_string())
                );
                lifeline = None;
            }
        }
        if news.tenant {
            if let Some(old) = lifeline.take() {
                drop(old);
                // It has the port until then.
                while news.ended.is_none() {
                    news.take(project, happened.recv().map_err(|_| deaf())?);
                }
            }
            lifeline = Some(start_tenant(project, port, sender.clone())?);
        }
        if news.page {
            match (dev_page::build(project, &tools), &mut lifeline) {
                (Ok(true), Some(lifeline)) => lifeline.reload(),
                (Ok(_), _) => {}
                // A mistake in the source is what this loop is for: the page stays as it was, until it is mended.
                (Err(failure), _) => eprintln!("{failure}"),
            }
        }
    }
}

/// Waits until something happens, and until no more comes with it.
fn wait(project: &Project, happened: &Receiver<Happened>) -> Result<News> {
    let mut news = News::default();
    while !news.is_any() {
        news.take(project, happened.recv().map_err(|_| deaf())?);
    }
    while let Ok(one) = happened.recv_timeout(SETTLED) {
        news.take(project, one);
    }
    Ok(news)
}

impl News {
    fn is_any(&self) -> bool {
        self.page || self.tenant || self.ended.is_some()
    }

    fn take(&mut self, project: &Project, happened: Happened) {
        match happened {
            // Reading is all that a build does to a source.
            Happened::Files(Ok(event)) if matches!(event.kind, EventKind::Access(_)) => {}
            Happened::Files(Ok(event)) if !event.need_rescan() => {
                for path in &event.paths {
                    match Source::at(project, path) {
                        Some(Source::Page) => self.page = true,
                        Some(Source::Tenant) => self.tenant = true,
                        None => {}
                    }
                }
            }
            // What was missed is not known, and a build too many does no harm.
            Happened::Files(_) => self.page = true,
            Happened::TenantEnded(status) => self.ended = Some(status),
        }
    }
}

/// What a file is a source of.
#[derive(Debug, PartialEq, Eq)]
enum Source {
    Page,
    Tenant,
}

impl Source {
    fn at(project: &Project, path: &Path) -> Option<Self> {
        let below = path.strip_prefix(project.root()).ok()?;
        let top = below.iter().next()?.to_str()?;
        match top {
            TENANT => Some(Self::Tenant),
            THIS_PROGRAM => None,
            _ => (!page::NO_INPUT.contains(&top)).then_some(Self::Page),
        }
    }
}

/// Has every change of a source told to the channel, as long as the watcher lives.
fn watch(project: &Project, sender: Sender<Happened>) -> Result<notify::RecommendedWatcher> {
    let cannot =
        |error: notify::Error| Failure::new(format!("The sources cannot be watched: {error}."));
    let mut watcher = notify::recommended_watcher(move |event| {
        // Nobody listens any longer when the program ends.
        let _ = sender.send(Happened::Files(event));
    })
    .map_err(cannot)?;
    let root = project.root();
    for entry in root.read_dir().about("read", root)? {
        let path = entry.about("read", root)?.path();
        if path.is_dir() && Source::at(project, &path).is_some() {
            watcher
                .watch(&path, RecursiveMode::Recursive)
                .map_err(cannot)?;
        }
    }
    watcher
        .watch(root, RecursiveMode::NonRecursive)
        .map_err(cannot)?;
    Ok(watcher)
}

/// Starts the tenant, and has its end told to the channel.
fn start_tenant(project: &Project, port: u16, sender: Sender<Happened>) -> Result<Lifeline> {
    let page = dev_page::directory(project);
    let (mut tenant, lifeline) = tenant::start(project, &page, port, &["--live-reload"])?;
    thread::spawn(move || sender.send(Happened::TenantEnded(tenant.wait())));
    Ok(lifeline)
}

fn deaf() -> Failure {
    Failure::new("The sources are no longer watched.")
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn a_change_is_one_of_the_page_of_the_tenant_or_of_nothing_that_is_served() {
        let project = Project::open().unwrap();
        for (path, source) in [
            ("src/ui/app.rs", Some(Source::Page)),
            ("style/main.css", Some(Source::Page)),
            ("index.html", Some(Source::Page)),
            ("sandbox/graph/data.mjs", Some(Source::Tenant)),
            ("xtask/src/main.rs", None),
            ("tests/fixtures.mjs", None),
            ("target/dev/page/index.html", None),
            ("", None),
        ] {
            assert_eq!(Source::at(&project, &project.path(path)), source, "{path}");
        }
        assert_eq!(Source::at(&project, Path::new("/elsewhere/src/a.rs")), None);
    }

    #[test]
    fn a_saved_file_is_news_of_what_it_belongs_to() {
        let root = std::env::temp_dir().join(format!("xtask-dev-{}", std::process::id()));
        // macOS names its directory for such things by way of a link, and tells of changes by the real name.
        fs::create_dir_all(root.join("src/ui")).unwrap();
        fs::create_dir_all(root.join("sandbox")).unwrap();
        fs::create_dir_all(root.join("target")).unwrap();
        let root = fs::canonicalize(root).unwrap();
        let project = Project::at(root.clone());
        let (sender, happened) = mpsc::channel();
        let _watcher = watch(&project, sender.clone()).unwrap();
        // A watcher that sees nothing would have this test wait for ever.
        thread::spawn(move || {
            thread::sleep(Duration::from_secs(30));
            sender.send(Happened::TenantEnded(Err(io::ErrorKind::TimedOut.into())))
        });

        fs::write(root.join("target/a"), "").unwrap();
        fs::write(root.join("src/ui/app.rs"), "").unwrap();
        let news = wait(&project, &happened).unwrap();
        assert!(news.page && !news.tenant, "{news:?}");
        fs::write(root.join("target/b"), "").unwrap();
        fs::write(root.join("sandbox/a.mjs"), "").unwrap();
        let news = wait(&project, &happened).unwrap();
        assert!(!news.page && news.tenant, "{news:?}");
        fs::remove_dir_all(root).unwrap();
    }

    #[test]
    fn reading_is_no_news_and_what_was_missed_is() {
        use notify::event::{AccessKind, Flag, ModifyKind};
        let project = Project::open().unwrap();
        let at = |kind| Happened::Files(Ok(Event::new(kind).add_path(project.path("src/lib.rs"))));
        let mut news = News::default();
        news.take(&project, at(EventKind::Access(AccessKind::Any)));
        assert!(!news.is_any());
        news.take(&project, at(EventKind::Modify(ModifyKind::Any)));
        assert!(news.page);

        let mut news = News::default();
        let missed = Event::new(EventKind::Other).set_flag(Flag::Rescan);
        news.take(&project, Happened::Files(Ok(missed)));
        assert!(news.page);
    }
}
