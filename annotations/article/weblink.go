package article

import (
	"net/url"
	"strings"
	"unicode"
)

// WebAddress returns an address as a link may lead to it: that of a web page, without user and password. It is empty if s is anything else, such as
// a script, a file or data.
func WebAddress(s string) string {
	s = PublicAddress(strings.TrimSpace(s))
	u, err := url.Parse(s)
	if err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" || strings.ContainsFunc(s, func(r rune) bool { return unicode.IsSpace(r) || unicode.IsControl(r) }) {
		return ""
	}
	return s
}
