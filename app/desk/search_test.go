package desk_test

import (
	"errors"
	"fmt"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"parley/annotations"
	"parley/annotations/article"
	"parley/annotations/store"
	"parley/app/desk"
)

// shelfOf returns a desk with three articles, two marks, a note and what else is searched.
func shelfOf(t testing.TB) (*bench, map[string]article.ID) {
	d := fresh(t)
	ids := map[string]article.ID{}
	for _, x := range []struct{ name, text string }{
		{"ferry", "---\ntitle: The ferry talks\noutlet: The Lorn Post\ndate: 2026-03-05\n---\n\nTwo towns have argued about the ferry. Mayor Anna Kell said a cease-fire of words was near.\n\nA hearing is planned for May."},
		{"bridge", "---\ntitle: A bridge over the Lorn\noutlet: Nordlicht Zeitung\ndate: 2025-11-20\n---\n\nThe province prefers a bridge to the ferry. Élodie Straße wrote the report: fire safety, cease and desist."},
		{"kyiv", "---\ntitle: 俄罗斯总统普京\ndate: 2026\n---\n\n俄罗斯总统普京说，谈判将在日内瓦举行。Переговоры в Женеве продолжаются."},
	} {
		im, err := d.Import(t.Context(), desk.Input{Name: x.name + ".md", Path: "/" + x.name + ".md", Bytes: []byte(x.text)})
		d.must(err)
		ids[x.name] = im.Article.ID
	}
	return d, ids
}

// found returns what was found as words: kind and the name of the article.
func found(d *bench, ids map[string]article.ID, typed string, o desk.SearchOptions) []string {
	d.t.Helper()
	r, err := d.Search(d.t.Context(), typed, o)
	d.must(err)
	var out []string
	for _, g := range r.Groups {
		for _, m := range g.Matches {
			name := m.Excerpt.Text
			for n, id := range ids {
				if id == m.Article {
					name = n
				}
			}
			out = append(out, fmt.Sprintf("%s %s", m.Kind, name))
		}
	}
	slices.Sort(out)
	return out
}

func TestSearch(t *testing.T) {
	d, ids := shelfOf(t)
	s := d.open(ids["ferry"])
	h, err := d.Highlight(t.Context(), desk.HighlightDraft{Version: s.Version, Range: article.Range{Start: 0, End: 9}, Colour: annotations.Pink, Note: "who pays?", Tags: []string{"Key quote", "money"}})
	d.must(err)
	_, err = d.AddNote(t.Context(), ids["bridge"], "Ask the **province** about money.", "")
	d.must(err)
	tests := []struct {
		typed string
		want  []string
	}{
		{"ferry", []string{"article bridge", "article ferry", "title ferry"}},
		{"FERRY bridge", []string{"article bridge"}},
		{"ferry -bridge", []string{"article ferry", "title ferry"}},
		{`"cease-fire"`, []string{"article ferry"}},
		{"cease fire", []string{"article bridge", "article ferry"}},
		{"elodie strasse", []string{"article bridge"}},
		{"hear*", []string{"article ferry"}},
		{"hear", nil},
		{"普京", []string{"article kyiv", "title kyiv"}},
		{"俄罗斯总统", []string{"article kyiv", "title kyiv"}},
		{"京", []string{"article kyiv", "title kyiv"}},
		{"斯普", nil},
		{"ЖЕНЕВЕ", []string{"article kyiv"}},
		{"pays", []string{"highlight ferry"}},
		{"money", []string{"highlight ferry", "note bridge"}},
		{"money in:notes", []string{"note bridge"}},
		{"in:articles province", []string{"article bridge"}},
		{"tag:money", []string{"highlight ferry"}},
		{`tag:"key QUOTE" two`, []string{"highlight ferry"}},
		{"tag:key", nil},
		{"colour:pink", []string{"highlight ferry"}},
		{"color:green", nil},
		{"outlet:lorn ferry", []string{"article ferry", "title ferry"}},
		{"outlet:nord", []string{"article bridge"}},
		{"before:2026", []string{"article bridge"}},
		{"after:2026-01 ferry", []string{"article ferry", "title ferry"}},
		{"-ferry", nil},
		{"", nil},
		{"nothing of the kind", nil},
	}
	for _, tt := range tests {
		if got := found(d, ids, tt.typed, desk.SearchOptions{}); !slices.Equal(got, tt.want) {
			t.Errorf("Search(%q) = %q, want %q", tt.typed, got, tt.want)
		}
	}
	c, err := d.MakeCollection(t.Context(), "River Lorn", []article.ID{ids["bridge"]})
	d.must(err)
	if got := found(d, ids, `ferry in:"river lorn"`, desk.SearchOptions{}); !slices.Equal(got, []string{"article bridge"}) {
		t.Errorf("in a collection %q is found", got)
	}
	d.must(d.DeleteCollection(t.Context(), c.ID))
	if got := found(d, ids, "hear", desk.SearchOptions{Typing: true}); len(got) != 1 {
		t.Errorf("the beginning of a word being typed finds %q", got)
	}
	// The index follows every change.
	d.must(d.Delete(t.Context(), []article.ID{h.ID}))
	if got := found(d, ids, "pays", desk.SearchOptions{}); got != nil {
		t.Errorf("a deleted mark is found: %q", got)
	}
	_, err = d.Undo(t.Context())
	d.must(err)
	if got := found(d, ids, "pays", desk.SearchOptions{}); len(got) != 1 {
		t.Errorf("a mark that was brought back is found as %q", got)
	}
	_, err = d.Import(t.Context(), desk.Input{Name: "ferry.md", Path: "/ferry.md", Bytes: []byte("---\ntitle: The ferry ends\n---\n\nTwo towns have argued about the ferry. Mayor Anna Kell said a cease-fire of words was near.\n\nA tunnel is planned.")})
	d.must(err)
	for typed, want := range map[string]int{"hearing": 0, "tunnel": 1, "talks": 0, "ends": 1} {
		if got := found(d, ids, typed, desk.SearchOptions{}); len(got) != want {
			t.Errorf("after a new version, Search(%q) = %q, want %d", typed, got, want)
		}
	}
}

// TestSearchFilters asks for exclusions of every kind with every filter, above all with filters alone.
func TestSearchFilters(t *testing.T) {
	d, ids := shelfOf(t)
	ferry, bridge := d.open(ids["ferry"]).Version, d.open(ids["bridge"]).Version
	for i, tag := range []string{"a-b", "a b", "a/b"} {
		_, err := d.Highlight(t.Context(), desk.HighlightDraft{Version: ferry, Range: article.Range{Start: 4 * i, End: 4*i + 3}, Colour: annotations.Colour(i), Note: "mark" + fmt.Sprint(i), Tags: []string{tag, "All"}})
		d.must(err)
	}
	for on, text := range map[string]string{"ferry": "Who pays?", "bridge": "Ask who pays, and when."} {
		_, err := d.AddNote(t.Context(), ids[on], text, "")
		d.must(err)
	}
	for _, v := range []*article.Version{ferry, bridge} {
		_, err := d.File(t.Context(), desk.StatementDraft{Version: v, Passages: []article.Range{{Start: 0, End: 12}}, Actor: desk.ActorRef{Name: "Anna Kell"}, Dispute: desk.DisputeRef{Title: "Who pays?"}, Note: "on " + v.Slice(article.Range{Start: 0, End: 3})})
		d.must(err)
	}
	_, err := d.MakeCollection(t.Context(), "River Lorn", []article.ID{ids["ferry"], ids["bridge"]})
	d.must(err)
	tests := []struct {
		typed string
		want  []string // kinds and articles; of a highlight its note
	}{
		{"outlet:lorn", []string{"article ferry"}},
		{"outlet:lorn -bridge", []string{"article ferry"}},
		{"outlet:lorn -hearing", nil},
		{"-hearing outlet:lorn", nil},
		{"outlet:lorn -hear", []string{"article ferry"}},
		{"outlet:lorn -hear*", nil},
		{`outlet:lorn -"hearing is"`, nil},
		{`outlet:lorn -"is hearing"`, []string{"article ferry"}},
		{`outlet:"the lorn post"`, []string{"article ferry"}},
		{`outlet:"lorn pos" -x`, nil},
		{`outlet:"lorn pos`, []string{"article ferry"}},
		{"after:2026", []string{"article ferry", "article kyiv"}},
		{`after:2026 -"cease fire"`, []string{"article kyiv"}},
		{"after:2026 -普京", []string{"article ferry"}},
		{"after:2026 -谈", []string{"article ferry"}},
		{"before:2026 -tunnel", []string{"article bridge"}},
		{"before:2026 -élodie", nil},
		{"after:2025 after:2026 before:2027 before:2026-04", []string{"article ferry", "article kyiv"}},
		{`in:"river lorn" -bridge`, []string{"article ferry"}},
		{"actor:kell", []string{"article bridge", "article ferry", "statement bridge", "statement ferry"}},
		{"actor:kell -towns", []string{"article bridge", "statement bridge"}},
		{"dispute:pays -province -prov*", []string{"article ferry", "statement ferry"}},
		{"actor:kell in:statements -on", nil},
		{"tag:a-b", []string{"highlight mark0"}},
		{`tag:"a b"`, []string{"highlight mark1"}},
		{"tag:A/B", []string{"highlight mark2"}},
		{"tag:a–b", []string{"highlight mark0"}}, // dashes are alike, as in the text
		{"tag:a b", nil}, // the tag a, and the word b
		{`tag:"a  b"`, []string{"highlight mark1"}},
		{"tag:a·b", nil},
		{"tag:ab", nil},
		{"tag:#all -mark1", []string{"highlight mark0", "highlight mark2"}},
		{"tag:all tag:a/b", []string{"highlight mark2"}},
		{"tag:all -mark*", nil},
		{"colour:yellow -mark0", nil},
		{"colour:yellow color:pink -mark0", []string{"highlight mark2"}},
		{"tag:all colour:orange outlet:lorn -mark0", []string{"highlight mark1"}},
		{"tag:all outlet:nord -mark0", nil},
		{"in:notes", []string{"note bridge", "note ferry"}},
		{"in:notes -ask", []string{"note ferry"}},
		{`in:notes -"who pays"`, nil},
		{"in:notes outlet:nord -mark0", []string{"note bridge"}},
		{"in:highlights -mark*", nil},
		{"in:titles -bridge", []string{"title ferry", "title kyiv"}},
		{"in:articles -ferry", []string{"article kyiv"}}, // once, not for its title, too
		{"in:actors -roth", []string{"actor Anna Kell"}},
		{"in:disputes -who", nil},
		{"-ferry", nil},
		{"-ferry -bridge*", nil},
		{"colour:mauve -ferry", nil},
		{"ferry -hear*", []string{"article bridge", "title ferry"}}, // the title itself does not have it
	}
	for _, tt := range tests {
		r, err := d.Search(t.Context(), tt.typed, desk.SearchOptions{})
		d.must(err)
		var got []string
		for _, g := range r.Groups {
			for _, m := range g.Matches {
				name := m.Excerpt.Text
				for n, id := range ids {
					if id == m.Article {
						name = n
					}
				}
				if m.Kind == annotations.HitHighlight {
					name = strings.Split(m.Excerpt.Text, " · ")[1]
				}
				got = append(got, m.Kind.String()+" "+name)
			}
		}
		slices.Sort(got)
		if !slices.Equal(got, tt.want) {
			t.Errorf("Search(%q) = %q, want %q", tt.typed, got, tt.want)
		}
	}
}

func TestSearchExcerpts(t *testing.T) {
	d := fresh(t)
	long := strings.Repeat("Nothing happens in this sentence at all. ", 50)
	im, err := d.Import(t.Context(), desk.Input{Name: "a.txt", Bytes: []byte(long + "\n\nThe   reactor alone.\n\n" + long + "\n\nHere the reactor\nand the envoy meet. " + long)})
	d.must(err)
	r, err := d.Search(t.Context(), "reactor envoy", desk.SearchOptions{})
	d.must(err)
	m := r.Groups[0].Matches[0]
	v := d.open(im.Article.ID).Version
	if got := v.Slice(m.Range); got != "reactor" || !strings.HasPrefix(v.Slice(article.Range{Start: m.Range.Start, End: v.Len()}), "reactor\nand the envoy") {
		t.Errorf("it is found at %v: %q", m.Range, got)
	}
	var marked []string
	for _, x := range m.Excerpt.Marks {
		marked = append(marked, string([]rune(m.Excerpt.Text)[x.Start:x.End]))
	}
	if !slices.Equal(marked, []string{"reactor", "envoy"}) || !strings.Contains(m.Excerpt.Text, "the reactor and the envoy meet") || strings.Contains(m.Excerpt.Text, "  ") {
		t.Errorf("the excerpt is %q, in it %q", m.Excerpt.Text, marked)
	}
}

func TestSearchUnknown(t *testing.T) {
	d, _ := shelfOf(t)
	for typed, want := range map[string][]string{
		"before:soon ferry": {"before:soon"}, "colour:mauve x": {"colour:mauve"}, "-tag:x y": {"-tag:x"}, "in:attic z": {"in:attic"}, "http://x y": nil, `say "ferry`: nil,
	} {
		r, err := d.Search(t.Context(), typed, desk.SearchOptions{})
		d.must(err)
		if !slices.Equal(r.Unknown, want) {
			t.Errorf("Search(%q) does not understand %q, want %q", typed, r.Unknown, want)
		}
	}
}

// FuzzSearch holds that no typed text is an error, and that excerpts mark what is in them.
func FuzzSearch(f *testing.F) {
	for _, s := range []string{`ferry -"cease fire" tag:x`, `" OR NOT ( NEAR/2 * :`, "普* -京", "a:b in:,", "before:2026-99-99", "¶tmoney", "\x00\"\\", strings.Repeat("a -b ", 100)} {
		f.Add(s, true)
	}
	d, _ := shelfOf(f)
	f.Fuzz(func(t *testing.T, typed string, typing bool) {
		r, err := d.Search(t.Context(), typed, desk.SearchOptions{Typing: typing})
		if err != nil {
			t.Fatal(err)
		}
		for _, g := range r.Groups {
			for _, m := range g.Matches {
				n := utf8.RuneCountInString(m.Excerpt.Text)
				for _, x := range m.Excerpt.Marks {
					if x.Empty() || x.Start < 0 || x.End > n {
						t.Fatalf("Search(%q) marks %v of %d in %q", typed, x, n, m.Excerpt.Text)
					}
				}
			}
		}
	})
}

// TestReindex holds that what is made anew finds the same.
func TestReindex(t *testing.T) {
	d, ids := shelfOf(t)
	s := d.open(ids["ferry"])
	_, err := d.Highlight(t.Context(), desk.HighlightDraft{Version: s.Version, Range: article.Range{Start: 0, End: 9}, Tags: []string{"money"}})
	d.must(err)
	all := func() (out []any) {
		for _, typed := range []string{"ferry", "two", "tag:money", "普京", "before:2026"} {
			r, err := d.Search(t.Context(), typed, desk.SearchOptions{})
			d.must(err)
			out = append(out, r)
		}
		return out
	}
	before := all()
	again, err := store.Open(t.Context(), d.path, store.Options{})
	d.must(err)
	d.must(again.Reindex(t.Context()))
	d.must(again.Close())
	if after := all(); !reflect.DeepEqual(before, after) {
		t.Errorf("found before %+v\nafter %+v", before, after)
	}
}

// TestRestored restores a backup under a desk: it tells so, knows the former library no longer, and goes on working.
func TestRestored(t *testing.T) {
	d, ids := shelfOf(t)
	k := store.Keeper{Now: time.Now}
	copied := filepath.Join(t.TempDir(), "copy.db")
	_, err := k.Backup(t.Context(), d.path, copied, false)
	d.must(err)
	file := func() {
		v := d.open(ids["ferry"]).Version
		_, err := d.File(t.Context(), desk.StatementDraft{
			Version: v, Passages: []article.Range{{Start: 0, End: 9}}, Actor: desk.ActorRef{Name: "Anna Kell"}, Dispute: desk.DisputeRef{Title: "Does the ferry stay?"},
		})
		d.must(err)
	}
	file()
	if lib, err := d.Library(t.Context()); err != nil || len(lib.Actors) != 1 {
		t.Fatal(lib, err)
	}
	d.events()
	_, err = k.Restore(t.Context(), copied, d.path)
	d.must(err)
	d.await(desk.Restored{})
	if name := d.UndoName(); name != "" {
		t.Errorf("%q could be undone", name)
	}
	if lib, err := d.Library(t.Context()); err != nil || len(lib.Actors) != 0 {
		t.Errorf("the library has %v, %v", lib, err)
	}
	if got := found(d, ids, "anna in:actors", desk.SearchOptions{}); got != nil {
		t.Errorf("found %q", got)
	}
	file()
	if _, err := d.Undo(t.Context()); err != nil {
		t.Error(err)
	}
}

func TestElsewhere(t *testing.T) {
	d := fresh(t)
	const said = "The envoy said that only two questions stood between the sides and a treaty."
	put := func(name, text string) article.ID {
		im, err := d.Import(t.Context(), desk.Input{Name: name + ".txt", Path: "/" + name + ".txt", Bytes: []byte(name + "\n\n" + text)})
		d.must(err)
		return im.Article.ID
	}
	filler := strings.Repeat("Other things happened on that day, too, and were reported at length. ", 20)
	first := put("first", filler+said+" "+filler)
	same := put("same", said+" "+filler)
	nearly := put("nearly", filler+"The envoy said that only three questions stood between the two sides and a treaty. "+filler)
	put("other", filler+"The envoy said nothing at all about a treaty, and left.")
	v := d.open(first).Version
	at := strings.Index(v.Text(), said)
	r, err := d.Elsewhere(t.Context(), v, article.Range{Start: at, End: at + len(said)}, 30)
	d.must(err)
	got := map[article.ID]bool{}
	for _, g := range r.Groups {
		m := g.Matches[0]
		got[g.Article.ID] = m.Nearly
		if words := d.open(g.Article.ID).Version.Slice(m.Range); !strings.HasPrefix(words, "The envoy said") || !strings.HasSuffix(words, "a treaty.") || len(m.Excerpt.Marks) != 1 {
			t.Errorf("it stands in %s as %q: %+v", g.Article.Title, words, m)
		}
	}
	if !reflect.DeepEqual(got, map[article.ID]bool{same: false, nearly: true}) {
		t.Errorf("found in %v, want in %v and nearly in %v", got, same, nearly)
	}
	for _, most := range []int{1, 2, 30} {
		r, err := d.Elsewhere(t.Context(), v, article.Range{Start: at, End: at + len(said)}, most)
		if d.must(err); r.More != (most < 3) || len(r.Groups) > most { // it stands in this article, too
			t.Errorf("of at most %d articles: %d, and more: %t", most, len(r.Groups), r.More)
		}
	}
	if _, err := d.Elsewhere(t.Context(), v, article.Range{Start: at, End: at + 9}, 30); !errors.Is(err, desk.ErrNoPassage) {
		t.Errorf("two words: %v", err)
	}
}

// TestEmptiedTrash has another program empty the trash: what lay in it cannot be brought back, and undo goes on with what was done before.
func TestEmptiedTrash(t *testing.T) {
	d, ids := shelfOf(t)
	d.must(d.Archive(t.Context(), []article.ID{ids["bridge"]}, true))
	d.must(d.Discard(t.Context(), []article.ID{ids["ferry"]}, true))
	other := at(t, d.path)
	if n, err := other.EmptyTrash(t.Context()); n != 1 || err != nil {
		t.Fatal(n, err)
	}
	if _, err := d.Undo(t.Context()); !errors.Is(err, annotations.ErrNotFound) {
		t.Errorf("undo of what is gone: %v", err)
	}
	if name, err := d.Undo(t.Context()); err != nil || !strings.HasPrefix(name, "Archive") {
		t.Errorf("then undo takes back %q, %v", name, err)
	}
	r, err := store.Keeper{Now: time.Now}.Check(t.Context(), d.path, false)
	if err != nil || !r.Sound() || r.Articles != 2 {
		t.Errorf("afterwards the library is %+v, %v", r, err)
	}
}
