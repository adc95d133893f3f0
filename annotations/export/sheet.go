package export

import (
	"io"
	"strings"
)

// bom is the byte-order mark in UTF-8, by which spreadsheets know that a table is not in an encoding of the country.
const bom = "\uFEFF"

// guarded returns a cell so that a spreadsheet shows it and does not calculate it. One that begins with =, +, -, @, a tab or a carriage return,
// perhaps after apostrophes, has one more apostrophe before it. This can be undone: what begins with apostrophes and then one of those signs loses
// one apostrophe. No other cell is changed.
//
// The signs are those of OWASP, “CSV Injection”.
func guarded(cell string) string {
	if rest := strings.TrimLeft(cell, "'"); rest != "" && strings.IndexByte("=+-@\t\r", rest[0]) >= 0 {
		return "'" + cell
	}
	return cell
}

// numberColumns are the columns of both tables that hold numbers, of which some are negative: read only.
var numberColumns = map[string]bool{"version": true, "start": true, "end": true, "paragraph": true, "stance_value": true}

// sheetOf returns a writer of a table as spreadsheets want it: with a byte-order mark, and with its cells guarded, but for those of columns that
// hold numbers.
func sheetOf(write func(*table, Entries) error) func(io.Writer, Entries) error {
	return func(w io.Writer, entries Entries) error {
		if _, err := io.WriteString(w, bom); err != nil {
			return err
		}
		t := newTable(w)
		t.guard = true
		return write(t, entries)
	}
}

// exactOf returns a writer of a table that changes nothing.
func exactOf(write func(*table, Entries) error) func(io.Writer, Entries) error {
	return func(w io.Writer, entries Entries) error { return write(newTable(w), entries) }
}
