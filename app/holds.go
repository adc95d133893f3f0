package app

import (
	"sync"

	"parley/annotations/article"
)

// holds are the drafts that this window goes on with, which other windows do not offer.
type holds struct {
	keeper Keeper // nil: nothing is held
	path   string // of the library
	writes *queue

	mu  sync.Mutex
	now map[article.ID]func() // that end it
}

// take holds a draft, in the order of the writes.
func (h *holds) take(id article.ID) { h.writes.add(func() { h.try(id) }) }

// letGo ends that, in the order of the writes.
func (h *holds) letGo(id article.ID) { h.writes.add(func() { h.free(id) }) }

// elsewhere reports whether another window goes on with a draft.
func (h *holds) elsewhere(id article.ID) bool {
	h.mu.Lock()
	mine := h.now[id] != nil
	h.mu.Unlock()
	return h.keeper != nil && !mine && h.keeper.Held(h.path, id)
}

// try holds a draft, in the queue of writes, and reports false if another window does. Where that cannot be told, nobody does.
func (h *holds) try(id article.ID) bool {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.keeper == nil || h.now[id] != nil {
		return true
	}
	release, ok, err := h.keeper.Hold(h.path, id)
	if ok {
		h.now[id] = release
	}
	return ok || err != nil
}

// free ends that, in the queue of writes or after its end.
func (h *holds) free(id article.ID) {
	h.mu.Lock()
	release := h.now[id]
	delete(h.now, id)
	h.mu.Unlock()
	if release != nil {
		release()
	}
}

// end lets everything go, when the queue of writes is closed.
func (h *holds) end() {
	h.mu.Lock()
	all := h.now
	h.now = nil
	h.mu.Unlock()
	for _, release := range all {
		release()
	}
}
