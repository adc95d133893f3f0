package app

import (
	"context"
	"errors"
	"sync/atomic"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"parley/app/desk"
)

// When the library is analysed in the background.
const (
	analyseFirst = 5 * time.Second        // after the start, when the window is complete
	analyseAgain = 30 * time.Second       // how often it is tried again while another program analyses the library
	analyseRest  = 300 * time.Millisecond // how long the reader must have done nothing
)

// errRested means that the reader has paused the analysis.
var errRested = errors.New("the analysis is paused")

// An analyser analyses the library in the background, and shows in the library column how far it is. One program does it at a time.
type analyser struct {
	w       *Window
	wanted  atomic.Bool   // the reader wants it done now
	stirred atomic.Int64  // when the reader last did something, in nanoseconds since 1970
	wake    chan struct{} // there may be something to do
	at      desk.Analysed // as the screen shows it
	known   bool          // at has been counted
	other   bool          // another program analyses the library

	words  *caption
	pause  *wordButton
	object fyne.CanvasObject
}

func newAnalyser(w *Window) *analyser {
	a := &analyser{w: w, wake: make(chan struct{}, 1), words: newCaption(w.ruler, 12, fyne.TextAlignLeading)}
	a.wanted.Store(w.prefs.analyse)
	a.pause = newWordButton(w, "Pause", "", a.toggle)
	a.object = container.NewVBox(
		container.New(inset{14, 6, 6, 0}, container.New(sized{60, 18}, a.words.object)),
		container.New(inset{8, 0, 6, 4}, newFlow(2, a.pause)),
	)
	a.object.Hide()
	return a
}

// stir is told that the reader does something: the analysis waits for a moment.
func (a *analyser) stir() { a.stirred.Store(time.Now().UnixNano()) }

// look has the analyser look whether there is something to do.
func (a *analyser) look() {
	select {
	case a.wake <- struct{}{}:
	default: // it is about to look
	}
}

// toggle pauses the analysis, or goes on with it.
func (a *analyser) toggle() {
	a.wanted.Store(!a.wanted.Load())
	a.show()
	a.look()
}

// want takes over what the reader has chosen in the settings.
func (a *analyser) want(on bool) {
	a.w.prefs.analyse = on
	a.w.keepPrefs()
	a.wanted.Store(on)
	a.show()
	a.look()
}

// show shows how much is still to be analysed, and nothing when all is.
func (a *analyser) show() {
	was := a.object.Visible()
	if is := a.known && a.at.Left > 0 && !a.w.desk.ReadOnly(); is != was {
		show(is, a.object)
		a.w.library.object.Refresh() // the list has the room
	}
	if !a.object.Visible() {
		return
	}
	a.words.set(notAnalysed(a.at), false, a.w.chrome.page.Faint)
	a.pause.word = "Pause"
	if !a.wanted.Load() {
		a.pause.word = "Analyse"
	}
	show(!a.other, a.pause) // what another program does is paused there
	a.pause.Refresh()
}

// notAnalysed says how many articles are still to be analysed.
func notAnalysed(at desk.Analysed) string {
	return number(at.Left) + " of " + counted(at.Total, "article", "articles") + " not yet analysed"
}

// soFar is said behind a number of articles while not all are analysed.
func (a *analyser) soFar() string {
	if !a.known || a.at.Left == 0 {
		return ""
	}
	return ", " + number(a.at.Left) + " not yet analysed"
}

// begin analyses the library until the window is left.
func (a *analyser) begin() {
	w := a.w
	if w.keeper == nil || w.desk.ReadOnly() {
		return
	}
	w.rolling.Go(func() {
		for wait := analyseFirst; ; {
			timer := time.NewTimer(wait)
			select {
			case <-w.importCtx.Done():
				timer.Stop()
				return
			case <-a.wake:
				timer.Stop()
			case <-timer.C:
			}
			wait = a.work(w.importCtx)
		}
	})
}

// forever is how long the analyser waits when nothing but a change of the library can give it something to do.
const forever = 1 << 62

// work analyses what is to be analysed, and returns after how long it is to look again.
func (a *analyser) work(ctx context.Context) time.Duration {
	w := a.w
	at, err := w.desk.Unanalysed(ctx)
	a.tell(at, err, false)
	if err != nil || at.Left == 0 || !a.wanted.Load() {
		return forever
	}
	release, own, err := w.keeper.OwnAnalysis(w.options.Library)
	if err != nil {
		a.tell(at, err, false)
		return forever
	}
	if !own {
		a.tell(at, nil, true)
		return analyseAgain
	}
	defer release()
	at, err = w.desk.AnalyseAll(ctx, desk.AnalyseOptions{Wait: a.rest, Told: func(at desk.Analysed) { a.tell(at, nil, false) }})
	if errors.Is(err, errRested) {
		err = nil
	}
	if a.tell(at, err, false); at.Done > 0 {
		w.post(func() { w.recompose() }) // entries count more articles now
	}
	return forever
}

// tell shows how far the analysis is, or what is wrong.
func (a *analyser) tell(at desk.Analysed, err error, other bool) {
	w := a.w
	if w.importCtx.Err() != nil {
		return
	}
	w.post(func() {
		if err != nil {
			w.trouble(err)
			return
		}
		a.at, a.known, a.other = at, true, other
		a.show()
	})
}

// rest returns when the reader has done nothing for a moment. The analysis ends when it is paused.
func (a *analyser) rest(ctx context.Context) error {
	for {
		if !a.wanted.Load() {
			return errRested
		}
		left := analyseRest - time.Since(time.Unix(0, a.stirred.Load()))
		if left <= 0 || left > analyseRest { // the clock was put back
			return ctx.Err()
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(left):
		}
	}
}
