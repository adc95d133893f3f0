package actors_test

import (
	"reflect"
	"strings"
	"testing"

	"parley/annotations/debate/english/actors"
)

// actorAt returns the name of the actor whom the last word of the last occurrence of phrase means, or "-".
func actorAt(t *testing.T, as *actors.Set, phrase string) string {
	t.Helper()
	end := strings.LastIndex(as.Text, phrase) + len(phrase)
	for i := range as.Tokens {
		if int(as.Tokens[i].End) == end {
			if a := as.ActorOf(i, nothing{}); a >= 0 {
				return as.Actors[a].Name
			}
			return "-"
		}
	}
	t.Fatalf("no token ends with %q", phrase)
	return ""
}

func TestActorOf(t *testing.T) {
	for _, c := range []struct{ name, text, phrase, want string }{
		{"a name", "Anna Bell signed the treaty.", "Anna Bell", "Anna Bell"},
		{"no name", "The treaty was signed.", "treaty", "-"},
		{"she", "Anna Bell met Peter Vance. Then she left.", "she", "Anna Bell"},
		{"his, of the subject", "Peter Vance defended his plan.", "his", "Peter Vance"},
		{"him is not the subject of its clause", "Peter Vance praised Mark Reed. Later Mark Reed attacked him.", "him", "Peter Vance"},
		{"two of the same standing", "Rolf Dahl and Mark Reed met. He left.", "He", "-"},
		{"a stranger stands between", "Peter Vance arrived. A young man who knew the way said he was late.", "he", "-"},
		{"a stranger who is himself", "Peter Vance – a former miner who left – smiled. Then he slept.", "he", "Peter Vance"},
		{"a phrase ahead of the subject", "Mark Reed left. In his speech, Peter Vance praised the bill.", "his", "Peter Vance"},
		{"too far away", "Peter Vance left. It rained. It snowed. It rained. It snowed. It rained. He slept.", "He", "-"},
		{"it, of a body", "Ostler Mining said it would close the mill.", "it", "Ostler Mining"},
		{"its, of a body", "Ostler Mining closed its pit.", "its", "Ostler Mining"},
		{"it of the weather", "Ostler Mining said it is time to leave.", "it", "-"},
		{"its, of another subject", "Ostler Mining said the bank closed its doors.", "its", "-"},
		{"they, of nobody named", "Anna Bell met the miners and they left.", "they", "-"},
		{"a body by its head", "The Union of Harbour Pilots refused. The union met.", "The union", "Union of Harbour Pilots"},
		{"another union", "The Union of Harbour Pilots refused. A union met.", "A union", "-"},
		{"a union of something", "The Union of Harbour Pilots refused. The union of two hearts was sealed.", "The union", "-"},
		{"a role", "Foreign Minister Olga Brandt left. The minister was tired.", "The minister", "Olga Brandt"},
		{
			"two of one role", "Foreign Minister Olga Brandt met Finance Minister Carl Ostler. The minister was tired.", "The minister",
			"-",
		},
		{"another minister", "Foreign Minister Olga Brandt left. The prime minister stayed.", "The prime minister", "-"},
		{"an apposition", "The prosecutor, Mark Reed, objected.", "prosecutor", "Mark Reed"},
		{"an age", "Peter Vance, 45, was freed. The 45-year-old thanked the court.", "45-year-old", "Peter Vance"},
		{"another age", "Peter Vance, 45, was freed. The 46-year-old thanked the court.", "46-year-old", "-"},
		{"a government stands for its state", "Norway refused. The Norwegian government left.", "government", "Norway"},
	} {
		t.Run(c.name, func(t *testing.T) {
			as := find(t, c.text)
			if got := actorAt(t, as, c.phrase); got != c.want {
				t.Errorf("%q is %s, want %s", c.phrase, got, c.want)
			}
			if got := actorAt(t, as, c.phrase); got != c.want {
				t.Errorf("asked again, %q is %s, want %s", c.phrase, got, c.want)
			}
		})
	}
	as := find(t, "Anna Bell left.")
	for _, i := range []int{-1, len(as.Tokens)} {
		if a := as.ActorOf(i, nothing{}); a != -1 {
			t.Errorf("token %d, outside the text, means %d", i, a)
		}
	}
}

// Two people of one surname are told apart by what stands before it, and otherwise by whom the text names.
func TestSurnames(t *testing.T) {
	for _, c := range []struct {
		name, text string
		want       []string // the actor of each surname alone, in text order
	}{
		{
			"by Mr and Mrs", "Karl Brandt and Olga Brandt own the mill. Mrs Brandt left. Mr Brandt stayed.",
			[]string{"Olga Brandt", "Karl Brandt"},
		},
		{"of whom the text tells no name", "Mr. Karl Brandt owns the mill. Mrs. Brandt left.", []string{"Brandt"}},
		{
			"the one whom the article is about", "Olga Brandt spoke. Olga Brandt was asked why. Her brother Karl Brandt was there. " +
				"Olga Brandt smiled. Brandt left.",
			[]string{"Olga Brandt"},
		},
		{"the one named last", "Olga Brandt spoke. Brandt left. Karl Brandt stayed. Brandt slept.", []string{"Olga Brandt", "Karl Brandt"}},
		{"by the first name", "Olga Brandt spoke. Then Olga left.", nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			as := find(t, c.text)
			var got []string
			for _, n := range as.Names {
				if as.Slice(n.First, n.Last) == "Brandt" {
					got = append(got, as.Actors[n.Actor].Name)
				}
			}
			if !reflect.DeepEqual(got, c.want) {
				t.Errorf("the surnames mean %q, want %q", got, c.want)
			}
		})
	}
}

// What is no prose names nobody, and a name has no words that are none of it.
func TestOnlyActors(t *testing.T) {
	for _, c := range []struct {
		name, text string
		want       []string
	}{
		{
			"a headline", "Wealthy Owners Abandon Harbour Plan After Olga Brandt Speech.\n\nOlga Brandt spoke on Monday.\n",
			[]string{"Olga Brandt"},
		},
		{"an address", "https://news.example.com/Brandt/Ostler-Mining/wins\n\nOlga Brandt left.", []string{"Olga Brandt"}},
		{"a dateline", "HALVIK, Norland, Oct. 4 (UPI) — Olga Brandt left.", []string{"Olga Brandt"}},
		{"an agency", "(Prensa Norte) Olga Brandt left.", []string{"Olga Brandt"}},
		{"credits", "Olga Brandt left.\n\n(Reporting by Anna Bell; Editing by Mark Reed.)", []string{"Olga Brandt"}},
		{"an account", "Olga Brandt left, wrote @Fred_945.", []string{"Olga Brandt"}},
		{"a party before a name", "If Republican Olga Brandt wins, the mill will close.", []string{"Olga Brandt"}},
		{"a word before a name", "Olga Brandt left. Injecting Brandt into the race was unwise.", []string{"Olga Brandt"}},
		{"a rank in capitals", "They met ADC Peter Vance on Monday.", []string{"Peter Vance"}},
		{"a law and a day", "Olga Brandt defended the Clean Harbour Act on Election Day.", []string{"Olga Brandt"}},
		{"a ministry's field", "Olga Brandt, the Minister of Tourism, left.", []string{"Olga Brandt"}},
		{"a head of state behind of", "The cabinet of Prime Minister Olga Brandt left.", []string{"Olga Brandt"}},
		{"a district of a senator", "Sen. Olga Brandt (R-Tex.) left.", []string{"Olga Brandt"}},
		{"countries of a table", "1. Olga Brandt (QAT) 7hr 20min", []string{"Olga Brandt"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			var got []string
			for _, a := range find(t, c.text).Actors {
				if !a.Dropped {
					got = append(got, a.Name)
				}
			}
			if !reflect.DeepEqual(got, c.want) {
				t.Errorf("the actors are %q, want %q", got, c.want)
			}
		})
	}
}
