package names

import (
	"encoding/binary"
	"errors"
	"slices"
	"strings"
	"unicode/utf8"
)

// A Class is a set of properties of a word or of several words together.
type Class uint16

// The classes.
const (
	FirstName Class = 1 << iota
	LastName
	City
	Region // a state, a part of one, another name of one
	KnownBody
	KnownPerson
	People // a demonym
	Role
	Honorific
	BodyHead // ends names of bodies
	Everyday // begins sentences without being a name
	Speech
	Time
	begins // words go on to something longer

	classes = 13 // that are kept
)

// A Gazetteer tells the classes of words, whatever their case.
type Gazetteer struct {
	keys  []uint32 // by place; 0 is empty
	class []Class
	shift uint
}

// A Listing is words of some classes, in small letters with single spaces.
type Listing map[string]Class

// longestListed is how many words a listed name may have.
const longestListed = 7

// Add gives the name the classes c, unless it is nothing that could stand in a text.
func (l Listing) Add(name string, c Class) {
	words := strings.Fields(lower(name))
	if len(words) == 0 || len(words) > longestListed || len(name) > 120 {
		return
	}
	key := strings.Join(words, " ")
	if utf8.RuneCountInString(key) < 2 {
		return
	}
	l[key] |= c
}

// lower returns s in small letters with plain apostrophes.
func lower(s string) string {
	return strings.ReplaceAll(strings.ToLower(s), "’", "'")
}

// gazetteerMagic begins a gazetteer's file.
const gazetteerMagic = "PGZ1"

// Encode writes the list: each name as what it shares with the one before it, and the rest.
func (l Listing) Encode() []byte {
	keys := make([]string, 0, len(l))
	for k := range l {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	out := binary.AppendUvarint([]byte(gazetteerMagic), uint64(len(keys)))
	prev := ""
	for _, k := range keys {
		n := 0
		for n < len(k) && n < len(prev) && k[n] == prev[n] && n < 255 {
			n++
		}
		out = append(out, byte(n), byte(len(k)-n))
		out = append(out, k[n:]...)
		out = binary.AppendUvarint(out, uint64(l[k]))
		prev = k
	}
	return out
}

// errGazetteer is returned for bytes that are not a gazetteer.
var errGazetteer = errors.New("read gazetteer: it is damaged")

// DecodeGazetteer reads what [Listing.Encode] wrote.
func DecodeGazetteer(b []byte) (*Gazetteer, error) {
	if len(b) < 4 || string(b[:4]) != gazetteerMagic {
		return nil, errGazetteer
	}
	b = b[4:]
	n, k := binary.Uvarint(b)
	if k <= 0 || n > uint64(len(b))/3+1 {
		return nil, errGazetteer
	}
	b = b[k:]
	g := newGazetteer(int(n))
	var word []byte
	for range n {
		if len(b) < 3 || int(b[0]) > len(word) || len(b) < 3+int(b[1]) {
			return nil, errGazetteer
		}
		word = append(word[:b[0]], b[2:2+int(b[1])]...)
		b = b[2+int(b[1]):]
		c, k := binary.Uvarint(b)
		if k <= 0 || c >= 1<<classes {
			return nil, errGazetteer
		}
		b = b[k:]
		g.add(word, Class(c))
	}
	if len(b) > 0 {
		return nil, errGazetteer
	}
	return g, nil
}

// newGazetteer makes room for about n names of several words.
func newGazetteer(n int) *Gazetteer {
	bits := uint(10)
	for 1<<bits < 3*n {
		bits++
	}
	return &Gazetteer{make([]uint32, 1<<bits), make([]Class, 1<<bits), 64 - bits}
}

// add puts in a name and the beginnings of it.
func (g *Gazetteer) add(name []byte, c Class) {
	h := uint64(phraseSeed)
	for {
		n := slices.Index(name, ' ')
		if n < 0 {
			g.put(join(h, hash(name)), c)
			return
		}
		h = join(h, hash(name[:n]))
		g.put(h, begins)
		name = name[n+1:]
	}
}

func (g *Gazetteer) put(h uint64, c Class) {
	i, key, mask := int(h*spread>>g.shift), uint32(h)|1, len(g.keys)-1
	for tries := 0; tries <= mask; tries++ {
		if g.keys[i] == 0 || g.keys[i] == key {
			g.keys[i] = key
			g.class[i] |= c
			return
		}
		i = (i + 1) & mask
	}
}

// at returns the classes of what has the hash h; 0 if it is not listed.
func (g *Gazetteer) at(h uint64) Class {
	i, key, mask := int(h*spread>>g.shift), uint32(h)|1, len(g.keys)-1
	for range 64 {
		if g.keys[i] == key {
			return g.class[i]
		}
		if g.keys[i] == 0 {
			return 0
		}
		i = (i + 1) & mask
	}
	return 0
}

const (
	spread     = 0x9E3779B97F4A7C15
	phraseSeed = 0x51_7C_C1_B7
)

// hash is FNV-1a.
func hash[T string | []byte](s T) uint64 {
	h := uint64(0xcbf29ce484222325)
	for i := range len(s) {
		h = (h ^ uint64(s[i])) * 0x100000001b3
	}
	return h
}

// join returns the hash of a row of words from that of all but the last and that of the last.
func join(h, word uint64) uint64 {
	h = (h ^ word) * spread
	return h ^ h>>29
}
