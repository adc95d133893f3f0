package article

import (
	"net/url"
	"strings"
)

// PublicAddress returns an address without the user and password that may stand in it (RFC 3986 §3.2.1). They are used to fetch a page, and
// never stored, shown or written anywhere. What is no address with a host, such as a path or a mail address, is returned as it is.
func PublicAddress(s string) string {
	scheme, rest, ok := strings.Cut(s, "://")
	if !ok || strings.ContainsFunc(strings.TrimSpace(scheme), func(r rune) bool {
		return (r < 'a' || 'z' < r) && (r < 'A' || 'Z' < r) && (r < '0' || '9' < r) && !strings.ContainsRune("+-.", r)
	}) {
		return s
	}
	end := strings.IndexAny(rest, "/?#\\")
	if _, err := url.Parse(strings.TrimSpace(s)); err != nil || end < 0 { // where the host ends is not sure
		end = len(rest)
	}
	if i := strings.LastIndexByte(rest[:end], '@'); i >= 0 {
		rest = rest[i+1:]
	}
	return scheme + "://" + rest
}
