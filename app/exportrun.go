package app

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync/atomic"
	"time"

	"fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/widget"

	"parley/annotations/export"
	"parley/app/exporting"
)

// tellEvery is how often the progress of an export is shown.
const tellEvery = 200 * time.Millisecond

// An exportRun is an export that is under way. It goes on beside everything else: only what is remembered of it is written in its turn
// with other writing.
type exportRun struct {
	w     *Window
	sheet *exportSheet
	over  *widget.PopUp // the panel of the sheet, to tell whether it is still there
	path  string        // as the reader gave it
	stop  context.CancelFunc
	done  atomic.Int64 // articles
	total atomic.Int64
	told  *notice // once the sheet has made room
	ended bool
}

// run exports; over says that a file that was edited since may be written over.
func (s *exportSheet) run(over bool) {
	w := s.w
	path := strings.TrimSpace(s.path.Text)
	if path == "" {
		s.say("Name the file to save to.", true)
		return
	}
	s.losing.end()
	s.say("Exporting…", false)
	j := s.job()
	j.Over = over
	ctx, stop := context.WithCancel(w.importCtx)
	r := &exportRun{w: w, sheet: s, over: w.sheet.popup, path: path, stop: stop}
	j.Progress = func(done, total int) {
		r.done.Store(int64(done))
		r.total.Store(int64(total))
	}
	w.rolling.Go(func() {
		defer stop()
		ticks := time.NewTicker(tellEvery)
		defer ticks.Stop()
		finished := make(chan struct{})
		w.rolling.Go(func() { r.tell(ticks.C, finished) })
		to, err := fullPath(path)
		var got exporting.Result
		if err == nil {
			got, err = exportTo(ctx, j, to, s.all)
		}
		close(finished)
		stopped := ctx.Err() != nil // before stop is called
		w.post(func() { r.end(stopped, to, got, err) })
	})
}

// tell shows how far the export is, from the time on when the reader would have to wait for it.
func (r *exportRun) tell(tick <-chan time.Time, finished <-chan struct{}) {
	begun := time.Now()
	for {
		select {
		case <-finished:
			return
		case <-tick:
			if time.Since(begun) > slowAfter {
				r.w.post(r.show)
			}
		}
	}
}

// show says how far the export is. The sheet makes room for what the reader does meanwhile.
func (r *exportRun) show() {
	if r.ended {
		return
	}
	words := "Exporting to " + shortened(filepath.Base(r.path), 60) + "…"
	if n := r.total.Load(); n > 1 {
		words += fmt.Sprintf(" %s of %s articles", number(int(r.done.Load())), number(int(n)))
	}
	if r.told == nil {
		r.close()
		r.told = r.w.notices.long(words, r.stop)
		return
	}
	r.w.notices.retell(r.told, words)
}

// close closes the sheet, if it is still the one that the export was begun in.
func (r *exportRun) close() {
	if r.here() {
		r.w.sheet.close()
	}
}

func (r *exportRun) here() bool { return r.w.sheet.popup != nil && r.w.sheet.popup == r.over }

// end says what has become of the export.
func (r *exportRun) end(stopped bool, to string, got exporting.Result, err error) {
	w := r.w
	r.ended = true
	if r.told != nil {
		w.notices.drop(r.told)
	}
	switch {
	case err != nil && stopped:
		if w.ctx.Err() == nil {
			w.notices.say("The export was stopped. " + stoppedWords(got))
		}
		return
	case errors.Is(err, export.ErrEdited):
		r.confirm()
		return
	case err != nil && r.here():
		r.sheet.say(explain(err), true)
		return
	case err != nil:
		w.trouble(err)
		return
	}
	r.close()
	w.notices.say("Exported to " + to)
	for _, n := range got.Notes {
		w.trouble(n)
	}
	switch edited := slices.ContainsFunc(got.Left, func(err error) bool { return errors.Is(err, export.ErrEdited) }); {
	case edited:
		w.notices.keep(leftWords(got), "Replace", func() { r.sheet.run(true) })
	case len(got.Left) > 0:
		w.notices.keep(leftWords(got), "", nil)
	}
}

// stoppedWords says what an export that was stopped has left behind.
func stoppedWords(got exporting.Result) string {
	if got.Written == 0 {
		return "Nothing was written."
	}
	return counted(got.Written, "file that was whole by then is there.", "files that were whole by then are there.")
}

// leftWords names what an export has left out.
func leftWords(got exporting.Result) string {
	n := len(got.Left)
	words := fmt.Sprintf("%s could not be exported. Everything else was.", counted(n, "article", "articles"))
	for _, err := range got.Left[:min(n, maxNamed)] {
		words += "\n" + sentence(err.Error())
	}
	if n > maxNamed {
		words += fmt.Sprintf("\nAnd %d more.", n-maxNamed)
	}
	return words
}

// confirm asks whether a file that a person may have edited is to be written over.
func (r *exportRun) confirm() {
	s := r.sheet
	d := dialog.NewConfirm("Replace this file?", filepath.Base(r.path)+" has changed since Parley exported it.\nYour changes would be lost.",
		func(yes bool) {
			if yes {
				s.run(true)
				return
			}
			s.say("Nothing was written.", false)
		}, r.w.win)
	d.SetConfirmText("Replace")
	d.SetDismissText("Cancel")
	r.w.during(d)
}

// fullPath returns a path that the reader typed, which may begin with ~ for the home folder, from the root on.
func fullPath(path string) (string, error) {
	if strings.HasPrefix(path, "~"+string(filepath.Separator)) {
		if home, err := os.UserHomeDir(); err == nil {
			path = filepath.Join(home, path[2:])
		}
	}
	return filepath.Abs(path)
}

// exportTo writes to a file, or to a folder if there are to be several files.
func exportTo(ctx context.Context, j exporting.Job, path string, all bool) (exporting.Result, error) {
	if all && j.Format.PerArticle {
		return j.Folder(ctx, path)
	}
	if info, err := os.Stat(path); err == nil && info.IsDir() {
		return exporting.Result{}, fmt.Errorf("export to %s: it is a folder; name a file in it", path)
	}
	return j.File(ctx, path)
}

// inTurn runs what writes to the library in its turn with other writing, and waits for it.
func (w *Window) inTurn(write func() error) error {
	done := make(chan error, 1)
	w.writes.add(func() { done <- write() })
	select {
	case err := <-done:
		return err
	case <-w.writes.done: // it was closed before
		return context.Canceled
	}
}
