package app

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
)

// mainMenu makes the menus from the table of actions.
func (w *Window) mainMenu() *fyne.MainMenu {
	var out []*fyne.Menu
	for _, name := range menus {
		menu := fyne.NewMenu(name)
		for i := range w.table {
			a := &w.table[i]
			if a.menu != name {
				continue
			}
			if a.line && len(menu.Items) > 0 {
				menu.Items = append(menu.Items, fyne.NewMenuItemSeparator())
			}
			item := fyne.NewMenuItem(w.title(a), func() { w.chosen(a) })
			if len(a.keys) > 0 {
				item.Shortcut = parseChord(a.keys[0]).shortcut()
			}
			menu.Items = append(menu.Items, item)
		}
		if name == "File" {
			quit := fyne.NewMenuItem("Quit", w.close)
			quit.IsQuit = true
			menu.Items = append(menu.Items, fyne.NewMenuItemSeparator(), quit)
		}
		out = append(out, menu)
	}
	return fyne.NewMainMenu(out...)
}

// title returns an action's title as it is now: undo names its step.
func (w *Window) title(a *action) string {
	if a.named != nil {
		return a.named(w)
	}
	return a.title
}

// refreshMenu renames the steps that undo and redo would take.
func (w *Window) refreshMenu() {
	main := w.win.MainMenu()
	if main == nil {
		return
	}
	changed := false
	for _, m := range main.Items {
		for _, item := range m.Items {
			for i := range w.table {
				a := &w.table[i]
				if a.named == nil || item.Shortcut == nil || item.Shortcut.ShortcutName() != parseChord(a.keys[0]).shortcut().ShortcutName() {
					continue
				}
				if t := a.named(w); t != item.Label {
					item.Label, changed = t, true
				}
			}
		}
	}
	if changed {
		main.Refresh()
	}
}

// A menuItem is a line of a menu that pops up.
type menuItem struct {
	title string
	do    func()
}

// popUp shows a menu at a place of the window.
func (w *Window) popUp(at fyne.Position, items ...menuItem) {
	m := fyne.NewMenu("")
	for _, it := range items {
		m.Items = append(m.Items, fyne.NewMenuItem(it.title, it.do))
	}
	widget.ShowPopUpMenuAtPosition(m, w.win.Canvas(), at)
}

// contextMenu is what can be done with the passage under the pointer.
func (w *Window) contextMenu(at fyne.Position) {
	if w.now == nil {
		return
	}
	var items []menuItem
	for _, id := range []string{"highlight", "underline", "note", "tag", "copy", "copy-citation", "elsewhere", "delete", "article-note", "find", "export"} {
		a := w.keyboard.named(id)
		if a.can == nil || a.can(w) {
			items = append(items, menuItem{a.title, w.bound(func() { w.do(a) })})
		}
	}
	w.popUp(at, items...)
}
