package export

import (
	"fmt"
	"net/url"
	"strings"
	"unicode"

	"parley/annotations/article"
)

// webIRI returns an address of the web as an IRI (RFC 3987 §2.2): what may not stand in one is percent-encoded as UTF-8. It is empty if the
// address is not one of the web, or if its host cannot be written.
func webIRI(address string) string {
	address = article.WebAddress(address)
	scheme, rest, ok := strings.Cut(address, "://")
	if !ok {
		return ""
	}
	end := strings.IndexAny(rest, "/?#\\")
	if end < 0 {
		end = len(rest)
	}
	host := rest[:end]
	if strings.ContainsFunc(host, func(r rune) bool { return !inIRI(r) && r != '[' && r != ']' && r != '%' }) {
		return ""
	}
	var b strings.Builder
	b.WriteString(scheme + "://" + host)
	fragment := false
	for i, r := range rest[end:] {
		switch at := end + i; {
		case r == '%' && escaped(rest[at:]), r == '#' && !fragment, inIRI(r):
			fragment = fragment || r == '#'
			b.WriteRune(r)
		default:
			for _, c := range []byte(string(r)) {
				fmt.Fprintf(&b, "%%%02X", c)
			}
		}
	}
	if _, err := url.Parse(b.String()); err != nil {
		return ""
	}
	return b.String()
}

// inIRI reports whether r may stand in a path, a query and a fragment as it is. Signs that cannot be seen, which RFC 3987 lets stand in part, may not.
func inIRI(r rune) bool {
	if r < 0x80 {
		return 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || '0' <= r && r <= '9' || strings.ContainsRune("-._~:/?@!$&'()*+,;=", r)
	}
	return unicode.IsGraphic(r) && !unicode.IsSpace(r) && r != unicode.ReplacementChar
}

// escaped reports whether s begins with a percent sign and two hexadecimal digits.
func escaped(s string) bool {
	hex := func(c byte) bool { return '0' <= c && c <= '9' || 'a' <= c|0x20 && c|0x20 <= 'f' }
	return len(s) > 2 && s[0] == '%' && hex(s[1]) && hex(s[2])
}
