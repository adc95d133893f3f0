package app

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"

	"parley/annotations"
	"parley/annotations/article"
	"parley/app/desk"
)

// A search looks for words in everything that the library holds, while they are typed.
type search struct {
	w      *Window
	field  *field
	star   *wordButton
	sum    *caption
	list   *column
	object fyne.CanvasObject

	query   string
	passage string        // what was looked for elsewhere, instead
	most    int           // articles that are listed
	matches int           // in each of them
	again   func()        // searches anew
	results *desk.Results // nil: nothing is searched for
	lines   []foundLine
	chosen  int // of lines: a match, or a kept search; -1 for none
	timer   *time.Timer
	turn    int // counts searches: what was typed before one is not searched for after it
}

// A foundLine is one card: the article of a group, a match in it, how many more are in it, a kept search, what lists more, or words.
type foundLine struct {
	group, match int // match is -1 for the article itself
	kept         string
	more         bool
	rest         int // matches of the group that are not listed
	words        string
}

// searchAfter is how long typing rests before the search begins.
const searchAfter = 90 * time.Millisecond

// foundMost is how many articles are listed, and how many times as many whenever more are asked for.
const (
	foundMost  = 50
	foundTimes = 4
	allMatches = 1000 // in one article
)

func newSearch(w *Window) *search {
	s := &search{w: w, chosen: -1}
	s.field = newField(w)
	s.field.SetPlaceHolder("Search everything")
	s.field.OnChanged = s.typed
	s.field.onEscape = w.focusReader
	s.field.onEnter = func(bool) { s.enter() }
	s.field.onStep = s.step
	s.star = newIconButton(w, theme.ContentAddIcon(), "Keep this search", s.keep)
	s.sum = newCaption(w.ruler, 12, fyne.TextAlignLeading)
	s.list = newColumn(func(int, float32) float32 { return 58 }, s.build)
	head := container.NewVBox(
		container.New(inset{10, 8, 6, 2}, container.New(row{gap: 4, stretch: 0}, s.field, s.star)),
		container.New(inset{14, 0, 10, 2}, container.New(sized{60, 18}, s.sum.object)),
	)
	s.object = container.NewBorder(head, nil, nil, nil, s.list)
	s.show(nil)
	return s
}

func (s *search) dress() { s.show(s.results) }

// showSearch unfolds the search and selects what was typed last.
func (w *Window) showSearch() {
	w.showLeft(sideSearch)
	w.win.Canvas().Focus(w.search.field)
	w.search.field.TypedShortcut(&fyne.ShortcutSelectAll{})
	w.search.run(w.search.field.Text) // what was found last may have changed
}

// typed searches when typing rests.
func (s *search) typed(typed string) {
	s.w.analyser.stir()
	if s.timer != nil {
		s.timer.Stop()
	}
	s.turn++
	turn := s.turn
	s.timer = time.AfterFunc(searchAfter, func() {
		s.w.post(func() {
			if s.turn == turn {
				s.run(typed)
			}
		})
	})
}

// run searches; a newer search ends it.
func (s *search) run(typed string) {
	s.turn++
	again := typed == s.query && s.passage == ""
	if s.query, s.passage = typed, ""; !again {
		s.most, s.matches = foundMost, 0
	}
	s.again = func() { s.run(typed) }
	if strings.TrimSpace(typed) == "" {
		s.w.searching.end()
		s.chosen = -1
		s.show(nil)
		return
	}
	most, matches := s.most, s.matches
	s.w.searching.run(func(ctx context.Context) func() {
		r, err := s.w.desk.Search(ctx, typed, desk.SearchOptions{Groups: most, Matches: matches, Typing: true})
		if ctx.Err() != nil {
			return nil
		}
		return func() {
			if err != nil {
				s.w.trouble(err)
				return
			}
			if !again {
				s.chosen = -1
				s.list.show(0)
			}
			s.show(r)
		}
	})
}

// searchElsewhere shows in which other articles the chosen passage stands.
func (w *Window) searchElsewhere() {
	v, all := w.now.sitting.Version, w.passage()
	if len(all) == 0 {
		return // a mark whose words are not in this version
	}
	s, r := w.search, all[0]
	w.showLeft(sideSearch)
	s.field.SetText("")
	s.turn++ // an empty field searches for nothing
	s.query, s.passage, s.most = "", "“"+shortened(strings.Join(strings.Fields(v.Slice(r)), " "), 40)+"”", foundMost
	s.again = func() { s.elsewhere(v, r) }
	s.chosen = -1
	s.list.show(0)
	s.again()
}

func (s *search) elsewhere(v *article.Version, r article.Range) {
	w, most := s.w, s.most
	w.searching.run(func(ctx context.Context) func() {
		found, err := w.desk.Elsewhere(ctx, v, r, most)
		return func() {
			if err != nil {
				w.trouble(err)
				found = nil
			}
			s.show(found)
		}
	})
}

// show lists results, or, for nil, the kept searches and how to search.
func (s *search) show(r *desk.Results) {
	s.results = r
	s.lines = s.lines[:0]
	words := ""
	switch {
	case r == nil:
		for _, k := range s.w.prefs.searches {
			s.lines = append(s.lines, foundLine{kept: k})
		}
		if len(s.w.prefs.searches) > 0 {
			words = "Kept searches"
		}
		s.lines = append(s.lines, foundLine{words: "Articles, marks, notes, statements, actors and disputes are searched as you type.\n\n" +
			"“two words”  a phrase\nbegin*  words that begin so\n-word  without it, also beside filters alone\ntag:“two words”  tag:  colour:  outlet:\nactor:  dispute:\nafter:2026-05  before:2027\nin:highlights  in:notes\nin:“a collection”"})
	default:
		for i, g := range r.Groups {
			if g.Article.ID != (article.ID{}) {
				s.lines = append(s.lines, foundLine{group: i, match: -1})
			}
			for k, m := range g.Matches {
				if m.Kind != annotations.HitTitle && (m.Kind != annotations.HitText || len(m.Excerpt.Marks) > 0) { // the article itself is there
					s.lines = append(s.lines, foundLine{group: i, match: k})
				}
			}
			if g.More > 0 {
				s.lines = append(s.lines, foundLine{group: i, match: -1, rest: g.More})
			}
		}
		if words = summary(r); s.passage != "" {
			words = s.passage
		}
		if len(s.lines) == 0 {
			s.lines = append(s.lines, foundLine{words: s.nothing(r)})
		}
		if r.More {
			s.lines = append(s.lines, foundLine{more: true})
		}
	}
	if s.chosen >= len(s.lines) {
		s.chosen = -1
	}
	kept := slices.Contains(s.w.prefs.searches, strings.TrimSpace(s.query))
	s.star.icon, s.star.hint = theme.ContentAddIcon(), "Keep this search"
	if kept {
		s.star.icon, s.star.hint = theme.ContentRemoveIcon(), "Keep this search no longer"
	}
	s.star.Refresh()
	s.sum.set(words, false, s.w.chrome.page.Faint)
	s.list.set(len(s.lines))
}

func (s *search) nothing(r *desk.Results) string {
	switch {
	case s.query == "":
		return "This passage stands in no other article, as far as its words tell."
	case r.Empty:
		return "Type at least one word that is to be there."
	case len(r.Unknown) > 0:
		return "Nothing was found. Not understood: " + strings.Join(r.Unknown, ", ")
	}
	return "Nothing was found."
}

// summary says how much was found.
func summary(r *desk.Results) string {
	var parts []string
	for _, c := range r.Counts {
		switch c.Kind {
		case annotations.HitText:
			parts = append(parts, counted(c.N, "article", "articles"))
		case annotations.HitTitle:
		default:
			parts = append(parts, counted(c.N, c.Kind.String(), c.Kind.String()+"s"))
		}
	}
	if r.Analysed.Left > 0 {
		parts = append(parts, notAnalysed(r.Analysed))
	}
	if len(r.Unknown) > 0 {
		parts = append(parts, "not understood: "+strings.Join(r.Unknown, ", "))
	}
	return strings.Join(parts, " · ")
}

func (s *search) build(i int) fitted {
	w, c, l := s.w, s.w.chrome, s.lines[i]
	var k *card
	switch {
	case l.words != "":
		k = newCard(c, newProse(w.ruler, l.words, face{13, fyne.TextStyle{}}, c.page.Faint, 0))
		k.pad = fyne.NewSize(14, 10)
		return k
	case l.more:
		k = newCard(c, newProse(w.ruler, "Look for more", face{13, fyne.TextStyle{Bold: true}}, c.page.Accent, 1))
		k.pad = fyne.NewSize(14, 10)
	case l.rest > 0:
		k = newCard(c, newProse(w.ruler, fmt.Sprintf("%d more here", l.rest), face{13, fyne.TextStyle{Bold: true}}, c.page.Accent, 1))
		k.pad = fyne.NewSize(22, 5)
	case l.kept != "":
		k = newCard(c, newProse(w.ruler, l.kept, face{14, fyne.TextStyle{}}, c.page.Ink, 2))
	case l.match < 0:
		k = s.articleCard(s.results.Groups[l.group])
	default:
		m := s.results.Groups[l.group].Matches[l.match]
		var rows []fyne.CanvasObject
		switch {
		case m.Nearly:
			rows = append(rows, newProse(w.ruler, "in other words", face{11.5, fyne.TextStyle{Bold: true}}, c.page.Accent, 1))
		case m.Kind != annotations.HitText:
			rows = append(rows, newProse(w.ruler, m.Kind.String(), face{11.5, fyne.TextStyle{Bold: true}}, c.page.Accent, 1))
		}
		p := newProse(w.ruler, m.Excerpt.Text, face{13, fyne.TextStyle{}}, c.page.Ink, 5)
		p.marks, p.tint = m.Excerpt.Marks, c.page.Found
		k = newCard(c, append(rows, p)...)
		k.gap, k.pad = 1, fyne.NewSize(22, 5)
	}
	if k.selected = i == s.chosen; k.selected {
		k.edge = c.page.Accent
	}
	k.onTap = func(fyne.KeyModifier) { s.choose(i); s.lead(i) }
	return k
}

func (s *search) articleCard(g desk.Group) *card {
	w, c := s.w, s.w.chrome
	var about []string
	for _, x := range []string{g.Article.Outlet, showDate(g.Article.Published)} {
		if x != "" {
			about = append(about, x)
		}
	}
	title := newProse(w.ruler, g.Article.Title, face{14, fyne.TextStyle{Bold: true}}, c.page.Ink, 2)
	for _, m := range g.Matches {
		if m.Kind == annotations.HitTitle {
			n := utf8.RuneCountInString(g.Article.Title)
			for _, r := range m.Excerpt.Marks {
				if r.End <= n {
					title.marks, title.tint = append(title.marks, r), c.page.Found
				}
			}
		}
	}
	rows := []fyne.CanvasObject{title}
	if len(about) > 0 {
		rows = append(rows, newProse(w.ruler, strings.Join(about, " · "), face{12, fyne.TextStyle{}}, c.page.Faint, 1))
	}
	k := newCard(c, rows...)
	k.gap, k.pad = 2, fyne.NewSize(14, 7)
	return k
}

func (s *search) choose(i int) {
	s.chosen = i
	s.list.set(len(s.lines))
	s.list.show(i)
}

// step goes to the line after or before the chosen one.
func (s *search) step(by int) {
	for i := s.chosen + by; i >= 0 && i < len(s.lines); i += by {
		if s.lines[i].words == "" {
			s.choose(i)
			return
		}
	}
}

// enter goes to what is chosen, or to the best that was found.
func (s *search) enter() {
	i := s.chosen
	if i < 0 {
		i = slices.IndexFunc(s.lines, func(l foundLine) bool { return l.words == "" && !l.more && l.match >= 0 })
	}
	if i < 0 {
		i = slices.IndexFunc(s.lines, func(l foundLine) bool { return l.words == "" })
	}
	if i >= 0 {
		s.choose(i)
		s.lead(i)
	}
}

// searchesMost is how many searches are kept.
const searchesMost = 50

// keep keeps the search that is typed, or no longer.
func (s *search) keep() {
	typed := strings.TrimSpace(s.query)
	if typed == "" {
		return
	}
	all := slices.DeleteFunc(slices.Clone(s.w.prefs.searches), func(k string) bool { return k == typed })
	if len(all) == len(s.w.prefs.searches) {
		all = append([]string{typed}, all...)
		s.w.notices.say("The search is kept: it is listed where nothing is typed.")
	}
	s.w.prefs.searches = all[:min(len(all), searchesMost)]
	s.w.keepPrefs()
	s.show(s.results)
}
