package app

import (
	"errors"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"parley/annotations"
	"parley/assets"
)

// Icon returns the program's icon.
func Icon() fyne.Resource { return fyne.NewStaticResource("parley.png", assets.Icon()) }

// Trouble shows a window that says why the library at path could not be opened, until it is closed.
func Trouble(a fyne.App, path string, err error) {
	c := chromeFor(themeSystem, a.Settings().ThemeVariant())
	a.Settings().SetTheme(&dress{Theme: toolkitTheme(), chrome: c})
	w := a.NewWindow("Parley")
	r := newRuler(nil)
	head := canvas.NewText("The library could not be opened", c.page.Ink)
	head.TextSize, head.TextStyle.Bold = 22, true
	body := newStack(nil,
		newProse(r, path, face{13, fyne.TextStyle{Monospace: true}}, c.page.Faint, 3),
		newProse(r, explain(err), face{15, fyne.TextStyle{}}, c.page.Ink, 0),
		newProse(r, advice(err), face{15, fyne.TextStyle{}}, c.page.Ink, 0))
	body.gap = 14
	quit := widget.NewButton("Quit", w.Close)
	quit.Importance = widget.HighImportance
	w.SetContent(container.NewBorder(
		container.New(inset{30, 30, 30, 12}, head),
		container.New(inset{30, 10, 30, 24}, container.NewHBox(quit)), nil, nil,
		container.New(inset{30, 0, 30, 0}, body)))
	w.Resize(fyne.NewSize(640, 380))
	w.ShowAndRun()
}

// advice says what can be done about a library that cannot be opened.
func advice(err error) string {
	var newer annotations.ErrNewer
	switch {
	case errors.As(err, &newer):
		return "Install the newest release of Parley, or open another library with: parley --db FILE"
	case errors.Is(err, annotations.ErrForeign):
		return "The file was left as it is. Open another library with: parley --db FILE"
	case errors.Is(err, annotations.ErrDamaged):
		return "The file was left as it is. Keep a copy of it, together with the files beside it whose names end in -wal and -shm, before anything else is tried."
	case errors.Is(err, annotations.ErrBusy):
		return "Close the other program that has the library open, then start Parley again."
	}
	return "Nothing was changed. Check the folder and its rights, or open another library with: parley --db FILE"
}
