//! Other programs, run without a shell and ended when they take too long.

use std::io::{ErrorKind, Read};
use std::os::unix::process::CommandExt as _;
use std::process::{Child, ExitStatus, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use rustix::process::{Pid, Signal, kill_process_group};

use crate::guard;

/// The most that is read of a program's answer; more is never asked for.
const MOST: u64 = 16 * 1024;

/// Runs a program to its end, its output thrown away.
pub(super) fn run(program: &str, arguments: &[String], limit: Duration) -> Result<(), String> {
    let mut child = start(program, arguments, Stdio::null())?;
    let status = wait(program, &mut child, limit)?;
    judge(program, status)
}

/// Runs a program to its end, for a short answer.
pub(super) fn answer(program: &str, arguments: &[String], limit: Duration) -> Result<String, String> {
    let mut child = start(program, arguments, Stdio::piped())?;
    let status = wait(program, &mut child, limit)?;
    judge(program, status)?;
    let Some(out) = child.stdout.take() else { return Ok(String::new()) };
    let reading = |e: &dyn std::fmt::Display| format!("reading what {program} says: {e}");
    // Something that it left running may hold the pipe open for ever.
    rustix::io::ioctl_fionbio(&out, true).map_err(|e| reading(&e))?;
    let mut text = Vec::new();
    match out.take(MOST).read_to_end(&mut text) {
        Ok(_) => {}
        Err(error) if error.kind() == ErrorKind::WouldBlock => {}
        Err(error) => return Err(reading(&error)),
    }
    Ok(String::from_utf8_lossy(&text).into_owned())
}

/// In a group of its own: keys at the terminal do not reach it, and with it ends what it started.
fn start(program: &str, arguments: &[String], out: Stdio) -> Result<Child, String> {
    let not_there = |error: std::io::Error| match error.kind() {
        ErrorKind::NotFound => format!("{program} is not there"),
        _ => format!("{program} cannot be started: {error}"),
    };
    let mut command = guard::command(program).map_err(not_there)?;
    command.args(arguments).stdin(Stdio::null()).stdout(out).stderr(Stdio::null()).process_group(0);
    command.spawn().map_err(not_there)
}

fn wait(program: &str, child: &mut Child, limit: Duration) -> Result<ExitStatus, String> {
    let waiting = |e: std::io::Error| format!("waiting for {program}: {e}");
    let begun = Instant::now();
    let mut pause = Duration::from_millis(2);
    loop {
        if let Some(status) = child.try_wait().map_err(waiting)? {
            return Ok(status);
        }
        if begun.elapsed() >= limit {
            // That there is no such group any more is as good.
            let _ = kill_process_group(Pid::from_child(child), Signal::KILL);
            child.wait().map_err(waiting)?;
            return Err(format!("{program} did not end within {} s, and was ended", limit.as_secs()));
        }
        thread::sleep(pause);
        pause = (pause * 2).min(Duration::from_millis(50));
    }
}

fn judge(program: &str, status: ExitStatus) -> Result<(), String> {
    if status.success() { Ok(()) } else { Err(format!("{program} ended with {status}")) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(line: &str) -> Vec<String> {
        line.split('|').map(str::to_owned).collect()
    }

    #[test]
    fn a_program_answers_fails_or_is_ended() {
        let soon = Duration::from_secs(20);
        assert_eq!(answer("echo", &words("a b|$HOME"), soon), Ok("a b $HOME\n".to_owned()));
        assert_eq!(run("true", &[], soon), Ok(()));
        assert!(run("false", &[], soon).unwrap_err().starts_with("false ended with exit status: 1"));
        assert_eq!(run("no-such-program-here", &[], soon), Err("no-such-program-here is not there".to_owned()));
        let ended = run("sleep", &words("600"), Duration::from_secs(0));
        assert_eq!(ended, Err("sleep did not end within 0 s, and was ended".to_owned()));
    }

    #[test]
    fn what_a_program_leaves_behind_holds_nobody_up() {
        let said = answer("sh", &words("-c|echo here; sleep 5 &"), Duration::from_secs(20));
        assert_eq!(said, Ok("here\n".to_owned()));
    }
}
