package english

import (
	"strings"
	"testing"

	"parley/annotations/article"
	"parley/annotations/debate"
	"parley/annotations/debate/english/text"
	"parley/annotations/debate/english/text/texttest"
)

// Each trap is a text, and who says which words. A speaker of "-" has no name; "" means
// that no statement is to be made of the words.
var traps = []struct {
	name, text string
	quotes     [][2]string
}{
	{
		"single quotes and apostrophes",
		"The workers' pay hasn't moved since the '90s. 'We won't wait for the bosses' blessing,' said Rita Malone. 'It's our members' money.'",
		[][2]string{{"Rita Malone", "We won't wait for the bosses' blessing"}, {"Rita Malone", "It's our members' money."}},
	},
	{
		"curly single quotes and apostrophes", "The workers’ pay hasn’t moved. ‘We won’t wait for the bosses’ blessing,’ said Rita Malone.",
		[][2]string{{"Rita Malone", "We won’t wait for the bosses’ blessing"}},
	},
	{
		"nested quotes", "“My father used to say, ‘Never sign at night,’ and I never have,” Pavel Hruska said.",
		[][2]string{{"Pavel Hruska", "Never sign at night"}},
	},
	{
		"nested quotes of one kind", "Nora Lindqvist warned: 'If they tell us, 'Wait until spring,' the ice will be gone.'",
		[][2]string{{"Nora Lindqvist", "If they tell us"}, {"Nora Lindqvist", "the ice will be gone"}},
	},
	{
		"sentences between name and pronoun",
		"Gesa Brandt has run the harbour for nine years. The cranes are new. The debts are not. “I sleep badly,” she said.",
		[][2]string{{"Gesa Brandt", "I sleep badly"}},
	},
	{
		"inverted with a relative clause", "“The map is wrong,” said Idris Kamau, who surveyed the valley twice, before leaving the room.",
		[][2]string{{"Idris Kamau", "The map is wrong"}},
	},
	{
		"role before the name after a comma", "“Nobody asked the fishermen,” said the harbour's deputy master, Tomas Keane.",
		[][2]string{{"Tomas Keane", "Nobody asked the fishermen"}},
	},
	{
		"role and name before the verb", "The firm's chief engineer, Lucia Ferrante, called the crack “an old friend of ours”.",
		[][2]string{{"Lucia Ferrante", "an old friend of ours"}},
	},
	{
		"two speakers in one sentence", "Hanna Weiss called the plan “a gift to speculators”, while Mark Oduya said it was “the least bad of four bad roads”.",
		[][2]string{{"Hanna Weiss", "a gift to speculators"}, {"Mark Oduya", "the least bad of four bad roads"}},
	},
	{
		"according to her", "Mayor Elena Ruiz spoke for an hour. According to her, the bridge “was never meant to last”.",
		[][2]string{{"Elena Ruiz", "was never meant to last"}},
	},
	{
		"a speaker after a dash on the next line",
		"“We have counted every tree and every one of them is ours.”\n\n— Silvia Marchetti, forester",
		[][2]string{{"Silvia Marchetti", "We have counted every tree"}},
	},
	{
		"a speaker after a dash on the same line", "“We have counted every tree.” — Silvia Marchetti",
		[][2]string{{"Silvia Marchetti", "We have counted every tree"}},
	},
	{
		"brackets between name and verb", "Anders Holm (Centre Party) told the council: “This is arithmetic, not politics.”",
		[][2]string{{"Anders Holm", "This is arithmetic"}},
	},
	{
		"a quote over two paragraphs", "“The first winter was hard,” said Wanda Pietrak. “We burned the chairs.\n\n“The second winter we had no chairs.”\n\nShe laughed.",
		[][2]string{{"Wanda Pietrak", "We burned the chairs."}, {"Wanda Pietrak", "The second winter we had no chairs."}},
	},
	{
		"the speaker only in the last paragraph",
		"“I was born in this street and I will not leave it.\n\n“They can bring whom they like,” Georgi Petrov thundered.",
		[][2]string{{"Georgi Petrov", "I was born in this street"}, {"Georgi Petrov", "They can bring whom they like"}},
	},
	{
		"unusual verbs", "“Over my dead body,” growled Oskar Lund. “Then we shall need a hearse,” quipped Ida Sommer.",
		[][2]string{{"Oskar Lund", "Over my dead body"}, {"Ida Sommer", "Then we shall need a hearse"}},
	},
	{
		"scare quotes", "The so-called “silent majority” stayed at home, and the “grand bargain” was never seen again.",
		[][2]string{{"", "silent majority"}, {"", "grand bargain"}},
	},
	{
		"a heading that is a quote", "“We will not be moved”\n\nTeachers in Leeds went on strike on Monday over class sizes, the union's leader Ruth Asante said. The schools stayed shut.",
		[][2]string{{"", "We will not be moved"}},
	},
	{
		"told an outlet", "“The door is open,” foreign minister Karel Novotny told the Financial Times on Sunday.",
		[][2]string{{"Karel Novotny", "The door is open"}},
	},
	{
		"straight quotes split by the cue", "\"We tried,\" Leona Park said, \"and we failed.\"",
		[][2]string{{"Leona Park", "We tried"}, {"Leona Park", "and we failed."}},
	},
	{
		"a question", "“Who counted the votes?” Amadou Diallo asked. Nobody answered.",
		[][2]string{{"Amadou Diallo", "Who counted the votes?"}},
	},
	{
		"an anonymous source", "“It will leak by Friday,” a senior official said.",
		[][2]string{{"-", "It will leak by Friday"}},
	},
	{
		"another answers in the next paragraph",
		"“The line is here,” said Peter Vance.\n\nHis neighbour Carla Stein disagreed. “It is not,” she said.",
		[][2]string{{"Peter Vance", "The line is here"}, {"Carla Stein", "It is not"}},
	},
	{
		"a colon in a headline", "Minister: the tax 'is dead'\n\nFinance Minister Olga Brandt buried the tax on Monday.",
		[][2]string{{"Olga Brandt", "is dead"}},
	},
	{
		"guillemets", "«The river belongs to everyone», said Mario Conti.",
		[][2]string{{"Mario Conti", "The river belongs to everyone"}},
	},
	{
		"low quotes", "„The river belongs to everyone“, said Mario Conti.",
		[][2]string{{"Mario Conti", "The river belongs to everyone"}},
	},
	{
		"in the words of", "The treaty is, in the words of Judge Harold Finch, “a fence without posts”.",
		[][2]string{{"Harold Finch", "a fence without posts"}},
	},
	{
		"wrote on a network", "“No deal is better than this deal,” the senator, Dale Whitcomb, wrote on X.",
		[][2]string{{"Dale Whitcomb", "No deal is better than this deal"}},
	},
	{
		"a spokesman for a body", "“We follow the rules,” said a spokesman for Ostler Mining.",
		[][2]string{{"Ostler Mining", "We follow the rules"}},
	},
}

func TestTraps(t *testing.T) {
	for _, c := range traps {
		t.Run(c.name, func(t *testing.T) {
			v, a := analyse(t, c.text)
			names := map[string]string{"": "-"}
			for _, x := range a.Actors {
				names[x.ID] = x.Name
			}
			for _, q := range c.quotes {
				r := find(t, v, q[1])
				got := ""
				for _, s := range a.Statements {
					if s.Attribution != debate.Paraphrase && overlaps(s.Passages, r) {
						got = names[s.Actor]
					}
				}
				if got != q[0] {
					t.Errorf("%q is by %q, want %q; statements %+v", q[1], got, q[0], a.Statements)
				}
			}
		})
	}
}

func TestActorTraps(t *testing.T) {
	for _, c := range []struct {
		name, text string
		want       string // names, with kinds, of all actors that are sure
		aliases    string // of the first
	}{
		{
			"two states joined by and", "Russia and Ukraine agreed to swap prisoners. Norway and Sweden welcomed the deal.",
			"Russia:state Ukraine:state Norway:state Sweden:state", "",
		},
		{"one state by many names", "The United States rejected the offer. Washington said it was late. U.S. officials met the US envoy, and American troops left.", "United States:state", "Washington U.S. US American"},
		{"seats", "The Kremlin rejected the claim. Downing Street said it stood by it.", "Russia:state United Kingdom:state", "Kremlin"},
		{"places do not act", "Talks in Geneva ended on Friday. Delegates flew home from Switzerland to Oslo by way of Paris.", "", ""},
		{
			"an acronym before its use", "The Union of Harbour Pilots (UHP) voted to strike. The UHP has 90 members.",
			"Union of Harbour Pilots:organisation", "UHP",
		},
		{
			"surname after the full name", "Ana Torres resigned. Torres, 51, gave no reason. Mrs Torres left by the back door.",
			"Ana Torres:person", "Torres",
		},
		{"spellings of a surname", "Volodymyr Zelenskyy left early. Zelensky said nothing.", "Volodymyr Zelenskyy:person", "Zelensky"},
		{"months and days", "On Monday in March the court met. April was worse, May was better.", "", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, a := analyse(t, c.text)
			var got []string
			for _, x := range a.Actors {
				if x.Confidence >= 0.5 {
					got = append(got, x.Name+":"+x.Kind.String())
				}
			}
			if s := strings.Join(got, " "); s != c.want {
				t.Errorf("actors %s, want %s", s, c.want)
			}
			if len(a.Actors) > 0 && c.aliases != "" {
				if s := strings.Join(a.Actors[0].Aliases, " "); s != c.aliases {
					t.Errorf("aliases %s, want %s", s, c.aliases)
				}
			}
		})
	}
}

// Of a text in another language everything is found with low confidence.
func TestOtherLanguages(t *testing.T) {
	for _, c := range []struct{ want, text string }{
		{"en", "The committee will meet on Tuesday, and its members have said that they would not vote before then."},
		{"de", "Der russische Präsident Wladimir Putin erklärte am Montag in Moskau, dass die Verhandlungen schwierig seien. „Wir werden nicht nachgeben“, sagte er den Journalisten nach dem Treffen mit der ukrainischen Delegation."},
		{"fr", "Le président Emmanuel Macron a déclaré lundi à Paris que les négociations seraient longues. « Nous ne céderons pas », a-t-il dit devant les journalistes réunis dans la cour du palais."},
		{"ru", "Президент России Владимир Путин заявил в понедельник, что переговоры будут трудными. «Мы не уступим», — сказал он журналистам после встречи. По его словам, стороны ещё далеки от соглашения, и это объясняется тем, что никто не хочет делать первый шаг."},
		{"zh", "俄罗斯总统普京星期一表示，谈判将会非常困难。他说：“我们不会让步。”"},
	} {
		t.Run(c.want, func(t *testing.T) {
			_, a := analyse(t, c.text)
			if a.Language != c.want {
				t.Errorf("language is %s, want %s", a.Language, c.want)
			}
			if c.want == "en" {
				return
			}
			for _, x := range a.Actors {
				if x.Confidence >= 0.5 {
					t.Errorf("%s has a confidence of %.2f", x.Name, x.Confidence)
				}
			}
			for _, s := range a.Statements {
				if s.Confidence >= 0.5 {
					t.Errorf("statement %s has a confidence of %.2f", s.ID, s.Confidence)
				}
			}
			if len(a.Disputes) > 0 {
				t.Errorf("%d disputes", len(a.Disputes))
			}
		})
	}
}

// Lines that are broken inside a paragraph change nothing.
func TestHardWrappedLines(t *testing.T) {
	for _, whole := range texttest.Articles(t, "testdata/articles") {
		var blocks []article.Block
		var b strings.Builder
		pos := 0
		for para := range strings.SplitSeq(strings.TrimSpace(whole), "\n\n") {
			for line := range strings.SplitSeq(para, "\n") {
				col, n := 0, 0
				kind := article.Paragraph
				if text.Bullet(line) > 0 {
					kind = article.ListItem
				} else if pos == 0 {
					kind = article.Title
				}
				for i, w := range strings.Split(line, " ") {
					if i > 0 {
						sep := " "
						if col > 40 {
							sep, col = "\n", 0
						}
						b.WriteString(sep)
						n++
					}
					b.WriteString(w)
					k := len([]rune(w))
					col, n = col+k+1, n+k
				}
				lead := text.Bullet(line)
				blocks = append(blocks, article.Block{
					Range: article.Range{Start: pos, End: pos + n}, Kind: kind,
					Lead: len([]rune(line[:lead])),
				})
				b.WriteString("\n")
				pos += n + 1
			}
		}
		v, err := article.NewVersion(b.String(), blocks, article.Meta{})
		if err != nil {
			t.Fatal(err)
		}
		wrapped, err := Suggest(t.Context(), v)
		if err != nil {
			t.Fatal(err)
		}
		check(t, v, wrapped)
		_, a := analyse(t, whole)
		for i := range min(len(a.Actors), len(wrapped.Actors)) {
			if x, y := a.Actors[i], wrapped.Actors[i]; x.Name != y.Name || x.Role != y.Role ||
				strings.Join(x.Aliases, "|") != strings.Join(y.Aliases, "|") || len(x.Mentions) != len(y.Mentions) {
				t.Errorf("actor %q %q %q, wrapped %q %q %q", x.Name, x.Role, x.Aliases, y.Name, y.Role, y.Aliases)
			}
		}
		if len(a.Actors) != len(wrapped.Actors) || len(a.Statements) != len(wrapped.Statements) ||
			len(a.Disputes) != len(wrapped.Disputes) {
			t.Errorf("%d actors, %d statements, %d disputes; wrapped %d, %d, %d", len(a.Actors), len(a.Statements), len(a.Disputes),
				len(wrapped.Actors), len(wrapped.Statements), len(wrapped.Disputes))
		}
		for i := range min(len(a.Disputes), len(wrapped.Disputes)) {
			if a.Disputes[i].Title != wrapped.Disputes[i].Title {
				t.Errorf("dispute %q, wrapped %q", a.Disputes[i].Title, wrapped.Disputes[i].Title)
			}
		}
	}
}
