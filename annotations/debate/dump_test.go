package debate

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"parley/annotations/article"
	src "parley/annotations/source"
)

func TestDump(t *testing.T) {
	path := os.Getenv("DUMP")
	if path == "" {
		t.Skip()
	}
	b, err := os.ReadFile(path)
	if err != nil { t.Fatal(err) }
	v := plain(t, string(b))
	if os.Getenv("SRC") != "" {
		doc, err := src.Read(t.Context(), src.Input{Name: path, Bytes: b})
		if err != nil { t.Fatal(err) }
		v = doc.Version
	}
	a, err := Suggest(t.Context(), v)
	if err != nil { t.Fatal(err) }
	fmt.Println("lang", a.Language)
	names := map[string]string{"": "—"}
	for _, x := range a.Actors {
		names[x.ID] = x.Name
		fmt.Printf("%s %-12s %-28s role=%q aliases=%q %.2f\n", x.ID, x.Kind, x.Name, x.Role, x.Aliases, x.Confidence)
		if os.Getenv("M") != "" {
			for _, m := range x.Mentions {
				fmt.Printf("      %v %s %q\n", m.Range, m.Form, v.Slice(m.Range))
			}
		}
	}
	for _, s := range a.Statements {
		fmt.Printf("%s %s [%s] src=%q cue=%q disp=%s pos=%s st=%s %.2f %s\n", s.ID, names[s.Actor], s.Attribution, v.Slice(s.Source), v.Slice(s.Cue), s.Dispute, s.Position, s.Stance, s.Confidence, s.Reason)
		for _, p := range s.Passages { fmt.Printf("        > %s\n", v.Slice(p)) }
	}
	for _, x := range a.Disputes {
		fmt.Printf("%s %q %.2f (%s)\n", x.ID, x.Title, x.Confidence, x.Reason)
		for _, p := range x.Passages { fmt.Printf("        > %s\n", v.Slice(p)) }
		for _, p := range x.Positions { fmt.Printf("        = %s %s\n", p.ID, p.Answer) }
	}
}
var _ = strings.Fields
var _ article.Range
