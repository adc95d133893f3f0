package names

import (
	"bytes"
	"context"
	"errors"
	"slices"
	"strings"
	"testing"
	"unicode"
)

// split cuts a text into words and signs, each line one sentence, roughly as the engine does.
func split(s string) Text {
	var t Text
	number := make(map[string]int32)
	for line := range strings.Lines(s) {
		from := len(t.Tokens)
		for f := range strings.FieldsSeq(line) {
			for f != "" {
				n := strings.IndexFunc(f, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
				switch n {
				case -1:
					n = len(f)
				case 0:
					n = len(string([]rune(f)[:1]))
				}
				n = min(n, len(f))
				w := f[:n]
				f = f[n:]
				if _, ok := number[w]; !ok {
					number[w] = int32(len(t.Words))
					t.Words = append(t.Words, w)
				}
				t.Tokens = append(t.Tokens, Token{Word: number[w]})
			}
		}
		t.Sentences = append(t.Sentences, [2]int{from, len(t.Tokens)})
	}
	return t
}

// checkSpans reports every way in which spans break their promises.
func checkSpans(t testing.TB, x Text, spans []Span) {
	t.Helper()
	end := 0
	for _, s := range spans {
		if s.First < end || s.Last <= s.First || s.Kind == None || s.Kind > Thing || s.Margin < 0 {
			t.Fatalf("span %+v after one that ends at %d", s, end)
		}
		end = s.Last
		if !slices.ContainsFunc(x.Sentences, func(n [2]int) bool { return n[0] <= s.First && s.Last <= n[1] }) {
			t.Fatalf("span %+v is not inside a sentence", s)
		}
	}
}

func open(t testing.TB) *Recogniser {
	t.Helper()
	r, err := Open()
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func TestFind(t *testing.T) {
	r := open(t)
	x := split("The talks in Nairobi ended on Monday.\n\"We are ready,\" said Grace Wambui, chairwoman of the National Teachers Union.\nThe Kenyan minister told Wambui that schools would open.")
	spans, err := r.Find(t.Context(), x)
	if err != nil {
		t.Fatal(err)
	}
	checkSpans(t, x, spans)
	got := make(map[string]Kind)
	for _, s := range spans {
		var w []string
		for i := s.First; i < s.Last; i++ {
			w = append(w, x.Words[x.Tokens[i].Word])
		}
		got[strings.Join(w, " ")] = s.Kind
	}
	for name, kind := range map[string]Kind{"Nairobi": Place, "Grace Wambui": Person, "National Teachers Union": Body, "Kenyan": Demonym, "Wambui": Person} {
		if got[name] != kind {
			t.Errorf("%s is of kind %d, want %d; all: %v", name, got[name], kind, got)
		}
	}
}

func TestFindNothing(t *testing.T) {
	for _, s := range []string{"", "\n", "nothing here has a capital.", "… – ?", "1 2 3"} {
		x := split(s)
		spans, err := open(t).Find(t.Context(), x)
		if err != nil || len(spans) > 0 {
			t.Errorf("%q gives %v, %v", s, spans, err)
		}
	}
}

func TestFindEndsWithItsContext(t *testing.T) {
	ctx, stop := context.WithCancel(t.Context())
	stop()
	if _, err := open(t).Find(ctx, split("Anna Bell left.")); !errors.Is(err, context.Canceled) {
		t.Errorf("error is %v", err)
	}
}

// What was written reads back as it was.
func TestWeightsRoundTrip(t *testing.T) {
	w, err := decodeWeights(file("weights.bin"))
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(w.encode(), file("weights.bin")) {
		t.Error("the weights are written otherwise than they were read")
	}
	for c := -127; c <= 127; c++ {
		if got := code(value(int8(c))); int(got) != c {
			t.Errorf("code(value(%d)) = %d", c, got)
		}
	}
}

func TestGazetteer(t *testing.T) {
	l := make(Listing)
	l.Add("New  York", City)
	l.Add("new york", KnownBody)
	l.Add("York", LastName)
	l.Add("x", Region) // one letter says nothing
	g, err := DecodeGazetteer(l.Encode())
	if err != nil {
		t.Fatal(err)
	}
	one := func(w string) uint64 { return join(phraseSeed, hash(w)) }
	for _, c := range []struct {
		what string
		h    uint64
		want Class
	}{{"york", one("york"), LastName}, {"new", one("new"), begins}, {"new york", join(one("new"), hash("york")), City | KnownBody}, {"x", one("x"), 0}} {
		if got := g.at(c.h); got != c.want {
			t.Errorf("classes of %s are %b, want %b", c.what, got, c.want)
		}
	}
}

// The same samples teach the same, and what was learnt finds the names again.
func TestLearn(t *testing.T) {
	var samples []Sample
	for _, place := range []string{"Arlen", "Bolm", "Corrin", "Dask"} {
		x := split("Mina Holt lives in " + place + ".\nThe dog of Holt barks in " + place + ".")
		samples = append(samples, Sample{x, []Span{{0, 2, Person, 0}, {4, 5, Place, 0}, {9, 10, Person, 0}, {12, 13, Place, 0}}})
	}
	list := make(Listing)
	g, err := DecodeGazetteer(list.Encode())
	if err != nil {
		t.Fatal(err)
	}
	a, err := Learn(t.Context(), samples, g, 4)
	if err != nil {
		t.Fatal(err)
	}
	b, _ := Learn(t.Context(), samples, g, 4)
	if !bytes.Equal(a, b) {
		t.Error("the same samples gave other weights")
	}
	r, err := Decode(a, list.Encode())
	if err != nil {
		t.Fatal(err)
	}
	for i, s := range samples {
		got, err := r.Find(t.Context(), s.Text)
		for k := range got {
			got[k].Margin = 0
		}
		if err != nil || !slices.Equal(got, s.Names) {
			t.Errorf("sample %d gives %v, %v; want %v", i, got, err, s.Names)
		}
	}
}

func FuzzFind(f *testing.F) {
	for _, s := range []string{"Anna Bell of the Ministry of Water said no.", "A B C D\nÉ é É", "al-Hayya met U.S. troops & co", "THE LOUD LINE OF BBC NEWS", "\xff\xfe Anna"} {
		f.Add(s)
	}
	r := open(f)
	f.Fuzz(func(t *testing.T, s string) {
		if len(s) > 1<<13 {
			return
		}
		x := split(s)
		spans, err := r.Find(t.Context(), x)
		if err != nil {
			t.Fatal(err)
		}
		checkSpans(t, x, spans)
	})
}

func FuzzDecode(f *testing.F) {
	l := make(Listing)
	l.Add("New York", City)
	l.Add("Newark", City|LastName)
	w := weights{rows: make([][labels]int16, rows)}
	w.rows[5][3] = 40
	f.Add(w.encode(), l.Encode())
	f.Add([]byte(weightsMagic), []byte(gazetteerMagic))
	f.Add(w.encode()[:900], l.Encode()[:9])
	x := split("Anna Bell left New York.")
	f.Fuzz(func(t *testing.T, w, g []byte) {
		if r, err := Decode(w, g); err == nil {
			spans, err := r.Find(t.Context(), x)
			if err != nil {
				t.Fatal(err)
			}
			checkSpans(t, x, spans)
		}
	})
}

func BenchmarkDecode(b *testing.B) {
	for b.Loop() {
		if _, err := Decode(file("weights.bin"), file("gazetteer.bin")); err != nil {
			b.Fatal(err)
		}
	}
}
