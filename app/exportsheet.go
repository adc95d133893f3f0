package app

func (w *Window) showExport() {}
