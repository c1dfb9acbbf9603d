//! The failing disk, compiled: `faults.c` beside this file. Linux.

use std::path::{Path, PathBuf};
use std::process::Command;

/// Makes the library in this directory; whoever preloads it (`LD_PRELOAD`) lives on that disk.
///
/// # Panics
/// There is no C compiler, or it refuses.
pub(crate) fn failing_disk(directory: &Path) -> PathBuf {
    let (source, library) = (directory.join("faults.c"), directory.join("faults.so"));
    std::fs::write(&source, include_str!("faults.c")).expect("writes");
    let mut compiler = Command::new("cc");
    compiler.args(["-std=gnu11", "-shared", "-fPIC", "-O1", "-o"]).arg(&library).arg(&source).arg("-ldl");
    let made = compiler.output().unwrap_or_else(|error| {
        panic!("this test needs a C compiler, 'cc' (on Debian or Ubuntu: apt-get install gcc): {error}")
    });
    assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
    library
}
