# The copyright file of the package (machine-readable, Debian's format 1.0), from the files licences and parts of licences.sh. -v sources:
# the source packages of what is compiled in and comes with no package that ours depends on, separated by blanks.

BEGIN { FS = "\t"; count = split(sources, own, " ") }
FILENAME ~ /licences$/ { licence[$1] = $3; next }
$1 == "compiled" && !(($2, $3) in seen) { seen[$2, $3] = 1; packages[$2] = packages[$2] (packages[$2] == "" ? "" : ", ") $3 " " $4 }

END {
    print "Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/"
    print "Upstream-Name: Gridwatch"
    print "Source: whoever handed out this package"
    print "Comment:"
    print " The libraries that usr/bin/gridwatch links come in packages of their own, each with its"
    print " copyright file in /usr/share/doc. LICENCES.md beside this file lists them and says what"
    print " follows for handing the program out: Debian builds some of them with parts under the GNU"
    print " General Public License."
    print ""
    print "Files: *"
    print "Copyright: the owner of Gridwatch"
    print "License: none-chosen"
    print " The owner of Gridwatch has not chosen a licence for it. Nobody else has a right to copy,"
    print " change or hand it out but what the law gives without one."
    print ""
    print "Files: usr/share/metainfo/*"
    print "Copyright: the owner of Gridwatch"
    print "License: CC0-1.0"
    print " The complete text is in /usr/share/common-licenses/CC0-1.0."
    print ""
    print "Files: usr/bin/gridwatch"
    print "Copyright: the owner of Gridwatch"
    print " and those named in compiled-in/*.copyright.gz, each for the part described there"
    names = "none-chosen"
    for (i = 1; i <= count; ++i) {
        name = licence[own[i]]
        gsub(/ /, "-", name)
        short[i] = name
        if (!index(" " names " ", " " name " ")) names = names " and " name
    }
    print "License: " names
    print "Comment:"
    print " Compiled in, with Debian's own copyright file of each in compiled-in/:"
    for (i = 1; i <= count; ++i)
        print "  * " own[i] " (" packages[own[i]] "): " short[i]
    print " Of unicode-data the readings of characters are compiled in; they were taken out of"
    print " Unihan_Readings.txt and packed: modified data. Headers of the linked libraries are compiled"
    print " in too; their copyright files come with the libraries' packages."
    for (i = 1; i <= count; ++i) {
        if (short[i] in texts) continue
        texts[short[i]] = 1
        print ""
        print "License: " short[i]
        if (short[i] ~ /syscall/) {
            print " Each header of the kernel's interface says so in its first lines; the note excepts programs"
            print " that use the kernel by its calls only."
        }
        print " The text, with its copyright holders, is in"
        for (k = i; k <= count; ++k)
            if (short[k] == short[i]) print " compiled-in/" own[k] ".copyright.gz"
    }
}
