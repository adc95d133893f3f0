package source

import (
	"encoding/xml"
	"fmt"
	"strconv"
	"strings"
)

// A numbering knows the lists of a document (ECMA-376, part 1, §17.9).
type numbering struct {
	levels map[string][9]listLevel // of each abstract list
	lists  map[string]string       // the abstract list of each list
	starts map[string]map[int]int  // what a list sets anew
	counts map[string]*[9]int      // how far each abstract list has counted
}

// A listLevel is how the items of one level are marked.
type listLevel struct {
	format string // "bullet", "decimal", "lowerLetter"…
	text   string // such as "%1.%2)"
	start  int
}

// What is read of the lists of a document: how many, and bytes of what marks an item.
const (
	listsMost  = 20_000
	markerMost = 200
)

// readNumbering reads the lists.
func (d *docx) readNumbering() error {
	n := &numbering{levels: map[string][9]listLevel{}, lists: map[string]string{}, starts: map[string]map[int]int{}, counts: map[string]*[9]int{}}
	d.numbers = n
	abstract, list, level := "", "", -1
	var levels [9]listLevel
	return d.part(sibling(d.main, "numbering.xml"), func(_ *xmlReader, t xml.Token) error {
		switch t := t.(type) {
		case xml.StartElement:
			switch local(t.Name) {
			case "abstractNum":
				abstract, levels = xattr(t, "abstractNumId"), [9]listLevel{}
			case "num":
				list = xattr(t, "numId")
			case "abstractNumId":
				if list != "" {
					n.lists[list] = xattr(t, "val")
				}
			case "lvl", "lvlOverride":
				if level = digit(xattr(t, "ilvl")); level > 8 {
					level = 8
				}
			case "numFmt":
				if abstract != "" && level >= 0 {
					levels[level].format = xattr(t, "val")
				}
			case "lvlText":
				if abstract != "" && level >= 0 {
					levels[level].text = markerText(xattr(t, "val"))
				}
			case "start":
				if abstract != "" && level >= 0 {
					levels[level].start, _ = strconv.Atoi(xattr(t, "val"))
				}
			case "startOverride":
				if list != "" && level >= 0 {
					if n.starts[list] == nil {
						n.starts[list] = map[int]int{}
					}
					n.starts[list][level], _ = strconv.Atoi(xattr(t, "val"))
				}
			}
		case xml.EndElement:
			if max(len(n.levels), len(n.lists), len(n.starts)) > listsMost {
				return tooMuch("it has more than %d lists", listsMost)
			}
			switch local(t.Name) {
			case "abstractNum":
				n.levels[abstract] = levels
				abstract = ""
			case "num":
				list = ""
			case "lvl", "lvlOverride":
				level = -1
			}
		}
		return nil
	})
}

// markerText returns what marks an item; empty, which stands for its number, if it is longer than such words are.
func markerText(s string) string {
	if len(s) > markerMost {
		return ""
	}
	return s
}

// marker counts an item and returns its marker; empty if the list is none, or marks nothing.
func (n *numbering) marker(list string, level int) string {
	abstract, ok := n.lists[list]
	if !ok || list == "0" {
		return ""
	}
	levels := n.levels[abstract]
	level = max(0, min(level, 8))
	key := abstract
	if n.starts[list] != nil {
		key = "list " + list
	}
	c := n.counts[key]
	if c == nil {
		c = &[9]int{}
		n.counts[key] = c
	}
	l := levels[level]
	if c[level] == 0 {
		c[level] = max(l.start, 1) - 1
		if at, ok := n.starts[list][level]; ok {
			c[level] = at - 1
		}
	}
	c[level]++
	for i := level + 1; i < 9; i++ {
		c[i] = 0
	}
	switch l.format {
	case "none":
		return ""
	case "bullet", "":
		return "•"
	}
	text := l.text
	if text == "" {
		text = fmt.Sprintf("%%%d.", level+1)
	}
	for i := range 9 {
		text = strings.ReplaceAll(text, fmt.Sprintf("%%%d", i+1), numeral(max(c[i], 1), levels[i].format))
	}
	return text
}
