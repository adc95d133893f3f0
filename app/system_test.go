package app_test

import (
	"errors"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"parley/app"
)

// A system is an app whose settings are those of a desktop that the test plays.
type system struct {
	fyne.App
	variant fyne.ThemeVariant
	told    []func(fyne.Settings)
}

func (s *system) Settings() fyne.Settings { return desktopOf{s.App.Settings(), s} }
func (s *system) tell()                   { desktopOf{s.App.Settings(), s}.tell() }

type desktopOf struct {
	fyne.Settings
	of *system
}

func (d desktopOf) ThemeVariant() fyne.ThemeVariant   { return d.of.variant }
func (d desktopOf) AddListener(f func(fyne.Settings)) { d.of.told = append(d.of.told, f) }
func (d desktopOf) SetTheme(t fyne.Theme)             { d.Settings.SetTheme(t); d.tell() }
func (d desktopOf) tell() {
	for _, f := range d.of.told {
		f(d)
	}
}

// TestFollowSystem plays a desktop that says nothing, and then that it prefers dark, light and nothing in particular. Until it has answered,
// the toolkit says dark.
func TestFollowSystem(t *testing.T) {
	t.Setenv("FYNE_THEME", "")
	sys := &system{variant: theme.VariantDark}
	s := openStageWith(t, filepath.Join(t.TempDir(), "library.db"), func(o *app.Options) {
		sys.App = o.App
		o.App = sys
	})
	s.read()
	s.Act("theme-system")
	s.drain()
	if s.Dark() {
		t.Error("the theme is dark though the desktop has not answered")
	}
	s.Act("theme-dark")
	s.Act("theme-system") // our own theme is no answer
	s.drain()
	if s.Dark() {
		t.Error("the theme is dark though the desktop has not answered")
	}
	for _, v := range []fyne.ThemeVariant{theme.VariantDark, theme.VariantLight, theme.VariantDark} {
		sys.variant = v
		sys.tell()
		s.drain()
		if s.Dark() != (v == theme.VariantDark) {
			t.Errorf("the desktop prefers %d, the window is dark: %v", v, s.Dark())
		}
	}
}

// TestNoBrowser clicks a link where no browser can be started.
func TestNoBrowser(t *testing.T) {
	const address = "https://example.org/a?b=c"
	opened := make(chan string, 2)
	fails := errors.New("exit status 3")
	s := openStageWith(t, filepath.Join(t.TempDir(), "library.db"), func(o *app.Options) {
		o.Browse = func(address string) error { opened <- address; return fails }
	})
	s.read()
	s.Reader().OnLink(address)
	s.until("it is said", func() bool { return s.Problems() == 1 })
	if said := s.Said(); <-opened != address || !strings.Contains(said[len(said)-1], address) {
		t.Errorf("said is %q", said)
	}
	if act := s.DoNotice(); act != "Copy the address" || s.Copied() != address {
		t.Errorf("%s copies %q", act, s.Copied())
	}
	for _, bad := range []string{"file:///etc/passwd", "javascript:alert(1)"} {
		s.Reader().OnLink(bad)
	}
	if n := len(opened); n != 0 || s.Problems() != 3 {
		t.Errorf("%d addresses were opened, %d problems", n, s.Problems())
	}
}
