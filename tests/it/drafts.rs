//! Drafts never lead to a wrong ranking: what a column may stand for, in the exports of nine products and in their relatives.
use keyrank::criteria;
use keyrank::criteria::draft::answers::Answers;
use keyrank::criteria::draft::draft;
use keyrank::finding::Severity;
use keyrank::input::{Files, Options};
use keyrank::model::{Body, Model};
use keyrank::scoring::{Engine, Ranking};
use std::io::Write;
use std::path::Path;

/// A draft, its model, and what it gives on its own export.
struct Drafted {
    yaml: String,
    model: Model,
    knocked_out: u64,
    /// Ids with their tiers, in the order of the file.
    tiers: Vec<(String, Option<usize>)>,
}

impl Drafted {
    fn account(&self) -> (&str, &str) {
        (&self.model.account.id, self.model.account.name.as_deref().unwrap_or(""))
    }

    fn scored(&self) -> Vec<&str> {
        let leaves = self.model.walk().filter_map(|criterion| match &criterion.body {
            Body::Leaf(leaf) => Some(leaf.column.as_str()),
            Body::Group(_) => None,
        });
        leaves.collect()
    }

    fn sum(&self) -> Vec<&str> {
        self.model.account.sum.iter().map(String::as_str).collect()
    }
}

fn ranked(model: &Model, export: &mut Files) -> (u64, Vec<(String, Option<usize>)>) {
    let engine = Engine::new(model.clone());
    let (table, findings) = export.read(engine.schema(), &Options::default()).unwrap();
    let errors: Vec<_> = findings.iter().filter(|f| f.severity == Severity::Error).collect();
    assert!(errors.is_empty(), "{errors:#?}");
    let ranking = Ranking::new(&engine, &table);
    let ids = table.batches.iter().flat_map(|batch| (0..batch.rows()).map(move |row| batch.id(row)));
    let tier = |id: &str| ranking.find_id(id).and_then(|place| ranking.tier(place));
    let tiers = ids.map(|id| (id.to_owned(), tier(id))).collect();
    (ranking.summary().knocked_out, tiers)
}

fn drafted(path: &Path) -> Result<Drafted, Vec<(&'static str, Option<u64>)>> {
    let mut export = Files::open(&[path.to_owned()]).unwrap();
    let found = export.profile(&Model::MISSING_VALUES, None, &Options::default()).unwrap();
    let profile = found.map_err(|all| all.iter().map(|f| (f.code, f.place.line)).collect::<Vec<_>>())?;
    let yaml = draft(&profile, &Answers::default()).map_err(|finding| vec![(finding.code, finding.place.line)])?.yaml;
    let model = criteria::parse("draft", yaml.as_bytes()).model.unwrap_or_else(|| panic!("{yaml}"));
    let (knocked_out, tiers) = ranked(&model, &mut export);
    Ok(Drafted { yaml, model, knocked_out, tiers })
}

fn of(text: &str) -> Drafted {
    drafted_text(text).unwrap_or_else(|codes| panic!("{codes:?}: {text}"))
}

fn drafted_text(text: &str) -> Result<Drafted, Vec<(&'static str, Option<u64>)>> {
    let mut file = tempfile::NamedTempFile::new().unwrap();
    file.write_all(text.as_bytes()).unwrap();
    drafted(file.path())
}

#[test]
fn the_draft_of_rated_customers_puts_nobody_into_another_tier_than_the_built_in_model() {
    let path = Path::new("examples/customers.csv");
    let draft = drafted(path).unwrap();
    let built_in = criteria::parse("built-in", include_bytes!("../../criteria.yaml")).model.unwrap();
    let (knocked_out, tiers) = ranked(&built_in, &mut Files::open(&[path.to_owned()]).unwrap());
    assert_eq!((draft.knocked_out, draft.tiers), (knocked_out, tiers));
    let missing = |model: &Model| model.walk().map(|criterion| format!("{:?}", criterion.body)).collect::<Vec<_>>();
    assert_eq!(missing(&draft.model), missing(&built_in));
    assert_eq!(draft.model.tiers, built_in.tiers);
    assert_eq!(draft.model.knockouts, built_in.knockouts);
    assert_eq!(draft.model.portfolio.is_some(), built_in.portfolio.is_some());
}

/// File, id, name, turnover (the newest first), status, what is scored, how many are knocked out.
type Wanted = (&'static str, [&'static str; 2], &'static [&'static str], &'static str, &'static [&'static str], u64);

#[test]
fn the_exports_of_nine_products_in_two_languages_are_understood() {
    let all: [Wanted; 18] = [
        (
            "cas-companies.csv",
            ["Customer no.", "Company"],
            &["Turnover 2025", "Turnover 2024"],
            "Customer class",
            &["Turnover 2025"],
            1,
        ),
        (
            "cas-genesisworld.csv",
            ["Kundennummer", "Firma"],
            &["Umsatz Jahr 2025", "Umsatz Jahr 2024"],
            "ABC-Klassifizierung",
            &["Anzahl Servicetickets", "Komplexität der Betreuung"],
            0,
        ),
        ("dynamics-accounts.csv", ["(Do Not Modify) Account", "Account Name"], &[], "", &["Est. Potential"], 1),
        (
            "dynamics-firmen.csv",
            ["Kontonummer", "Firmenname"],
            &[],
            "",
            &["Jahresumsatz", "Anzahl der Mitarbeiter", "Know-how", "Türöffner"],
            1,
        ),
        (
            "hubspot-companies.csv",
            ["Record ID", "Company name"],
            &["Total Revenue"],
            "",
            &["Annual Revenue", "Number of Employees", "Number of Associated Deals"],
            0,
        ),
        (
            "hubspot-unternehmen.csv",
            ["Datensatz-ID", "Unternehmensname"],
            &[],
            "",
            &["Jahresumsatz", "Anzahl der Mitarbeiter", "Anzahl der zugehörigen Deals"],
            0,
        ),
        (
            "odoo-kontakte.csv",
            ["Externe ID", "Anzeigename"],
            &["Gesamt in Rechnung gestellt"],
            "",
            &["Erwarteter Umsatz"],
            0,
        ),
        ("odoo-partners.csv", ["External ID", "Display Name"], &["Total Invoiced"], "", &["Expected Revenue"], 1),
        (
            "pipedrive-organisationen.csv",
            ["Organisation - ID", "Organisation - Name"],
            &[],
            "",
            &["Organisation - Umsatzpotenzial", "Organisation - Offene Deals"],
            0,
        ),
        (
            "pipedrive-organizations.csv",
            ["Organization - ID", "Organization - Name"],
            &[],
            "",
            &["Organization - Market importance", "Organization - Open deals"],
            0,
        ),
        (
            "salesforce-accounts.csv",
            ["Account ID", "Account Name"],
            &[],
            "",
            &["Annual Revenue", "Employees", "Rating", "Upsell Opportunity"],
            0,
        ),
        (
            "salesforce-konten.csv",
            ["Account-ID", "Accountname"],
            &["Umsatz 2025", "Umsatz 2024"],
            "ABC-Klasse",
            &["Jahresumsatz", "Mitarbeiter", "Offene Opportunities"],
            0,
        ),
        ("sap-customers.csv", ["Customer", "Name 1"], &["Net Sales 2025"], "", &["Potential"], 1),
        ("sap-umsatzliste.csv", ["Debitor", "Name 1"], &["Umsatz 2025", "Umsatz 2024"], "", &["Umsatz 2025"], 0),
        (
            "weclapp-customers.csv",
            ["Customer number", "Company"],
            &["Revenue 2025", "Revenue 2024"],
            "",
            &["Number of open quotations"],
            1,
        ),
        (
            "weclapp-kunden.csv",
            ["Kundennummer", "Firma"],
            &["Umsatz", "Umsatz Vorjahr"],
            "Kundenkategorie",
            &["Lieferanteil %"],
            1,
        ),
        ("zoho-accounts.csv", ["Record Id", "Account Name"], &[], "", &["Annual Revenue", "Employees"], 5),
        (
            "zoho-konten.csv",
            ["Datensatz-ID", "Kontoname"],
            &["Umsatz mit uns 2025", "Umsatz mit uns 2024"],
            "",
            &["Jahresumsatz", "Mitarbeiter", "Bewertung"],
            1,
        ),
    ];
    for (file, [id, name], sum, status, scored, out) in all {
        let draft = drafted(&Path::new("tests/exports").join(file)).unwrap_or_else(|codes| panic!("{file}: {codes:?}"));
        assert_eq!(draft.account(), (id, name), "{file}");
        assert_eq!(draft.sum(), sum, "{file}");
        assert_eq!(
            draft.model.account.status.as_ref().map(|status| status.column.as_str()).unwrap_or(""),
            status,
            "{file}"
        );
        assert_eq!(draft.scored(), scored, "{file}");
        assert_eq!(draft.knocked_out, out, "{file}");
    }
}

#[test]
fn a_row_that_is_no_customer_does_not_take_the_id_from_its_column() {
    let total =
        "Debitor;Name 1;Umsatz 2025;Potenzial\n1001;A;900,15;2\n1002;B;38,74;6\n1003;C;120,00;9\n;;1058,89;17\n";
    match drafted_text(total) {
        Err(codes) => assert_eq!(codes, [("id-empty", Some(5))]),
        // Or the row is known as a total and left out.
        Ok(draft) => assert_eq!((draft.model.account.id.as_str(), draft.tiers.len()), ("Debitor", 3)),
    }
    // A number of the ERP that many of the CRM's companies do not have is no id.
    let sparse = of("Kundennummer,Firma,Potenzial\n7,A,2\n,B,6\n9,C,9\n,D,1\n");
    assert_eq!(sparse.model.account.id, "Firma");
}

#[test]
fn neither_amounts_nor_dates_nor_numbers_of_telephones_are_an_id_or_a_name() {
    for (text, id, name) in [
        (
            "Record ID,Company name,Phone Number,Potential\n203,A,+49 711 100,2\n204,B,+49 711 1001234,6\n",
            "Record ID",
            "Company name",
        ),
        ("Kundennummer;Firma;Kunde seit;Potenzial\n101;A;04.03.2011;2\n102;B;05.03.2019;6\n", "Kundennummer", "Firma"),
        ("Potenzial;Umsatz;Firma\n2,5;100,50;A\n3,5;200,50;B\n", "Firma", ""),
        (
            "Telefon;E-Mail;Kunde;Potenzial\n0711/1000001;a@b.example;Alba;1\n0711/1000002;c@d.example;Brum;2\n",
            "Kunde",
            "",
        ),
        (
            "Kunde seit;Angelegt;Matchcode;Image\n4.3.2011;2020-01-01;ALBA;1\n5.3.2011;2020-01-02;BRUM;2\n",
            "Matchcode",
            "",
        ),
        ("Score;Mitarbeiter;Bezeichnung\n7;20;Alba\n8;30;Brum\n", "Bezeichnung", ""),
        ("Kunde;Name;Potenzial\n10001;Alba;1\n10002;Brum;2\n", "Kunde", "Name"),
        (
            "Customer Id,First Name,Last Name,Company,Potential\nDD37C,Eva,Lind,Alba,1\n1Ef7b,Tom,Bach,Brum,2\n",
            "Customer Id",
            "Company",
        ),
        (
            "Customer Id,First Name,Last Name,Potential\nDD37C,Eva,Lind,1\n1Ef7b,Tom,Bach,2\n",
            "Customer Id",
            "Last Name",
        ),
        (
            "Website;USt-IdNr.;Kontakt;Firma;Potenzial\nwww.a.example;DE1;Eva;Alba;1\nwww.b.example;DE2;Tom;Brum;2\n",
            "Firma",
            "",
        ),
    ] {
        assert_eq!(of(text).account(), (id, name), "{text}");
    }
}

#[test]
fn numbers_that_only_name_or_place_something_are_never_scored() {
    for header in [
        "Breitengrad",
        "Längengrad",
        "Latitude",
        "Geo Longitude",
        "PLZ",
        "Postleitzahl",
        "Zip Code",
        "Hausnr.",
        "Hausnummer",
        "Gründungsjahr",
        "Year Founded",
        "GLN",
        "DUNS Number",
        "D-U-N-S",
        "Referenznummer",
        "Image height",
        "Bildbreite",
        "Telefon",
        "Index",
        "Lfd. Nr.",
        "Kundengruppe",
        "Servicenummer",
        "Technologiecode",
        "Potenzialklasse",
        "Opportunity ID",
        "Steuernummer",
        "Geschäftsjahr",
        "Bonität",
        "Zahlungsziel",
    ] {
        let text = format!("Kundennummer;Firma;{header};Potenzial\n1;A;3;1\n2;B;7;2\n3;C;5;3\n");
        assert_eq!(of(&text).scored(), ["Potenzial"], "{header}");
        let alone = format!("Kundennummer;Firma;{header}\n1;A;3\n2;B;7\n3;C;5\n");
        assert_eq!(drafted_text(&alone).err(), Some(vec![("no-usable-column", None)]), "{header}");
    }
    let coded = of("Kundennummer;Firma;Potenzial;Chancen\n1;A;1;01\n2;B;2;02\n3;C;3;10\n");
    assert_eq!(coded.scored(), ["Potenzial"], "leading zeros");
}

#[test]
fn words_are_scored_only_where_everybody_knows_their_order() {
    let of_words = |header: &str, words: [&str; 3]| {
        let rows: String = (0..6).map(|row| format!("{row};F{row};{};{row}\n", words[row % 3])).collect();
        of(&format!("Kundennummer;Firma;{header};Potenzial\n{rows}"))
    };
    for words in [["hoch", "mittel", "gering"], ["A", "B", "C"], ["Gold", "Silber", "Bronze"], ["Hot", "Warm", "Cold"]]
    {
        assert_eq!(of_words("Technologie", words).scored(), ["Potenzial", "Technologie"], "{words:?}");
    }
    for (header, words) in [
        ("Land/Ländername", ["Deutschland", "Österreich", "Schweiz"]),
        ("Technologie", ["CNC", "Laser", "Guss"]),
        ("Serviceart", ["hoch", "mittel", "unklar"]),
        ("Strategie", ["Ausbau", "Abbau", "Halten"]),
    ] {
        let draft = of_words(header, words);
        assert_eq!(draft.scored(), ["Potenzial"], "{header}");
    }
    let unclear = of_words("Technologie", ["CNC", "Laser", "Guss"]);
    assert!(unclear.yaml.contains("#   scale: { levels: { CNC: ?, Laser: ?, Guss: ? } }"), "{}", unclear.yaml);
    assert_eq!(of_words("Land/Ländername", ["DE", "AT", "CH"]).model.account.show, ["Land/Ländername"]);
}

#[test]
fn counts_have_no_upper_end_and_ratings_say_that_they_are_some() {
    let scale = |header: &str, cells: [&str; 4]| {
        let rows: String = cells.iter().enumerate().map(|(row, cell)| format!("{row};F{row};{cell}\n")).collect();
        let draft = of(&format!("Kundennummer;Firma;{header}\n{rows}"));
        draft.yaml.lines().find_map(|line| line.trim().strip_prefix("scale: ").map(str::to_owned)).unwrap()
    };
    for header in ["Offene Angebote", "Open opportunities", "Anzahl Chancen", "Offene Deals", "Number of open quotes"] {
        assert!(!scale(header, ["1", "3", "5", "9"]).contains("rating"), "{header}");
    }
    assert_eq!(scale("Potenzial (1-6)", ["1", "3", "5", "2"]), "{ rating: [1, 6] }");
    assert_eq!(scale("Potential score", ["1", "3", "5.5", "9"]), "{ rating: [0, 10] }");
    assert_eq!(scale("Know-how", ["1", "3", "7", "9"]), "{ rating: [0, 10] }");
    assert_eq!(scale("Know-how", ["1", "3", "4", "5"]), "{ rating: [1, 5] }");
}

#[test]
fn whoever_is_no_customer_any_more_is_knocked_out_by_the_words_of_the_file() {
    for (header, out, stays) in [
        ("Status", "insolvent", "aktiv"),
        ("Status", "gesperrt", "aktiv"),
        ("Kundenstatus", "Insolvenz angemeldet", "aktiv"),
        ("Business Status", "Out of business", "active"),
        ("Lifecycle", "Inactive", "Customer"),
        ("Gesperrt", "ja", "nein"),
        ("Löschvormerkung", "X", ""),
        ("Auftragssperre", "01", ""),
        ("is_active", "false", "true"),
        ("Aktiv", "0", "1"),
        ("Blocked", "1", "0"),
        ("Kundenklasse", "gesperrt", "A"),
    ] {
        let rows = format!("1;A;{stays};1\n2;B;{out};9\n3;C;{stays};3\n");
        let draft = of(&format!("Kundennummer;Firma;{header};Potenzial\n{rows}"));
        assert_eq!((draft.knocked_out, draft.tiers[1].1), (1, None), "{header}: {out}");
    }
    for (header, words) in
        [("Newsletter", ["ja", "nein"]), ("Status", ["aktiv", "ruhend"]), ("Ticket status", ["closed", "open"])]
    {
        let text = format!("Kundennummer;Firma;{header};Potenzial\n1;A;{};1\n2;B;{};9\n", words[0], words[1]);
        assert_eq!(of(&text).knocked_out, 0, "{header}");
    }
}
