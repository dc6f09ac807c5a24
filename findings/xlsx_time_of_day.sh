#!/bin/sh
# Guess: a cell of an XLSX whose number format shows date and time is read as date and time.
# Happens: GDAL looks at the letters of the format: with hh it is a date and time, with a single h (yyyy/m/d h:mm, what a Chinese Excel shows by
#   default) a date alone, and the time of day is gone. h:mm alone is no time but a bare number. Excel's built-in format 22 (m/d/yy h:mm) is read whole.
# Versions: GDAL 3.6.2 (Debian 12), 3.10.3 (Debian 13)
# Seen: one value, 45296.4375, as "(DateTime) = 2024/01/05 10:30:00" by yyyy/m/d hh:mm and "(Date) = 2024/01/05" by yyyy/m/d h:mm
# Matters: incidents exported from a spreadsheet are all reported at midnight, and none is refused.
# Download: 79 MB for Debian 12, 97 MB for 13
set -eu
packages_12='gdal-bin=3.6.2+dfsg-1+b2 libgdal32=3.6.2+dfsg-1+b2'
packages_13='gdal-bin=3.10.3+dfsg-1 libgdal36=3.10.3+dfsg-1'
. "$(dirname "$0")/lib.sh"

# A workbook of one sheet: a heading, and the same number in each column under another format.
workbook() {
    cat >make.py <<'END'
import zipfile
formats = ["yyyy/m/d hh:mm", "yyyy/m/d h:mm", "hh:mm", "h:mm"]
names = ["two", "one", "time_two", "time_one", "built_in"]
ids = [str(164 + i) for i in range(len(formats))] + ["22"]
main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
package = "http://schemas.openxmlformats.org/package/2006"
kind = "application/vnd.openxmlformats-officedocument.spreadsheetml."
parts = {
    "[Content_Types].xml": f'<Types xmlns="{package}/content-types"><Default Extension="xml" ContentType="application/xml"/>'
        f'<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{kind}sheet.main+xml"/>'
        f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{kind}worksheet+xml"/>'
        f'<Override PartName="/xl/styles.xml" ContentType="{kind}styles+xml"/></Types>',
    "_rels/.rels": f'<Relationships xmlns="{package}/relationships"><Relationship Id="r1" Type="{office}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
    "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{office}"><sheets><sheet name="incidents" sheetId="1" r:id="r1"/></sheets></workbook>',
    "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{package}/relationships"><Relationship Id="r1" Type="{office}/worksheet" Target="worksheets/sheet1.xml"/>'
        f'<Relationship Id="r2" Type="{office}/styles" Target="styles.xml"/></Relationships>',
    "xl/styles.xml": f'<styleSheet xmlns="{main}"><numFmts count="{len(formats)}">'
        + "".join(f'<numFmt numFmtId="{i}" formatCode="{f}"/>' for i, f in zip(ids, formats)) + f'</numFmts><cellXfs count="{len(ids) + 1}"><xf numFmtId="0"/>'
        + "".join(f'<xf numFmtId="{i}" applyNumberFormat="1"/>' for i in ids) + "</cellXfs></styleSheet>",
    "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{main}"><sheetData><row r="1">'
        + "".join(f'<c r="{c}1" t="inlineStr"><is><t>{n}</t></is></c>' for c, n in zip("ABCDE", names)) + '</row><row r="2">'
        + "".join(f'<c r="{c}2" s="{i + 1}"><v>45296.4375</v></c>' for i, c in enumerate("ABCDE")) + "</row></sheetData></worksheet>",
}
with zipfile.ZipFile("incidents.xlsx", "w") as book:
    for name, text in parts.items():
        book.writestr(name, '<?xml version="1.0" encoding="UTF-8"?>' + text)
END
    run python3 make.py
}

seen() {
    workbook
    run ogrinfo -q -al incidents.xlsx | grep ' = '
}

expected() {
    cat <<'END'
  two (DateTime) = 2024/01/05 10:30:00
  one (Date) = 2024/01/05
  time_two (Time) = 10:30:00
  time_one (Real) = 45296.4375
  built_in (DateTime) = 2024/01/05 10:30:00
END
}

compare "$@"
