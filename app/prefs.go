package app

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"parley/annotations"
	"parley/annotations/article"
	"parley/app/desk"
	"parley/app/reader"
)

// prefs are the reader's settled choices. They live in the library.
type prefs struct {
	theme         string
	serif         bool
	size          float32 // of the text, in the toolkit's units
	lineHeight    float32 // as a multiple of size
	column        float32 // width of the text in characters
	justify       bool
	libraryFolded bool
	sidebarFolded bool
	libraryWidth  float32
	sidebarWidth  float32
	tab           int
	leftTab       int
	width, height float32
	last          article.ID
	colour        annotations.Colour
	order         desk.Order // of the library
	searches      []string   // those that are kept, the newest first
	spreadsheet   bool       // tables are exported for spreadsheets
	suggest       desk.Suggesting
	analyse       bool // the library is analysed in the background
}

// The bounds of what can be chosen, and the usual choice.
const (
	sizeLeast, sizeMost, sizeUsual       = 11, 40, 18
	leadingLeast, leadingMost            = 1.2, 2.2
	columnLeast, columnMost, columnUsual = 45, 100, 68
	sideLeast, sideMost                  = 180, 640
)

// usual returns the choices nobody has made yet.
func usual() prefs {
	return prefs{
		theme: themePaper, serif: true, size: sizeUsual, lineHeight: 1.55, column: columnUsual,
		libraryFolded: true, libraryWidth: 250, sidebarWidth: 350, width: 1280, height: 820, spreadsheet: true, suggest: desk.SuggestAlways, analyse: true,
	}
}

// A pref is one choice as the library keeps it: a key and a word.
type pref struct {
	key  string
	word func(*prefs) string
	take func(*prefs, string) // leaves p as it is if the word makes no sense
}

// prefTable is read only.
var prefTable = []pref{
	{"theme", func(p *prefs) string { return p.theme }, func(p *prefs, s string) {
		switch s {
		case themePaper, themeSepia, themeDark, themeSystem:
			p.theme = s
		}
	}},
	boolPref("text.serif", func(p *prefs) *bool { return &p.serif }),
	floatPref("text.size", func(p *prefs) *float32 { return &p.size }, sizeLeast, sizeMost),
	floatPref("text.line-height", func(p *prefs) *float32 { return &p.lineHeight }, leadingLeast, leadingMost),
	floatPref("text.column", func(p *prefs) *float32 { return &p.column }, columnLeast, columnMost),
	boolPref("text.justify", func(p *prefs) *bool { return &p.justify }),
	boolPref("library.folded", func(p *prefs) *bool { return &p.libraryFolded }),
	boolPref("sidebar.folded", func(p *prefs) *bool { return &p.sidebarFolded }),
	floatPref("library.width", func(p *prefs) *float32 { return &p.libraryWidth }, sideLeast, sideMost),
	floatPref("sidebar.width", func(p *prefs) *float32 { return &p.sidebarWidth }, sideLeast, sideMost),
	{"sidebar.tab", func(p *prefs) string { return strconv.Itoa(p.tab) }, func(p *prefs, s string) {
		if n, err := strconv.Atoi(s); err == nil && n >= tabDisputes && n <= tabNotes {
			p.tab = n
		}
	}},
	{"library.tab", func(p *prefs) string { return strconv.Itoa(p.leftTab) }, func(p *prefs, s string) {
		if n, err := strconv.Atoi(s); err == nil && n >= sideLibrary && n <= sideSearch {
			p.leftTab = n
		}
	}},
	floatPref("window.width", func(p *prefs) *float32 { return &p.width }, 300, 10_000),
	floatPref("window.height", func(p *prefs) *float32 { return &p.height }, 200, 10_000),
	{"article.last", func(p *prefs) string { return p.last.String() }, func(p *prefs, s string) {
		_ = p.last.UnmarshalText([]byte(s)) // what makes no sense is no article
	}},
	{"mark.colour", func(p *prefs) string { return p.colour.String() }, func(p *prefs, s string) {
		if c, err := annotations.ParseColour(s); err == nil {
			p.colour = c
		}
	}},
	{"library.order", func(p *prefs) string { return p.order.String() }, func(p *prefs, s string) {
		if o, ok := desk.ParseOrder(s); ok {
			p.order = o
		}
	}},
	{desk.SettingSuggest, func(p *prefs) string { return string(p.suggest) }, func(p *prefs, s string) {
		switch c := desk.Suggesting(s); c {
		case desk.SuggestAlways, desk.SuggestNews, desk.SuggestNever:
			p.suggest = c
		}
	}},
	boolPref("library.analyse", func(p *prefs) *bool { return &p.analyse }),
	boolPref("export.spreadsheet", func(p *prefs) *bool { return &p.spreadsheet }),
	{"searches", func(p *prefs) string { return strings.Join(p.searches, "\n") }, func(p *prefs, s string) {
		if p.searches = nil; s != "" {
			p.searches = strings.Split(s, "\n")
		}
	}},
}

func boolPref(key string, at func(*prefs) *bool) pref {
	return pref{
		key, func(p *prefs) string { return strconv.FormatBool(*at(p)) },
		func(p *prefs, s string) {
			if b, err := strconv.ParseBool(s); err == nil {
				*at(p) = b
			}
		},
	}
}

func floatPref(key string, at func(*prefs) *float32, least, most float32) pref {
	return pref{
		key, func(p *prefs) string { return strconv.FormatFloat(float64(*at(p)), 'g', 6, 32) },
		func(p *prefs, s string) {
			f, err := strconv.ParseFloat(s, 32)
			if err == nil && float32(f) >= least && float32(f) <= most {
				*at(p) = float32(f)
			}
		},
	}
}

// readPrefs returns the choices that the library's settings hold.
func readPrefs(settings map[string]string) prefs {
	p := usual()
	for _, f := range prefTable {
		if s, ok := settings[f.key]; ok {
			f.take(&p, s)
		}
	}
	return p
}

// changed returns the settings in which p differs from old.
func (p prefs) changed(old prefs) map[string]string {
	out := map[string]string{}
	for _, f := range prefTable {
		if s := f.word(&p); s != f.word(&old) {
			out[f.key] = s
		}
	}
	return out
}

// look returns how the text is set.
func (p prefs) look(c chrome) reader.Look {
	return reader.Look{
		Serif: p.serif, Size: p.size, LineHeight: p.lineHeight, Column: p.column,
		Justify: p.justify, Palette: c.page,
	}
}

// keepAfter is how long a choice rests before it is kept, so that dragging a
// divider is one write.
const keepAfter = 400 * time.Millisecond

// keepPrefs keeps the choices that have changed, soon.
func (w *Window) keepPrefs() {
	if w.keeping != nil {
		w.keeping.Stop()
	}
	w.keeping = time.AfterFunc(keepAfter, func() { w.post(w.keepPrefsNow) })
}

// keepPrefsNow keeps the choices that have changed.
func (w *Window) keepPrefsNow() {
	before := w.kept
	changed := w.prefs.changed(before)
	w.kept = w.prefs
	if len(changed) == 0 || w.desk.ReadOnly() {
		return
	}
	w.writes.add(func() {
		for _, f := range prefTable {
			s, ok := changed[f.key]
			if !ok {
				continue
			}
			if err := w.desk.SetSetting(w.ctx, f.key, s); err != nil {
				w.post(func() {
					w.kept = before // the next time writes them again
					w.trouble(fmt.Errorf("keep the settings: %w", err))
				})
				return
			}
		}
	})
}
