package app

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
)

// A topBar is the thin row above the columns: what folds them, what is open, how far
// it has been read, and the few things one looks for.
type topBar struct {
	w       *Window
	back    *canvas.Rectangle
	line    *canvas.Rectangle
	title   *canvas.Text
	place   *canvas.Text
	fold    *wordButton
	aside   *wordButton
	object  fyne.CanvasObject
	percent int
}

func newTopBar(w *Window) *topBar {
	t := &topBar{
		w: w, back: canvas.NewRectangle(color.Transparent), line: canvas.NewRectangle(color.Transparent),
		title: canvas.NewText("", color.Black), place: canvas.NewText("", color.Black), percent: -1,
	}
	t.title.TextSize, t.place.TextSize = 13, 12
	t.place.Alignment = fyne.TextAlignTrailing
	t.fold = newIconButton(w, theme.ListIcon(), "Library (F8)", w.foldLibrary)
	t.aside = newIconButton(w, theme.InfoIcon(), "Sidebar (F9)", w.foldSidebar)
	add := newIconButton(w, theme.ContentAddIcon(), "Add a file (Ctrl+O)", func() { w.do(w.keyboard.named("add-file")) })
	find := newIconButton(w, theme.SearchIcon(), "Find in the article (Ctrl+F)", func() { w.do(w.keyboard.named("find")) })
	size := newWordButton(w, "Aa", "", w.showSettings)
	size.hint = "Text and theme (Ctrl+,)"
	export := newIconButton(w, theme.DocumentSaveIcon(), "Export (Ctrl+Shift+E)", func() { w.do(w.keyboard.named("export")) })
	t.line.SetMinSize(fyne.NewSize(1, 1))
	row := container.New(row{gap: 2, stretch: 2}, t.fold, add, container.New(inset{8, 0, 8, 0}, container.New(cutOff{}, t.title)),
		container.New(sized{56, 30}, t.place), find, size, export, t.aside)
	t.object = container.NewStack(t.back, container.NewBorder(nil, t.line, nil, nil, container.New(inset{6, 3, 6, 3}, row)))
	t.dress()
	return t
}

func (t *topBar) dress() {
	c := t.w.chrome
	t.back.FillColor, t.line.FillColor = c.panel, c.page.Rule
	t.title.Color, t.place.Color = c.page.Faint, c.page.Faint
	t.back.Refresh()
	t.line.Refresh()
	t.title.Refresh()
	t.place.Refresh()
}

// update shows what is open and which columns are unfolded.
func (t *topBar) update() {
	t.title.Text, t.place.Text, t.percent = "", "", -1
	if n := t.w.now; n != nil {
		t.title.Text = shortened(n.sitting.Article.Title, 120)
		t.progress()
	}
	t.title.Refresh()
	t.place.Refresh()
	t.fold.on, t.aside.on = !t.w.prefs.libraryFolded, !t.w.prefs.sidebarFolded
	t.fold.Refresh()
	t.aside.Refresh()
}

// progress shows how much of the article has been read.
func (t *topBar) progress() {
	if t.w.now == nil {
		return
	}
	if p := int(t.w.reader.Progress()*100 + 0.5); p != t.percent {
		t.percent = p
		t.place.Text = percent(float64(p) / 100)
		t.place.Refresh()
	}
}

// cutOff gives an object its height and lets it be as narrow as it must.
type cutOff struct{}

// Layout is the toolkit's.
func (cutOff) Layout(objects []fyne.CanvasObject, s fyne.Size) {
	for _, o := range objects {
		m := o.MinSize()
		show(m.Width <= s.Width, o)
		o.Move(fyne.NewPos(0, (s.Height-m.Height)/2))
		o.Resize(fyne.NewSize(s.Width, m.Height))
	}
}

// MinSize is the toolkit's.
func (cutOff) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(10, 30) }
