//! The criteria file that weights are written into.

use crate::analysis::weights::written::Written;
use crate::cli::exit::{Failure, usage};
use crate::cli::identity::is_same;
use crate::cli::messages::Messages;
use crate::cli::output_file::OutputFile;
use crate::criteria::edit_weights::with_weights;
use crate::criteria::is_utf16;
use crate::files::atomic::is_stream;
use crate::output::terminal::diff::write_diff;
use anyhow::{Context as _, Result};
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

/// A criteria file as it was read, open to be replaced.
pub(crate) struct CriteriaFile {
    path: PathBuf,
    bytes: Vec<u8>,
    target: OutputFile,
}

impl CriteriaFile {
    /// Opens it, so that one that may not be written is refused before any work; `read` are the other files that are read.
    pub(crate) fn open(path: &Path, bytes: Vec<u8>, read: &[&PathBuf]) -> Result<Self> {
        // What a stream leads to may be a file, but not one that the user named.
        if !path.is_file() || is_stream(path) {
            let message = format!("--write: {} is no file that can be replaced", path.display());
            return Err(usage(message, "name a criteria file with -c"));
        }
        if read.iter().any(|file| is_same(file, path)) {
            let message = format!("--write: {} is read for something else as well", path.display());
            return Err(usage(message, "name a criteria file of its own with -c"));
        }
        if is_utf16(&bytes) {
            let message = format!("--write: {} is UTF-16, and weights are written into UTF-8 only", path.display());
            return Err(usage(message, "save the file as UTF-8 in your editor; nothing was written"));
        }
        Ok(CriteriaFile { path: path.to_owned(), bytes, target: OutputFile::open(path)? })
    }

    /// Puts weights (ids and numbers as written) in, and says what changed. The file is replaced whole or not at all.
    pub(crate) fn write(
        mut self,
        weights: Vec<(String, String)>,
        written: &Written,
        messages: &Messages,
    ) -> Result<()> {
        let name = self.path.to_string_lossy().into_owned();
        let help = "change the weights by hand; nothing was written";
        let edited = with_weights(&self.bytes, &weights)
            .map_err(|_| usage(format!("the weights of {name} cannot be changed in place"), help))?;
        let old = String::from_utf8_lossy(&self.bytes);
        if old == edited {
            messages.remark(&format!("{name} has these weights already"));
            return Ok(());
        }
        let unread = || Failure::unreadable(format!("cannot read {name} again"));
        if fs::read(&self.path).with_context(unread)? != self.bytes {
            let message = format!("{name} was changed by somebody else meanwhile");
            return Err(usage(message, "look at it and run this again; nothing was written"));
        }
        messages.document(|look, to| write_diff(&name, &old, &edited, look, to));
        self.target.write_all(edited.as_bytes()).with_context(|| Failure::unwritable(&name))?;
        self.target.commit()?;
        messages.remark(&format!("wrote {name}: {}", precision(written)));
        Ok(())
    }
}

/// How far the written weights are from the derived ones.
fn precision(written: &Written) -> String {
    if written.shift < 5e-10 {
        return "the weights are exact".to_owned();
    }
    let digits = format!("{:.0e}", written.shift);
    let decimals = written.decimals;
    format!("percents with {decimals} decimals; no complete score is off by more than {digits} points")
}
