package app

import (
	"context"
	"fmt"
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2"

	"parley/annotations/article"
	"parley/app/desk"
)

// showVersions lists the versions of the open article, the newest first.
func (w *Window) showVersions() {
	of := w.now.sitting
	w.sheeting.run(func(ctx context.Context) func() {
		all, err := w.desk.Versions(ctx, of.Article.ID)
		return func() {
			if err != nil {
				w.trouble(err)
				return
			}
			w.sheet.whenFree(func() {
				if w.at(originOf(of)) {
					w.listVersions(all, of.Version.ID)
				}
			})
		}
	})
}

// listVersions lists versions of an article, of which one is being read.
func (w *Window) listVersions(all []article.Meta, read article.ID) {
	at := func(i int) int { return len(all) - 1 - i }
	list := newColumn(func(int, float32) float32 { return 92 }, func(i int) fitted { return w.versionCard(all, at(i), read) })
	w.sheet.show("Versions", list, fyne.NewSize(620, min(140+float32(len(all))*96, 620)))
	list.set(len(all))
}

// versionCard shows one version, and what can be done with it.
func (w *Window) versionCard(all []article.Meta, i int, read article.ID) fitted {
	c, m := w.chrome, all[i]
	head := fmt.Sprintf("Version %d", m.Number)
	switch {
	case len(all) == 1:
		head = "Only version"
	case i == len(all)-1:
		head += " (newest)"
	}
	if m.ID == read {
		head += " – open"
	}
	about := []string{"added " + m.Imported.Local().Format("2 January 2006, 15:04")}
	switch o := m.Origin; {
	case o.URL != "":
		about = append(about, "from "+o.URL)
	case o.Path != "":
		about = append(about, "from "+filepath.Base(o.Path))
	}
	about = append(about, m.Origin.Importer, byteSize(m.Origin.Size))
	rows := []fyne.CanvasObject{
		newLine(w.ruler, head, face{14, fyne.TextStyle{Bold: m.ID == read}}, c.page.Ink),
		newProse(w.ruler, strings.Join(about, " · "), face{12, fyne.TextStyle{}}, c.page.Faint, 2),
	}
	var buttons []fyne.CanvasObject
	add := func(word string, do func()) {
		buttons = append(buttons, newWordButton(w, word, "", func() { w.sheet.close(); do() }))
	}
	if m.ID != read {
		add("Open", func() { w.openVersion(m.Article, m.Number) })
	}
	if i > 0 {
		add(fmt.Sprintf("What changed since version %d", all[i-1].Number), func() { w.compare(m.Article, all[i-1].Number, m.Number) })
	}
	if last := len(all) - 1; i < last-1 {
		add(fmt.Sprintf("Compare with version %d", all[last].Number), func() { w.compare(m.Article, m.Number, all[last].Number) })
	}
	if len(buttons) > 0 {
		rows = append(rows, newFlow(2, buttons...))
	}
	k := newCard(c, rows...)
	k.selected = m.ID == read
	return k
}

// byteSize writes a number of bytes for people.
func byteSize(n int64) string {
	switch {
	case n < 1000:
		return counted(int(n), "byte", "bytes")
	case n < 1_000_000:
		return fmt.Sprintf("%d KB", (n+500)/1000)
	}
	return fmt.Sprintf("%.1f MB", float64(n)/1e6)
}

// openVersion shows a version of an article; 0 is the newest.
func (w *Window) openVersion(id article.ID, number int) {
	w.keepPlace()
	w.opens(func(ctx context.Context) func() {
		s, err := w.desk.OpenVersion(ctx, id, number)
		return func() {
			if err != nil {
				w.trouble(err)
				return
			}
			w.show(s)
			if s.Version.Number < s.Versions {
				w.notices.offer(fmt.Sprintf("You are reading version %d of %d.", s.Version.Number, s.Versions), "Read the newest", func() { w.openVersion(id, 0) })
			}
		}
	})
}

// arrived says that a version has come in, what became of the marks in it, and offers to look at what has changed.
func (w *Window) arrived(s *desk.Sitting) {
	words := fmt.Sprintf("“%s” has a new version.", shortened(s.Article.Title, 80))
	if fate := fateWords(s.Marks); fate != "" {
		words += " " + fate
	}
	from, to := s.Version.Number-1, s.Version.Number
	if from < 1 {
		return
	}
	w.notices.holdHere(words, "What changed", func() { w.compare(s.Article.ID, from, to) })
	if w.now != nil && w.now.open() > 0 {
		w.showReview()
	}
}

// compareLast shows what the newest version changed, or the version that is read did.
func (w *Window) compareLast() {
	s := w.now.sitting
	w.compare(s.Article.ID, s.Version.Number-1, s.Version.Number)
}

func (w *Window) hasOlder() bool { return w.reading() && w.now.sitting.Version.Number > 1 }
