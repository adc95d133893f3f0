package app

import (
	"context"
	"fmt"
	"path/filepath"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/dialog"

	"parley/annotations"
)

// A Keeper does what works on library files that need not be open, and that may be too damaged to be opened.
type Keeper interface {
	Look(ctx context.Context, path string) (annotations.Look, error)
	Keep(ctx context.Context, path string) (annotations.Look, error)
	Restore(ctx context.Context, from, to string) (annotations.Restored, error)
	Backups(ctx context.Context, path string) ([]string, error)
	Roll(ctx context.Context, path string) (made bool, err error)
	RollLast(ctx context.Context, path string) (made bool, err error)
	Own(path string) (release func(), ok bool, err error)
	Hold(path string, draft annotations.ID) (release func(), ok bool, err error)
	Held(path string, draft annotations.ID) bool
	OwnAnalysis(path string) (release func(), ok bool, err error)
}

// KeeperOptions say how a [Keeper] works.
type KeeperOptions struct {
	Progress func(what string, share float64) // told of what takes long, from any goroutine; nil for nobody
	Swap     func(do func() error) error      // does the part of a restoration that writes to the library; nil: at once
}

// When the program looks whether the library is to be backed up: soon after the start, and then every few minutes.
const (
	rollFirst = 15 * time.Second
	rollEvery = 3 * time.Minute
)

// roll does the background work for the library until the window is left, if no other program does: it backs it up once a day, and again
// after much work.
func (w *Window) roll() {
	k, path := w.keeper, w.options.Library
	if k == nil || w.desk.ReadOnly() {
		return
	}
	w.rolling.Go(func() {
		own := false
		for wait := rollFirst; ; wait = rollEvery {
			select {
			case <-w.importCtx.Done():
				return
			case <-time.After(wait):
			}
			var err error
			if !own { // the program that did it may have ended
				var release func()
				if release, own, err = k.Own(path); own {
					defer release()
				}
			}
			if own {
				_, err = k.Roll(w.importCtx, path)
			}
			if err != nil && w.importCtx.Err() == nil {
				w.post(func() { w.trouble(err) })
			}
		}
	})
}

// rollLast backs the library up when all has been written and the window is about to end, unless another window goes on doing so. What goes
// wrong is returned, since nothing is shown any more.
func (w *Window) rollLast() error {
	k, path := w.keeper, w.options.Library
	if k == nil || w.desk.ReadOnly() || w.ctx.Err() != nil { // it has ended
		return nil
	}
	release, own, err := k.Own(path)
	if err != nil || !own {
		return err
	}
	defer release()
	_, err = k.RollLast(w.ctx, path)
	return err
}

func (w *Window) hasKeeper() bool { return w.keeper != nil }

// A kept is a backup, and what is in it.
type kept struct {
	annotations.Look
	path string
	err  error // why it cannot be looked into
}

// showBackups lists the backups of the library, the newest first.
func (w *Window) showBackups() {
	k, path := w.keeper, w.options.Library
	if k == nil {
		return
	}
	w.sheeting.run(func(ctx context.Context) func() {
		now, err := k.Look(ctx, path)
		all := []kept{{now, path, err}}
		names, err := k.Backups(ctx, path)
		for _, name := range names {
			l, err := k.Look(ctx, name)
			all = append(all, kept{l, name, err})
		}
		return func() {
			if err != nil {
				w.trouble(fmt.Errorf("list the backups: %w", err))
				return
			}
			w.sheet.whenFree(func() {
				list := newColumn(func(int, float32) float32 { return 92 }, func(i int) fitted { return w.backupCard(all, i) })
				w.sheet.show("Backups", list, fyne.NewSize(640, min(150+float32(len(all))*96, 640)))
				list.set(len(all))
			})
		}
	})
}

func (w *Window) backupCard(all []kept, i int) fitted {
	c, b := w.chrome, all[i]
	head := "Current library"
	if i > 0 {
		head = backupName(b.path, all[0].path)
	}
	about := contentsOf(b.Look)
	if b.err != nil {
		about = explain(b.err)
	}
	rows := []fyne.CanvasObject{
		newLine(w.ruler, head, face{14, fyne.TextStyle{Bold: i == 0}}, c.page.Ink),
		newProse(w.ruler, about, face{12, fyne.TextStyle{}}, c.page.Faint, 3),
	}
	switch {
	case i == 0:
		rows = append(rows, newFlow(2, newWordButton(w, "Back up now", "", w.backUp)))
	case b.err == nil && !w.desk.ReadOnly():
		rows = append(rows, newFlow(2, newWordButton(w, "Restore this backup…", "", func() { w.askRestore(b, all[0].path) })))
	}
	k := newCard(c, rows...)
	k.selected = i == 0
	return k
}

// backupName says when and why a backup of a library was made, as its file's name tells.
func backupName(path, of string) string {
	name, base := strings.TrimSuffix(filepath.Base(path), ".db"), filepath.Base(of)
	const day = "2006-01-02"
	for _, base := range []string{strings.TrimSuffix(base, ".db"), strings.TrimSuffix(base, filepath.Ext(base))} { // the latter is of earlier releases
		rest, ok := strings.CutPrefix(name, base+"-")
		if !ok || len(rest) < len(day) {
			continue
		}
		when, err := time.Parse(day, rest[:len(day)])
		if err != nil {
			continue
		}
		why := strings.ReplaceAll(strings.Trim(rest[len(day):], "-"), "-", " ")
		if why != "" {
			why = ", " + why
		}
		return when.Format("Monday, 2 January 2006") + why
	}
	return filepath.Base(path)
}

func contentsOf(l annotations.Look) string {
	words := strings.Join([]string{
		counted(l.Articles, "article", "articles"), counted(l.Highlights, "highlight", "highlights"), counted(l.Notes, "note", "notes"),
		counted(l.Statements, "statement", "statements"), byteSize(l.Size),
	}, " · ")
	if !l.Changed.IsZero() {
		words += " · last changed " + l.Changed.Local().Format("2 January 2006, 15:04")
	}
	return words
}

// backUp makes a backup now, of all that was written before.
func (w *Window) backUp() {
	w.sheet.close()
	w.attendFile("Backing up the library", "Backup cancelled.", func(ctx context.Context, k Keeper) (func(), error) {
		w.written(ctx)
		l, err := k.Keep(ctx, w.options.Library)
		return func() { w.notices.say("The library is backed up in " + l.Path) }, err
	})
}

// attendFile does work on the library's file that may take long, beside everything else. A message says how far it is, and has it given up.
// What do returns is called on the screen when it is done.
func (w *Window) attendFile(words, givenUp string, do func(context.Context, Keeper) (done func(), err error)) {
	if w.attending {
		w.notices.say("Only one backup is made or restored at a time.")
		return
	}
	w.attending = true
	ctx, stop := context.WithCancel(w.importCtx)
	it := w.notices.long(words+"…", stop)
	k := w.options.Keeper(KeeperOptions{
		Progress: func(what string, share float64) {
			now := words + ": " + what
			if share > 0 {
				now += ", " + percent(share)
			}
			w.post(func() { w.notices.retell(it, now) })
		},
		Swap: func(do func() error) error { return w.amongWrites(ctx, do) },
	})
	w.rolling.Go(func() {
		done, err := do(ctx, k)
		w.post(func() {
			w.attending = false
			w.notices.drop(it)
			switch {
			case err == nil:
				done()
			case ctx.Err() != nil:
				w.notices.say(givenUp)
			default:
				w.trouble(err)
			}
			stop()
		})
	})
}

// written waits until what is to be written by now is written, or ctx ends.
func (w *Window) written(ctx context.Context) {
	done := make(chan struct{})
	w.writes.add(func() { close(done) })
	select {
	case <-done:
	case <-ctx.Done():
	}
}

// amongWrites does work in its turn among the other writes, behind what is being typed now. If ctx ends before that turn, it is not done.
func (w *Window) amongWrites(ctx context.Context, do func() error) error {
	begun, done := make(chan struct{}), make(chan error, 1)
	w.post(func() {
		if ctx.Err() != nil {
			return
		}
		w.sidebar.leaveNote()
		w.bar.endShaping()
		w.keepPlace()
		w.writes.add(func() { done <- do() })
		close(begun)
	})
	select {
	case <-begun:
		return <-done
	case <-ctx.Done():
	}
	select {
	case <-begun:
		return <-done
	default:
		return ctx.Err()
	}
}

// askRestore asks whether a backup is to be put in the place of the library.
func (w *Window) askRestore(b kept, path string) {
	w.sheet.close()
	d := dialog.NewConfirm("Restore this backup?", fmt.Sprintf("Your library goes back to %s.\nThe current library is kept as a backup.\nThe undo history is cleared.", backupName(b.path, path)),
		func(yes bool) {
			if yes {
				w.restore(b.path)
			}
		}, w.win)
	d.SetConfirmText("Restore")
	d.SetDismissText("Cancel")
	w.during(d)
}

// restore puts a backup in the place of the library. Until then, what is written goes into the library as it is, which is saved.
func (w *Window) restore(from string) {
	w.attendFile("Restoring the backup", "Restore cancelled. The library was not changed.", func(ctx context.Context, k Keeper) (func(), error) {
		r, err := k.Restore(ctx, from, w.options.Library)
		return func() { w.notices.hold("Backup restored. The previous library is kept in "+r.Saved, "", nil) }, err
	})
}

// restored shows a library that has become another: this or another program has restored a backup.
func (w *Window) restored() {
	w.library.reload()
	if settings, err := w.desk.Settings(w.ctx); err == nil {
		w.prefs.searches = readPrefs(settings).searches
	}
	if w.now == nil {
		w.open(w.prefs.last)
		return
	}
	w.sidebar.leaveNote()
	for _, d := range w.drafts() { // the library holds nothing of them now
		d.kept = ""
	}
	w.open(w.now.sitting.Article.ID)
}
