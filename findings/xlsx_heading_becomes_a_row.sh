#!/bin/sh
# Guess: the first row of a spreadsheet that GDAL itself wrote is the heading when GDAL reads it again.
# Happens: where all columns are texts the heading looks like one more row: the columns are Field1 and Field2, and there is a row too many. One
#   column of numbers, or OGR_XLSX_HEADERS=FORCE, makes it a heading.
# Versions: GDAL 3.6.2 (Debian 12), 3.10.3 (Debian 13)
# Seen: two rows written, "Feature Count: 3" with Field1 and Field2; with a column of numbers 2 rows with code, name and height
# Matters: whether a list of cameras is understood depends on its having a number in it, and a camera named "name" appears.
# Download: 79 MB for Debian 12, 97 MB for 13
set -eu
packages_12='gdal-bin=3.6.2+dfsg-1+b2 libgdal32=3.6.2+dfsg-1+b2'
packages_13='gdal-bin=3.10.3+dfsg-1 libgdal36=3.10.3+dfsg-1'
. "$(dirname "$0")/lib.sh"

describe() {
    run ogrinfo -so -al "$@" | grep -E '^Feature Count|: (String|Integer)' | paste -sd' '
}

seen() {
    printf '%s\n' code,name A-1,east A-2,west >texts.csv
    printf '%s\n' code,name,height A-1,east,4 A-2,west,6 >numbers.csv
    for name in texts numbers; do
        run ogr2ogr -f XLSX "$name.xlsx" "$name.csv" -oo AUTODETECT_TYPE=YES
        echo "$name: $(describe "$name.xlsx")"
    done
    echo "texts, forced: $(describe --config OGR_XLSX_HEADERS FORCE texts.xlsx)"
}

expected() {
    cat <<'END'
texts: Feature Count: 3 Field1: String (0.0) Field2: String (0.0)
numbers: Feature Count: 2 code: String (0.0) name: String (0.0) height: Integer (0.0)
texts, forced: Feature Count: 2 code: String (0.0) name: String (0.0)
END
}

compare "$@"
