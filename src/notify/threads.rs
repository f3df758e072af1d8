//! Threads that nobody waits for.

/// How the threads are named that nobody waits for: a panic in one of them is no reason to end the program.
pub const THREAD: &str = "notify";

/// Starts a thread that nobody waits for.
pub(super) fn spawn(work: impl FnOnce() + Send + 'static) -> Result<(), String> {
    let thread = std::thread::Builder::new().name(THREAD.to_owned()).spawn(work);
    thread.map(|_| ()).map_err(|e| format!("starting the notifier: {e}"))
}
