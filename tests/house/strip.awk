# Prints C files as "file:line:code", with comments left out and the content of string and character literals removed.
FNR == 1 { comment = 0 }
{
    rest = $0
    code = ""
    while (rest != "") {
        if (comment) {
            end = index(rest, "*/")
            rest = end ? substr(rest, end + 2) : ""
            comment = !end
            continue
        }
        if (!match(rest, /\/\*|\/\/|"|'/)) {
            code = code rest
            break
        }
        code = code substr(rest, 1, RSTART - 1)
        token = substr(rest, RSTART, RLENGTH)
        rest = substr(rest, RSTART + RLENGTH)
        if (token == "/*") {
            comment = 1
            code = code " "
        } else if (token == "//") {
            rest = ""
        } else {
            found = token == "\"" ? match(rest, /^([^"\\]|\\.)*"/) : match(rest, /^([^'\\]|\\.)*'/)
            rest = found ? substr(rest, RLENGTH + 1) : ""
            code = code token token
        }
    }
    print FILENAME ":" FNR ":" code
}
