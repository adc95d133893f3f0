package app

import (
	"context"
	"fmt"
	"image/color"
	"sort"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"

	"parley/annotations/article"
)

// A findBar looks for words in the article while they are typed.
type findBar struct {
	w       *Window
	entry   *field
	count   *canvas.Text
	back    *canvas.Rectangle
	object  *fyne.Container
	query   string
	hits    []article.Range
	current int // index of the hit that is shown; -1 for none
	more    bool
	timer   *time.Timer
}

// findMost is how many hits are shown; a text that has more says so.
const findMost = 20_000

// findAfter is how long typing rests before the search begins.
const findAfter = 60 * time.Millisecond

func newFindBar(w *Window) *findBar {
	f := &findBar{w: w, current: -1, back: canvas.NewRectangle(color.Transparent), count: canvas.NewText("", color.Black)}
	f.entry = newField(w)
	f.entry.SetPlaceHolder("Find in the article")
	f.entry.OnChanged = f.typed
	f.entry.onEscape = f.close
	f.entry.onEnter = func(back bool) {
		if back {
			f.step(-1)
		} else {
			f.step(1)
		}
	}
	f.entry.onStep = f.step
	f.count.TextSize = 13
	f.object = container.NewStack(f.back, container.New(inset{12, 6, 12, 6}, container.New(row{gap: 8, stretch: 0},
		f.entry, container.New(sized{110, 30}, f.count),
		newIconButton(w, theme.MoveUpIcon(), "Previous (Shift+F3)", func() { f.step(-1) }),
		newIconButton(w, theme.MoveDownIcon(), "Next (F3)", func() { f.step(1) }),
		newIconButton(w, theme.CancelIcon(), "Close (Esc)", f.close),
	)))
	f.object.Hide()
	f.dress()
	return f
}

func (f *findBar) dress() {
	f.back.FillColor = f.w.chrome.panel
	f.count.Color = f.w.chrome.page.Faint
	f.back.Refresh()
	f.count.Refresh()
}

// showFind opens the bar, with the selected words if there are any.
func (w *Window) showFind() {
	f := w.find
	f.object.Show()
	w.win.Content().Refresh()
	if s := w.now.sitting.Version.Slice(w.reader.Selection()); s != "" && len(s) < 100 {
		f.entry.SetText(s)
	}
	w.win.Canvas().Focus(f.entry)
	f.entry.TypedShortcut(&fyne.ShortcutSelectAll{})
	f.search(f.entry.Text)
}

// typed searches when typing rests.
func (f *findBar) typed(s string) {
	if f.timer != nil {
		f.timer.Stop()
	}
	f.timer = time.AfterFunc(findAfter, func() { f.w.post(func() { f.search(s) }) })
}

// search looks for s; a newer search ends it.
func (f *findBar) search(s string) {
	if !f.object.Visible() || f.w.now == nil {
		return
	}
	f.query = s
	v := f.w.now.sitting.Version
	from := f.w.reader.InSight().Start
	f.w.finding.run(func(ctx context.Context) func() {
		var hits []article.Range
		more := false
		err := v.Find(ctx, s, func(r article.Range) bool {
			if len(hits) >= findMost {
				more = true
				return false
			}
			hits = append(hits, r)
			return true
		})
		if err != nil {
			return nil
		}
		return func() {
			f.hits, f.more, f.current = hits, more, -1
			if len(hits) > 0 {
				f.current = sort.Search(len(hits), func(i int) bool { return hits[i].Start >= from }) % len(hits)
				f.w.reader.SetFound(hits, f.current)
				f.w.reader.ScrollTo(hits[f.current])
			} else {
				f.w.reader.SetFound(nil, -1)
			}
			f.tell()
		}
	})
}

// step goes to the next or previous hit.
func (f *findBar) step(by int) {
	if !f.object.Visible() {
		f.w.showFind()
		return
	}
	if len(f.hits) == 0 {
		return
	}
	f.current = (f.current + by + len(f.hits)) % len(f.hits)
	f.w.reader.SetFound(f.hits, f.current)
	f.w.reader.ScrollTo(f.hits[f.current])
	f.tell()
}

// tell says how many hits there are.
func (f *findBar) tell() {
	switch {
	case f.query == "":
		f.count.Text = ""
	case len(f.hits) == 0:
		f.count.Text = "Not found"
	case f.more:
		f.count.Text = fmt.Sprintf("%s of over %s", number(f.current+1), number(len(f.hits)))
	default:
		f.count.Text = fmt.Sprintf("%s of %s", number(f.current+1), number(len(f.hits)))
	}
	f.count.Refresh()
}

// close hides the bar; the hit that was shown becomes the selection.
func (f *findBar) close() {
	w := f.w
	if f.current >= 0 && f.current < len(f.hits) {
		w.reader.Select(f.hits[f.current])
	}
	f.forget()
	w.focusReader()
}

// forget hides the bar and its hits.
func (f *findBar) forget() {
	f.w.finding.end()
	f.hits, f.current = nil, -1
	f.w.reader.SetFound(nil, -1)
	f.tell()
	if f.object.Visible() {
		f.object.Hide()
		f.w.win.Content().Refresh()
	}
}
