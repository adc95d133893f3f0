package app

import "fyne.io/fyne/v2"

// AnalyserSays returns the words about the analysis in the library column and the word on its button; nothing while they are hidden.
func (w *Window) AnalyserSays() (words, button string) {
	a := w.analyser
	if !a.object.Visible() {
		return "", ""
	}
	if a.pause.Visible() {
		button = a.pause.word
	}
	return a.words.words, button
}

// TapAnalyser taps that button.
func (w *Window) TapAnalyser() { w.analyser.pause.Tapped(nil) }

// WakeAnalyser has the analyser look now.
func (w *Window) WakeAnalyser() { w.analyser.look() }

// AnalyseInBackground is the choice in the settings.
func (w *Window) AnalyseInBackground(on bool) { w.analyser.want(on) }

// SheetCards returns the words of the cards of the list that a sheet shows, and of the buttons on each.
func (w *Window) SheetCards() (words []string, buttons [][]string) {
	w.sheetCards(func(k *card) {
		said := ""
		var on []string
		for _, r := range k.rows {
			switch r := r.(type) {
			case *prose:
				said += r.text + "\n"
			case *flow:
				for _, b := range r.objects {
					on = append(on, b.(*wordButton).word)
				}
			}
		}
		words, buttons = append(words, said), append(buttons, on)
	})
	return words, buttons
}

// TapSheetCard taps a button of card i of that list.
func (w *Window) TapSheetCard(i int, button string) {
	n := 0
	w.sheetCards(func(k *card) {
		for _, r := range k.rows {
			f, ok := r.(*flow)
			if !ok || n != i {
				continue
			}
			for _, b := range f.objects {
				if b := b.(*wordButton); b.word == button {
					b.Tapped(nil)
				}
			}
		}
		n++
	})
}

func (w *Window) sheetCards(f func(*card)) {
	if w.sheet.popup == nil {
		return
	}
	if c := columnIn(w.sheet.popup.Content); c != nil {
		for i := range c.count {
			f(c.build(i).(*card))
		}
	}
}

func columnIn(o fyne.CanvasObject) *column {
	switch x := o.(type) {
	case *column:
		return x
	case *fyne.Container:
		for _, c := range x.Objects {
			if found := columnIn(c); found != nil {
				return found
			}
		}
	}
	return nil
}
