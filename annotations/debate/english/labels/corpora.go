package labels

import (
	"bufio"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
)

// OpenText returns the text of a document of an open corpus below dir, laid out as an article: one line a paragraph, a blank line
// between paragraphs, a line end at the end. Documents of GUM lie in gum/dep, those of the English Web Treebank in
// UD_English-EWT/not-to-release/sources. The same files always give the same text.
func OpenText(dir, document string) (string, error) {
	path, err := documentPath(dir, document)
	if err != nil {
		return "", err
	}
	f, err := os.Open(path)
	if err != nil {
		return "", err
	}
	defer f.Close()
	var t layout
	s := bufio.NewScanner(f)
	s.Buffer(nil, 1<<20)
	for s.Scan() {
		t.comment(s.Text())
	}
	if err := s.Err(); err != nil {
		return "", fmt.Errorf("read %s: %w", path, err)
	}
	if t.name != document {
		return "", fmt.Errorf("read %s: it holds document %q, not %q", path, t.name, document)
	}
	return t.b.String() + "\n", nil
}

func documentPath(dir, document string) (string, error) {
	if strings.ContainsAny(document, `/\*?[`) {
		return "", fmt.Errorf("%q is not the name of a document", document)
	}
	if strings.HasPrefix(document, "GUM_") {
		return filepath.Join(dir, "gum", "dep", document+".conllu"), nil
	}
	genre, rest, _ := strings.Cut(document, "-")
	paths, err := filepath.Glob(filepath.Join(dir, "UD_English-EWT", "not-to-release", "sources", genre, rest+"*.conllu"))
	if err != nil || len(paths) != 1 {
		return "", fmt.Errorf("document %s: %d files instead of one", document, len(paths))
	}
	return paths[0], nil
}

// blockLength finds the length of a block in sentences in a comment such as "newpar_block = p (6 s) | figure (1 s) | caption (1 s)".
var blockLength = regexp.MustCompile(`\((\d+) s\)`)

// blockSpeaker finds who speaks in a block.
var blockSpeaker = regexp.MustCompile(`\bsp who:::"#(\w+)"`)

// nameStart finds, in a name written in one word, where a part of it begins: a small letter or an initial before a capitalised part.
var nameStart = regexp.MustCompile(`([a-z])([A-Z])|([A-Z])([A-Z][a-z])`)

// spaced writes a name such as "TinaMcKenzie" or "SilasJWasserstrom" with its spaces.
func spaced(name string) string {
	for range 2 { // matches do not overlap, and an initial stands between two starts
		name = nameStart.ReplaceAllString(name, "$1$3 $2$4")
	}
	return strings.ReplaceAll(name, "Mc ", "Mc")
}

// A layout builds the text of a document from the comments of its treebank file.
type layout struct {
	b       strings.Builder
	name    string
	fresh   bool   // a paragraph begins with the next sentence
	speaker string // who begins to speak with the next sentence
	left    []int  // sentences left of each open block
}

func (t *layout) comment(line string) {
	switch {
	case strings.HasPrefix(line, "# newdoc id = "):
		t.name = line[len("# newdoc id = "):]
	case strings.HasPrefix(line, "# newpar_block = "):
		for _, m := range blockLength.FindAllStringSubmatch(line, -1) {
			n, _ := strconv.Atoi(m[1])
			t.left = append(t.left, n)
		}
		if m := blockSpeaker.FindStringSubmatch(line); m != nil {
			t.speaker = spaced(m[1])
		}
		t.fresh = true
	case strings.HasPrefix(line, "# newpar"):
		t.fresh = true
	case strings.HasPrefix(line, "# text = "):
		t.sentence(line[len("# text = "):])
	}
}

// sentence adds a sentence. A paragraph also ends where a block ends that began with it, such as a caption inside a paragraph.
func (t *layout) sentence(s string) {
	switch {
	case t.b.Len() == 0:
	case t.fresh:
		t.b.WriteString("\n\n")
	default:
		t.b.WriteByte(' ')
	}
	if t.speaker != "" {
		t.b.WriteString(t.speaker + ": ")
	}
	t.b.WriteString(s)
	t.fresh, t.speaker = false, ""
	kept := t.left[:0]
	for _, n := range t.left {
		if n > 1 {
			kept = append(kept, n-1)
		} else {
			t.fresh = true
		}
	}
	t.left = kept
}
