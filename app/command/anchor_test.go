package command_test

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"strings"
	"testing"

	"parley/app/command"
)

// anchors runs the command on lines and returns what it printed, without the times, which differ.
func anchors(t *testing.T, in string) (out, errs string, status int) {
	t.Helper()
	var o, e bytes.Buffer
	status = command.Run(t.Context(), command.Env{In: strings.NewReader(in), Out: &o, Err: &e}, []string{"anchor"})
	var lines []string
	for l := range strings.Lines(o.String()) {
		var m map[string]any
		if err := json.Unmarshal([]byte(l), &m); err != nil {
			t.Fatalf("%s: %v", l, err)
		}
		if ms, ok := m["ms"].(float64); !ok || ms < 0 {
			t.Errorf("no time in %s", l)
		}
		delete(m, "ms")
		delete(m, "score")
		b, err := json.Marshal(m)
		if err != nil {
			t.Fatal(err)
		}
		lines = append(lines, string(b))
	}
	return strings.Join(lines, "\n"), e.String(), status
}

func TestAnchor(t *testing.T) {
	const text = `{"doc":"v1","text":"A note before. The towns agreed on 12 boats at noon. The rest is open."}` + "\n"
	tests := []struct {
		name, in, out, err string
		status             int
	}{
		{"nothing", "", "", "", 0},
		{"a text alone", text, "", "", 0},
		{
			"passages in order",
			text + `{"id":"c1","doc":"v1","exact":"The towns agreed","suffix":" on 12 boats at noon.","start":0,"end":16}` + "\n\n" +
				`{"id":"c2","doc":"v1","exact":"on 21 boats at noon","prefix":"The towns agreed ","suffix":". The rest","start":17,"end":36,"more":[1]}` + "\n" +
				`{"id":"c3","doc":"v1","exact":"nothing of the kind was ever said by anybody","prefix":"","suffix":"","start":0,"end":44}`,
			`{"end":31,"id":"c1","start":15,"state":"exact"}` + "\n" +
				`{"end":51,"id":"c2","start":32,"state":"review","why":"the number, date or unit “21” became “12”"}` + "\n" +
				`{"id":"c3","start":null,"state":"unattached"}`,
			"", 0,
		},
		{
			"the former text at hand",
			`{"doc":"v2","text":"🤝 One red boat. Two.","old":"One boat. Two."}` + "\n" + `{"id":"c","doc":"v2","exact":"One boat.","prefix":"","suffix":"","start":0,"end":9}`,
			`{"end":15,"id":"c","start":2,"state":"edited"}`, "", 0,
		},
		{"a passage before any text", `{"id":"c1","doc":"v1","exact":"x"}`, "", "parley: line 1: a passage comes before any text; a text is a line with \"text\"\n", 1},
		{"of another text", text + `{"id":"c1","doc":"v2","exact":"x"}`, "", "parley: line 2: the passage is of text \"v2\", but the last text is \"v1\"\n", 1},
		{"no JSON", text + "hello", "", "parley: line 2: it is not a JSON object as this command reads them: invalid character 'h' looking for beginning of value\n", 1},
		{"a wrong type", text + `{"id":"c1","doc":"v1","exact":7}`, "", "parley: line 2: it is not a JSON object as this command reads them: json: cannot unmarshal number into Go struct field anchorLine.exact of type string\n", 1},
		{"an empty text", `{"doc":"v1","text":""}` + "\n" + `{"id":"c1","doc":"v1","exact":"x","start":-3,"end":1000000}`, `{"id":"c1","start":null,"state":"unattached"}`, "", 0},
		{"an empty passage", text + `{"id":"c1","doc":"v1","exact":""}`, `{"id":"c1","start":null,"state":"unattached"}`, "", 0},
	}
	for _, tt := range tests {
		out, errs, status := anchors(t, tt.in)
		if out != tt.out || errs != tt.err || status != tt.status {
			t.Errorf("%s: printed\n%s\n%s[%d]\nwant\n%s\n%s[%d]", tt.name, out, errs, status, tt.out, tt.err, tt.status)
		}
	}
}

// TestAnchorAnswersAtOnce holds a pipe open: each passage is answered before the next is read, and the end of the program is not waited for.
func TestAnchorAnswersAtOnce(t *testing.T) {
	in, write := io.Pipe()
	read, out := io.Pipe()
	ctx, stop := context.WithCancel(t.Context())
	done := make(chan int)
	go func() { done <- command.Run(ctx, command.Env{In: in, Out: out, Err: io.Discard}, []string{"anchor"}) }()
	for range 3 {
		if _, err := io.WriteString(write, `{"doc":"d","text":"One two three."}`+"\n"+`{"id":"c","doc":"d","exact":"two three"}`+"\n"); err != nil {
			t.Fatal(err)
		}
		b := make([]byte, 200)
		if n, err := read.Read(b); err != nil || !strings.Contains(string(b[:n]), `"state":"exact"`) {
			t.Fatalf("%s, %v", b[:n], err)
		}
	}
	stop()
	if status := <-done; status != 1 {
		t.Errorf("status %d", status)
	}
}
