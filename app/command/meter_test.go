package command

import (
	"bytes"
	"os"
	"strings"
	"testing"
	"time"
)

func TestMeter(t *testing.T) {
	var out bytes.Buffer
	now := time.Unix(0, 0)
	m := &Meter{w: &out, now: func() time.Time { return now }}
	step := func(d time.Duration, what string, share float64) string {
		out.Reset()
		now = now.Add(d)
		m.Show(what, share)
		return out.String()
	}
	if got := step(0, "reading", 0) + step(400*time.Millisecond, "reading", 0.1); got != "" {
		t.Errorf("what takes no time shows %q", got)
	}
	if got := step(200*time.Millisecond, "reading", 0.25); got != "\r\x1b[K██████░░░░░░░░░░░░░░░░░░  25 %  reading" {
		t.Errorf("it shows %q", got)
	}
	if got := step(time.Millisecond, "reading", 0.26); got != "" {
		t.Errorf("at once again it shows %q", got)
	}
	if got := step(time.Second, "reading", 7); !strings.Contains(got, "████████████████████████") {
		t.Errorf("more than all is %q", got)
	}
	step(time.Second, "a\x1b[2Jname "+strings.Repeat("x", 100), 0.5)
	if got := step(time.Second, "a\x1b[2Jname "+strings.Repeat("x", 100), 0.5); strings.Count(got, "\x1b") != 1 || !strings.HasSuffix(got, "x…") {
		t.Errorf("of a name it shows %q", got)
	}
	out.Reset()
	m.Clear()
	m.Clear()
	if got := out.String(); got != "\r\x1b[K" {
		t.Errorf("it is cleared by %q", got)
	}

	step(time.Second, "reading", 0.5)
	step(time.Second, "reading", 0.5)
	out.Reset()
	for range 2 {
		if _, err := m.Over(&out).Write([]byte("words\n")); err != nil {
			t.Fatal(err)
		}
	}
	if got := out.String(); got != "\r\x1b[Kwords\nwords\n" {
		t.Errorf("words over it are %q", got)
	}

	var none *Meter
	none.Show("x", 1)
	none.Clear()
	if none.Over(&out) != &out {
		t.Error("words are not written as they are")
	}
	null, err := os.OpenFile(os.DevNull, os.O_WRONLY, 0)
	if err != nil {
		t.Fatal(err)
	}
	defer null.Close()
	file, err := os.Create(t.TempDir() + "/f")
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	if NewMeter(null) != nil || NewMeter(file) != nil {
		t.Error("what is no terminal has a meter")
	}
}
