package app

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/widget"

	"parley/annotations/article"
	"parley/annotations/export"
	"parley/app/desk"
)

// An exportSheet asks what to export, how and where to.
type exportSheet struct {
	w      *Window
	of     *reading // the article that was open
	format export.Format
	all    bool
	path   *field
	named  bool // the reader has written the path
	status *fyne.Container
}

// showExport opens the sheet for the open article; Enter exports.
func (w *Window) showExport() {
	w.sidebar.leaveNote()
	s := &exportSheet{w: w, of: w.now, format: export.Formats()[0]}
	var names []string
	for _, f := range export.Formats() {
		names = append(names, formatTitle(f))
	}
	formats := widget.NewRadioGroup(names, func(name string) {
		for _, f := range export.Formats() {
			if formatTitle(f) == name {
				s.format = f
			}
		}
		s.suggest()
		w.win.Canvas().Focus(s.path) // where Enter exports
	})
	formats.Required = true
	formats.Selected = names[0]
	scope := widget.NewRadioGroup([]string{"This article", "All articles"}, func(x string) {
		s.all = x == "All articles"
		s.suggest()
		w.win.Canvas().Focus(s.path)
	})
	scope.Horizontal, scope.Required = true, true
	scope.Selected = "This article"
	s.path = newField(w)
	s.path.OnChanged = func(string) { s.named = true }
	s.path.onEscape = w.sheet.close
	s.path.onEnter = func(bool) { s.run(false) }
	browse := widget.NewButton("Browse…", s.browse)
	save := widget.NewButton("Export", func() { s.run(false) })
	save.Importance = widget.HighImportance
	s.status = container.NewStack()
	s.suggest()
	form := container.New(pairs{},
		widget.NewLabel("Format"), formats,
		widget.NewLabel("What"), scope,
		widget.NewLabel("Save to"), container.NewBorder(nil, nil, nil, browse, s.path),
	)
	w.sheet.show("Export", container.NewBorder(form, container.NewHBox(save), nil, nil, container.New(inset{8, 8, 8, 8}, s.status)), fyne.NewSize(660, 420))
	w.win.Canvas().Focus(s.path)
}

func formatTitle(f export.Format) string {
	return map[string]string{"markdown": "Markdown", "jsonld": "Web Annotation (JSON-LD)", "csv": "Table of marks (CSV)", "statements-csv": "Table of statements (CSV)"}[f.Name]
}

// suggest names a file for what is chosen, and says what the format cannot carry.
func (s *exportSheet) suggest() {
	w := s.w
	a := s.of.sitting.Article
	name := export.FileName(a.Title, article.Handle(article.HandleArticle, a.ID), s.format.Ext)
	if s.all {
		name = "parley" + s.format.Ext
		if s.format.PerArticle {
			name = "Parley"
		}
	}
	dir := w.options.Folder
	if s.named && s.path.Text != "" {
		dir = filepath.Dir(s.path.Text)
	}
	s.path.SetText(filepath.Join(dir, name))
	s.path.CursorColumn = len([]rune(s.path.Text))
	words := "Everything is carried."
	if s.format.Lost != "" {
		words = "Not carried: " + s.format.Lost + "."
	}
	if s.format.Loses != nil && !s.all {
		if l := s.format.Loses(exportEntry(s.of.asSitting())); len(l) > 0 {
			words += " Here: " + strings.Join(l, "; ") + "."
		}
	}
	s.say(words, false)
}

func (s *exportSheet) say(words string, problem bool) {
	c := s.w.chrome
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
			s.path.SetText(filepath.Join(u.Path(), filepath.Base(s.path.Text)))
		}
	}, s.w.win)
	d.Resize(fyne.NewSize(720, 520))
	s.w.during(d)
}

// run exports; over says that a file that was edited since may be written over.
func (s *exportSheet) run(over bool) {
	w := s.w
	path := strings.TrimSpace(s.path.Text)
	if path == "" {
		s.say("Name the file to save to.", true)
		return
	}
	s.say("Exporting…", false)
	here := w.sheet.popup
	id, format, all := s.of.sitting.Article.ID, s.format, s.all
	w.writes.add(func() {
		written, err := w.export(path, format, id, all, over)
		w.post(func() {
			switch {
			case errors.Is(err, export.ErrEdited):
				s.confirm(path)
			case err != nil:
				s.say(explain(err), true)
			default:
				if w.sheet.popup == here {
					w.sheet.close()
				}
				w.notices.say("Exported to " + written)
			}
		})
	})
}

// confirm asks whether a file that a person may have edited is to be written over.
func (s *exportSheet) confirm(path string) {
	d := dialog.NewConfirm("Write over this file?", filepath.Base(path)+" is not what Parley exported there before.\nWhat it holds now would be lost.",
		func(yes bool) {
			if yes {
				s.run(true)
				return
			}
			s.say("Nothing was written.", false)
		}, s.w.win)
	d.SetConfirmText("Write over")
	d.SetDismissText("Leave it")
	s.w.during(d)
}

// export writes what was asked for and returns where it is. It is called in the queue of writes.
func (w *Window) export(path string, f export.Format, id article.ID, all, over bool) (string, error) {
	if strings.HasPrefix(path, "~"+string(filepath.Separator)) {
		if home, err := os.UserHomeDir(); err == nil {
			path = filepath.Join(home, path[2:])
		}
	}
	path, err := filepath.Abs(path)
	if err != nil {
		return "", err
	}
	ids := []article.ID{id}
	if all {
		ids = nil
	}
	if all && f.PerArticle {
		return path, w.exportFolder(path, f, over)
	}
	if info, err := os.Stat(path); err == nil && info.IsDir() {
		return "", fmt.Errorf("export to %s: it is a folder; name a file in it", path)
	}
	return path, w.exportFile(path, f, over, ids...)
}

func (w *Window) exportFile(path string, f export.Format, over bool, ids ...article.ID) error {
	if w.desk.Holds(path) {
		return fmt.Errorf("export to %s: %w", path, desk.ErrOwnFile)
	}
	last, _, err := w.desk.LastExport(w.ctx, path)
	if err != nil {
		return err
	}
	hash, err := export.WriteFile(w.ctx, path, export.Overwrite{Last: last, Any: over}, func(out io.Writer) error {
		return f.Write(out, func(yield func(export.Entry, error) bool) {
			for sit, err := range w.desk.Whole(w.ctx, ids...) {
				if err != nil {
					yield(export.Entry{}, err)
					return
				}
				if !yield(exportEntry(sit), nil) {
					return
				}
			}
		})
	})
	if err != nil {
		return err
	}
	return w.desk.RememberExport(w.ctx, path, hash)
}

func (w *Window) exportFolder(dir string, f export.Format, over bool) error {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	entries, err := w.desk.Articles(w.ctx)
	if err != nil {
		return err
	}
	var errs []error
	for _, e := range entries {
		name := export.FileName(e.Article.Title, article.Handle(article.HandleArticle, e.Article.ID), f.Ext)
		errs = append(errs, w.exportFile(filepath.Join(dir, name), f, over, e.Article.ID))
	}
	return errors.Join(errs...)
}

// exportEntry returns a sitting as exports want it.
func exportEntry(s *desk.Sitting) export.Entry {
	e := export.Entry{Article: s.Article, Version: s.Version, Versions: s.Versions, Notes: s.Notes, Statements: export.Resolve(s.Library, s.Filed)}
	for _, m := range s.Marks {
		e.Marks = append(e.Marks, export.Mark{Highlight: m.Highlight, Placement: m.Placement})
	}
	return e
}
