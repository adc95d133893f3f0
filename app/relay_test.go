package app_test

import (
	"path/filepath"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"
)

// hit presses a key as the driver of the desktop does, and lets the window do what it has posted.
func (s *stage) hit(name fyne.KeyName) {
	s.t.Helper()
	c := s.Canvas()
	f := c.Focused()
	tab, _ := f.(fyne.Tabbable)
	switch {
	case name == fyne.KeyTab && (tab == nil || !tab.AcceptsTab()):
		test.FocusNext(c)
	case f != nil:
		f.TypedKey(&fyne.KeyEvent{Name: name})
	case c.OnTypedKey() != nil:
		c.OnTypedKey()(&fyne.KeyEvent{Name: name})
	}
	s.drain()
}

// drain does what is posted, until nothing is.
func (s *stage) drain() {
	for {
		select {
		case f := <-s.posted:
			f()
		default:
			return
		}
	}
}

// toolkitWidgets returns one of each kind of widget of the toolkit that can have the focus.
func toolkitWidgets() map[string]fyne.CanvasObject {
	words := []string{"one", "two"}
	label := widget.NewLabel("words")
	label.Selectable = true
	entry := widget.NewEntry()
	entry.MultiLine = true
	return map[string]fyne.CanvasObject{
		"button": widget.NewButton("Go", func() {}), "check": widget.NewCheck("On", nil), "checks": widget.NewCheckGroup(words, nil), "radio": widget.NewRadioGroup(words, nil),
		"select": widget.NewSelect(words, nil), "select entry": widget.NewSelectEntry(words), "slider": widget.NewSlider(0, 9), "entry": widget.NewEntry(), "lines": entry,
		"password": widget.NewPasswordEntry(), "date": widget.NewDateEntry(), "link": widget.NewHyperlink("link", nil), "label": label,
		"list":  widget.NewList(func() int { return 3 }, func() fyne.CanvasObject { return widget.NewLabel("") }, func(widget.ListItemID, fyne.CanvasObject) {}),
		"grid":  widget.NewGridWrap(func() int { return 3 }, func() fyne.CanvasObject { return widget.NewLabel("") }, func(widget.GridWrapItemID, fyne.CanvasObject) {}),
		"table": widget.NewTable(func() (int, int) { return 2, 2 }, func() fyne.CanvasObject { return widget.NewLabel("") }, func(widget.TableCellID, fyne.CanvasObject) {}),
		"tree":  widget.NewTreeWithStrings(map[string][]string{"": words}), "accordion": widget.NewAccordion(widget.NewAccordionItem("more", widget.NewLabel("x"))),
		"form": widget.NewForm(widget.NewFormItem("Name", widget.NewEntry())),
	}
}

// TestEscClosesASheet holds that Esc closes a sheet whatever has the focus in it, by Tab, by the pointer or by the program.
func TestEscClosesASheet(t *testing.T) {
	s := openStage(t, filepath.Join(t.TempDir(), "library.db"))
	s.read()
	for name := range toolkitWidgets() {
		for _, first := range []bool{true, false} { // of the sheet, or behind a text field of the window
			seen := 0
			for tabs := range 6 {
				o := toolkitWidgets()[name]
				over := []fyne.CanvasObject{o}
				field := s.FieldOver()
				if !first {
					over = []fyne.CanvasObject{field, o}
				}
				s.ShowOver(container.NewVBox(over...))
				if !first {
					s.Canvas().Focus(field.(fyne.Focusable))
				}
				s.drain()
				for range tabs {
					s.hit(fyne.KeyTab)
				}
				if h := s.Holder(); h != nil && h != field.(fyne.Focusable) {
					seen++
				}
				s.hit(fyne.KeyEscape)
				if s.SheetOpen() {
					t.Errorf("%s, after %d times Tab: Esc does not close the sheet", name, tabs)
					s.CloseSheet()
				}
			}
			if name != "accordion" && seen == 0 {
				t.Errorf("Tab never leads to the %s", name)
			}
		}
	}
}

// TestTabGoesRound holds that Tab leads through the widgets of a sheet in their order, a text field of the window among them, and that keys
// act on the one that has the focus.
func TestTabGoesRound(t *testing.T) {
	s := openStage(t, filepath.Join(t.TempDir(), "library.db"))
	s.read()
	one, two := widget.NewCheck("one", nil), widget.NewCheck("two", nil)
	field, plain := s.FieldOver(), widget.NewEntry()
	s.ShowOver(container.NewVBox(one, field, two, plain))
	s.drain()
	for i, want := range []any{one, field, two, plain, one, field, two} {
		s.hit(fyne.KeyTab)
		if s.Holder() != want.(fyne.Focusable) {
			t.Fatalf("after %d times Tab the keys go to %T", i+1, s.Holder())
		}
		s.Canvas().Focused().TypedRune(' ')
	}
	if one.Checked || two.Checked || plain.Text != " " {
		t.Errorf("the checks are %v and %v, in the entry is %q", one.Checked, two.Checked, plain.Text)
	}
	test.Tap(one)
	s.drain()
	if s.Holder() != fyne.Focusable(one) || !one.Checked {
		t.Errorf("after a click the keys go to %T, the check is %v", s.Holder(), one.Checked)
	}
	s.Canvas().Unfocus() // a click beside everything
	s.drain()
	s.hit(fyne.KeyEscape)
	if s.SheetOpen() {
		t.Error("Esc does not close the sheet while nothing has the focus")
	}
}

// TestEscCloses goes through the window's own sheets and the toolkit's dialogs.
func TestEscCloses(t *testing.T) {
	s := openStage(t, filepath.Join(t.TempDir(), "library.db"))
	s.read()
	shown := func() bool { return s.SheetOpen() || s.Asking() }
	opens := map[string]func(){
		"a question": func() { s.During(dialog.NewConfirm("Sure?", "Really?", func(bool) {}, s.Native())) },
		"a file":     func() { s.During(dialog.NewFileOpen(func(fyne.URIReadCloser, error) {}, s.Native())) },
		"a folder":   func() { s.During(dialog.NewFolderOpen(func(fyne.ListableURI, error) {}, s.Native())) },
		"a form": func() {
			s.During(dialog.NewForm("Form", "Yes", "No", []*widget.FormItem{widget.NewFormItem("Name", widget.NewEntry())}, func(bool) {}, s.Native()))
		},
	}
	for _, id := range []string{"settings", "export", "keys", "about", "palette", "details", "tag-article", "collect", "add-url", "statement-table", "versions", "add-file"} {
		opens[id] = func() { s.Act(id) }
	}
	for name, open := range opens {
		for tabs := range 9 {
			open()
			s.until(name+" is shown", shown)
			s.drain()
			if s.Relayed() && !s.RelaySize().IsZero() {
				t.Fatalf("%s: the relay lies over the widgets, and takes their clicks", name)
			}
			for range tabs {
				s.hit(fyne.KeyTab)
			}
			for tries := 0; shown(); tries++ {
				if tries == 2 { // a list or what is typed may close first
					t.Fatalf("%s: after %d times Tab, Esc does not close it; the keys go to %T", name, tabs, s.Holder())
				}
				s.hit(fyne.KeyEscape)
			}
		}
	}
}

// TestEscClosesWhatADialogOpens has a dialog of the toolkit open another, as that for a new folder.
func TestEscClosesWhatADialogOpens(t *testing.T) {
	s := openStage(t, filepath.Join(t.TempDir(), "library.db"))
	s.read()
	s.During(dialog.NewFolderOpen(func(fyne.ListableURI, error) {}, s.Native()))
	nested := dialog.NewForm("New Folder", "Make", "Cancel", []*widget.FormItem{widget.NewFormItem("Name", widget.NewEntry())}, func(bool) {}, s.Native())
	nested.Show()
	overlays := func() int { return len(s.Canvas().Overlays().List()) }
	if overlays() != 2 {
		t.Fatalf("%d overlays", overlays())
	}
	s.hit(fyne.KeyTab)
	s.hit(fyne.KeyTab)
	s.until("the dialog is relayed", s.Relayed)
	if _, ok := s.Holder().(*widget.Button); !ok {
		t.Errorf("the keys go to %T", s.Holder())
	}
	s.hit(fyne.KeyEscape)
	if overlays() != 1 || !s.Asking() {
		t.Errorf("after Esc there are %d overlays", overlays())
	}
	s.hit(fyne.KeyEscape)
	if overlays() != 0 || s.Asking() {
		t.Errorf("after a second Esc there are %d overlays", overlays())
	}
}

// TestEscClosesTheListFirst opens the list of a select in a sheet.
func TestEscClosesTheListFirst(t *testing.T) {
	s := openStage(t, filepath.Join(t.TempDir(), "library.db"))
	s.read()
	s.ShowOver(container.NewVBox(widget.NewSelect([]string{"one", "two"}, nil)))
	s.drain()
	s.hit(fyne.KeyTab)
	s.hit(fyne.KeySpace)
	if n := len(s.Canvas().Overlays().List()); n != 2 {
		t.Fatalf("%d overlays, want the sheet and the list", n)
	}
	s.hit(fyne.KeyEscape)
	if n := len(s.Canvas().Overlays().List()); n != 1 || !s.SheetOpen() {
		t.Errorf("after Esc there are %d overlays", n)
	}
	s.hit(fyne.KeyEscape)
	if s.SheetOpen() {
		t.Error("a second Esc does not close the sheet")
	}
}
