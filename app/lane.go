package app

import (
	"context"
	"sync"

	"fyne.io/fyne/v2"
)

// onScreen runs f on the screen's goroutine, soon.
func onScreen(f func()) { fyne.Do(f) }

// A lane takes reading away from the screen. It has one piece of work at a time:
// beginning another ends the one before, whose result is never shown.
// It is used from the screen's goroutine.
type lane struct {
	ctx  context.Context
	post func(func())
	stop context.CancelFunc
	turn int
}

// run does work elsewhere and hands what it returns to the screen, unless another
// run has begun by then. A nil result shows nothing.
func (l *lane) run(work func(context.Context) (show func())) {
	l.end()
	ctx, stop := context.WithCancel(l.ctx)
	l.stop = stop
	turn := l.turn
	go func() {
		show := work(ctx)
		l.post(func() {
			defer stop()
			if turn != l.turn {
				return
			}
			l.stop = nil // before show, which may begin another
			if show != nil && ctx.Err() == nil {
				show()
			}
		})
	}()
}

// busy reports whether something is being done whose result is still to be shown.
func (l *lane) busy() bool { return l.stop != nil }

// end gives up what is being done.
func (l *lane) end() {
	l.turn++
	if l.stop != nil {
		l.stop()
		l.stop = nil
	}
}

// A queue does writes away from the screen, one after another, in the order in
// which they were added. None is dropped, and close waits for the last.
type queue struct {
	mu      sync.Mutex
	more    *sync.Cond
	waiting []func()
	closed  bool
	done    chan struct{}
}

func newQueue() *queue {
	q := &queue{done: make(chan struct{})}
	q.more = sync.NewCond(&q.mu)
	go q.loop()
	return q
}

// add puts f at the end; after close it is not done.
func (q *queue) add(f func()) {
	q.mu.Lock()
	defer q.mu.Unlock()
	if q.closed {
		return
	}
	q.waiting = append(q.waiting, f)
	q.more.Signal()
}

// close waits until all that was added is done.
func (q *queue) close() {
	q.mu.Lock()
	q.closed = true
	q.more.Signal()
	q.mu.Unlock()
	<-q.done
}

func (q *queue) loop() {
	defer close(q.done)
	for {
		q.mu.Lock()
		for len(q.waiting) == 0 && !q.closed {
			q.more.Wait()
		}
		if len(q.waiting) == 0 {
			q.mu.Unlock()
			return
		}
		f := q.waiting[0]
		q.waiting = q.waiting[1:]
		q.mu.Unlock()
		f()
	}
}
