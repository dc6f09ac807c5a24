#!/bin/sh
# Guess: a KMZ is its KML packed: GDAL reads the same columns from either.
# Happens: where a placemark's values refer to a schema of the page (schemaUrl="#cameras"), LIBKML reads them from the KML and not from the KMZ: the columns
#   are gone, the placemarks are there, nothing is said. Opened through the archive, as /vsizip/FILE.kmz/doc.kml, they are read.
# Versions: GDAL 3.6.2 (Debian 12), 3.10.3 (Debian 13)
# Seen: "code (String) = 7" from doc.kml and from /vsizip/city.kmz/doc.kml, no column code from city.kmz, whether the schema is 甲街道 or street1
# Matters: cameras sent as KMZ from a mapping program, one folder a street, arrive with their places and without codes and directions.
# Download: 79 MB for Debian 12, 97 MB for 13
set -eu
packages_12='gdal-bin=3.6.2+dfsg-1+b2 libgdal32=3.6.2+dfsg-1+b2'
packages_13='gdal-bin=3.10.3+dfsg-1 libgdal36=3.10.3+dfsg-1'
. "$(dirname "$0")/lib.sh"

# page SCHEMA
page() {
    cat <<END
<?xml version="1.0" encoding="UTF-8"?>
<kml xmlns="http://www.opengis.net/kml/2.2"><Document>
<Schema name="$1" id="$1"><SimpleField name="code" type="string"/></Schema>
<Folder><name>$1</name><Placemark><name>a</name><ExtendedData><SchemaData schemaUrl="#$1"><SimpleData name="code">7</SimpleData></SchemaData></ExtendedData>
<Point><coordinates>114.3,30.6</coordinates></Point></Placemark></Folder></Document></kml>
END
}

# codes FILE: how many placemarks, how many with a code
codes() {
    run ogrinfo -ro -q -al "$1" >seen.txt
    echo "$(grep -c 'POINT (' seen.txt) placemark, $(grep -c 'code (String) = 7' seen.txt) code"
}

seen() {
    for name in 甲街道 street1; do
        page "$name" >doc.kml
        rm -f city.kmz
        python3 -c 'import zipfile; zipfile.ZipFile("city.kmz", "w").write("doc.kml")'
        echo "$name: kml $(codes doc.kml); kmz $(codes city.kmz); inside $(codes /vsizip/city.kmz/doc.kml)"
    done
}

expected() {
    cat <<'END'
甲街道: kml 1 placemark, 1 code; kmz 1 placemark, 0 code; inside 1 placemark, 1 code
street1: kml 1 placemark, 1 code; kmz 1 placemark, 0 code; inside 1 placemark, 1 code
END
}

compare "$@"
