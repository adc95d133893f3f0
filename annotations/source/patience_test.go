package source

import (
	"context"
	"errors"
	"testing"
	"time"
)

// TestPatience gives the time that a source may take, and what is said when it is over.
func TestPatience(t *testing.T) {
	for _, tt := range []struct {
		size int
		want time.Duration
	}{
		{0, 4 * time.Second}, {1<<20 - 1, 4 * time.Second}, {1 << 20, 17 * time.Second}, {64 << 20, 17 * time.Second},
	} {
		if got := patienceFor(tt.size); got != tt.want {
			t.Errorf("patienceFor(%d) = %v, want %v", tt.size, got, tt.want)
		}
		over, cancel := context.WithCancelCause(t.Context())
		cancel(errPatience)
		if err := impatient(over, tt.size, context.Canceled); !errors.Is(err, ErrTooMuch) {
			t.Errorf("%d bytes, when the time is over: %v", tt.size, err)
		}
		stopped, stop := context.WithCancel(t.Context())
		stop()
		if err := impatient(stopped, tt.size, context.Canceled); !errors.Is(err, context.Canceled) || errors.Is(err, ErrTooMuch) {
			t.Errorf("%d bytes, when it is given up: %v", tt.size, err)
		}
	}
}
