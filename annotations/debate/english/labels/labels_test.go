package labels_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"parley/annotations/debate/english/labels"
	"parley/annotations/source"
)

const tramText = "Tram row\n\nInes Calder wants the tram. Rui Prata voted against it. Nobody knows how it will end.\n"

const tramWords = `question Should the tram be built?
position The tram should be built
against Rui Prata :: Rui Prata voted against it.
for Ines Calder :: Ines Calder wants the tram.
`

func TestResolve(t *testing.T) {
	a, err := labels.Resolve("tram", []byte(tramWords), tramText)
	if err != nil {
		t.Fatal(err)
	}
	want := "sha256 " + labels.Checksum(tramText) + `
question Should the tram be built?
position The tram should be built
for Ines Calder @ 10-37
against Rui Prata @ 38-65
`
	if got := string(labels.Format(a)); got != want {
		t.Errorf("Format = %s, want %s", got, want)
	}
	if err := a.Check(tramText + "\n"); err == nil {
		t.Error("Check accepts a changed text")
	}
}

func TestRefused(t *testing.T) {
	const question = "question Should the tram be built?\n"
	for name, c := range map[string]struct{ words, want string }{
		"empty":            {"", "x:1: neither"},
		"unknown word":     {question + "maybe Rui Prata :: Rui", "x:2: unknown word"},
		"absent":           {question + "position P\nfor A :: no such words", "x:3: words occur 0 times"},
		"twice":            {question + "position P\n\nfor A :: it", "x:4: words occur 2 times"},
		"before question":  {"position P\n", "x:1: \"position\" before"},
		"before position":  {question + "for A :: Rui Prata", "x:2: for before"},
		"no party":         {question + "position P\nfor :: Rui Prata", "x:3: for needs a party"},
		"nodispute and":    {question + "nodispute", "x:2: nodispute stands alone"},
		"question after":   {"nodispute\n" + question, "x:2: a question needs"},
		"bad checksum":     {"sha256 12\nnodispute", "x:1: \"12\" is no checksum"},
		"late half":        {question + "position P\nhalf", "x:3: half stands alone"},
		"one side":         {question + "position P\nfor Rui Prata :: Rui Prata", "two parties do not stand differently"},
		"party on its own": {question + "position P\nfor A :: Rui\nposition Q\nfor A :: Prata", "two parties do not stand differently"},
		"no passage":       {question + "half", "no passage"},
		"no question mark": {"question The tram\nhalf\nposition P\nfor A :: Rui", "no question mark"},
		"overlap":          {question + "half\nposition P\nfor A :: Rui Prata\nfor A :: Prata", "overlap"},
		"too many":         {strings.Repeat(question+"half\nposition P\nfor A :: Rui\n", 8), "8 disputes"},
	} {
		if _, err := labels.Resolve("x", []byte(c.words), tramText); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: error %v, want one with %q", name, err, c.want)
		}
	}
	var s *labels.SyntaxError
	if _, err := labels.Parse("x", []byte(question+"shows @ 9-9")); !errors.As(err, &s) || s.Line != 2 {
		t.Errorf("an empty range gives the error %v, want a SyntaxError in line 2", err)
	}
}

func FuzzParse(f *testing.F) {
	f.Add([]byte("sha256 " + labels.Checksum("") + "\nnodispute\n"))
	f.Add([]byte("document GUM_news_x\nquestion Q?\nhalf\nposition P\nconditional A b @ 1-2\nshows @ 3-4\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		a, err := labels.Parse("fuzz", data)
		if err != nil {
			return
		}
		again, err := labels.Parse("fuzz", labels.Format(a))
		if err != nil {
			t.Fatalf("what Format wrote is not read: %v", err)
		}
		if got, want := string(labels.Format(again)), string(labels.Format(a)); got != want {
			t.Errorf("Format = %q, want %q", got, want)
		}
		_ = a.Check("some text")
	})
}

// canonical fails unless what Parley reads from text as a plain text is the text that the labels count in.
func canonical(t *testing.T, text string) {
	t.Helper()
	d, err := source.Read(context.Background(), source.Input{Name: "text.txt", Bytes: []byte(text)})
	if err != nil {
		t.Fatal(err)
	}
	if got, want := d.Version.Text(), strings.TrimRight(text, "\n"); got != want {
		t.Errorf("the canonical text differs: %d bytes, want %d", len(got), len(want))
	}
}

func read(t *testing.T, path string) string {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

func files(t *testing.T, pattern string) []string {
	t.Helper()
	paths, err := filepath.Glob(pattern)
	if err != nil {
		t.Fatal(err)
	}
	return paths
}

func TestOwn(t *testing.T) {
	texts, own := files(t, "own/*.txt"), files(t, "own/*.labels")
	if len(texts) != len(own) {
		t.Errorf("%d texts of our own, and %d label files", len(texts), len(own))
	}
	for _, path := range own {
		t.Run(filepath.Base(path), func(t *testing.T) {
			text := read(t, strings.TrimSuffix(path, ".labels")+".txt")
			a, err := labels.Parse(path, []byte(read(t, path)))
			if err != nil {
				t.Fatal(err)
			}
			if err := a.Check(text); err != nil {
				t.Error(err)
			}
			canonical(t, text)
		})
	}
}

// TestOpen checks the labels of open texts. Without the corpora, their form is checked and the rest skipped.
func TestOpen(t *testing.T) {
	dir := os.Getenv("PARLEY_CORPORA")
	seen := make(map[string]string)
	for _, path := range files(t, "open/*.labels") {
		a, err := labels.Parse(path, []byte(read(t, path)))
		if err != nil {
			t.Error(err)
			continue
		}
		if a.Document == "" || seen[a.Document] != "" {
			t.Errorf("%s: document %q is missing or labelled in %q already", path, a.Document, seen[a.Document])
		}
		seen[a.Document] = path
		if dir == "" {
			continue
		}
		text, err := labels.OpenText(dir, a.Document)
		if err != nil {
			t.Errorf("%s: %v", path, err)
			continue
		}
		if err := a.Check(text); err != nil {
			t.Errorf("%s: %v", path, err)
		}
		canonical(t, text)
	}
	if dir == "" {
		t.Skip("PARLEY_CORPORA does not name the folder of the corpora: places and checksums are not compared with the texts")
	}
}

func TestOpenText(t *testing.T) {
	dir := t.TempDir()
	for path, data := range map[string]string{
		"gum/dep/GUM_news_x.conllu": "# newdoc id = GUM_news_x\n# newpar\n# newpar_block = head (1 s)\n# text = Title\n1\tTitle\n\n" +
			"# newpar\n# newpar_block = p (3 s) | figure (1 s) | caption (1 s)\n# text = Caption.\n\n# text = One.\n\n# text = Two.\n\n" +
			"# newpar\n# newpar_block = sp who:::\"#AdaJMcKenzie\" whom:::\"#Ben\" (2 s)\n# text = Yes.\n\n# text = No.\n",
		"UD_English-EWT/not-to-release/sources/weblog/y.xml.conllu": "" +
			"# newdoc id = weblog-y\n# newpar id = p1\n# text = A.\n\n# text = B.\n\n# newpar id = p2\n# text = C.\n",
		"UD_English-EWT/not-to-release/sources/weblog/z.xml.conllu": "# newdoc id = weblog-other\n# text = A.\n",
	} {
		path = filepath.Join(dir, path)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(data), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	for document, want := range map[string]string{
		"GUM_news_x": "Title\n\nCaption.\n\nOne. Two.\n\nAda J McKenzie: Yes. No.\n",
		"weblog-y":   "A. B.\n\nC.\n",
	} {
		if got, err := labels.OpenText(dir, document); err != nil || got != want {
			t.Errorf("OpenText(%s) = %q, %v, want %q", document, got, err, want)
		}
	}
	for _, document := range []string{"weblog-z", "weblog-none", "GUM_none", "weblog-*", "GUM_../x"} {
		if got, err := labels.OpenText(dir, document); err == nil {
			t.Errorf("OpenText(%s) = %q without an error", document, got)
		}
	}
}
