package app

import (
	"context"
	"errors"
	"image/color"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/storage"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"parley/annotations"
	"parley/assets"
)

// Icon returns the program's icon.
func Icon() fyne.Resource { return fyne.NewStaticResource("parley.png", assets.Icon()) }

// A Rescue is what can be done without an open library.
type Rescue struct {
	Keeper func(KeeperOptions) Keeper
	Again  func(library string, readOnly bool) error                              // starts the program anew, on another library if it is named
	Create func() error                                                           // makes an empty library where there is none
	Renew  func(ctx context.Context, told func(what string, share float64)) error // makes a library of an earlier release fit this one
}

// A troublePage stands in the place of the window while there is no open library, and says what can be done.
type troublePage struct {
	w    fyne.Window
	c    chrome
	r    *ruler
	path string
	to   Rescue
	post func(func())
	head string
	rows []fyne.CanvasObject
	acts []fyne.CanvasObject
}

func newTroublePage(a fyne.App, path string, to Rescue) *troublePage {
	variant := theme.VariantLight
	if systemTold() {
		variant = a.Settings().ThemeVariant()
	}
	c := chromeFor(themeSystem, variant)
	a.Settings().SetTheme(&dress{Theme: toolkitTheme(), chrome: c})
	p := &troublePage{w: a.NewWindow("Parley"), c: c, r: newRuler(nil), path: path, to: to, post: onScreen}
	p.say(path, 13, c.page.Faint, 3)
	return p
}

// run shows the page until it is closed.
func (p *troublePage) run(title string) {
	p.head = title
	p.lay()
	p.w.Resize(fyne.NewSize(720, 460))
	p.w.ShowAndRun()
}

// lay makes what the page shows anew.
func (p *troublePage) lay() {
	head := canvas.NewText(p.head, p.c.page.Ink)
	head.TextSize, head.TextStyle.Bold = 22, true
	body := newStack(nil, p.rows...)
	body.gap = 14
	p.w.SetContent(container.NewBorder(
		container.New(inset{30, 30, 30, 12}, head),
		container.New(inset{30, 10, 30, 24}, container.NewHBox(p.acts...)), nil, nil,
		container.New(inset{30, 0, 30, 0}, body)))
}

// Trouble shows a window that says why the library at path could not be opened, and what can be done, until it is closed.
func Trouble(ctx context.Context, a fyne.App, path string, err error, to Rescue) {
	p := newTroublePage(a, path, to)
	p.say(explain(err), 15, p.c.page.Ink, 0)
	p.say(advice(err), 15, p.c.page.Ink, 0)
	p.offer(ctx, err)
	p.add("Quit", p.w.Close)
	p.acts[0].(*widget.Button).Importance = widget.HighImportance
	p.run("The library could not be opened")
}

func (p *troublePage) say(words string, size float32, ink color.Color, most int) {
	p.rows = append(p.rows, newProse(p.r, words, face{size, fyne.TextStyle{}}, ink, most))
}

func (p *troublePage) add(word string, do func()) {
	p.acts = append(p.acts, widget.NewButton(word, do))
}

// offer adds what can be done about an error.
func (p *troublePage) offer(ctx context.Context, err error) {
	var newer annotations.ErrNewer
	k := p.to.Keeper(KeeperOptions{})
	if errors.Is(err, annotations.ErrDamaged) || errors.Is(err, annotations.ErrForeign) || errors.Is(err, annotations.ErrLost) {
		if names, e := k.Backups(ctx, p.path); e == nil {
			for _, name := range names { // the newest that can be read
				l, e := k.Look(ctx, name)
				if e != nil {
					continue
				}
				p.say("The newest backup is of "+backupName(name, p.path)+": "+contentsOf(l)+". The current file is kept beside it.", 15, p.c.page.Ink, 0)
				p.add("Restore the newest backup", func() { p.restore(ctx, name) })
				break
			}
		}
	}
	if errors.Is(err, annotations.ErrNoFolder) || errors.Is(err, annotations.ErrLost) {
		p.add("Create a new library", func() { p.again("", false, p.to.Create()) })
	}
	if !errors.As(err, &newer) {
		p.add("Try again", func() { p.again("", false, nil) })
	}
	if _, e := k.Look(ctx, p.path); e == nil && !errors.As(err, &newer) {
		p.add("Open read-only", func() { p.again("", true, nil) })
	}
	p.add("Open another library…", func() {
		d := dialog.NewFileOpen(func(f fyne.URIReadCloser, err error) {
			if f != nil {
				_ = f.Close() // it is opened by its path
				p.again(f.URI().Path(), false, err)
			}
		}, p.w)
		d.SetFilter(storage.NewExtensionFileFilter([]string{".db"}))
		d.Resize(fyne.NewSize(660, 420))
		d.SetOnClosed(relayNested(p.w.Canvas(), p.post))
		d.Show()
		relayTop(p.w.Canvas(), p.post, d.Hide)
	})
}

// restore puts a backup in the place of the library, and then starts the program anew. The page says how far that is; Cancel gives it up.
func (p *troublePage) restore(ctx context.Context, from string) {
	ctx, stop := context.WithCancel(ctx)
	told, back := p.busy("Cancel", stop)
	ended := make(chan struct{})
	p.w.SetOnClosed(func() {
		stop()
		<-ended // the library is left whole
	})
	k := p.to.Keeper(KeeperOptions{Progress: func(what string, share float64) { p.post(func() { told(what, share) }) }})
	go func() {
		_, err := k.Restore(ctx, from, p.path)
		close(ended)
		p.post(func() {
			back()
			if err != nil && ctx.Err() != nil {
				p.say("Restore cancelled. Nothing was changed.", 15, p.c.page.Ink, 0)
				p.lay()
			} else {
				p.again("", false, err)
			}
			stop()
		})
	}()
}

// busy shows how far something is that takes long, and offers nothing but to stop it; back shows again what was there before.
func (p *troublePage) busy(word string, stop func()) (told func(what string, share float64), back func()) {
	rows, acts := p.rows, p.acts
	words, bar := canvas.NewText("", p.c.page.Faint), widget.NewProgressBar()
	words.TextSize = 13
	p.rows, p.acts = append(slices.Clone(rows), words, bar), nil
	p.add(word, stop)
	p.lay()
	told = func(what string, share float64) {
		if now := sentence(what); now != words.Text || percent(share) != percent(bar.Value) {
			words.Text = now
			words.Refresh()
			bar.SetValue(share)
		}
	}
	return told, func() {
		p.rows, p.acts = rows, acts
		p.lay()
	}
}

// again starts the program anew, unless what was done before went wrong.
func (p *troublePage) again(library string, readOnly bool, err error) {
	if err == nil {
		err = p.to.Again(library, readOnly)
	}
	if err != nil {
		p.say(explain(err), 15, p.c.danger, 0)
		p.lay()
		return
	}
	p.w.Close()
}

// advice says what can be done about a library that cannot be opened.
func advice(err error) string {
	var newer annotations.ErrNewer
	switch {
	case errors.Is(err, annotations.ErrNoFolder):
		return "If the library lies on a disk that is not connected, connect it and try again."
	case errors.Is(err, annotations.ErrLost):
		return "If it was moved, move it back, or open it where it is now."
	case errors.As(err, &newer):
		return "Install the newest release of Parley, or open another library with: parley --db FILE"
	case errors.Is(err, annotations.ErrForeign):
		return "Parley has not changed the file. Open another library with: parley --db FILE"
	case errors.Is(err, annotations.ErrDamaged):
		return "Parley has not changed the file. Before trying anything, copy it and the files beside it that end in -wal and -shm to a safe place."
	case errors.Is(err, annotations.ErrBusy):
		return "Close the other program that has the library open, then start Parley again."
	}
	return "Nothing was changed. Check the folder and its rights, or open another library with: parley --db FILE"
}
