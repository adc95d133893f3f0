package app

import (
	"fmt"
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
)

// A topBar is the thin row above the columns: what folds them, what is open, how far
// it has been read, and the few things one looks for.
type topBar struct {
	w      *Window
	back   *canvas.Rectangle
	line   *canvas.Rectangle
	title  *caption
	place  *caption
	told   *wordButton // that other articles tell the same
	fold   *wordButton
	aside  *wordButton
	row    *fyne.Container
	object fyne.CanvasObject
}

func newTopBar(w *Window) *topBar {
	t := &topBar{
		w: w, back: canvas.NewRectangle(color.Transparent), line: canvas.NewRectangle(color.Transparent),
		title: newCaption(w.ruler, 13, fyne.TextAlignLeading), place: newCaption(w.ruler, 12, fyne.TextAlignTrailing),
	}
	t.fold = newIconButton(w, theme.ListIcon(), "Library (F8)", w.foldLibrary)
	t.aside = newIconButton(w, theme.InfoIcon(), "Sidebar (F9)", w.foldSidebar)
	add := newIconButton(w, theme.ContentAddIcon(), "Add a file (Ctrl+O)", func() { w.do(w.keyboard.named("add-file")) })
	find := newIconButton(w, theme.SearchIcon(), "Find in the article (Ctrl+F)", func() { w.do(w.keyboard.named("find")) })
	size := newWordButton(w, "Aa", "", w.showSettings)
	size.hint = "Settings (Ctrl+,)"
	export := newIconButton(w, theme.DocumentSaveIcon(), "Export (Ctrl+Shift+E)", func() { w.do(w.keyboard.named("export")) })
	t.told = newWordButton(w, "", "", w.showStories)
	t.told.hint = "Other articles that tell this in nearly the same words"
	t.told.Hide()
	t.line.SetMinSize(fyne.NewSize(1, 1))
	t.row = container.New(row{gap: 2, stretch: 2}, t.fold, add, container.New(inset{8, 0, 8, 0}, container.New(sized{10, 30}, t.title.object)), t.told,
		container.New(sized{56, 30}, t.place.object), find, size, export, t.aside)
	t.object = container.NewStack(t.back, container.NewBorder(nil, t.line, nil, nil, container.New(inset{6, 3, 6, 3}, t.row)))
	t.dress()
	return t
}

func (t *topBar) dress() {
	c := t.w.chrome
	t.back.FillColor, t.line.FillColor = c.panel, c.page.Rule
	t.back.Refresh()
	t.line.Refresh()
	t.update()
}

// update shows what is open and which columns are unfolded.
func (t *topBar) update() {
	title := ""
	if n := t.w.now; n != nil {
		title = shortened(n.sitting.Article.Title, 120)
	}
	t.title.set(title, false, t.w.chrome.page.Faint)
	t.progress()
	t.stories()
	if t.w.columns == nil { // not built yet
		return
	}
	t.fold.on, t.aside.on = t.w.columns.library.Visible(), t.w.columns.aside.Visible()
	t.fold.Refresh()
	t.aside.Refresh()
}

// stories shows that other articles tell the same.
func (t *topBar) stories() {
	n := t.w.now
	if n == nil || len(n.stories) == 0 {
		if t.told.Visible() {
			t.told.Hide()
			t.row.Refresh()
		}
		return
	}
	t.told.word = "Same story"
	if len(n.stories) > 1 {
		t.told.word += fmt.Sprintf(" · %d", len(n.stories))
	}
	t.told.Show()
	t.told.Refresh()
	t.row.Refresh()
}

// progress shows how much of the article has been read.
func (t *topBar) progress() {
	words := ""
	if t.w.now != nil {
		words = percent(t.w.reader.Progress())
		if v := t.w.now.sitting.Version; len(v.Pages) > 0 {
			words = "p. " + v.PageAt(t.w.reader.InSight().Start)
		}
	}
	t.place.set(words, false, t.w.chrome.page.Faint)
}
