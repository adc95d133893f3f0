package article

import (
	"net/url"
	"strings"
)

// PublicAddress returns an address of the web without the user and password that may stand in it. They are used to fetch a page, and
// never stored, shown or written anywhere. What is no address of the web, such as a path, is returned as it is.
func PublicAddress(s string) string {
	low := strings.ToLower(s)
	if !strings.HasPrefix(low, "http://") && !strings.HasPrefix(low, "https://") {
		return s
	}
	scheme, rest, _ := strings.Cut(s, "://")
	end := strings.IndexAny(rest, "/?#\\")
	if _, err := url.Parse(s); err != nil || end < 0 { // where the host ends is not sure
		end = len(rest)
	}
	if i := strings.LastIndexByte(rest[:end], '@'); i >= 0 {
		rest = rest[i+1:]
	}
	return scheme + "://" + rest
}
