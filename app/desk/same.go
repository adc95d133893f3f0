package desk

import (
	"context"
	"slices"

	"parley/annotations"
	"parley/annotations/article"
)

// A sameBytes says what a source is whose bytes are known. Both are zero if they are not known, or only as those of another address.
type sameBytes struct {
	there *Imported  // the version that was made of them
	back  article.ID // the article whose source has changed back to what it said once
}

// knownBytes looks among the versions that were made of the same bytes, and whose article has no other address than url, for what a source is.
// As long as the source has not changed, such a version is all there is to it. If it has said something else meanwhile, it is a new version with
// the text of an old one, so that the newest is what the source says. From another source the same bytes are nothing new.
func (d *Desk) knownBytes(ctx context.Context, in Input, s annotations.Seen, url string) (sameBytes, error) {
	var k sameBytes
	var first *annotations.Provenance
	var back article.Meta
	var done []article.ID
	for i, p := range s.ByHash {
		if url != p.URL && url != "" && p.URL != "" || in.Article != (article.ID{}) && in.Article != p.Article || slices.Contains(done, p.Article) {
			continue
		}
		if first == nil {
			first = &s.ByHash[i]
		}
		done = append(done, p.Article)
		all, err := d.shelf.Versions(ctx, p.Article)
		if err != nil {
			return k, err
		}
		last, ok := lastOf(all, in, s)
		switch {
		case !ok:
		case last.Origin.Hash == s.Hash:
			k.there, err = d.alreadyThere(ctx, p.Article, last.Number)
			return k, err
		case k.back == article.ID{} || last.Imported.After(back.Imported):
			k.back, back = p.Article, last
		}
	}
	if first == nil || k.back != (article.ID{}) {
		return k, nil
	}
	var err error
	k.there, err = d.alreadyThere(ctx, first.Article, first.Number)
	return k, err
}

// lastOf returns the version that says what the library knows of a source: the newest of an article if that was made of the same bytes, or if
// the source names the article; otherwise the newest that was read from the same file or fetched from the same address.
func lastOf(all []article.Meta, in Input, s annotations.Seen) (last article.Meta, ok bool) {
	for i, m := range slices.Backward(all) {
		o := m.Origin
		if i == len(all)-1 && (o.Hash == s.Hash || in.Article == m.Article) ||
			o.Path != "" && o.Path == s.Path || o.URL != "" && (o.URL == s.Fetched || o.URL == s.Asked) {
			return m, true
		}
	}
	return last, false
}

// alreadyThere returns what an import led to that has changed nothing.
func (d *Desk) alreadyThere(ctx context.Context, id article.ID, number int) (*Imported, error) {
	a, err := d.shelf.Article(ctx, id)
	return &Imported{Article: a, Version: number, Status: StatusThere}, err
}
