package source

import (
	"encoding/json"
	"net/url"
	"regexp"
	"strings"
	"time"
	"unicode"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"parley/annotations/article"
)

// meta returns what a page says of its article: in JSON-LD (schema.org), in OpenGraph, in meta elements, or in the text.
func (p *page) meta() article.Article {
	l := p.data
	a := article.Article{
		Title:     firstOf(l.Headline, p.tag("og:title"), p.tag("twitter:title"), p.tag("dc.title", "citation_title")),
		Byline:    firstOf(l.author(), p.tag("author", "article:author", "dc.creator", "citation_author", "parsely-author", "sailthru.author")),
		Outlet:    firstOf(p.tag("og:site_name"), l.publisher(), p.tag("application-name", "citation_journal_title", "dc.publisher")),
		Published: isoDate(firstOf(l.DatePublished, p.tag("article:published_time", "og:published_time", "datepublished", "date", "dc.date", "dcterms.created", "citation_publication_date", "parsely-pub-date", "pubdate"), p.time())),
		Language:  language(firstOf(p.lang(), p.tag("og:locale", "language", "content-language"), l.InLanguage)),
		URL:       p.address(),
	}
	if p.what != nil {
		a.Title = firstOf(a.Title, p.what.Title())
		a.Byline = firstOf(a.Byline, p.what.Byline())
		a.Outlet = firstOf(a.Outlet, p.what.SiteName())
	}
	if a.Title == "" {
		if n := find(p.doc, atom.Title); n != nil {
			a.Title = rawText(n)
		}
	}
	if strings.HasPrefix(a.Byline, "http") {
		a.Byline = ""
	}
	a.Title = withoutOutlet(oneLine(a.Title), a.Outlet)
	a.Byline, a.Outlet = strings.TrimPrefix(oneLine(a.Byline), "By "), oneLine(a.Outlet)
	return a
}

// oneLine returns a text on one line, and no longer than such lines are.
func oneLine(s string) string {
	s = plainLine(html.UnescapeString(s[:min(len(s), lineBytes)]))
	if r := []rune(s); len(r) > 300 {
		s = string(r[:299]) + "…"
	}
	return s
}

// lineBytes is how much of a line is looked at.
const lineBytes = 1 << 15

// plainLine returns a text on one line without what is no word and could do harm where the line is shown: control characters, and those
// that turn the direction of all that follows (Unicode Standard Annex 9, §2.1 and §2.2; the marks of §2.6 stay).
func plainLine(s string) string {
	s = strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r), r == '\u2028', r == '\u2029':
			return ' '
		case unicode.IsControl(r), r >= '\u202A' && r <= '\u202E', r >= '\u2066' && r <= '\u2069', r == '\uFEFF', r >= 0xE0000 && r <= 0xE007F:
			return -1
		}
		return r
	}, strings.ToValidUTF8(s, "\uFFFD"))
	return strings.Join(strings.Fields(s), " ")
}

// withoutOutlet takes the name of the outlet from the end of a title.
func withoutOutlet(title, outlet string) string {
	for _, sign := range []string{" | ", " – ", " — ", " - ", " :: ", " · "} {
		i := strings.LastIndex(title, sign)
		if i < 10 {
			continue
		}
		if end := title[i+len(sign):]; outlet != "" && article.Fold(end).Text == article.Fold(outlet).Text || outlet == "" && sign == " | " && len(end) < 40 {
			return strings.TrimSpace(title[:i])
		}
	}
	return title
}

// tag returns the content of the first meta element with one of the names, in their order.
func (p *page) tag(names ...string) string {
	for _, name := range names {
		out := ""
		each(p.doc, func(n *html.Node) bool {
			if n.DataAtom == atom.Meta {
				for _, key := range []string{"property", "name", "itemprop", "http-equiv"} {
					if strings.EqualFold(attr(n, key), name) && strings.TrimSpace(attr(n, "content")) != "" {
						out = strings.TrimSpace(attr(n, "content"))
						return false
					}
				}
			}
			return n.DataAtom != atom.Body
		})
		if out != "" {
			return out
		}
	}
	return ""
}

// time returns the moment that the first time element of the text gives.
func (p *page) time() string {
	if n := find(p.doc, atom.Time); n != nil {
		return attr(n, "datetime")
	}
	return ""
}

func (p *page) lang() string {
	if n := find(p.doc, atom.Html); n != nil {
		return firstOf(attr(n, "lang"), attr(n, "xml:lang"))
	}
	return ""
}

var languageTag = regexp.MustCompile(`^[A-Za-z]{2,3}([-_][A-Za-z0-9]{2,8})*$`)

// language returns a language tag as BCP 47 writes it, or nothing.
func language(s string) string {
	s, _, _ = strings.Cut(strings.TrimSpace(s), ",")
	if !languageTag.MatchString(s) {
		return ""
	}
	return strings.ReplaceAll(s, "_", "-")
}

// isoDate returns a date as ISO 8601 writes it, as exact as it is known, or nothing.
func isoDate(s string) string {
	s = strings.TrimSpace(s)
	for _, form := range []string{time.RFC3339, "2006-01-02T15:04:05Z0700", "2006-01-02T15:04:05", "2006-01-02T15:04Z07:00", "2006-01-02T15:04", "2006-01-02 15:04:05", "2006-01-02 15:04:05 -0700", "2006-01-02", "2006/01/02", "January 2, 2006", "2 January 2006", "Jan 2, 2006", time.RFC1123, time.RFC1123Z, "20060102"} {
		if t, err := time.Parse(form, s); err == nil && t.Year() > 1400 && t.Year() < 2200 {
			return t.Format(time.DateOnly)
		}
	}
	for _, form := range []string{"2006-01", "2006"} {
		if _, err := time.Parse(form, s); err == nil {
			return s
		}
	}
	return ""
}

// canonical returns the address that a page gives as its own, or nothing.
func (p *page) canonical() string {
	out := ""
	each(p.doc, func(n *html.Node) bool {
		if n.DataAtom == atom.Link && strings.EqualFold(attr(n, "rel"), "canonical") {
			out = strings.TrimSpace(attr(n, "href"))
		}
		return out == "" && n.DataAtom != atom.Body
	})
	return firstOf(out, p.tag("og:url"))
}

// address returns the canonical address of a page: the one it gives, if that is of the site it was read from; otherwise that.
func (p *page) address() string {
	u, err := url.Parse(p.canonical())
	if err == nil && p.base != nil {
		u = p.base.ResolveReference(u)
	}
	if err == nil && isWeb(u) && (p.url == nil || sameSite(u.Host, p.url.Host) && len(u.Path) > 1 || p.url.Path == u.Path) {
		return CleanURL(u.String())
	}
	if p.url != nil {
		return CleanURL(p.url.String())
	}
	return ""
}

// sameSite reports whether two hosts are of one site: their names end alike.
func sameSite(a, b string) bool {
	cut := func(s string) string {
		parts := strings.Split(strings.ToLower(s), ".")
		return strings.Join(parts[max(len(parts)-2, 0):], ".")
	}
	return cut(a) == cut(b)
}

// tracking are the beginnings of the names of parameters that say who has followed a link, and not where to: read only.
var tracking = []string{"utm_", "fbclid", "gclid", "dclid", "msclkid", "mc_cid", "mc_eid", "igshid", "ref_src", "yclid", "_hs", "at_medium", "at_campaign", "cmpid", "icid", "ns_campaign", "ns_mchannel", "smid", "share"}

// CleanURL returns an address without its fragment, user and password, and without the parameters that only say who has followed it.
func CleanURL(s string) string {
	u, err := url.Parse(s)
	if err != nil {
		return article.PublicAddress(s)
	}
	u.Fragment, u.RawFragment, u.User = "", "", nil
	u.Host = strings.ToLower(u.Host)
	if u.RawQuery != "" {
		var keep []string
		for part := range strings.SplitSeq(u.RawQuery, "&") {
			bad := part == ""
			for _, t := range tracking {
				bad = bad || strings.HasPrefix(strings.ToLower(part), t)
			}
			if !bad {
				keep = append(keep, part)
			}
		}
		u.RawQuery = strings.Join(keep, "&")
	}
	return u.String()
}

// A linkedData is what JSON-LD says of an article (schema.org/Article).
type linkedData struct {
	Headline      string
	DatePublished string
	InLanguage    string
	Author        any
	Publisher     any
	Free          any // isAccessibleForFree
}

// readLinkedData returns the first article that the JSON-LD of a page describes.
func readLinkedData(doc *html.Node) *linkedData {
	out := &linkedData{}
	each(doc, func(n *html.Node) bool {
		if n.DataAtom != atom.Script || !strings.EqualFold(attr(n, "type"), "application/ld+json") || n.FirstChild == nil || len(n.FirstChild.Data) > 1<<20 {
			return true
		}
		var v any
		if json.Unmarshal([]byte(n.FirstChild.Data), &v) != nil {
			return true
		}
		return !out.look(v, 0)
	})
	return out
}

// look takes on the first article in v, and reports whether there was one.
func (l *linkedData) look(v any, deep int) bool {
	if deep > 6 {
		return false
	}
	switch v := v.(type) {
	case []any:
		for _, x := range v {
			if l.look(x, deep+1) {
				return true
			}
		}
	case map[string]any:
		if isArticle(v["@type"]) {
			l.Headline, l.DatePublished, l.InLanguage = asText(v["headline"]), asText(v["datePublished"]), asText(v["inLanguage"])
			l.Author, l.Publisher, l.Free = v["author"], v["publisher"], v["isAccessibleForFree"]
			if l.Headline == "" {
				l.Headline = asText(v["name"])
			}
			return true
		}
		for _, key := range []string{"@graph", "mainEntity", "mainEntityOfPage"} {
			if l.look(v[key], deep+1) {
				return true
			}
		}
	}
	return false
}

func isArticle(v any) bool {
	switch v := v.(type) {
	case string:
		return strings.HasSuffix(v, "Article") || strings.HasSuffix(v, "BlogPosting") || v == "Report" || v == "LiveBlogPosting"
	case []any:
		for _, x := range v {
			if isArticle(x) {
				return true
			}
		}
	}
	return false
}

func asText(v any) string {
	s, _ := v.(string)
	return s
}

// names returns the names in a value of JSON-LD: a text, a thing with a name, or several of them.
func namesIn(v any) []string {
	switch v := v.(type) {
	case string:
		return []string{v}
	case map[string]any:
		return namesIn(v["name"])
	case []any:
		var out []string
		for _, x := range v[:min(len(v), 12)] {
			out = append(out, namesIn(x)...)
		}
		return out
	}
	return nil
}

func (l *linkedData) author() string    { return strings.Join(namesIn(l.Author), ", ") }
func (l *linkedData) publisher() string { return strings.Join(namesIn(l.Publisher), ", ") }

// why says why a page has next to no text, or nothing if it may be all there is.
func (p *page) why(nothing bool) error {
	words := strings.ToLower(textOf(p.doc, 1<<16))
	if n := find(p.doc, atom.Title); n != nil {
		words += " " + strings.ToLower(rawText(n))
	}
	if p.data.Free == false || p.data.Free == "False" || p.data.Free == "false" {
		return ErrWall
	}
	for _, sign := range []string{"accept cookies", "cookie consent", "before you continue", "we value your privacy", "log in", "login", "sign in", "subscribe to continue", "subscribers only", "verify you are human", "access denied", "captcha", "anmelden", "se connecter", "iniciar sesión"} {
		if strings.Contains(words, sign) {
			return ErrWall
		}
	}
	if find(p.doc, atom.Script) != nil && (nothing || strings.Contains(words, "javascript")) {
		return ErrScripted
	}
	return nil
}

// rawText returns the text of an element that holds nothing else, such as title.
func rawText(n *html.Node) string {
	var b strings.Builder
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.Type == html.TextNode {
			b.WriteString(c.Data)
		}
	}
	return strings.Join(strings.Fields(b.String()), " ")
}
