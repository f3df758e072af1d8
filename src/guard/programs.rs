//! Where programs are looked for: the one place that every program vadash runs comes from.

use std::ffi::OsStr;
use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

use rustix::fs::{Access, access};

/// The folders that programs are looked for in.
static FOLDERS: OnceLock<Vec<PathBuf>> = OnceLock::new();
/// Where they are if nothing says where.
const USUAL: [&str; 3] = ["/usr/local/bin", "/usr/bin", "/bin"];

/// Takes the folders of `PATH`, once. Only absolute ones count: an empty one or `.` would be the working folder.
pub fn set_path(path: Option<&OsStr>) {
    let Some(path) = path else { return };
    // Whoever set it before has read the same.
    let _ = FOLDERS.set(absolute(path));
}

fn absolute(path: &OsStr) -> Vec<PathBuf> {
    std::env::split_paths(path).filter(|folder| folder.is_absolute()).collect()
}

/// Finds a program by its whole path, or by a name that is looked for in the absolute folders of `PATH`.
pub fn command(program: &str) -> io::Result<Command> {
    let usual = || USUAL.map(PathBuf::from).to_vec();
    find(program, FOLDERS.get_or_init(usual)).map(Command::new)
}

fn find(program: &str, folders: &[PathBuf]) -> io::Result<PathBuf> {
    if Path::new(program).is_absolute() {
        return Ok(program.into());
    }
    if program.contains('/') {
        let what = "write its whole path: programs of the working folder are not run";
        return Err(io::Error::new(io::ErrorKind::InvalidInput, what));
    }
    let runs = |path: &PathBuf| path.is_file() && access(path, Access::EXEC_OK).is_ok();
    let found = folders.iter().map(|folder| folder.join(program)).find(runs).filter(|_| !program.is_empty());
    found.ok_or_else(|| io::Error::new(io::ErrorKind::NotFound, "it is in no folder of PATH"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_absolute_folders_count() {
        let folders = absolute(OsStr::new("::.:bin:/usr/bin:../bin:/bin"));
        assert_eq!(folders, ["/usr/bin", "/bin"].map(PathBuf::from));
        assert!(find("sh", &folders).unwrap().is_absolute());
        for name in ["", "no-such-program", "."] {
            assert_eq!(find(name, &folders).unwrap_err().kind(), io::ErrorKind::NotFound, "{name}");
        }
        for name in ["./sh", "bin/sh", "../sh"] {
            assert_eq!(find(name, &folders).unwrap_err().kind(), io::ErrorKind::InvalidInput, "{name}");
        }
        assert_eq!(find("/anywhere/at all", &[]).unwrap(), PathBuf::from("/anywhere/at all"));
    }
}
