//! The names of the months.

/// English and German names of each month, in full and shortened.
pub(crate) const MONTHS: [&[&str]; 12] = [
    &["january", "januar", "jan", "jän", "jänner"],
    &["february", "februar", "feb"],
    &["march", "märz", "maerz", "mar", "mär", "mrz"],
    &["april", "apr"],
    &["may", "mai"],
    &["june", "juni", "jun"],
    &["july", "juli", "jul"],
    &["august", "aug"],
    &["september", "sep", "sept"],
    &["october", "oktober", "oct", "okt"],
    &["november", "nov"],
    &["december", "dezember", "dec", "dez"],
];
