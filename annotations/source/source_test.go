package source_test

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf16"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/simplifiedchinese"

	"parley/annotations/article"
	"parley/annotations/source"
)

func read(t testing.TB, name, text string) source.Document {
	t.Helper()
	d, err := source.Read(t.Context(), source.Input{Name: name, Bytes: []byte(text)})
	if err != nil {
		t.Fatalf("Read(%s): %v", name, err)
	}
	return d
}

// outline writes the blocks of a version, one a line.
func outline(v *article.Version) string {
	names := [...]string{"para", "title", "head", "quote", "item", "pre", "table", "figure", "rule"}
	var b strings.Builder
	for _, k := range v.Blocks() {
		fmt.Fprint(&b, names[k.Kind])
		if k.Level > 0 {
			fmt.Fprint(&b, k.Level)
		}
		if k.Depth > 0 {
			fmt.Fprintf(&b, " depth=%d", k.Depth)
		}
		if k.Marker != "" {
			fmt.Fprintf(&b, " [%s]", k.Marker)
		}
		if k.Lead > 0 {
			fmt.Fprintf(&b, " lead=%d", k.Lead)
		}
		if k.Breaks {
			b.WriteString(" breaks")
		}
		fmt.Fprintf(&b, ": %q", v.Slice(k.Range))
		for _, s := range k.Spans {
			fmt.Fprintf(&b, " <%d %q %s>", s.Style, v.Slice(s.Range), s.Link)
		}
		b.WriteByte('\n')
	}
	return b.String()
}

func TestLayout(t *testing.T) {
	tests := []struct{ name, file, text, want string }{
		{
			"title, heading and list", "a.txt",
			"Talks resume in Geneva\n\nDelegates met again on Monday, and the mood was better than before.\n\nWhat is open\n\nTwo questions remain on the table:\n\n  • The line of the border.\n  • Who guards it.\n\nNobody expects an answer this week, diplomats said on Tuesday.\n",
			"title: \"Talks resume in Geneva\"\npara: \"Delegates met again on Monday, and the mood was better than before.\"\nhead2: \"What is open\"\npara: \"Two questions remain on the table:\"\nitem1 lead=4: \"  • The line of the border.\"\nitem1 lead=4: \"  • Who guards it.\"\npara: \"Nobody expects an answer this week, diplomats said on Tuesday.\"\n",
		},
		{
			"hard-wrapped", "a.txt",
			"The delegates of both sides met again on Monday in the old\npalace by the lake, and stayed there until the evening came.\n\nA second paragraph is wrapped at the same width as the first\none was, and ends here.\n",
			"para: \"The delegates of both sides met again on Monday in the old\\npalace by the lake, and stayed there until the evening came.\"\npara: \"A second paragraph is wrapped at the same width as the first\\none was, and ends here.\"\n",
		},
		{
			"quotes and rule", "a.txt",
			"He wrote a long letter about what had been agreed upon that day.\n\n> We are nearly done.\n> Nearly.\n\n* * *\n\nThen he left, and nobody has heard of him since that evening.",
			"para: \"He wrote a long letter about what had been agreed upon that day.\"\nquote depth=1 breaks: \"> We are nearly done.\\n> Nearly.\"\nrule: \"* * *\"\npara: \"Then he left, and nobody has heard of him since that evening.\"\n",
		},
		{
			"numbered", "a.txt", "Three things are asked for by the union in this round of talks.\n1. More pay\n2. Fewer hours\n   and longer breaks\n10) A lift",
			"para: \"Three things are asked for by the union in this round of talks.\"\nitem1 lead=3: \"1. More pay\"\nitem1 lead=3: \"2. Fewer hours\\n   and longer breaks\"\nitem1 lead=4: \"10) A lift\"\n",
		},
		{
			"markdown", "a.md",
			"# Talks *resume*\n\nBoth **sides** met in [Geneva](https://example.org/g?a=1&amp;b=2), \\*not\\* Bern.\nSecond line.  \nThird `line`.\n\n## Open\n\n- one\n  - two\n- three\n\n3. a\n4. b\n\n> quoted\n>\n> > twice\n\n---\n\n| A | B |\n|---|---|\n| 1 | 2 |\n\n    code  here\n\n![A map](x.png)\n\n[bad](javascript:alert(1)) ~~gone~~\n",
			"title: \"Talks resume\" <1 \"resume\" >\npara breaks: \"Both sides met in Geneva, *not* Bern. Second line.\\nThird line.\" <2 \"sides\" > <0 \"Geneva\" https://example.org/g?a=1&b=2> <4 \"line\" >\nhead2: \"Open\"\nitem1 [•]: \"one\"\nitem2 [•]: \"two\"\nitem1 [•]: \"three\"\nitem1 [3.]: \"a\"\nitem1 [4.]: \"b\"\nquote depth=1: \"quoted\"\nquote depth=2: \"twice\"\nrule: \"* * *\"\ntable breaks: \"A\\tB\\n1\\t2\" <2 \"A\" > <2 \"B\" >\npre breaks: \"code  here\"\nfigure: \"A map\" <1 \"A map\" >\npara: \"bad gone\" <8 \"gone\" >\n",
		},
		{
			"right to left", "a.txt", "محادثات السلام\n\nقال المبعوث إن الاتفاق قريب جدا، وإن مسألتين فقط ما زالتا مفتوحتين.",
			"title: \"محادثات السلام\"\npara: \"قال المبعوث إن الاتفاق قريب جدا، وإن مسألتين فقط ما زالتا مفتوحتين.\"\n",
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := outline(read(t, tt.file, tt.text).Version); got != tt.want {
				t.Errorf("got\n%swant\n%s", got, tt.want)
			}
		})
	}
}

func TestMarkdownWithoutAName(t *testing.T) {
	for _, tt := range []struct {
		text, kind string
		is         bool
	}{
		{"# Title\n\nWords.\n", "", true},
		{"# Title\nand more of a list of wishes\n", "", false},
		{"#Title\n\nWords.\n", "", false},
		{"Words.\n\n# No title\n\nMore.\n", "", false},
		{"Words of **weight**.\n", "", false},
		{"Words of **weight**.\n", "text/markdown; charset=utf-8", true},
		{"## One\n\nWords.\n\n## Two\n", "", true},
	} {
		d, err := source.Read(t.Context(), source.Input{Name: "standard input", Bytes: []byte(tt.text), ContentType: tt.kind})
		if err != nil || (d.Version.Origin.Importer == "markdown") != tt.is {
			t.Errorf("%q of %q is read as %s, %v", tt.text, tt.kind, d.Version.Origin.Importer, err)
		}
	}
}

func TestFrontMatter(t *testing.T) {
	d := read(t, "x.md", "---\ntitle: \"A: title\"\nauthor: [Ann Lee, B. Roe]\noutlet: Daily\ndate: 2026-05-03T10:00:00Z\nurl: https://example.org/a\nlang: en\n---\nWords.\n")
	a := d.Article
	if a.Title != "A: title" || a.Byline != "Ann Lee, B. Roe" || a.Outlet != "Daily" || a.Published != "2026-05-03" || a.URL != "https://example.org/a" || a.Language != "en" {
		t.Errorf("article = %+v", a)
	}
	if d.Version.Text() != "Words." {
		t.Errorf("text = %q", d.Version.Text())
	}
}

func TestPlainTextKeepsItsOffsets(t *testing.T) {
	text := "  Odd   spacing\tstays \n\n\n• “item” \U0001F91D\n\nlast line   \n\n\n"
	if got, want := read(t, "a.txt", text).Version.Text(), strings.TrimRight(text, "\n"); got != want {
		t.Errorf("text = %q, want %q", got, want)
	}
}

func TestEncodings(t *testing.T) {
	must := func(b []byte, err error) []byte {
		if err != nil {
			t.Fatal(err)
		}
		return b
	}
	wide := func(order binary.AppendByteOrder, mark bool, s string) []byte {
		var b []byte
		if mark {
			b = order.AppendUint16(b, 0xFEFF)
		}
		for _, u := range utf16.Encode([]rune(s)) {
			b = order.AppendUint16(b, u)
		}
		return b
	}
	const latin = "Le café où l’on s’est réunis était fermé. Señor Muñoz était là."
	const russian = "Переговоры о мире продолжаются, сказал представитель делегации."
	const ukrainian = "Президент України заявив, що її суверенітет не є предметом торгу."
	const chinese = "和平谈判仍在继续，双方代表在日内瓦举行会谈，讨论领土问题。"
	const rare = "前总理朱镕基表示，谈判仍在继续。两国代表在会场外等待。"
	const traditional = "外交部發言人表示，談判仍在繼續。"
	const four = "此字𠀀很少见。"
	const capitals = "ПЕРЕГОВОРЫ О МИРЕ БУДУТ ПРОДОЛЖЕНЫ ВО ВТОРНИК"
	const portuguese = "A negociação não avançou; a situação é difícil, diz a delegação."
	tests := []struct {
		name, want, charset string
		bytes               []byte
	}{
		{"utf-8", latin, "utf-8", []byte(latin)},
		{"utf-8 with mark", latin, "utf-8", []byte("\uFEFF" + latin)},
		{"utf-16le with mark", russian, "utf-16le", wide(binary.LittleEndian, true, russian)},
		{"utf-16be with mark", chinese, "utf-16be", wide(binary.BigEndian, true, chinese)},
		{"utf-16le", "Plain words in two bytes each.", "utf-16le", wide(binary.LittleEndian, false, "Plain words in two bytes each.")},
		{"utf-16be", "Plain words in two bytes each.", "utf-16be", wide(binary.BigEndian, false, "Plain words in two bytes each.")},
		{"utf-16le Russian", russian, "utf-16le", wide(binary.LittleEndian, false, russian)},
		{"utf-16be Russian", russian, "utf-16be", wide(binary.BigEndian, false, russian)},
		{"utf-16le Chinese", chinese, "utf-16le", wide(binary.LittleEndian, false, chinese)},
		{"utf-16be Chinese", chinese, "utf-16be", wide(binary.BigEndian, false, chinese)},
		{"utf-16be Chinese with four bytes", four, "utf-16be", wide(binary.BigEndian, false, four)},
		{"utf-16le long", strings.Repeat("谈𠀀判，", 20_000), "utf-16le", wide(binary.LittleEndian, false, strings.Repeat("谈𠀀判，", 20_000))},
		{"utf-16le Arabic", "قال المبعوث إن الاتفاق قريب", "utf-16le", wide(binary.LittleEndian, false, "قال المبعوث إن الاتفاق قريب")},
		{"windows-1252", latin, "windows-1252", must(charmap.Windows1252.NewEncoder().Bytes([]byte(latin)))},
		{"windows-1251 Russian", russian, "windows-1251", must(charmap.Windows1251.NewEncoder().Bytes([]byte(russian)))},
		{"windows-1251 Ukrainian", ukrainian, "windows-1251", must(charmap.Windows1251.NewEncoder().Bytes([]byte(ukrainian)))},
		{"gb18030", chinese, "gb18030", must(simplifiedchinese.GB18030.NewEncoder().Bytes([]byte(chinese)))},
		{"gb18030 with a rare character", rare, "gb18030", must(simplifiedchinese.GB18030.NewEncoder().Bytes([]byte(rare)))},
		{"gb18030 traditional", traditional, "gb18030", must(simplifiedchinese.GB18030.NewEncoder().Bytes([]byte(traditional)))},
		{"gb18030 with four bytes", four, "gb18030", must(simplifiedchinese.GB18030.NewEncoder().Bytes([]byte(four)))},
		{"windows-1251 capitals", capitals, "windows-1251", must(charmap.Windows1251.NewEncoder().Bytes([]byte(capitals)))},
		{"koi8-r Russian", russian, "koi8-r", must(charmap.KOI8R.NewEncoder().Bytes([]byte(russian)))},
		{"koi8-r capitals", capitals, "koi8-r", must(charmap.KOI8R.NewEncoder().Bytes([]byte(capitals)))},
		{"koi8-r short", "Привет, мир", "koi8-r", must(charmap.KOI8R.NewEncoder().Bytes([]byte("Привет, мир")))},
		{"windows-1251 short", "Привет, мир", "windows-1251", must(charmap.Windows1251.NewEncoder().Bytes([]byte("Привет, мир")))},
		{"koi8-u Ukrainian", ukrainian, "koi8-u", must(charmap.KOI8U.NewEncoder().Bytes([]byte(ukrainian)))},
		{"windows-1252 Portuguese", portuguese, "windows-1252", must(charmap.Windows1252.NewEncoder().Bytes([]byte(portuguese)))},
		{"windows-1252 names", "São Paulo, Medellín, Córdoba", "windows-1252", []byte("S\xe3o Paulo, Medell\xedn, C\xf3rdoba")},
		{"a broken byte", "caf\uFFFD “naïve” words – many of them", "utf-8", []byte("caf\xe9 “naïve” words – many of them")},
		{"line ends", "one\ntwo\n\nthree four five six seven", "utf-8", []byte("one\r\ntwo\r\rthree four five six seven\r\n")},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			d, err := source.Read(t.Context(), source.Input{Name: "a.txt", Bytes: tt.bytes})
			if err != nil {
				t.Fatal(err)
			}
			if got := d.Version.Text(); got != tt.want || d.Version.Origin.Charset != tt.charset {
				t.Errorf("Read = %q in %s, want %q in %s", got, d.Version.Origin.Charset, tt.want, tt.charset)
			}
		})
	}
}

func TestRefused(t *testing.T) {
	tests := []struct {
		name  string
		bytes string
		want  error
	}{
		{"empty", "", source.ErrEmpty},
		{"blank", " \n\t\n", source.ErrEmpty},
		{"NUL", "some\x00text", source.ErrBinary},
		{"half a pair", "\x08\x8c\x40\xd8\x24\x52\x0c\xff\x2d\x4e\x00\x4e", source.ErrBinary},
		{"samples of sound", strings.Repeat("\x12\x00\xf7\xff\x03\x01\x80\xfe\x00\x00\x21\x04", 100), source.ErrBinary},
		{"numbers", strings.Repeat("\x00\x00\x80\x3f\x0a\x00\x20\x41\x2d\x4e\x00\x80", 100), source.ErrBinary},
		{"pdf", "%PDF-1.7\n1 0 obj", source.ErrDamaged},
		{"zip", "PK\x03\x04rest", source.ErrArchive},
		{"controls", strings.Repeat("\x01\x02a", 100), source.ErrBinary},
		{"only markup", "---\n\n---\n", nil},
		{"too large", strings.Repeat("a", source.Limit+1), source.ErrTooLarge},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, err := readBytes(t, "thing", []byte(tt.bytes))
			if tt.want != nil && (!errors.Is(err, tt.want) || !strings.Contains(err.Error(), "thing")) {
				t.Errorf("Read = %v, want %v and the name", err, tt.want)
			}
		})
	}
}

func TestLoad(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "a b.txt")
	if err := os.WriteFile(path, []byte("words"), 0o600); err != nil {
		t.Fatal(err)
	}
	in, err := source.Load(t.Context(), path)
	if err != nil || string(in.Bytes) != "words" || in.Name != "a b.txt" || in.Path != path {
		t.Errorf("Load = %+v, %v", in, err)
	}
	if _, err := source.Load(t.Context(), dir); !errors.Is(err, source.ErrFolder) {
		t.Errorf("Load of a folder = %v", err)
	}
	if _, err := source.Load(t.Context(), filepath.Join(dir, "none")); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("Load of nothing = %v", err)
	}
	if _, err := source.Load(t.Context(), os.DevNull); !errors.Is(err, source.ErrDevice) {
		t.Errorf("Load of a device = %v", err)
	}
	ctx, stop := context.WithCancel(t.Context())
	stop()
	if _, err := source.Load(ctx, path); !errors.Is(err, context.Canceled) {
		t.Errorf("Load after the end = %v", err)
	}
}

// TestReadAllEnds wants a read that is never answered to end with its context.
func TestReadAllEnds(t *testing.T) {
	r, w := io.Pipe()
	defer w.Close()
	ctx, stop := context.WithCancel(t.Context())
	go func() {
		_, _ = io.WriteString(w, "a few words")
		stop()
	}()
	if b, err := source.ReadAll(ctx, r); !errors.Is(err, context.Canceled) {
		t.Errorf("ReadAll = %q, %v, want the context's error", b, err)
	}
}

func TestHugeAndHostile(t *testing.T) {
	tests := []struct{ name, file, text string }{
		{"one line of 5 MB", "a.txt", strings.Repeat("word ", 1_000_000)},
		{"one word of 1 MB", "a.txt", strings.Repeat("x", 1_000_000)},
		{"a million blank lines", "a.txt", "a" + strings.Repeat("\n", 1_000_000) + "b"},
		{"markers only", "a.txt", strings.Repeat("- \n", 100_000) + "x"},
		{"deep quotes", "a.md", strings.Repeat(">", 100_000) + " x"},
		{"deep lists", "a.md", strings.Repeat("- ", 50_000) + "x"},
		{"brackets", "a.md", strings.Repeat("[", 200_000) + "x"},
		{"stars", "a.md", strings.Repeat("*a_ ", 100_000)},
		{"ticks", "a.md", strings.Repeat("`a``b", 50_000)},
		{"many short quotes", "a.md", strings.Repeat("> > a\n\n", 20_000)},
		{"links", "a.md", strings.Repeat("[a](<b", 30_000)},
		{"indented steps", "a.md", func() string {
			var b strings.Builder
			for i := range 2000 {
				b.WriteString(strings.Repeat(" ", 2*i) + "- a\n")
			}
			return b.String()
		}()},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			v := read(t, tt.file, tt.text).Version
			if v.Len() == 0 {
				t.Error("nothing was read")
			}
		})
	}
}

func FuzzRead(f *testing.F) {
	for _, s := range []string{"# T\n\n- a\n  - b\n\n> q\n", "Title\n\nBy Ann Lee\n\n• a\n", "---\ntitle: x\n---\n| a |\n|---|\n", "\xff\xfea\x00", "caf\xe9", "\x10\n00", "\x10"} {
		f.Add([]byte(s), true)
		f.Add([]byte(s), false)
	}
	f.Fuzz(func(t *testing.T, b []byte, markdown bool) {
		name := "a.txt"
		if markdown {
			name = "a.md"
		}
		d, err := source.Read(t.Context(), source.Input{Name: name, Bytes: b})
		if err != nil {
			return
		}
		if !utf8.ValidString(d.Version.Text()) || d.Article.Title == "" {
			t.Errorf("Read(%q): title %q, text %q", b, d.Article.Title, d.Version.Text())
		}
		if _, err := article.NewVersion(d.Version.Text(), d.Version.Blocks(), article.Meta{}); err != nil {
			t.Errorf("Read(%q): %v", b, err)
		}
	})
}

func BenchmarkReadText(b *testing.B) {
	text := []byte(strings.Repeat("The delegates met again on Monday, and stayed until the evening came.\n\n", 60_000))
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		if _, err := source.Read(b.Context(), source.Input{Name: "a.txt", Bytes: text}); err != nil {
			b.Fatal(err)
		}
	}
}
