package article

import (
	"net/url"
	"strings"
	"unicode"
)

// PublicAddress returns an address without the user and the password that it may hold (RFC 3986 §3.2.1), which are nobody's but the reader's. What
// has no authority, such as a mail address, stays as it is.
func PublicAddress(s string) string {
	scheme, rest, ok := strings.Cut(s, "://")
	if !ok {
		return s
	}
	authority := rest
	if i := strings.IndexAny(rest, `/?#\`); i >= 0 {
		authority = rest[:i]
	}
	return scheme + "://" + rest[strings.LastIndexByte(authority, '@')+1:]
}

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
