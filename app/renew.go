package app

import (
	"context"

	"fyne.io/fyne/v2"
)

// Renew shows a window that says how far a large library of an earlier release is while it is made to fit this one, and then starts the
// program anew. Closing it ends the work, and leaves the library as it was.
func Renew(ctx context.Context, a fyne.App, path string, to Rescue) {
	p := newTroublePage(a, path, to)
	p.say("This library is of an earlier release, and large. It is backed up, and then made to fit this one. That is done once, and takes some minutes.", 15, p.c.page.Ink, 0)
	p.say("Close this window to stop: the library is left as it was.", 15, p.c.page.Ink, 0)
	told, back := p.busy("Stop", p.w.Close)
	ctx, stop := context.WithCancel(ctx)
	ended := make(chan struct{})
	finish := func(err error) {
		switch {
		case ctx.Err() != nil: // it was stopped
		case err == nil:
			p.again("", false, nil)
		default:
			back()
			p.say(explain(err), 15, p.c.danger, 0)
			p.add("Quit", p.w.Close)
			p.lay()
		}
	}
	a.Lifecycle().SetOnStarted(func() {
		go func() {
			err := to.Renew(ctx, func(what string, share float64) { onScreen(func() { told(what, share) }) })
			close(ended)
			onScreen(func() { finish(err) })
		}()
	})
	p.w.SetOnClosed(stop)
	p.run("Preparing the library")
	stop()
	<-ended // it is left whole
}
