#!/usr/bin/env python3
"""Writes the files of this folder. Every person in them is invented.

    python3 tests/rosters/make.py

needs nothing but Python. Spreadsheets are put together part by part, as Excel and LibreOffice write
them, so that each holds exactly the awkward thing that it is here for.
"""

import zipfile
from pathlib import Path

HERE = Path(__file__).parent
HEADINGS = [
    "assignment_number", "nhs_email", "display_name", "employer_ods", "mdt_code", "mdt_name", "tfc", "site_ods",
    "embedded_from", "embedded_to", "wte", "afc_band", "qualified_basis", "line_manager_email",
]
BLANK = dict.fromkeys(HEADINGS, "")
NOOR = {
    **BLANK, "assignment_number": "20419417", "nhs_email": "noor.saleh@anytown.example", "display_name": "Noor Saleh",
    "employer_ods": "Z9A8T", "mdt_name": "Palliative care", "tfc": "315", "site_ods": "Z9B7Q",
    "embedded_from": "2026-12-01", "wte": "0.5", "afc_band": "6", "qualified_basis": "accredited-degree",
    "line_manager_email": "clare.benson@anytown.example",
}
TOMOS = {
    **NOOR, "assignment_number": "20419418", "nhs_email": "tomos.ellis@anytown.example", "display_name": "Tomos Ellis",
    "mdt_name": "Adult critical care", "tfc": "192", "site_ods": "Z9A8V", "wte": "1", "afc_band": "7",
    "qualified_basis": "chartership",
}
ZOE = {
    **NOOR, "assignment_number": "20419419", "nhs_email": "zoe.nibhriain@anytown.example",
    "display_name": "Zoë Ní Bhriain – O’Neill", "mdt_name": "Emergency department", "tfc": "180", "site_ods": "Z9A8V",
}


def quoted(cell, separator):
    awkward = any(c in cell for c in (separator, '"', "\n", "\r"))
    return '"' + cell.replace('"', '""') + '"' if awkward else cell


def csv(rows, headings=HEADINGS, separator=",", end="\n", labels=None):
    lines = [list(labels or headings)] + [[row[heading] for heading in headings] for row in rows]
    return "".join(separator.join(quoted(cell, separator) for cell in line) + end for line in lines)


def write(name, content, encoding="utf-8"):
    (HERE / name).write_bytes(content if isinstance(content, bytes) else content.encode(encoding))


def archive(name, parts, kind=None):
    with zipfile.ZipFile(HERE / name, "w") as out:
        def put(part, content, method):
            entry = zipfile.ZipInfo(part, (2026, 11, 23, 10, 0, 0))
            entry.compress_type = method
            out.writestr(entry, content)
        if kind:
            put("mimetype", kind, zipfile.ZIP_STORED)
        for part, content in parts.items():
            put(part, content, zipfile.ZIP_DEFLATED)


def xml(text):
    return text.replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;")


# --- Text --------------------------------------------------------------------------------------

def texts():
    write("plain.csv", csv([NOOR, TOMOS]))
    write("excel-utf-8.csv", csv([NOOR, ZOE], end="\r\n"), "utf-8-sig")
    write("excel-windows-1252.csv", csv([NOOR, ZOE], end="\r\n"), "cp1252")
    write("excel-unicode-text.csv", csv([NOOR, ZOE], separator="\t", end="\r\n"), "utf-16")
    write("utf-16-big-endian.csv", b"\xfe\xff" + csv([NOOR, ZOE]).encode("utf-16-be"))
    write("semicolons.csv", csv([{**NOOR, "wte": "0,5"}, {**TOMOS, "wte": "1,0"}], separator=";", end="\r\n"))
    write("sep-line.csv", "sep=;\r\n" + csv([{**NOOR, "wte": ",5"}, TOMOS], separator=";", end="\r\n"))
    write("tabs.csv", csv([NOOR, TOMOS], separator="\t"))
    write("old-mac.csv", csv([NOOR, TOMOS], end="\r"))
    uk = {"embedded_from": "01/12/2026", "embedded_to": "31/3/2027"}
    write("uk-dates.csv", csv([{**NOOR, **uk}, {**TOMOS, "embedded_from": "1 December 2026"}]))
    order = list(reversed(HEADINGS))
    labels = [heading.replace("_", (" ", "-", "")[at % 3]).title() for at, heading in enumerate(order)]
    write("headings-any-order.csv", csv([NOOR, TOMOS], order, labels=labels))
    write("title-above.csv", "Librarians on ward teams, December 2026\n\n" + csv([NOOR, TOMOS]))
    head, noor, tomos = csv([NOOR, TOMOS]).splitlines()
    write("blank-rows.csv", "\n".join(["", head, "", ",,,,,,,,,,,,,", noor, "", "", tomos, "", ""]))
    write("line-break-in-cell.csv", csv([{**NOOR, "assignment_number": "20419417\n(first post)"}, {**TOMOS, "wte": "O.5"}]))
    spaced = {key: f"\u00a0 {value}\u200b " if value else " " for key, value in NOOR.items()}
    write("unseen-blanks.csv", csv([spaced, TOMOS]))
    extra = [*HEADINGS, "shoe_size", ""]
    write("extra-columns.csv", csv([{**NOOR, "shoe_size": "39", "": "left-handed"}], extra))
    twice = [*HEADINGS, "wte2"]
    write("heading-twice.csv", csv([{**NOOR, "wte2": "0.8"}], twice, labels=[*HEADINGS, "WTE"]))
    write("export-marks.csv", csv([{**NOOR, "display_name": "'=Noor+Saleh", "assignment_number": "'-20419417"}]))
    write("error-cells.csv", csv([{**NOOR, "mdt_name": "#REF!", "wte": "#N/A"}, TOMOS]))
    write("wte-with-letter.csv", csv([NOOR, {**TOMOS, "wte": "O.5"}]))
    faults = {
        **NOOR, "nhs_email": "noor at anytown", "employer_ods": "RXX99", "mdt_name": "Palative care", "tfc": "999",
        "embedded_from": "31/02/2026", "embedded_to": "soon", "wte": "37.5", "afc_band": "Band 12",
        "qualified_basis": "PhD", "line_manager_email": "nobody@anytown.example",
    }
    write("many-faults.csv", csv([faults, {**TOMOS, "embedded_from": "", "embedded_to": "2026-11-30"}]))
    write("open-quotation.csv", csv([NOOR, TOMOS]).replace("Tomos Ellis", '"Tomos Ellis'))
    write("empty.csv", "")
    write("headings-only.csv", csv([]))
    write("other-table.csv", "ward,beds,open\nA,24,yes\n")
    write("same-row-twice.csv", csv([NOOR, TOMOS, {**NOOR, "embedded_from": "1/12/2026", "wte": ".50"}]))
    write("rows-that-contradict.csv", csv([NOOR, {**NOOR, "wte": "0.8"}]))
    write("spells-that-overlap.csv", csv([{**NOOR, "embedded_to": "2027-03-31"}, {**NOOR, "embedded_from": "2027-03-01"}]))
    mixed = {**NOOR, "nhs_email": "Mina.OKAFOR@Anytown.Example", "display_name": "Mina Okafor", "mdt_name": "PALLIATIVE  care"}
    write("mixed-case.csv", csv([mixed]))
    lost = {"embedded_from": "46357", "assignment_number": "2.0419E+07"}
    write("dates-as-numbers.csv", csv([{**NOOR, **lost}]))
    write("short-rows.csv", csv([NOOR], HEADINGS[:11]) + ",tomos.ellis@anytown.example,Tomos Ellis\n")
    write("unknown-team.csv", csv([NOOR, {**TOMOS, "mdt_name": "Stroke unit", "tfc": "328"}]))
    write("already-ended.csv", csv([{**NOOR, "embedded_from": "2026-01-05", "embedded_to": "2026-06-30"}]))
    write("essay-in-cell.csv", csv([NOOR, {**TOMOS, "mdt_name": "x" * 1001}]))


# --- Excel -------------------------------------------------------------------------------------

TYPES = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Override PartName="/xl/workbook.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>'
)
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
# Styles: 0 general, 1 Excel's own date, 2 a date of one's own, 3 per cent, 4 text, 5 hours and minutes.
STYLES = (
    f'<styleSheet xmlns="{MAIN}"><numFmts count="2">'
    '<numFmt numFmtId="164" formatCode="[$-809]dd\\ mmmm\\ yyyy;@"/><numFmt numFmtId="165" formatCode="dd/mm/yyyy\\ hh:mm"/>'
    '</numFmts><fonts count="1"><font><sz val="11"/></font></fonts><fills count="1"><fill/></fills>'
    '<borders count="1"><border/></borders><cellStyleXfs count="1"><xf numFmtId="0"/></cellStyleXfs><cellXfs count="6">'
    '<xf numFmtId="0"/><xf numFmtId="14" applyNumberFormat="1"/><xf numFmtId="164" applyNumberFormat="1"/>'
    '<xf numFmtId="9" applyNumberFormat="1"/><xf numFmtId="49" applyNumberFormat="1"/>'
    '<xf numFmtId="165" applyNumberFormat="1"/></cellXfs></styleSheet>'
)


def letter(column):
    return chr(ord("A") + column)


def rows_of(cells_of_rows):
    """Cells are the inside of <c ..>, with its attributes: (attributes, inside)."""
    out = []
    for number, cells in cells_of_rows:
        inside = "".join(f'<c r="{letter(at)}{number}"{a}>{c}</c>' for at, (a, c) in enumerate(cells) if a or c)
        out.append(f'<row r="{number}">{inside}</row>')
    return "".join(out)


def worksheet(rows, dimension="A1:N9", after=""):
    return (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<worksheet xmlns="{MAIN}">'
        f'<dimension ref="{dimension}"/><sheetData>{rows}</sheetData>{after}</worksheet>'
    )


def workbook(name, sheets, shared=None, epoch="", more=None):
    """Sheets are (name, state, worksheet)."""
    listed = "".join(
        f'<sheet name="{sheet}" sheetId="{at}"{state} r:id="rId{at}"/>' for at, (sheet, state, _) in enumerate(sheets, 1)
    )
    relations = "".join(
        f'<Relationship Id="rId{at}" Type="{RELATION}/worksheet" Target="worksheets/sheet{at}.xml"/>'
        for at in range(1, len(sheets) + 1)
    )
    opening = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    parts = {
        "[Content_Types].xml": TYPES,
        "_rels/.rels": f'{opening}<Relationship Id="rId1" Type="{RELATION}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{RELATION}"><workbookPr{epoch}/><sheets>{listed}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f"{opening}{relations}</Relationships>",
        "xl/styles.xml": STYLES,
    }
    for at, (_, _, sheet) in enumerate(sheets, 1):
        parts[f"xl/worksheets/sheet{at}.xml"] = sheet
    if shared is not None:
        items = "".join(f'<si><t xml:space="preserve">{xml(text)}</t></si>' for text in shared)
        parts["xl/sharedStrings.xml"] = f'<sst xmlns="{MAIN}" count="{len(shared)}" uniqueCount="{len(shared)}">{items}</sst>'
    archive(name, {**parts, **(more or {})})


def inline(text):
    return (' t="inlineStr"', f"<is><t>{xml(text)}</t></is>") if text else ("", "")


def number(value, style=0):
    return (f' s="{style}"' if style else "", f"<v>{value}</v>")


def as_numbers(row, **cells):
    """A row as Excel keeps it: codes, dates and shares as numbers."""
    made = {heading: inline(row[heading]) for heading in HEADINGS}
    made["assignment_number"] = number(row["assignment_number"])
    made["tfc"] = number(row["tfc"])
    made["afc_band"] = number(row["afc_band"])
    made["embedded_from"] = number(46357, 1)
    made["wte"] = number(row["wte"])
    return list({**made, **cells}.values())


def excel():
    headings = [inline(heading) for heading in HEADINGS]

    shared = []

    def text(value):
        if not value:
            return ("", "")
        if value not in shared:
            shared.append(value)
        return (' t="s"', f"<v>{shared.index(value)}</v>")

    def shared_row(row, **cells):
        made = {heading: text(row[heading]) for heading in HEADINGS}
        return list({**made, "embedded_from": number(46357, 1), "wte": number(row["wte"]), "tfc": number(row["tfc"]), **cells}.values())

    table = [(1, [text(heading) for heading in HEADINGS]), (2, shared_row(NOOR)), (3, shared_row(ZOE, wte=number("0.59999999999999998")))]
    workbook("excel-shared-strings.xlsx", [("Roster", "", worksheet(rows_of(table)))], shared)

    lookup = worksheet(rows_of([(1, [inline("nhs_email")]), (2, [inline("lookup@anytown.example")])]))
    formula = (' t="str"', "<f>CONCATENATE(\"Noor\",\" Saleh\")</f><v>Noor Saleh</v>")
    titled = [
        (1, [inline("Librarians on ward teams")]), (3, headings),
        (4, as_numbers(NOOR, display_name=formula, embedded_from=("", ""))),
        (7, as_numbers(TOMOS, embedded_from=number(46357, 2), embedded_to=number("46477.5", 5))),
    ]
    titled[2][1][8] = (' s="1"', "<f>TODAY()</f><v>46357</v>")
    merged = '<mergeCells count="1"><mergeCell ref="A1:N1"/></mergeCells>'
    sheet = worksheet(rows_of(titled), after=merged)
    workbook("excel-hidden-sheet-first.xlsx", [("Lookups", ' state="hidden"', lookup), ("Empty", "", worksheet("", "A1")), ("Roster", "", sheet)])

    early = [(1, headings), (2, as_numbers(NOOR, embedded_from=number(44895, 1)))]
    workbook("excel-1904.xlsx", [("Roster", "", worksheet(rows_of(early)))], epoch=' date1904="1"')

    wrong = [
        (1, headings),
        (2, as_numbers(NOOR, wte=(' t="e"', "<f>1/0</f><v>#DIV/0!</v>"), mdt_name=(' t="e"', "<v>#REF!</v>"))),
        (3, as_numbers(TOMOS, wte=number("0.5", 3), qualified_basis=(' t="b"', "<v>1</v>"))),
    ]
    workbook("excel-error-cells.xlsx", [("Roster", "", worksheet(rows_of(wrong)))])

    small = rows_of([(1, headings), (2, as_numbers(NOOR))])
    workbook("excel-huge-dimension.xlsx", [("Roster", "", worksheet(small, "A1:XFD1048576"))])
    far = small + f'<row r="1048576"><c r="A1048576" t="inlineStr"><is><t>the end</t></is></c></row>'
    workbook("excel-last-row.xlsx", [("Roster", "", worksheet(far))])
    wide = small + '<row r="3"><c r="XFD3"><v>1</v></c></row>'
    workbook("excel-last-column.xlsx", [("Roster", "", worksheet(wide))])
    claim = f'<sst xmlns="{MAIN}" count="9" uniqueCount="99999999999"><si><t>x</t></si></sst>'
    workbook("excel-false-count.xlsx", [("Roster", "", worksheet(small))], more={"xl/sharedStrings.xml": claim})
    bomb = f'<sst xmlns="{MAIN}" uniqueCount="1"><si><t>{"0" * 40_000_000}</t></si></sst>'
    workbook("excel-bomb.xlsx", [("Roster", "", worksheet(small))], more={"xl/sharedStrings.xml": bomb})
    half = (HERE / "excel-shared-strings.xlsx").read_bytes()
    write("excel-cut-short.xlsx", half[: len(half) // 2])
    marker = "EncryptedPackage".encode("utf-16-le")
    write("excel-password.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + marker + bytes(464))
    write("excel-97.xls.csv", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(1016))


# --- LibreOffice -------------------------------------------------------------------------------

ODS = "application/vnd.oasis.opendocument.spreadsheet"
SPACES = " ".join(
    f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for prefix, name in [("office", "office"), ("table", "table"), ("text", "text"), ("style", "style"), ("draw", "drawing")]
) + ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"'


def spreadsheet(name, tables, styles="", manifest=""):
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<office:document-content {SPACES}>'
        f"<office:automatic-styles>{styles}</office:automatic-styles><office:body><office:spreadsheet>{tables}"
        "</office:spreadsheet></office:body></office:document-content>"
    )
    files = f'<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"><manifest:file-entry manifest:full-path="content.xml">{manifest}</manifest:file-entry></manifest:manifest>'
    archive(name, {"content.xml": content, "META-INF/manifest.xml": files}, ODS)


def told(text):
    if not text:
        return "<table:table-cell/>"
    return f'<table:table-cell office:value-type="string" calcext:value-type="string"><text:p>{xml(text)}</text:p></table:table-cell>'


def valued(kind, attribute, value, seen):
    return f'<table:table-cell office:value-type="{kind}" office:{attribute}="{value}" calcext:value-type="{kind}"><text:p>{seen}</text:p></table:table-cell>'


def ods_row(cells, repeated=""):
    return f"<table:table-row{repeated}>{''.join(cells)}</table:table-row>"


def ods_cells(row, **cells):
    made = {heading: told(row[heading]) for heading in HEADINGS}
    made["embedded_from"] = valued("date", "date-value", "2026-12-01", "01/12/26")
    made["wte"] = valued("float", "value", row["wte"], row["wte"])
    return list({**made, **cells}.values())


def libreoffice():
    head = ods_row(told(heading) for heading in HEADINGS)
    rest = ods_row(["<table:table-cell table:number-columns-repeated=\"16384\"/>"], ' table:number-rows-repeated="1048570"')
    note = (
        '<table:table-cell office:value-type="string"><office:annotation><dc:creator>Clare</dc:creator>'
        "<text:p>Is this still right?</text:p></office:annotation><text:p>Noor<text:s text:c=\"1\"/>Saleh</text:p></table:table-cell>"
    )
    percent = valued("percentage", "value", "0.5", "50%")
    title = (
        '<table:table-cell office:value-type="string" table:number-columns-spanned="14"><text:p>Librarians on ward teams</text:p>'
        '</table:table-cell><table:covered-table-cell table:number-columns-repeated="13"/>'
    )
    gap = ods_row(['<table:table-cell table:number-columns-repeated="14"/>'], ' table:number-rows-repeated="3"')
    body = f"<table:table-header-rows>{ods_row([title])}{head}</table:table-header-rows>"
    body += ods_row(ods_cells(NOOR, display_name=note, wte=percent)) + gap + ods_row(ods_cells(TOMOS)) + rest
    spreadsheet("libreoffice.ods", f'<table:table table:name="Roster" table:style-name="ta1">{body}</table:table>')

    styles = (
        '<style:style style:name="ta1" style:family="table"><style:table-properties table:display="true"/></style:style>'
        '<style:style style:name="ta2" style:family="table"><style:table-properties table:display="false"/></style:style>'
    )
    hidden = f'<table:table table:name="Lookups" table:style-name="ta2">{ods_row([told("nhs_email")])}</table:table>'
    roster = f'<table:table table:name="Roster" table:style-name="ta1">{head}{ods_row(ods_cells(NOOR))}{rest}</table:table>'
    spreadsheet("libreoffice-hidden-sheet-first.ods", hidden + roster, styles)

    broken = '<table:table-cell table:formula="of:=[.#REF!]" office:value-type="string" office:string-value="" calcext:value-type="error"><text:p>#REF!</text:p></table:table-cell>'
    number_error = '<table:table-cell office:value-type="string" office:string-value="" calcext:value-type="error"><text:p>Err:502</text:p></table:table-cell>'
    rows = head + ods_row(ods_cells(NOOR, mdt_name=broken, wte=number_error))
    spreadsheet("libreoffice-error-cells.ods", f'<table:table table:name="Roster">{rows}</table:table>')

    rows = head + ods_row(ods_cells(NOOR), ' table:number-rows-repeated="1000000"')
    spreadsheet("libreoffice-rows-repeated.ods", f'<table:table table:name="Roster">{rows}</table:table>')
    rows = head + ods_row(['<table:table-cell table:number-columns-repeated="4000000000" office:value-type="string"><text:p>x</text:p></table:table-cell>'])
    spreadsheet("libreoffice-columns-repeated.ods", f'<table:table table:name="Roster">{rows}</table:table>')
    spreadsheet("libreoffice-password.ods", "", manifest="<manifest:encryption-data/>")


# --- What is no spreadsheet --------------------------------------------------------------------

def others():
    write("picture.png.csv", b"\x89PNG\r\n\x1a\n" + bytes(16))
    write("report.pdf.csv", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
    write("web-page.xls.csv", "<html><body><table><tr><td>nhs_email</td></tr></table></body></html>")
    archive("letter.docx.csv", {"[Content_Types].xml": "<Types/>", "word/document.xml": "<w/>"})
    archive("folder.zip.csv", {"roster.csv": csv([NOOR])})


texts()
excel()
libreoffice()
others()
