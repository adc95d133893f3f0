package app

import (
	"fmt"
	"os"
	"runtime"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// showSettings shows how the text is set, the theme, and whether the library is analysed; what is chosen applies at once.
func (w *Window) showSettings() {
	themes := []string{themePaper, themeSepia, themeDark, themeSystem}
	words := []string{"Paper", "Sepia", "Dark", "Follow system"}
	pick := func(list []string, word string) string {
		for i, x := range words {
			if x == word {
				return list[i]
			}
		}
		return list[0]
	}
	look := widget.NewRadioGroup(words, func(s string) {
		if s != "" {
			w.setTheme(pick(themes, s))
		}
	})
	look.Horizontal, look.Required = true, true
	for i, t := range themes {
		if t == w.prefs.theme {
			look.Selected = words[i]
		}
	}
	letters := widget.NewRadioGroup([]string{"Literata", "Sans"}, func(s string) {
		w.prefs.serif = s != "Sans"
		w.relook()
	})
	letters.Horizontal, letters.Required = true, true
	letters.Selected = "Literata"
	if !w.prefs.serif {
		letters.Selected = "Sans"
	}
	justify := widget.NewCheck("Justify", func(on bool) { w.prefs.justify = on; w.relook() })
	justify.Checked = w.prefs.justify
	analyse := widget.NewCheck("Analyse it in the background", w.analyser.want)
	analyse.Checked = w.prefs.analyse
	form := container.New(pairs{},
		fieldName("Theme"), look,
		fieldName("Typeface"), letters,
		fieldName("Text size"), w.choice(&w.prefs.size, sizeLeast, sizeMost, 1, "%.0f"),
		fieldName("Line height"), w.choice(&w.prefs.lineHeight, leadingLeast, leadingMost, 0.05, "%.2f"),
		fieldName("Line length"), w.choice(&w.prefs.column, columnLeast, columnMost, 1, "%.0f characters"),
		fieldName("Alignment"), justify,
		fieldName("Suggest"), w.suggestChoice(),
		fieldName(""), fieldName("News: has an outlet or a web address, or reads like a report."),
		fieldName("Library"), analyse,
	)
	w.sheet.show("Settings", container.NewVScroll(form), fyne.NewSize(560, 440))
}

func fieldName(s string) fyne.CanvasObject { return widget.NewLabel(s) }

// choice is a slider for a number of the look.
func (w *Window) choice(at *float32, least, most, step float64, form string) fyne.CanvasObject {
	label := widget.NewLabel(fmt.Sprintf(form, *at))
	s := widget.NewSlider(least, most)
	s.Step = step
	s.Value = float64(*at)
	s.OnChanged = func(v float64) {
		*at = float32(v)
		label.SetText(fmt.Sprintf(form, *at))
		w.relook()
	}
	return container.NewBorder(nil, nil, nil, container.New(sized{130, 36}, label), s)
}

// pairs sets captions and what they name in two columns.
type pairs struct{}

// Layout is the toolkit's.
func (pairs) Layout(o []fyne.CanvasObject, s fyne.Size) {
	var y float32
	for i := 0; i+1 < len(o); i += 2 {
		h := max(o[i].MinSize().Height, o[i+1].MinSize().Height)
		o[i].Move(fyne.NewPos(0, y))
		o[i].Resize(fyne.NewSize(120, h))
		o[i+1].Move(fyne.NewPos(124, y))
		o[i+1].Resize(fyne.NewSize(s.Width-130, h))
		y += h + 6
	}
}

// MinSize is the toolkit's.
func (pairs) MinSize(o []fyne.CanvasObject) fyne.Size {
	var m fyne.Size
	for i := 0; i+1 < len(o); i += 2 {
		a, b := o[i].MinSize(), o[i+1].MinSize()
		m.Width = max(m.Width, 130+b.Width)
		m.Height += max(a.Height, b.Height) + 6
	}
	return m
}

// resizeText makes the text larger or smaller by a step; 0 is the usual size.
func (w *Window) resizeText(by int) {
	switch {
	case by == 0:
		w.prefs.size = sizeUsual
	default:
		w.prefs.size = max(sizeLeast, min(w.prefs.size+float32(by), sizeMost))
	}
	w.relook()
	w.notices.say(fmt.Sprintf("Text size %.0f", w.prefs.size))
}

// relook sets the text as the choices say; the reading place stays.
func (w *Window) relook() {
	w.reader.SetLook(w.prefs.look(w.chrome))
	w.bar.update()
	w.keepPrefs()
}

// setTheme dresses everything in a theme.
func (w *Window) setTheme(name string) {
	w.prefs.theme = name
	w.redress()
	w.keepPrefs()
}

// systemTold reports whether the toolkit knows from the start which theme the system prefers. Elsewhere it says dark until the desktop has
// answered, and for ever if no desktop answers; so its word counts only once it has told of a change.
func systemTold() bool {
	return runtime.GOOS == "darwin" || runtime.GOOS == "windows" || os.Getenv("FYNE_THEME") != ""
}

// watchSystem follows the system's theme.
func (w *Window) watchSystem() {
	w.answered = systemTold()
	w.app.Settings().AddListener(func(fyne.Settings) {
		if w.dressing { // it tells of our own theme, too
			return
		}
		w.post(func() {
			w.answered = true
			if w.prefs.theme == themeSystem && w.chosenChrome().dark != w.chrome.dark {
				w.redress()
			}
		})
	})
}

// chosenChrome returns the look of the theme that was chosen: of [themeSystem], paper while the system has not answered.
func (w *Window) chosenChrome() chrome {
	variant := theme.VariantLight
	if w.answered {
		variant = w.app.Settings().ThemeVariant()
	}
	return chromeFor(w.prefs.theme, variant)
}

// dressApp gives the toolkit our theme.
func (w *Window) dressApp() {
	w.chrome = w.chosenChrome()
	w.dress = &dress{Theme: toolkitTheme(), chrome: w.chrome}
	w.dressing = true
	w.app.Settings().SetTheme(w.dress)
	w.dressing = false
}

func (w *Window) redress() {
	w.dressApp()
	w.page.FillColor = w.chrome.page.Background
	w.page.Refresh()
	w.reader.SetLook(w.prefs.look(w.chrome))
	w.top.dress()
	w.find.dress()
	w.tip.dress()
	w.notices.dress()
	w.bar.dress()
	w.offers.dress()
	w.form.dress()
	w.sheet.dress()
	w.left.dress()
	w.sidebar.dress()
}

// toolkitTheme is what is not ours to decide.
func toolkitTheme() fyne.Theme { return theme.DefaultTheme() }

// fullScreen fills the screen with the window, or no longer.
func (w *Window) fullScreen() {
	w.full = !w.full
	w.win.SetFullScreen(w.full)
}
