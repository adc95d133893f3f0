package app

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
