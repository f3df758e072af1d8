//! Compiles SQLite with encryption (SQLite3 Multiple Ciphers) and links it into the program, in the place of one that the
//! machine has.
#![expect(clippy::disallowed_methods, reason = "Cargo says by the environment where to build")]

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

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
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
