//! keyrank: which customers are key accounts, why, how sure are we, and what do we do with each one?
//!
//! Data flows one way, and each arrow is one module that knows only those before it:
//!
//! **bytes -> records -> columns -> points -> scores -> ranking -> a document for a person**
//!
//! | module | owns |
//! |---|---|
//! | [`text`] | when two words are the same, and when nearly so; numbers, lists and untrusted text as people see them |
//! | `threads` | the one place that starts threads |
//! | `statistics` | exact sums, rounding, and how alike two orders are |
//! | [`finding`] | what is wrong with a file, as data |
//! | [`language`] | the languages that documents come in |
//! | `files` | files that are written whole or not at all |
//! | [`model`] | a sound model and the pure functions of its scales |
//! | [`profile`] | what the columns of an export hold, as data |
//! | [`criteria`] | the YAML file and how it becomes a model |
//! | [`table`] | customers as typed cells |
//! | [`input`] | bytes to customers |
//! | [`scoring`] | customers and a model to a ranking |
//! | [`analysis`] | questions asked of a ranking |
//! | `report` | results to documents: headings, sentences, tables of typed cells |
//! | [`output`] | results and findings to text |
//! | [`cli`] | commands: arguments, the terminal, exit codes |

pub mod analysis;
pub mod cli;
pub mod criteria;
pub(crate) mod files;
pub mod finding;
pub mod input;
pub mod language;
pub mod model;
pub mod output;
pub mod profile;
pub mod report;
pub mod scoring;
pub(crate) mod statistics;
pub mod table;
pub mod text;
pub(crate) mod threads;
