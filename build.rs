//! Compiles SQLite with encryption (SQLite3 Multiple Ciphers) and links it into the program, in the place of one that the
//! machine has; has the program linked whole where that can be done; and makes functions of the words on papers.
#![expect(clippy::disallowed_methods, reason = "Cargo says by the environment where to build")]

use std::fs;
use std::path::PathBuf;
use std::process::Command;

#[path = "build/words.rs"]
mod words;

/// What is left out, and how what is left is set. <https://sqlite.org/compile.html>
const SQLITE: &[&str] = &[
    "-DSQLITE_CORE",
    "-DSQLITE_THREADSAFE=1",
    "-DSQLITE_DEFAULT_FOREIGN_KEYS=1",
    "-DSQLITE_ENABLE_STAT4",
    // Pages as they are, by which `db check` reads every one.
    "-DSQLITE_ENABLE_DBPAGE_VTAB",
    "-DHAVE_USLEEP=1",
    "-DHAVE_ISNAN=1",
    "-DHAVE_LOCALTIME_R=1",
    // Statistics take a lock at every allocation, and nobody reads them.
    "-DSQLITE_DEFAULT_MEMSTATUS=0",
    "-DSQLITE_DEFAULT_LOOKASIDE=256,64",
    // Nothing that is sorted or counted is written to a file of its own.
    "-DSQLITE_TEMP_STORE=2",
    // Code from files.
    "-DSQLITE_OMIT_LOAD_EXTENSION",
];

/// The same of the encryption. <https://utelle.github.io/SQLite3MultipleCiphers/docs/installation/install_overview/>
const CIPHERS: &[&str] = &[
    // What held a key or a page is wiped before it is given back, once a connection asks for it.
    "-DSQLITE3MC_SECURE_MEMORY=1",
    // Of the ciphers there are ChaCha20 and SQLCipher's.
    "-DHAVE_CIPHER_AES_128_CBC=0",
    "-DHAVE_CIPHER_AES_256_CBC=0",
    "-DHAVE_CIPHER_RC4=0",
    "-DHAVE_CIPHER_ASCON128=0",
    "-DHAVE_CIPHER_AEGIS=0",
];

/// Libraries that the compiler asks the linker for, and the archives that have the same whole. What unwinds calls the C
/// library, and that calls it.
const WHOLE: &[(&str, &[&str])] = &[
    ("gcc_s", &["gcc_eh", "gcc", "c"]),
    ("c", &["c", "gcc_eh", "gcc"]),
    ("m", &["m"]),
    ("pthread", &["pthread"]),
    ("dl", &["dl"]),
    ("rt", &["rt"]),
    ("util", &["util"]),
];

/// Tried before the program is linked whole: a thread and an address of its own are what it needs.
const TRIAL: &str = "#include <pthread.h>
static void *run(void *at) { return at; }
int main(void) { pthread_t thread; return pthread_create(&thread, 0, run, 0) || pthread_join(thread, 0); }
";

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    compile_sqlite();
    write_words();
    println!("cargo::rerun-if-env-changed=VADASH_LINK");
    for argument in whole().unwrap_or_default() {
        println!("cargo::rustc-link-arg-bins={argument}");
    }
}

/// What has the linker put the C library into a release build, where a trial says that it can: a start then looks for no
/// libraries and ties nothing to them. It stays position-independent. Anywhere else, and with `VADASH_LINK=dynamic`, the
/// program is linked as ever; what preloads a library into it needs that.
fn whole() -> Option<[String; 2]> {
    let is = |name: &str, value: &str| std::env::var(name).is_ok_and(|found| found == value);
    let native = std::env::var("HOST").ok()? == std::env::var("TARGET").ok()?;
    let glibc = is("CARGO_CFG_TARGET_OS", "linux") && is("CARGO_CFG_TARGET_ENV", "gnu");
    if !native || !glibc || !is("PROFILE", "release") || is("VADASH_LINK", "dynamic") {
        return None;
    }
    let linker = std::env::var("RUSTC_LINKER").unwrap_or_else(|_| "cc".to_owned());
    let folder = PathBuf::from(std::env::var("OUT_DIR").ok()?).join("whole");
    fs::create_dir_all(&folder).ok()?;
    for (asked, archives) in WHOLE {
        let found: Option<String> = archives.iter().map(|name| archive(&linker, name)).collect();
        fs::write(folder.join(format!("lib{asked}.so")), format!("GROUP ({})", found?)).ok()?;
    }
    let arguments = [format!("-L{}", folder.display()), "-static-pie".to_owned()];
    let (source, made) = (folder.join("trial.c"), folder.join("trial"));
    fs::write(&source, TRIAL).ok()?;
    let asked = WHOLE.iter().map(|(asked, _)| format!("-l{asked}"));
    let trial = Command::new(&linker)
        .arg(source)
        .arg("-o")
        .arg(&made)
        .args(["-pie", "-nodefaultlibs", "-Wl,-Bdynamic"])
        .args(asked)
        .args(&arguments)
        .output()
        .ok()?;
    (trial.status.success() && Command::new(made).status().ok()?.success()).then_some(arguments)
}

/// Where an archive is, as a linker script names it.
fn archive(linker: &str, name: &str) -> Option<String> {
    let found = Command::new(linker).arg(format!("-print-file-name=lib{name}.a")).output().ok()?;
    let path = PathBuf::from(String::from_utf8(found.stdout).ok()?.trim());
    path.is_absolute().then(|| format!("\"{}\" ", path.display()))
}

fn compile_sqlite() {
    let source = sqlite3mc_src::source_dir().join(sqlite3mc_src::SOURCE_FILE);
    let mut build = cc::Build::new();
    for flag in SQLITE.iter().chain(CIPHERS) {
        build.flag(flag);
    }
    // In every profile as its authors build it: with more it is larger and no faster, with less the tests take their time.
    build.file(source).opt_level(2).debug(false).warnings(false).cargo_metadata(false).compile("sqlite3");
    // As a whole, so that it comes before one that the machine has; and under the name by which `libsqlite3-sys` asks.
    let folder = std::env::var("OUT_DIR").unwrap_or_default();
    println!("cargo::rustc-link-search=native={folder}");
    println!("cargo::rustc-link-lib=static:+whole-archive=sqlite3");
}

/// The languages of papers: as they are called in the program, and by their file.
const LANGUAGES: &[(&str, &str)] = &[("En", "en"), ("De", "de"), ("Vi", "vi"), ("Uz", "uz")];

/// Writes the functions of the words on papers, or ends the build with what is wrong in them.
fn write_words() {
    println!("cargo::rerun-if-changed=build/words.rs");
    println!("cargo::rerun-if-changed=src/words/means.rs");
    println!("cargo::rerun-if-changed=assets/words/papers");
    let paths: Vec<String> = LANGUAGES.iter().map(|(_, tag)| format!("assets/words/papers/{tag}.ftl")).collect();
    let texts: Vec<String> = paths.iter().map(|path| fs::read_to_string(path).unwrap_or_default()).collect();
    let files: Vec<words::Source> =
        LANGUAGES.iter().zip(&paths).zip(&texts).map(|(((name, _), path), text)| (*name, &**path, &**text)).collect();
    match words::generate(&files) {
        Ok(code) => {
            let folder = PathBuf::from(std::env::var("OUT_DIR").unwrap_or_default());
            if let Err(error) = fs::write(folder.join("papers.rs"), code) {
                println!("cargo::error=writing the words on papers: {error}");
            }
        }
        Err(mistakes) => {
            for mistake in mistakes {
                println!("cargo::error={mistake}");
            }
        }
    }
}
