package actors

import (
	"embed"
	"sync"

	"parley/annotations/debate/english/text"
)

// listFiles holds the word lists. They are our own, written from general knowledge.
//
//go:embed lists/*.txt
var listFiles embed.FS

// wordLists are sets of words in small letters; each file says of which.
type wordLists struct {
	offices, collectives, departments, duties, decisions, firms, firmNouns, local,
	people, bodies, things, thingHeads, credits, peoples, abbreviated map[string]bool
}

// lists reads the word lists when they are first asked for. They are read only from then on.
var lists = sync.OnceValue(func() wordLists {
	set := func(name string) map[string]bool { return text.WordSet(listFiles, "lists/"+name+".txt") }
	return wordLists{
		offices: set("offices"), collectives: set("collectives"), departments: set("departments"), duties: set("duties"),
		decisions: set("decisions"), firms: set("firms"), firmNouns: set("firmnouns"), local: set("local"),
		people: set("people"), bodies: set("bodies"), things: set("things"), thingHeads: set("thingheads"), credits: set("credits"),
		peoples: set("peoples"), abbreviated: set("abbreviated"),
	}
})
