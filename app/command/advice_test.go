package command

import (
	"fmt"
	"testing"

	"parley/app/desk"
)

func TestAdvice(t *testing.T) {
	tests := []struct {
		err  error
		want string
	}{
		{fmt.Errorf("rename actor: %w", desk.ErrNameless), "rename actor: it has no name; give it a name of at least one word"},
		{fmt.Errorf("reject actor: 2 on “Ann Lee”: %w", desk.ErrInUse), "reject actor: 2 on “Ann Lee”: statements are filed on it; delete these statements, or file them elsewhere, first"},
		{fmt.Errorf("file statement: \"May\": %w", desk.ErrDate), "file statement: \"May\": it is not a date: write the year, year-month or year-month-day; such as 2026-05-03"},
	}
	for _, tt := range tests {
		if got := oneLine(tt.err); got != tt.want {
			t.Errorf("oneLine(%v) = %q, want %q", tt.err, got, tt.want)
		}
	}
}
