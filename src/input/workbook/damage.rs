//! Why a workbook cannot be read.

use crate::finding::{Finding, Place};

/// Why a workbook cannot be read.
#[derive(Debug)]
pub(crate) enum Damage {
    /// It is not what a workbook is.
    Broken(String),
    TooLarge(&'static str),
}

impl Damage {
    pub(crate) fn new(what: impl Into<String>) -> Self {
        Damage::Broken(what.into())
    }

    pub(crate) fn of(error: &dyn std::fmt::Display) -> Self {
        Damage::Broken(error.to_string())
    }

    pub(crate) fn finding(self, file: &str) -> Box<Finding> {
        let finding = match self {
            Damage::Broken(what) => {
                let message = format!("the workbook is damaged or no Excel workbook: {what}");
                Finding::error("workbook-unreadable", message).help("open it in Excel and save it again as .xlsx")
            }
            Damage::TooLarge(what) => Finding::error("workbook-too-large", what).help("export the sheet as CSV"),
        };
        Box::new(finding.at(Place::file(file)))
    }
}
