package app

import (
	"strings"

	"fyne.io/fyne/v2"

	"parley/annotations"
)

// An action is something a person can do in the window. The table of actions
// makes the keys, the menus, the palette and the help.
type action struct {
	id    string   // stable
	menu  string   // the menu it is in; empty for none
	title string   // as the menu shows it
	keys  []string // the first is shown in the menu
	run   func(*Window)
	can   func(*Window) bool // nil: always
	field fyne.Shortcut      // what a text field that has the focus is given in its place
	line  bool               // a line above it in the menu
	named func(*Window) string
}

// The menus in their order.
var menus = [...]string{"File", "Edit", "Mark", "View", "Go", "Help"}

// actions returns the table. It is the only place where keys are bound.
func actions() []action {
	table := []action{
		{id: "add-file", menu: "File", title: "Add File…", keys: []string{"Ctrl+O"}, run: (*Window).addFile, can: (*Window).writable},
		{id: "add-url", menu: "File", title: "Add Web Address…", keys: []string{"Ctrl+L"}, run: (*Window).addURL, can: (*Window).writable},
		{id: "add-clipboard", menu: "File", title: "Add Clipboard as Article", keys: []string{"Ctrl+V"}, run: (*Window).addClipboard, can: (*Window).writable, field: &fyne.ShortcutPaste{}},
		{id: "export", menu: "File", title: "Export…", keys: []string{"Ctrl+Shift+E"}, run: (*Window).showExport, can: (*Window).reading, line: true},
		{id: "details", menu: "File", title: "Details of Article…", keys: []string{"Ctrl+I"}, run: (*Window).editDetails, can: (*Window).canWriteArticle, line: true},
		{id: "tag-article", menu: "File", title: "Tag Article…", run: (*Window).tagOpen, can: (*Window).canWriteArticle},
		{id: "collect", menu: "File", title: "Put Article into Collection…", run: (*Window).collectOpen, can: (*Window).canWriteArticle},
		{id: "stop-suggesting", menu: "File", title: "Stop Suggesting Here", run: func(w *Window) { w.stopSuggesting(true) }, can: (*Window).suggestsHere},
		{id: "suggest-again", menu: "File", title: "Suggest Here Again", run: func(w *Window) { w.stopSuggesting(false) }, can: (*Window).stoppedHere},
		{id: "delete-article", menu: "File", title: "Delete Article", run: (*Window).discardOpen, can: (*Window).canWriteArticle},
		{id: "backups", menu: "File", title: "Backups…", run: (*Window).showBackups, can: (*Window).hasKeeper, line: true},
		{id: "settings", menu: "File", title: "Settings…", keys: []string{"Ctrl+,"}, run: (*Window).showSettings, line: true},

		{id: "undo", menu: "Edit", title: "Undo", keys: []string{"Ctrl+Z"}, run: (*Window).undo, can: (*Window).canUndo, field: &fyne.ShortcutUndo{}, named: (*Window).undoTitle},
		{id: "redo", menu: "Edit", title: "Redo", keys: []string{"Ctrl+Shift+Z", "Ctrl+Y"}, run: (*Window).redo, can: (*Window).canRedo, field: &fyne.ShortcutRedo{}, named: (*Window).redoTitle},
		{id: "copy", menu: "Edit", title: "Copy", keys: []string{"Ctrl+C"}, run: (*Window).copyText, can: (*Window).hasPassage, field: &fyne.ShortcutCopy{}, line: true},
		{id: "copy-citation", menu: "Edit", title: "Copy with Citation", keys: []string{"Ctrl+Shift+C"}, run: (*Window).copyCitation, can: (*Window).hasPassage},
		{id: "cut", menu: "Edit", title: "Cut", keys: []string{"Ctrl+X"}, run: func(*Window) {}, can: (*Window).inField, field: &fyne.ShortcutCut{}},
		{id: "select-all", menu: "Edit", title: "Select All", keys: []string{"Ctrl+A"}, run: (*Window).selectAll, can: (*Window).reading, field: &fyne.ShortcutSelectAll{}},
		{id: "find", menu: "Edit", title: "Find in Article…", keys: []string{"Ctrl+F", "/"}, run: (*Window).showFind, can: (*Window).reading, line: true},
		{id: "find-next", menu: "Edit", title: "Find Next", keys: []string{"F3"}, run: func(w *Window) { w.find.step(1) }, can: (*Window).reading},
		{id: "find-previous", menu: "Edit", title: "Find Previous", keys: []string{"Shift+F3"}, run: func(w *Window) { w.find.step(-1) }, can: (*Window).reading},
		{id: "elsewhere", menu: "Edit", title: "Same Passage Elsewhere", run: (*Window).searchElsewhere, can: (*Window).hasPassage},
		{id: "search", menu: "Edit", title: "Search Everything…", keys: []string{"Ctrl+Shift+F"}, run: (*Window).showSearch, line: true},

		{id: "highlight", menu: "Mark", title: "Highlight", keys: []string{"H"}, run: (*Window).highlight, can: (*Window).canMark},
		{id: "underline", menu: "Mark", title: "Underline", keys: []string{"U"}, run: (*Window).underline, can: (*Window).canMark},
		{id: "strikethrough", menu: "Mark", title: "Strikethrough", run: func(w *Window) { w.restyle(annotations.Strikethrough) }, can: (*Window).canMark},
		{id: "outline", menu: "Mark", title: "Outline", run: func(w *Window) { w.restyle(annotations.Outline) }, can: (*Window).canMark},
		{id: "note", menu: "Mark", title: "Note on Passage", keys: []string{"N"}, run: (*Window).noteOnPassage, can: (*Window).canMark, line: true},
		{id: "edit-note", menu: "Mark", title: "Edit Note, Confirm", keys: []string{"Enter"}, run: (*Window).enter, can: (*Window).hasMarkOrEntry, named: (*Window).enterTitle},
		{id: "article-note", menu: "Mark", title: "Note on Article", run: (*Window).noteOnArticle, can: (*Window).canWriteArticle},
		{id: "tag", menu: "Mark", title: "Tag…", keys: []string{"T"}, run: (*Window).tag, can: (*Window).canMark},
		{id: "reshape", menu: "Mark", title: "Edit Ends", keys: []string{"E"}, run: (*Window).reshape, can: (*Window).hasMark},
		{id: "statement", menu: "Mark", title: "File Statement…", keys: []string{"S"}, run: (*Window).fileStatement, can: (*Window).canFile, line: true},
		{id: "add-passage", menu: "Mark", title: "Add Passage to Last Statement", keys: []string{"Shift+S"}, run: (*Window).addPassageToLast, can: (*Window).canWriteArticle},
		{id: "go-on", menu: "Mark", title: "Go On with What Is Not Saved", run: (*Window).goOn, can: (*Window).hasOffer},
		{id: "discard-begun", menu: "Mark", title: "Discard What Is Not Saved", run: (*Window).discardBegun, can: (*Window).hasOffer},
		{id: "rename", menu: "Mark", title: "Rename…", keys: []string{"F2"}, run: (*Window).renameChosen, can: (*Window).hasEntry},
		{id: "merge", menu: "Mark", title: "Merge…", keys: []string{"M"}, run: (*Window).mergeChosen, can: (*Window).hasEntry},
		{id: "accept", menu: "Mark", title: "Accept Changed Passage", keys: []string{"A"}, run: (*Window).acceptChosen, can: (*Window).canAccept, line: true},
		{id: "attach", menu: "Mark", title: "Attach to Other Words…", keys: []string{"Shift+A"}, run: (*Window).attachChosen, can: (*Window).canAttach},
		{id: "keep-apart", menu: "Mark", title: "Keep Unattached", run: (*Window).keepChosenApart, can: (*Window).canSettle},
		{id: "delete", menu: "Mark", title: "Delete, Reject", keys: []string{"Delete"}, run: (*Window).remove, can: (*Window).hasMarkOrEntry, named: (*Window).removeTitle, line: true},
		{id: "next-mark", menu: "Mark", title: "Next Mark", keys: []string{"Alt+Down"}, run: func(w *Window) { w.stepMark(1) }, can: (*Window).reading, line: true},
		{id: "previous-mark", menu: "Mark", title: "Previous Mark", keys: []string{"Alt+Up"}, run: func(w *Window) { w.stepMark(-1) }, can: (*Window).reading},

		{id: "fold-library", menu: "View", title: "Library", keys: []string{"F8"}, run: (*Window).foldLibrary},
		{id: "fold-sidebar", menu: "View", title: "Sidebar", keys: []string{"F9"}, run: (*Window).foldSidebar},
		{id: "tab-disputes", menu: "View", title: "Disputes", keys: []string{"Ctrl+1"}, run: func(w *Window) { w.showTab(tabDisputes) }, line: true},
		{id: "tab-actors", menu: "View", title: "Actors", keys: []string{"Ctrl+2"}, run: func(w *Window) { w.showTab(tabActors) }},
		{id: "tab-notes", menu: "View", title: "Notes", keys: []string{"Ctrl+3"}, run: func(w *Window) { w.showTab(tabNotes) }},
		{id: "statement-table", menu: "View", title: "Statements…", keys: []string{"Ctrl+4"}, run: (*Window).showStatements},
		{id: "library-actors", menu: "View", title: "Actors of the Library…", run: (*Window).showActors},
		{id: "contents", menu: "View", title: "Contents", keys: []string{"Ctrl+Shift+O"}, run: (*Window).showContents},
		{id: "versions", menu: "View", title: "Versions…", keys: []string{"V"}, run: (*Window).showVersions, can: (*Window).reading, line: true},
		{id: "compare", menu: "View", title: "What Changed…", keys: []string{"Shift+V"}, run: (*Window).compareLast, can: (*Window).hasOlder},
		{id: "stories", menu: "View", title: "The Same Story…", run: (*Window).showStories, can: (*Window).hasStories},
		{id: "larger", menu: "View", title: "Larger Text", keys: []string{"Ctrl+=", "Ctrl++"}, run: func(w *Window) { w.resizeText(1) }, line: true},
		{id: "smaller", menu: "View", title: "Smaller Text", keys: []string{"Ctrl+-"}, run: func(w *Window) { w.resizeText(-1) }},
		{id: "usual", menu: "View", title: "Usual Text Size", keys: []string{"Ctrl+0"}, run: func(w *Window) { w.resizeText(0) }},
		{id: "theme-paper", menu: "View", title: "Paper", run: func(w *Window) { w.setTheme(themePaper) }, line: true},
		{id: "theme-sepia", menu: "View", title: "Sepia", run: func(w *Window) { w.setTheme(themeSepia) }},
		{id: "theme-dark", menu: "View", title: "Dark", run: func(w *Window) { w.setTheme(themeDark) }},
		{id: "theme-system", menu: "View", title: "Follow System", run: func(w *Window) { w.setTheme(themeSystem) }},
		{id: "full-screen", menu: "View", title: "Full Screen", keys: []string{"F11"}, run: (*Window).fullScreen, line: true},

		{id: "page-down", menu: "Go", title: "Page Down", keys: []string{"Space", "PgDn"}, run: func(w *Window) { w.reader.Page(1) }, can: (*Window).reading},
		{id: "page-up", menu: "Go", title: "Page Up", keys: []string{"Shift+Space", "PgUp"}, run: func(w *Window) { w.reader.Page(-1) }, can: (*Window).reading},
		{id: "next-paragraph", menu: "Go", title: "Next Paragraph", keys: []string{"J"}, run: func(w *Window) { w.reader.NextParagraph() }, can: (*Window).reading},
		{id: "previous-paragraph", menu: "Go", title: "Previous Paragraph", keys: []string{"K"}, run: func(w *Window) { w.reader.PrevParagraph() }, can: (*Window).reading},
		{id: "top", menu: "Go", title: "Start of Article", keys: []string{"Home"}, run: func(w *Window) { w.jump(w.reader.Top) }, can: (*Window).reading},
		{id: "bottom", menu: "Go", title: "End of Article", keys: []string{"End"}, run: func(w *Window) { w.jump(w.reader.Bottom) }, can: (*Window).reading},
		{id: "back", menu: "Go", title: "Back", keys: []string{"Alt+Left"}, run: func(w *Window) { w.travel(-1) }, can: (*Window).reading, line: true},
		{id: "forward", menu: "Go", title: "Forward", keys: []string{"Alt+Right"}, run: func(w *Window) { w.travel(1) }, can: (*Window).reading},
		{id: "caret", menu: "Go", title: "Caret Mode", keys: []string{"F7"}, run: (*Window).toggleCaret, can: (*Window).reading, line: true},

		{id: "keys", menu: "Help", title: "Keys", keys: []string{"F1", "?"}, run: (*Window).showKeys},
		{id: "palette", menu: "Help", title: "Command Palette…", keys: []string{"Ctrl+Shift+P"}, run: (*Window).showPalette},
		{id: "about", menu: "Help", title: "About Parley", run: (*Window).showAbout, line: true},
	}
	for i, word := range annotations.Colours() {
		c := annotations.Colour(i)
		table = append(table, action{
			id: "colour-" + word, menu: "Mark", title: "Colour " + strings.ToUpper(word[:1]) + word[1:],
			keys: []string{string(rune('1' + i))}, run: func(w *Window) { w.colour(c) }, can: (*Window).canMark, line: i == 0,
		})
	}
	return table
}

// A keyboard finds the action of a chord.
type keyboard struct {
	table  []action
	chords map[chord]int
}

func newKeyboard(table []action) *keyboard {
	k := &keyboard{table: table, chords: map[chord]int{}}
	for i, a := range table {
		for _, s := range a.keys {
			k.chords[parseChord(s)] = i
		}
	}
	return k
}

// of returns the action that c is bound to, or nil.
func (k *keyboard) of(c chord) *action {
	if i, ok := k.chords[c]; ok {
		return &k.table[i]
	}
	return nil
}

// named returns the action with that id; the table has it.
func (k *keyboard) named(id string) *action {
	for i := range k.table {
		if k.table[i].id == id {
			return &k.table[i]
		}
	}
	panic("no action " + id)
}

// do runs a if it can be done now and reports whether it was bound to do so.
func (w *Window) do(a *action) bool {
	if a == nil {
		return false
	}
	if a.can != nil && !a.can(w) {
		return false
	}
	a.run(w)
	return true
}

// typedRune is given the characters that no text field took.
func (w *Window) typedRune(r rune) bool {
	w.analyser.stir()
	if w.sheet.open() || w.asking != nil {
		return false
	}
	c := runeChord(r, w.scan)
	if r == ' ' { // a key of its own
		return false
	}
	a := w.keyboard.of(c)
	if a == nil && c.mod == fyne.KeyModifierShift {
		a = w.keyboard.of(chord{key: c.key}) // Caps Lock, or a digit that wants Shift
	}
	return w.do(a)
}

// typedKey is given the keys that no text field took.
func (w *Window) typedKey(e *fyne.KeyEvent) bool {
	w.analyser.stir()
	if e.Physical.ScanCode != 0 {
		w.scan = e.Physical.ScanCode
	}
	if e.Name == fyne.KeyEscape {
		return w.escape()
	}
	if w.sheet.open() || w.asking != nil {
		return w.sheet.open() && w.sheet.key(e.Name)
	}
	c := chord{mod: modifiers() & fyne.KeyModifierShift, key: e.Name}
	if by := map[fyne.KeyName]int{fyne.KeyUp: -1, fyne.KeyDown: 1}[e.Name]; by != 0 && modifiers() == 0 && w.stepEntry(by) {
		return true
	}
	if e.Name == fyne.KeyEnter {
		c.key = fyne.KeyReturn
	}
	if c.plain() {
		return false // comes as a character, too
	}
	return w.do(w.keyboard.of(c))
}

// typedShortcut is given the shortcuts that neither a menu nor a text field took.
func (w *Window) typedShortcut(s fyne.Shortcut) bool {
	w.analyser.stir()
	if isAccept(s) && w.form.open() && !w.sheet.open() && w.asking == nil {
		w.form.save() // wherever the keys go
		return true
	}
	for c, i := range w.keyboard.chords {
		if c.mod&^fyne.KeyModifierShift != 0 && c.shortcut().ShortcutName() == s.ShortcutName() {
			return w.chosen(&w.keyboard.table[i])
		}
	}
	return false
}

// chosen runs an action that was chosen from a menu or by a shortcut: a text field
// that has the focus comes first.
func (w *Window) chosen(a *action) bool {
	if f, ok := w.focusedField(); ok && a.field != nil {
		f.TypedShortcut(w.withClipboard(a.field))
		return true
	}
	if w.sheet.open() || w.asking != nil {
		return false
	}
	return w.do(a)
}

// withClipboard returns s as a text field wants it.
func (w *Window) withClipboard(s fyne.Shortcut) fyne.Shortcut {
	switch s.(type) {
	case *fyne.ShortcutCopy:
		return &fyne.ShortcutCopy{Clipboard: w.app.Clipboard()}
	case *fyne.ShortcutCut:
		return &fyne.ShortcutCut{Clipboard: w.app.Clipboard()}
	case *fyne.ShortcutPaste:
		return &fyne.ShortcutPaste{Clipboard: w.app.Clipboard()}
	}
	return s
}
