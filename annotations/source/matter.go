package source

import (
	"html"
	"regexp"
	"strings"
	"time"

	"parley/annotations/article"
)

// backslash is a backslash before a sign that it takes the meaning from (CommonMark 0.31, §2.4).
var backslash = regexp.MustCompile("\\\\([!-/:-@\\[-`{-~])")

// unescape returns the words that Markdown text stands for: without backslashes, with entities
// as the characters they name.
func unescape(s string) string {
	if !strings.ContainsAny(s, "\\&") {
		return s
	}
	return html.UnescapeString(backslash.ReplaceAllString(s, "$1"))
}

// matterMost is the most bytes of front matter.
const matterMost = 1 << 14

// frontMatter divides a text into the simple lines "key: value" between two lines "---" at its
// very top, and the rest.
func frontMatter(s string) (map[string]string, string, bool) {
	rest, ok := strings.CutPrefix(s, "---\n")
	if !ok {
		return nil, s, false
	}
	end := strings.Index(rest[:min(len(rest), matterMost)], "\n---\n")
	if end < 0 {
		return nil, s, false
	}
	out := map[string]string{}
	last := ""
	for _, l := range strings.Split(rest[:end], "\n") {
		if item, ok := strings.CutPrefix(strings.TrimSpace(l), "- "); ok && last != "" {
			if out[last] != "" {
				out[last] += ", "
			}
			out[last] += unquote(item)
			continue
		}
		key, value, ok := strings.Cut(l, ":")
		if !ok || strings.ContainsAny(key, " \t") && strings.TrimSpace(key) != key {
			continue
		}
		last = strings.ToLower(strings.TrimSpace(key))
		out[last] = unquote(value)
	}
	if len(out) == 0 {
		return nil, s, false
	}
	return out, rest[end+len("\n---\n"):], true
}

func unquote(s string) string {
	s = strings.TrimSpace(s)
	if list, ok := strings.CutPrefix(s, "["); ok && strings.HasSuffix(list, "]") {
		var parts []string
		for _, p := range strings.Split(strings.TrimSuffix(list, "]"), ",") {
			parts = append(parts, unquote(p))
		}
		return strings.Join(parts, ", ")
	}
	for _, q := range []string{`"`, "'"} {
		if len(s) >= 2 && strings.HasPrefix(s, q) && strings.HasSuffix(s, q) {
			s = s[1 : len(s)-1]
			if q == `"` {
				s = strings.ReplaceAll(s, `\"`, `"`)
			}
			return s
		}
	}
	return s
}

// metaArticle returns what front matter says of an article.
func metaArticle(m map[string]string) article.Article {
	a := article.Article{
		Title: m["title"], Byline: firstOf(m["author"], m["authors"], m["byline"]),
		Outlet: firstOf(m["outlet"], m["publication"], m["source"], m["publisher"]), Language: firstOf(m["language"], m["lang"]),
		URL: safeLink(firstOf(m["url"], m["link"], m["canonical"])),
	}
	date := firstOf(m["published"], m["date"])
	for _, f := range []string{"2006", "2006-01", time.DateOnly} {
		if _, err := time.Parse(f, date); err == nil {
			a.Published = date
		}
	}
	if len(date) > 10 {
		if _, err := time.Parse(time.DateOnly, date[:10]); err == nil {
			a.Published = date[:10]
		}
	}
	return a
}
