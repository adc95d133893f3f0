package app

import (
	"context"
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/widget"

	"parley/annotations/article"
	"parley/annotations/export"
	"parley/app/exporting"
)

// An exportSheet asks what to export, how and where to.
type exportSheet struct {
	w       *Window
	of      *reading // the article that was open
	format  export.Format
	all     bool
	named   bool   // the reader has typed the path
	base    string // the name that was suggested last
	ext     string // its extension, of the format
	dir     string // that was chosen, or typed
	formats *widget.RadioGroup
	scope   *widget.RadioGroup
	table   *widget.Check
	path    *field
	status  *fyne.Container
	says    string // in status
	losing  lane   // counts what the format cannot carry of all articles
}

// showExport opens the sheet for the open article; Enter exports.
func (w *Window) showExport() { w.newExportSheet() }

func (w *Window) newExportSheet() *exportSheet {
	w.sidebar.leaveNote()
	s := &exportSheet{w: w, of: w.now, format: export.Formats()[0], losing: lane{ctx: w.importCtx, post: w.post}, dir: w.options.Folder}
	var names []string
	for _, f := range export.Formats() {
		names = append(names, formatTitle(f))
	}
	s.formats = widget.NewRadioGroup(names, func(name string) {
		for _, f := range export.Formats() {
			if formatTitle(f) == name {
				s.format = f
			}
		}
		s.suggest()
		w.win.Canvas().Focus(s.path) // where Enter exports
	})
	s.formats.Required = true
	s.formats.Selected = names[0]
	s.scope = widget.NewRadioGroup([]string{"This article", "All articles"}, func(x string) {
		s.all = x == "All articles"
		s.suggest()
		w.win.Canvas().Focus(s.path)
	})
	s.scope.Horizontal, s.scope.Required = true, true
	s.scope.Selected = "This article"
	s.table = widget.NewCheck("For spreadsheets (formulas are written as text)", func(on bool) {
		w.prefs.spreadsheet = on
		w.keepPrefs()
		w.win.Canvas().Focus(s.path)
	})
	s.table.Checked = w.prefs.spreadsheet
	s.path = newField(w)
	s.path.OnChanged = func(path string) { s.named = path != filepath.Join(s.dir, s.base) }
	s.path.onEscape = w.sheet.leave
	s.path.onEnter = func(bool) { s.run(false) }
	browse := widget.NewButton("Browse…", s.browse)
	save := widget.NewButton("Export", func() { s.run(false) })
	save.Importance = widget.HighImportance
	s.status = container.NewStack()
	s.suggest()
	form := container.New(pairs{},
		widget.NewLabel("Format"), s.formats,
		widget.NewLabel("What"), s.scope,
		widget.NewLabel("Tables"), s.table,
		widget.NewLabel("Save to"), container.NewBorder(nil, nil, nil, browse, s.path),
	)
	w.sheet.show("Export", container.NewBorder(form, container.NewHBox(save), nil, nil, container.New(inset{8, 8, 8, 8}, s.status)), fyne.NewSize(660, 460))
	w.sheet.unsaved = func() bool { return s.named }
	w.win.Canvas().Focus(s.path)
	return s
}

func formatTitle(f export.Format) string {
	return map[string]string{"markdown": "Markdown", "jsonld": "Web Annotation (JSON-LD)", "csv": "Table of marks (CSV)", "statements-csv": "Table of statements (CSV)"}[f.Name]
}

// suggest names a file for what is chosen, and says what the format cannot carry.
func (s *exportSheet) suggest() {
	a := s.of.sitting.Article
	name := export.FileName(a.Title, article.Handle(article.HandleArticle, a.ID), s.format.Ext)
	if s.all {
		name = "parley" + s.format.Ext
		if s.format.PerArticle {
			name = "Parley"
		}
	}
	ext, typed := filepath.Ext(name), s.named && strings.TrimSpace(s.path.Text) != ""
	if typed {
		dir, base := filepath.Split(s.path.Text)
		s.dir = filepath.Clean(dir)
		if typed = base != "" && base != s.base; typed { // a name of the reader's stays, with the extension of the format
			s.base = name
			name = strings.TrimSuffix(base, s.ext) + ext
		}
	}
	if s.ext = ext; !typed {
		s.base = name
	}
	s.path.SetText(filepath.Join(s.dir, name))
	s.path.CursorColumn = len([]rune(s.path.Text))
	if s.format.Sheet != nil {
		s.table.Enable()
	} else {
		s.table.Disable()
	}
	words := "Nothing is left out."
	if s.format.Lost != "" {
		words = "Left out: " + s.format.Lost + "."
	}
	s.losing.end()
	switch {
	case s.format.Loses == nil:
	case s.all:
		s.countLosses(words)
	default:
		var lost []string
		for _, l := range s.format.Loses(exporting.Entry(s.of.asSitting())) {
			lost = append(lost, l.String())
		}
		if len(lost) > 0 {
			words += " Here: " + strings.Join(lost, "; ") + "."
		}
	}
	s.say(words, false)
}

// countLosses says after words how much of all articles the format cannot carry, when that is counted.
func (s *exportSheet) countLosses(words string) {
	j := s.job()
	s.losing.run(func(ctx context.Context) func() {
		lines, err := j.Losses(ctx)
		if err != nil || len(lines) == 0 {
			return nil
		}
		return func() { s.say(words+" Here: "+strings.Join(lines, "; ")+".", false) }
	})
}

// job returns what is chosen to be exported.
func (s *exportSheet) job() exporting.Job {
	w := s.w
	j := exporting.Job{Desk: w.desk, Format: s.format, Sheet: s.format.Sheet != nil && w.prefs.spreadsheet, Remember: w.inTurn}
	if !s.all {
		j.Articles = []article.ID{s.of.sitting.Article.ID}
	}
	return j
}

func (s *exportSheet) say(words string, problem bool) {
	c := s.w.chrome
	s.says = words
	ink := c.page.Faint
	if problem {
		ink = c.danger
	}
	s.status.Objects = []fyne.CanvasObject{newProse(s.w.ruler, words, face{13, fyne.TextStyle{}}, ink, 6)}
	s.status.Refresh()
}

// browse asks for the folder.
func (s *exportSheet) browse() {
	d := dialog.NewFolderOpen(func(u fyne.ListableURI, err error) {
		if err == nil && u != nil {
			base := filepath.Base(s.path.Text)
			s.dir = u.Path()
			s.path.SetText(filepath.Join(s.dir, base))
		}
	}, s.w.win)
	d.Resize(fyne.NewSize(720, 520))
	s.w.during(d)
}
