package command

import (
	"fmt"
	"io"
	"os"
	"strings"
	"time"
	"unicode/utf8"
)

// A Meter shows on a terminal how far long work is: a bar, and what is done. Where there is no terminal it shows nothing; nil is such a
// one. It is not for several goroutines at once.
// What else is written to the terminal is written through Over.
type Meter struct {
	w     io.Writer
	now   func() time.Time
	begun time.Time // with what it shows now
	last  time.Time // it was drawn
	what  string
	drawn bool
}

// How long work must take for its meter to be drawn, and how often it is drawn.
const (
	meterPatience = 500 * time.Millisecond
	meterPause    = 100 * time.Millisecond
	meterBar      = 24 // signs
)

// NewMeter returns a meter on a file if that is a terminal, and otherwise nil.
func NewMeter(f *os.File) *Meter {
	if !IsTerminal(f) || os.Getenv("TERM") == "dumb" {
		return nil
	}
	return &Meter{w: f, now: time.Now}
}

// Show shows what is being done, and which share of it is done, from 0 to 1.
func (m *Meter) Show(what string, share float64) {
	if m == nil {
		return
	}
	now := m.now()
	if what != m.what {
		m.what, m.begun = what, now
	}
	if now.Sub(m.begun) < meterPatience || now.Sub(m.last) < meterPause {
		return
	}
	full := max(0, min(meterBar, int(share*meterBar+0.5)))
	line := fmt.Sprintf("%s%s %3.0f %%  %s", strings.Repeat("█", full), strings.Repeat("░", meterBar-full), 100*share, shown(what))
	if utf8.RuneCountInString(line) > 79 {
		line = string([]rune(line)[:78]) + "…"
	}
	m.last, m.drawn = now, true
	fmt.Fprint(m.w, "\r\x1b[K", line)
}

// Clear takes the meter away, so that something else can be written.
func (m *Meter) Clear() {
	if m != nil && m.drawn {
		m.drawn = false
		fmt.Fprint(m.w, "\r\x1b[K")
	}
}

// Over returns a writer to w, which may be the same terminal, that takes the meter away first.
func (m *Meter) Over(w io.Writer) io.Writer {
	if m == nil {
		return w
	}
	return overMeter{m, w}
}

type overMeter struct {
	m *Meter
	w io.Writer
}

func (o overMeter) Write(b []byte) (int, error) {
	o.m.Clear()
	return o.w.Write(b)
}
