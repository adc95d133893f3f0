package source

import (
	"html"
	"io"
	"regexp"
	"slices"
	"strings"
	"time"
	"unicode"

	"go.yaml.in/yaml/v3"

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
const matterMost = 1 << 16

// frontMatter divides a text into the front matter between two lines "---" at its very top, and the rest. Front matter is one YAML
// mapping; what is not, has aliases, or is longer than matterMost is a part of the text. The keys are in lower case. A value is the
// words as they are typed, of a list its items with commas between them.
func frontMatter(s string) (map[string]string, string, bool) {
	rest, ok := strings.CutPrefix(s, "---\n")
	if !ok {
		return nil, s, false
	}
	end := strings.Index(rest[:min(len(rest), matterMost)], "\n---\n")
	if end < 0 {
		return nil, s, false
	}
	out := mapping(rest[:end+1])
	if len(out) == 0 {
		return nil, s, false
	}
	return out, rest[end+len("\n---\n"):], true
}

// mapping reads a YAML mapping, and returns nothing if s is anything else.
func mapping(s string) map[string]string {
	var doc, second yaml.Node           // nodes, so that no value is taken for a time or a number, and no alias is followed
	s = strings.Map(func(r rune) rune { // YAML allows no control characters, and a title is none the worse for one
		if unicode.IsControl(r) && r != '\n' && r != '\t' {
			return -1
		}
		return r
	}, s)
	d := yaml.NewDecoder(strings.NewReader(s))
	if d.Decode(&doc) != nil || d.Decode(&second) != io.EOF {
		return nil
	}
	if len(doc.Content) != 1 || doc.Content[0].Kind != yaml.MappingNode || hasAlias(&doc) {
		return nil
	}
	out := map[string]string{}
	pairs := doc.Content[0].Content
	for i := 0; i+1 < len(pairs); i += 2 {
		out[strings.ToLower(scalar(pairs[i]))] = value(pairs[i+1])
	}
	return out
}

// hasAlias reports whether n or a node in it stands for another one. A few aliases of aliases can stand for gigabytes. The depth of
// nodes is bounded by the YAML parser.
func hasAlias(n *yaml.Node) bool {
	return n.Kind == yaml.AliasNode || slices.ContainsFunc(n.Content, hasAlias)
}

// value returns the words of a scalar, or those of the items of a list.
func value(n *yaml.Node) string {
	if n.Kind != yaml.SequenceNode {
		return scalar(n)
	}
	var items []string
	for _, item := range n.Content {
		if s := scalar(item); s != "" {
			items = append(items, s)
		}
	}
	return strings.Join(items, ", ")
}

// scalar returns the words of a scalar as they are typed, and nothing for null and for what is no scalar.
func scalar(n *yaml.Node) string {
	if n.Kind != yaml.ScalarNode || n.ShortTag() == "!!null" {
		return ""
	}
	return strings.TrimSpace(n.Value)
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
