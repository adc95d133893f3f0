package debate_test

import (
	"encoding/json"
	"reflect"
	"strings"
	"testing"

	"parley/annotations/article"
	"parley/annotations/debate"
)

// A statement without a source or a cue says so by null, not by a range of no words.
func TestStatementWithoutCueIsNull(t *testing.T) {
	for _, c := range []struct {
		name string
		s    debate.FoundStatement
		want []string
	}{
		{"neither", debate.FoundStatement{Passages: []article.Range{{Start: 1, End: 4}}}, []string{`"source":null`, `"cue":null`}},
		{
			"both",
			debate.FoundStatement{Source: article.Range{Start: 5, End: 7}, Cue: article.Range{Start: 8, End: 9}},
			[]string{`"source":{"start":5,"end":7}`, `"cue":{"start":8,"end":9}`},
		},
	} {
		b, err := json.Marshal(c.s)
		if err != nil {
			t.Fatal(err)
		}
		for _, w := range c.want {
			if !strings.Contains(string(b), w) {
				t.Errorf("%s: the statement is %s, want %s in it", c.name, b, w)
			}
		}
		var back debate.FoundStatement
		if err := json.Unmarshal(b, &back); err != nil || !reflect.DeepEqual(back, c.s) {
			t.Errorf("%s: the statement reads back as %+v, %v, want %+v", c.name, back, err, c.s)
		}
	}
}
