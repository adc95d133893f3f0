package app

import "strings"

// What tests of the export sheet need.

// An ExportSheet is a sheet that a test fills in.
type ExportSheet struct{ *exportSheet }

func (w *Window) ExportSheet() ExportSheet { return ExportSheet{w.newExportSheet()} }

func (s ExportSheet) Format(words string) { s.formats.SetSelected(words) }
func (s ExportSheet) All()                { s.scope.SetSelected("All articles") }
func (s ExportSheet) Table(on bool)       { s.table.SetChecked(on) }
func (s ExportSheet) HasTable() bool      { return !s.table.Disabled() }
func (s ExportSheet) Ticked() bool        { return s.table.Checked }
func (s ExportSheet) To(path string)      { s.path.SetText(path) }
func (s ExportSheet) Run()                { s.run(false) }
func (s ExportSheet) Says() string        { return s.says }

// CancelNotice presses Cancel of the message that begins so.
func (w *Window) CancelNotice(words string) bool {
	for _, n := range w.notices.shown {
		if strings.HasPrefix(n.words, words) && n.act == "Cancel" {
			w.notices.drop(n)
			n.do()
			return true
		}
	}
	return false
}
