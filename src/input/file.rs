//! One file from its first byte to its last: what it is, how it is encoded, its heading, its rows.

use super::bytes::encoding::{Against1252, Decoded, Encoding};
use super::bytes::file_kind::Signature;
use super::bytes::front::{Front, front, unpacked};
use super::bytes::source::Source;
use super::bytes::{encoding, file_kind};
use super::delimited::block_rows::{Outcome, Scratch};
use super::delimited::blocks::{Block, Blocks, LONGEST_LINE};
use super::delimited::strict::Dialect;
use super::delimited::{block_rows, pipeline};
use super::numbers::amount::Mark;
use super::progress::Meter;
use super::reading::{Options, Reading};
use super::rows::context::{Aggregates, Loader};
use super::rows::heading;
use super::rows::heading::Heading;
use super::rows::id_hashes::Hashes;
use super::rows::parts::Gathered;
use super::workbook::Workbook;
use crate::finding::{Finding, Findings, Place};
use crate::table::from_line::FromLine;
use crate::table::{Decimal, Draft, Schema, SourceFile};
use std::cell::Cell;
use std::io::{self, Read};
use std::ops::ControlFlow;

/// Small enough for the processor's cache until all its cells are read.
const BLOCK: usize = 1 << 18;

/// A file that is to be read, and how.
pub(crate) struct File<'a, T> {
    /// As the user named it, and its place among the files.
    pub(crate) name: (&'a str, usize),
    pub(crate) schema: &'a Schema,
    pub(crate) options: &'a Options<'a>,
    /// What is made of each batch.
    pub(crate) make: &'a (dyn Fn(Draft<'_>) -> T + Sync),
    /// Who is told how far it is.
    pub(crate) meter: Meter<'a>,
}

/// Why a file was not read to its end.
enum Halt {
    /// Findings refuse it.
    Refused(Findings),
    /// It is not in the encoding it was taken for; the finding tells where.
    NotUtf8(Box<Finding>),
    Io(io::Error),
}

impl From<io::Error> for Halt {
    fn from(error: io::Error) -> Self {
        Halt::Io(error)
    }
}

impl From<Box<Finding>> for Halt {
    fn from(finding: Box<Finding>) -> Self {
        let mut findings = Findings::new();
        findings.push(*finding);
        Halt::Refused(findings)
    }
}

impl<T: FromLine + Send> File<'_, T> {
    /// Reads the file and adds what it holds to `reading`.
    pub(crate) fn read(&self, source: &mut Source, reading: &mut Reading<T>, ids: &mut Vec<Hashes>) -> io::Result<()> {
        let mut findings = Findings::new();
        let gathered = match self.whole(source, &mut findings) {
            Ok(gathered) => Some(gathered),
            Err(Halt::Refused(why)) => {
                findings.append(why);
                None
            }
            Err(Halt::NotUtf8(finding)) => {
                findings.push(*finding);
                None
            }
            Err(Halt::Io(error)) => return Err(error),
        };
        let mut entry = SourceFile { name: self.name.0.to_owned(), ..SourceFile::default() };
        if let Some(gathered) = gathered {
            // What all rows tell, such as a line below the customers, goes where it stands among the cells.
            findings.interleave([gathered.findings]);
            entry.lines = gathered.lines;
            entry.customers = gathered.customers;
            ids.push(gathered.ids);
            reading.made.extend(gathered.made);
        }
        reading.findings.append(findings);
        reading.files.push(entry);
        Ok(())
    }

    fn whole(&self, source: &mut Source, findings: &mut Findings) -> Result<Gathered<T>, Halt> {
        let mut first = Vec::new();
        source.rewind()?;
        source.by_ref().take(4096).read_to_end(&mut first)?;
        let file = self.name.0;
        let mut signature = Signature::of(&first);
        let packed = signature == Signature::Gzip;
        if packed {
            first.clear();
            unpacked(source, true)?.take(4096).read_to_end(&mut first)?;
            signature = Signature::of(&first);
        }
        if file_kind::is_lock(file, &first) {
            return Err(Box::new(file_kind::lock(file)).into());
        }
        match signature {
            Signature::Container => {
                source.rewind()?;
                return Err(Box::new(file_kind::container(source, file)?).into());
            }
            Signature::Foreign(what, instead) => return Err(Box::new(file_kind::foreign(what, instead, file)).into()),
            Signature::Zip | Signature::Gzip if packed => {
                let (what, instead) = ("an archive within gzip", "unpack it first");
                return Err(Box::new(file_kind::foreign(what, instead, file)).into());
            }
            Signature::Zip => return self.workbook(source, findings),
            Signature::Gzip | Signature::Text => {}
        }
        let mark = Encoding::from_mark(&first);
        let stated = self.options.encoding;
        if let (Some((mark, _)), Some(stated)) = (mark, stated)
            && mark != stated
        {
            let message = format!("the file begins with the mark of {}, but {} is stated", mark.name(), stated.name());
            let finding = Finding::error("encoding-contradicted", message).at(Place::file(file));
            return Err(Box::new(finding.help("leave out --encoding")).into());
        }
        let encoding = stated.or(mark.map(|(encoding, _)| encoding)).unwrap_or(Encoding::UTF_8);
        match self.text(source, packed, encoding, findings) {
            Err(Halt::NotUtf8(finding)) if stated.is_none() && mark.is_none() => {
                let against = encoding::against_windows_1252(unpacked(source, packed)?)?;
                match against {
                    None => {}
                    Some(Against1252::Utf8) => return Err(Halt::NotUtf8(finding)),
                    Some(Against1252::Undefined(at)) => {
                        return Err(self.undefined(unpacked(source, packed)?, at, finding));
                    }
                }
                *findings = Findings::new();
                let message =
                    format!("read as Windows-1252: byte {} is not valid UTF-8", finding.place.byte.unwrap_or(0));
                let notice =
                    Finding::notice("encoding-windows-1252", message).at(Place { column: None, ..finding.place });
                findings.push(notice.help(if encoding::has_dos_letters(unpacked(source, packed)?)? {
                    "it holds quotation marks within words, which are umlauts in an old export: try --encoding cp850"
                } else {
                    "state another one with --encoding, such as iso-8859-15 or macintosh"
                }));
                self.text(source, packed, Encoding::WINDOWS_1252, findings)
            }
            Err(Halt::NotUtf8(finding)) if stated.is_some() => {
                let message = "the file is not UTF-8, which --encoding says it is";
                let contradicted = Finding::error("encoding-contradicted", message).at(finding.place);
                Err(Halt::NotUtf8(Box::new(
                    contradicted.help("leave out --encoding to have it found out, or name another one"),
                )))
            }
            result => result,
        }
    }

    /// The finding for a byte that neither UTF-8 nor Windows-1252 knows.
    fn undefined(&self, from: impl Read, at: u64, instead: Box<Finding>) -> Halt {
        let mut before = Vec::new();
        let read = from.take((at + 1).min(LONGEST_LINE as u64)).read_to_end(&mut before);
        match (read, usize::try_from(at)) {
            (Ok(n), Ok(at)) if n > at => Halt::NotUtf8(Box::new(block_rows::not_utf8(self.name.0, &before, 0, at))),
            _ => Halt::NotUtf8(instead),
        }
    }

    /// Reads the rows again until it is known how their numbers are written and which of them sum up others: mostly that
    /// is known at once.
    fn settled(
        &self,
        first: Loader<'_>,
        mut gathered: Gathered<T>,
        findings: &mut Findings,
        mut read: impl FnMut(&Loader<'_>) -> Result<Gathered<T>, Halt>,
    ) -> Result<Gathered<T>, Halt> {
        let (mut guess, mut are_judged, mut skip) = (first.guess, false, None);
        let mut month_first = Vec::new();
        let mut ruled = Findings::new();
        loop {
            let (verdict, said) = gathered.verdict(&first);
            let months = gathered.month_first(self.schema);
            let marks_differ = verdict.mattered && verdict.mark != guess;
            if skip.is_none() && (marks_differ || months != month_first) {
                guess = if marks_differ { verdict.mark } else { guess };
                month_first = months;
            } else if skip.is_none() && !are_judged && gathered.has_signs() {
                are_judged = true;
            } else {
                let ruling = gathered.ruling(self.name.0);
                ruled.append(ruling.findings);
                if ruling.skip.is_empty() {
                    findings.append(said);
                    findings.interleave([ruled]);
                    return Ok(gathered);
                }
                (are_judged, skip) = (false, Some(ruling.skip));
            }
            let aggregates = Aggregates { are_judged, skip: skip.as_ref() };
            gathered = read(&Loader { guess, month_first: &month_first, aggregates, ..first })?;
        }
    }

    fn loader<'l>(&'l self, heading: &'l Heading, likely: Mark) -> Loader<'l> {
        let stated = match self.options.decimal.unwrap_or(self.schema.decimal) {
            Decimal::Auto => None,
            Decimal::Point => Some(Mark::Point),
            Decimal::Comma => Some(Mark::Comma),
        };
        Loader {
            schema: self.schema,
            heading,
            file: self.name,
            stated,
            guess: stated.unwrap_or(likely),
            month_first: &[],
            aggregates: Aggregates::default(),
        }
    }

    /// An Excel workbook.
    fn workbook(&self, source: &mut Source, findings: &mut Findings) -> Result<Gathered<T>, Halt> {
        let mut book = Workbook::open(source.seekable()?, self.options.sheet.as_deref(), self.name.0, findings)?;
        let (heading, said) = book.heading(self.schema, self.name.0).map_err(Halt::Refused)?;
        findings.append(said);
        let loader = self.loader(&heading, Mark::Point);
        let gathered = book.gather(&loader, &self.counted());
        self.settled(loader, gathered, findings, |loader| Ok(book.gather(loader, &self.counted())))
    }

    /// What is made of each batch, telling how many customers there are by then.
    fn counted(&self) -> impl Fn(Draft<'_>) -> T {
        let rows = Cell::new(0);
        move |draft: Draft<'_>| {
            rows.set(rows.get() + draft.batch().rows() as u64);
            self.meter.tell(rows.get());
            (self.make)(draft)
        }
    }

    /// Delimited text.
    fn text(
        &self,
        source: &mut Source,
        packed: bool,
        encoding: Encoding,
        findings: &mut Findings,
    ) -> Result<Gathered<T>, Halt> {
        let front = front(encoding.decode(unpacked(source, packed)?))?;
        if let Some(at) = memchr::memchr(0, &front.bytes) {
            return Err(Box::new(block_rows::nul(self.name.0, &front.bytes, front.offset, at)).into());
        }
        if front.too_long {
            let finding =
                Finding::error("line-too-long", "the first line is longer than 16 MiB").at(Place::line(self.name.0, 1));
            return Err(Box::new(
                finding.help("is this a table of customers? Export it as CSV with one line a customer"),
            )
            .into());
        }
        let text = match std::str::from_utf8(&front.bytes) {
            Ok(text) => text,
            // The front may end inside a character.
            Err(error) if error.error_len().is_none() && !front.complete => {
                std::str::from_utf8(front.bytes.get(..error.valid_up_to()).unwrap_or(&[])).unwrap_or("")
            }
            Err(error) => {
                let finding = block_rows::not_utf8(self.name.0, &front.bytes, front.offset, error.valid_up_to());
                return Err(Halt::NotUtf8(Box::new(finding)));
            }
        };
        let found = heading::find(text, front.complete, self.schema, self.options, self.name.0);
        let (heading, dialect, said) = found.map_err(Halt::Refused)?;
        findings.append(said);
        let likely = if dialect.delimiter == b';' { Mark::Comma } else { Mark::Point };
        let loader = self.loader(&heading, likely);
        let gathered = self.gather(front, &loader, dialect, encoding)?;
        self.settled(loader, gathered, findings, |loader| {
            let front = super::bytes::front::front(encoding.decode(unpacked(source, packed)?))?;
            self.gather(front, loader, dialect, encoding)
        })
    }

    /// Reads all blocks below the heading.
    fn gather<R: Read + Send>(
        &self,
        front: Front<Decoded<R>>,
        loader: &Loader<'_>,
        dialect: Dialect,
        encoding: Encoding,
    ) -> Result<Gathered<T>, Halt> {
        let heading = loader.heading;
        let carry = front.bytes.get(heading.body.0..).unwrap_or(&[]).to_vec();
        let offset = front.offset + heading.body.0 as u64;
        let size = self.options.block_size.unwrap_or(BLOCK);
        let blocks = Blocks::new(front.rest, carry, offset, dialect, size);
        let mut gathered = Gathered::new(loader, heading.body.1);
        let mut open_line = 0;
        // What fits into the front is read sooner than a thread starts.
        let small = front.complete && self.options.block_size.is_none();
        let threads = if small { 1 } else { self.options.threads() };
        let load = |block: &mut Block, scratch: &mut Scratch| {
            let open = u64::from(!matches!(block.bytes().last(), Some(b'\n' | b'\r')));
            (block_rows::load(loader, dialect, block, scratch, self.make), open)
        };
        let (reader, halted) = pipeline::run(blocks, threads, load, |(outcome, open)| {
            open_line = open;
            match outcome {
                Outcome::Whole(part) => gathered.add(part),
                Outcome::Ended(part) => {
                    gathered.add(part);
                    return ControlFlow::Break(None);
                }
                Outcome::NotUtf8(mut finding) => {
                    finding.place.line = finding.place.line.map(|line| line + gathered.lines);
                    return ControlFlow::Break(Some(finding));
                }
            }
            self.meter.tell(gathered.customers);
            ControlFlow::Continue(())
        })?;
        if let Some(finding) = halted.flatten() {
            return Err(Halt::NotUtf8(finding));
        }
        if let Some(byte) = reader.fault() {
            let message = format!("the bytes from {byte} on are not {}", encoding.name());
            let place = Place { byte: Some(byte), ..Place::line(self.name.0, gathered.lines + 1 - open_line) };
            let finding = Finding::error("encoding-broken", message).at(place);
            gathered
                .findings
                .push(finding.help("the file is cut off or damaged, or it has another encoding (--encoding)"));
        }
        Ok(gathered)
    }
}
