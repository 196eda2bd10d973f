//! Code pages of DOS, which the Encoding Standard leaves out and old ERP programs still write.
//!
//! The tables are those that Unicode publishes for the vendors (CP437, CP850, CP852), and CP858, which is CP850 with the euro.

/// A code page: ASCII below 128, and these characters from there on.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct CodePage {
    pub(crate) name: &'static str,
    number: &'static str,
    high: [char; 128],
}

impl CodePage {
    /// The code page of a label: `cp850`, `ibm850`, `oem850`, `850`; `dos` is the one of Western Europe.
    pub(crate) fn from_label(label: &str) -> Option<&'static Self> {
        let bare = ["cp", "ibm", "oem", "dos", "cp-", "ibm-", "oem-", "dos-"].iter();
        let numbers = bare.filter_map(|prefix| label.strip_prefix(prefix)).chain([label]);
        let number = if label == "dos" { Some("850") } else { None };
        number.into_iter().chain(numbers).find_map(|number| PAGES.iter().find(|page| page.number == number))
    }

    /// Appends the text of some bytes.
    pub(crate) fn decode(&self, bytes: &[u8], text: &mut Vec<u8>) {
        for &byte in bytes {
            let high = byte.checked_sub(128).and_then(|at| self.high.get(usize::from(at)));
            let c = high.copied().unwrap_or(char::from(byte));
            text.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes());
        }
    }
}

static PAGES: [CodePage; 4] = [
    CodePage {
        name: "cp437",
        number: "437",
        high: [
            'Ç', 'ü', 'é', 'â', 'ä', 'à', 'å', 'ç', 'ê', 'ë', 'è', 'ï', 'î', 'ì', 'Ä', 'Å', 'É', 'æ', 'Æ', 'ô', 'ö',
            'ò', 'û', 'ù', 'ÿ', 'Ö', 'Ü', '¢', '£', '¥', '₧', 'ƒ', 'á', 'í', 'ó', 'ú', 'ñ', 'Ñ', 'ª', 'º', '¿', '⌐',
            '¬', '½', '¼', '¡', '«', '»', '░', '▒', '▓', '│', '┤', '╡', '╢', '╖', '╕', '╣', '║', '╗', '╝', '╜', '╛',
            '┐', '└', '┴', '┬', '├', '─', '┼', '╞', '╟', '╚', '╔', '╩', '╦', '╠', '═', '╬', '╧', '╨', '╤', '╥', '╙',
            '╘', '╒', '╓', '╫', '╪', '┘', '┌', '█', '▄', '▌', '▐', '▀', 'α', 'ß', 'Γ', 'π', 'Σ', 'σ', 'µ', 'τ', 'Φ',
            'Θ', 'Ω', 'δ', '∞', 'φ', 'ε', '∩', '≡', '±', '≥', '≤', '⌠', '⌡', '÷', '≈', '°', '∙', '·', '√', 'ⁿ', '²',
            '■', '\u{a0}',
        ],
    },
    CodePage {
        name: "cp850",
        number: "850",
        high: [
            'Ç', 'ü', 'é', 'â', 'ä', 'à', 'å', 'ç', 'ê', 'ë', 'è', 'ï', 'î', 'ì', 'Ä', 'Å', 'É', 'æ', 'Æ', 'ô', 'ö',
            'ò', 'û', 'ù', 'ÿ', 'Ö', 'Ü', 'ø', '£', 'Ø', '×', 'ƒ', 'á', 'í', 'ó', 'ú', 'ñ', 'Ñ', 'ª', 'º', '¿', '®',
            '¬', '½', '¼', '¡', '«', '»', '░', '▒', '▓', '│', '┤', 'Á', 'Â', 'À', '©', '╣', '║', '╗', '╝', '¢', '¥',
            '┐', '└', '┴', '┬', '├', '─', '┼', 'ã', 'Ã', '╚', '╔', '╩', '╦', '╠', '═', '╬', '¤', 'ð', 'Ð', 'Ê', 'Ë',
            'È', 'ı', 'Í', 'Î', 'Ï', '┘', '┌', '█', '▄', '¦', 'Ì', '▀', 'Ó', 'ß', 'Ô', 'Ò', 'õ', 'Õ', 'µ', 'þ', 'Þ',
            'Ú', 'Û', 'Ù', 'ý', 'Ý', '¯', '´', '\u{ad}', '±', '‗', '¾', '¶', '§', '÷', '¸', '°', '¨', '·', '¹', '³',
            '²', '■', '\u{a0}',
        ],
    },
    CodePage {
        name: "cp852",
        number: "852",
        high: [
            'Ç', 'ü', 'é', 'â', 'ä', 'ů', 'ć', 'ç', 'ł', 'ë', 'Ő', 'ő', 'î', 'Ź', 'Ä', 'Ć', 'É', 'Ĺ', 'ĺ', 'ô', 'ö',
            'Ľ', 'ľ', 'Ś', 'ś', 'Ö', 'Ü', 'Ť', 'ť', 'Ł', '×', 'č', 'á', 'í', 'ó', 'ú', 'Ą', 'ą', 'Ž', 'ž', 'Ę', 'ę',
            '¬', 'ź', 'Č', 'ş', '«', '»', '░', '▒', '▓', '│', '┤', 'Á', 'Â', 'Ě', 'Ş', '╣', '║', '╗', '╝', 'Ż', 'ż',
            '┐', '└', '┴', '┬', '├', '─', '┼', 'Ă', 'ă', '╚', '╔', '╩', '╦', '╠', '═', '╬', '¤', 'đ', 'Đ', 'Ď', 'Ë',
            'ď', 'Ň', 'Í', 'Î', 'ě', '┘', '┌', '█', '▄', 'Ţ', 'Ů', '▀', 'Ó', 'ß', 'Ô', 'Ń', 'ń', 'ň', 'Š', 'š', 'Ŕ',
            'Ú', 'ŕ', 'Ű', 'ý', 'Ý', 'ţ', '´', '\u{ad}', '˝', '˛', 'ˇ', '˘', '§', '÷', '¸', '°', '¨', '˙', 'ű', 'Ř',
            'ř', '■', '\u{a0}',
        ],
    },
    CodePage {
        name: "cp858",
        number: "858",
        high: [
            'Ç', 'ü', 'é', 'â', 'ä', 'à', 'å', 'ç', 'ê', 'ë', 'è', 'ï', 'î', 'ì', 'Ä', 'Å', 'É', 'æ', 'Æ', 'ô', 'ö',
            'ò', 'û', 'ù', 'ÿ', 'Ö', 'Ü', 'ø', '£', 'Ø', '×', 'ƒ', 'á', 'í', 'ó', 'ú', 'ñ', 'Ñ', 'ª', 'º', '¿', '®',
            '¬', '½', '¼', '¡', '«', '»', '░', '▒', '▓', '│', '┤', 'Á', 'Â', 'À', '©', '╣', '║', '╗', '╝', '¢', '¥',
            '┐', '└', '┴', '┬', '├', '─', '┼', 'ã', 'Ã', '╚', '╔', '╩', '╦', '╠', '═', '╬', '¤', 'ð', 'Ð', 'Ê', 'Ë',
            'È', '€', 'Í', 'Î', 'Ï', '┘', '┌', '█', '▄', '¦', 'Ì', '▀', 'Ó', 'ß', 'Ô', 'Ò', 'õ', 'Õ', 'µ', 'þ', 'Þ',
            'Ú', 'Û', 'Ù', 'ý', 'Ý', '¯', '´', '\u{ad}', '±', '‗', '¾', '¶', '§', '÷', '¸', '°', '¨', '·', '¹', '³',
            '²', '■', '\u{a0}',
        ],
    },
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn umlauts_of_an_old_export_are_read() {
        for label in ["cp850", "ibm850", "850", "dos", "cp437", "dos-852", "cp858"] {
            let mut text = Vec::new();
            CodePage::from_label(label).unwrap().decode(b"M\x81ller, K\x94ln, K\x84se, Stra\xE1e, \x9Ael", &mut text);
            assert_eq!(String::from_utf8(text).unwrap(), "Müller, Köln, Käse, Straße, Üel", "{label}");
        }
        for label in ["cp1252", "latin1", "", "cp", "cp866"] {
            assert_eq!(CodePage::from_label(label), None, "{label}");
        }
    }
}
