package debate

// A Sighting is an actor or a dispute that an article's analysis shows, as it is kept for all articles.
type Sighting struct {
	Key  string // [ActorKey] or [DisputeKey]
	Name string // of the actor as the article writes it; empty for a dispute
	Kind Kind   // of the actor
	Role string // of the actor when the article was written; may be empty
}

// A Kept is what is kept of the analysis of one version of an article.
type Kept struct {
	Version   ID
	Found     []byte // the analysis as JSON; nil: only the sightings are kept
	Sightings []Sighting
}

// Sightings returns the actors and disputes of the analysis, each key once.
func (a *Analysis) Sightings() []Sighting {
	out := make([]Sighting, 0, len(a.Actors)+len(a.Disputes))
	seen := make(map[string]bool, cap(out))
	add := func(s Sighting) {
		if !seen[s.Key] {
			seen[s.Key] = true
			out = append(out, s)
		}
	}
	for _, x := range a.Actors {
		add(Sighting{Key: ActorKey(x.Name), Name: x.Name, Kind: x.Kind, Role: x.Role})
	}
	for _, x := range a.Disputes {
		add(Sighting{Key: DisputeKey(x.Title)})
	}
	return out
}
