//! Texts in runs, as cells and shared strings hold them, without the sounds that are written above them.

use super::damage::Damage;

/// Where the reader is in such a text.
#[derive(Debug, Default)]
pub(crate) struct RichText {
    in_run: bool,
    in_sound: bool,
    in_text: bool,
    /// Whether there is a text outside of all runs, and one in the run.
    has_bare: bool,
    has_of_run: bool,
}

impl RichText {
    /// An element begins.
    pub(crate) fn start(&mut self, name: &str) -> Result<(), Damage> {
        if self.in_text {
            return Err(Damage::new("an element stands in the middle of a text"));
        }
        match name {
            "rPh" => self.in_sound = true,
            "r" if !self.in_sound => {
                if std::mem::replace(&mut self.in_run, true) {
                    return Err(Damage::new("a run of text stands within another one"));
                }
                self.has_of_run = false;
            }
            "t" => {
                self.in_text = true;
                let has = if self.in_run { &mut self.has_of_run } else { &mut self.has_bare };
                if !self.in_sound && std::mem::replace(has, true) {
                    return Err(Damage::new("a text is there twice"));
                }
            }
            _ => {}
        }
        Ok(())
    }

    /// An element ends.
    pub(crate) fn end(&mut self, name: &str) {
        match name {
            "rPh" => self.in_sound = false,
            "r" => self.in_run = false,
            "t" => self.in_text = false,
            _ => {}
        }
    }

    /// Whether what is written here counts.
    pub(crate) fn is_text(&self) -> bool {
        self.in_text && !self.in_sound
    }
}
