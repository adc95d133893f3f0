package anchor_test

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"parley/annotations/anchor"
	"parley/annotations/article"
)

// marked returns a text without the signs [[ and ]] and the range that they stand around.
func marked(t *testing.T, s string) (*article.Version, article.Range) {
	t.Helper()
	i, j := strings.Index(s, "[["), strings.Index(s, "]]")
	if i < 0 {
		return loose(t, s), article.Range{}
	}
	r := article.Range{Start: utf8.RuneCountInString(s[:i])}
	r.End = r.Start + utf8.RuneCountInString(s[i+2:j])
	return loose(t, strings.NewReplacer("[[", "", "]]", "").Replace(s)), r
}

// TestBorders: what was put in or taken out next to a passage, or in it near an end, leaves both ends of the passage where they are; a
// short passage whose place is gone is not found in what stands there now. With the old text at hand.
func TestBorders(t *testing.T) {
	const long = " in a hall that smelled of tar and wet rope and was lit by lamps from the boats while children carried chairs to the front and the brass band tuned its instruments for the evening"
	tests := []struct {
		name, old, new string
		state          anchor.State
	}{
		{
			"a sentence before that begins alike is taken out",
			"Rain fell. He said that the ferry was late. [[He said that the bridge would close.]] Then it rained.",
			"Rain fell. [[He said that the bridge would close.]] Then it rained.", anchor.Exact,
		},
		{
			"a sentence before that begins alike is put in",
			"Rain fell. [[He said that the bridge would close.]] Then it rained.",
			"Rain fell. He said that the ferry was late. [[He said that the bridge would close.]] Then it rained.", anchor.Exact,
		},
		{
			"a name begins both",
			"Rain fell. Ingrid Solberg wrote to the paper. [[Ingrid Solberg declined]] to comment on that.",
			"Rain fell. [[Ingrid Solberg declined]] to comment on that.", anchor.Exact,
		},
		{
			"a sentence behind that ends alike is put in",
			"Rain fell. [[The bridge was closed on Monday.]] Then it rained.",
			"Rain fell. [[The bridge was closed on Monday.]] The ferry was sold on Monday. Then it rained.", anchor.Exact,
		},
		{
			"the full stop of a date is no border",
			"Es regnete. [[Die alte Brücke wurde am 14. Mai neben der Mühle verkauft]], sagte er.",
			"Es regnete. Die alte Brücke wurde am 14. Mai am Wald gestrichen. [[Die alte Brücke wurde am 14. Mai neben der Mühle verkauft]], sagte er.", anchor.Exact,
		},
		{
			"Russian", "Шёл дождь. Он сказал, что паром опоздал. [[Он сказал, что мост закроют.]] Потом стемнело.",
			"Шёл дождь. [[Он сказал, что мост закроют.]] Потом стемнело.", anchor.Exact,
		},
		{
			"Chinese, with quotation marks", "下雨了。“旧桥在夏天得到修理。”李文华说。[[“旧桥在春天关闭。”王秀英说。]]后来天黑了。",
			"下雨了。[[“旧桥在春天关闭。”王秀英说。]]后来天黑了。", anchor.Exact,
		},
		{
			"Japanese", "雨が降った。[[「古い橋は春に閉まる」と町長は語った。]]それから暗くなった。",
			"雨が降った。「古い橋は夏に直された」と大臣は書いた。[[「古い橋は春に閉まる」と町長は語った。]]それから暗くなった。", anchor.Exact,
		},
		{
			"many words put in near the end", "Rain fell. [[The council met the fishermen from the quay to hear their answer]]. Then it rained.",
			"Rain fell. [[The council met the fishermen from the quay to hear their" + long + " answer]]. Then it rained.", anchor.Edited,
		},
		{
			"many words put in near the beginning", "Rain fell. [[The council met the fishermen from the quay to hear their answer]]. Then it rained.",
			"Rain fell. [[The council" + long + " met the fishermen from the quay to hear their answer]]. Then it rained.", anchor.Edited,
		},
		{
			"the end is taken out", "Rain fell. [[The council met the fishermen from the quay to hear their answer]] on Monday. Then it rained.",
			"Rain fell. [[The council met the fishermen from the quay]] on Monday. Then it rained.", anchor.Review,
		},
		{
			"the first of two sentences is replaced", "Rain fell. [[The tannery was closed after the flood. The bees stung the mayor at his speech.]] Then it rained.",
			"Rain fell. Scholars of the region doubt that a treaty will be signed. [[The bees stung the mayor at his speech.]] Then it rained.", anchor.Review,
		},
		{
			"a short quote of a deleted sentence", "Rain fell. Members chose to [[withdraw from]] the accord in spring. Then it rained.",
			"Rain fell. A visitor came here from a village in the north. Then it rained.", anchor.Unattached,
		},
		{
			"the sentences before and behind are rewritten",
			"The harbour lay still. A crew of nine painted the old crane last week. The ferry is [[not very popular with the farmers upstream]]. The council has asked a bank in the capital for help. Then it rained.",
			"The harbour lay still. Nobody could say who had paid for the fireworks of that summer. The ferry is [[not very popular with the farmers upstream]]. Two rival bakeries opened on the same street corner. Then it rained.", anchor.Exact,
		},
		{
			"a short sentence between two that are rewritten",
			"The harbour lay still. A crew of nine painted the old crane last week and left before the storm. [[It was sold in 1975.]] The council has asked a bank in the capital for help. Then it rained.",
			"The harbour lay still. Nobody could say who had paid for the fireworks of that summer. [[It was sold in 1975.]] Two rival bakeries opened on the same street corner near the mill. Then it rained.", anchor.Exact,
		},
		{
			"a Japanese clause of a sentence that was taken out stands in another",
			"雨が降った。町長は[[古い橋の修理費を来年まで]]払わないと市民に語った。それから暗くなった。\n\n船は港に残り、夜の海は静かだった。",
			"雨が降った。それから暗くなった。\n\n船は港に残り、夜の海は静かだった。隣の村の新聞は[[古い橋の修理費を来年まで]]集めると書いた。", anchor.Review,
		},
		{
			"the sentence of a paragraph that moved begins like the next one",
			"Alpha beta gamma delta.\n\n[[I went down to the sea]], and the doves came home.\nAnd the plough was like a lamp in the dusk.\n\nI went down to the sea, and the rain fell on the barley fields.\n\nOne two three four five six seven eight nine ten eleven twelve thirteen fourteen.",
			"Alpha beta gamma delta.\n\nI went down to the sea, and the rain fell on the barley fields.\n\nOne two three four five six seven eight nine ten eleven twelve thirteen fourteen.\n\n[[I went down to the sea]], and the doves came home.\nAnd the plough was like a lamp in the dusk.", anchor.Moved,
		},
	}
	for _, tt := range tests {
		old, was := marked(t, tt.old)
		now, is := marked(t, tt.new)
		ps, err := anchor.Place(t.Context(), old, now, []anchor.Anchor{anchor.Describe(old, was)})
		if err != nil {
			t.Fatal(err)
		}
		if p := ps[0]; p.State != tt.state || p.Range != is {
			t.Errorf("%s: Place = %v %q (%s), want %v %q", tt.name, p.State, now.Slice(p.Range), p.Why, tt.state, now.Slice(is))
		}
	}
}

// TestOrderOfMarks: where a passage is placed does not depend on which others are placed with it.
func TestOrderOfMarks(t *testing.T) {
	for _, x := range draw(t, readGrammars(t, "grammar"), 5, 1) {
		oldText, nowText, _, _ := x.strip()
		old, now := loose(t, oldText), loose(t, nowText)
		if old.Len() > 20_000 {
			continue
		}
		var as []anchor.Anchor
		for at := 0; at+40 < old.Len() && len(as) < 30; at += 37 {
			as = append(as, anchor.Describe(old, article.Range{Start: at, End: at + 5 + at%60}))
		}
		for _, from := range []*article.Version{old, nil} {
			all, err := anchor.Place(t.Context(), from, now, as)
			if err != nil {
				t.Fatal(err)
			}
			slices.Reverse(as)
			slices.Reverse(all)
			again, err := anchor.Place(t.Context(), from, now, as)
			if err != nil {
				t.Fatal(err)
			}
			for k := range as {
				if all[k] != again[k] {
					t.Errorf("%s, %s: Place(%q) = %+v and %+v", x.kind, x.file, as[k].Exact, all[k], again[k])
				}
			}
		}
	}
}
