package desk

import (
	"context"
	"time"

	"parley/annotations"
	"parley/annotations/article"
	"parley/annotations/debate"
)

// Shelf is what the desk needs of a store.
type Shelf interface {
	articles
	shelved
	marks
	searched
	filed
	analysed
	unsaved
	kept
	changes
	wholes
	// Snapshot returns a context with which all that is read is of one state, for one goroutine, until end is called.
	Snapshot(context.Context) (of context.Context, end func(), err error)
	ReadOnly() bool
	Holds(path string) bool // whether the file is the library's own
	Close() error
}

type articles interface {
	Entries(ctx context.Context, most int) ([]annotations.Entry, error)
	Entry(context.Context, article.ID) (annotations.Entry, error)
	Article(context.Context, article.ID) (article.Article, error)
	Handles(ctx context.Context, prefix string, most int) ([]article.ID, error)
	AddArticles(ctx context.Context, all ...annotations.Draft) error
	AddVersion(context.Context, annotations.Draft) error
	Said(ctx context.Context, version article.ID) (of article.Article, known bool, err error)
	Source(ctx context.Context, version article.ID) ([]byte, error)
	Version(ctx context.Context, id article.ID, number int) (v *article.Version, of int, err error)
	VersionByID(context.Context, article.ID) (*article.Version, error)
	Versions(context.Context, article.ID) ([]article.Meta, error)
	ByHash(ctx context.Context, hash string) ([]annotations.Provenance, error)
	Fetched(ctx context.Context, address string) (article.Meta, bool, error)
	SameText(ctx context.Context, version article.ID) ([]annotations.Provenance, error)
	ByURL(ctx context.Context, url string) ([]annotations.Provenance, error)
	ByPath(ctx context.Context, path string) ([]annotations.Provenance, error)
	ByFetched(ctx context.Context, address string) ([]annotations.Provenance, error)
}

type wholes interface {
	Listed(context.Context) ([]article.ID, error)
	Wholes(context.Context, []article.ID, annotations.Want) ([]annotations.Whole, []debate.Statement, error)
}

type shelved interface {
	ArticleStates(context.Context, []article.ID) ([]annotations.ArticleState, error)
	Collections(context.Context) ([]annotations.Collection, error)
	CollectionState(context.Context, article.ID) (annotations.CollectionState, error)
	Trash(context.Context) ([]annotations.Entry, error)
	Trashed(context.Context, annotations.Seen) (article.ID, bool, error)
	EmptyTrash(ctx context.Context, before time.Time) (int, error)
}

type marks interface {
	Marks(context.Context, article.ID) ([]annotations.Highlight, []annotations.Note, error)
	Highlights(context.Context, []article.ID) ([]annotations.HighlightState, error)
	Note(context.Context, article.ID) (annotations.NoteState, error)
	Settlements(context.Context, article.ID) ([]annotations.Settlement, error)
	Found(ctx context.Context, version article.ID) ([]annotations.Found, error)
	KeepFound(ctx context.Context, version article.ID, found []annotations.Found) error
	Change(context.Context, annotations.Edits, debate.Edits, time.Time) error
	Taken(ctx context.Context, kind byte, id article.ID) (bool, error)
}

type searched interface {
	Search(ctx context.Context, q annotations.Query, most int) (annotations.Hits, error)
	Text(context.Context, article.ID) (string, error) // of the newest version
}

type filed interface {
	Library(context.Context) (*debate.Library, error)
	Statements(context.Context, article.ID) ([]debate.Statement, error)
	StatementsAbout(context.Context, article.ID) ([]debate.Statement, error)
	StatementStates(context.Context, []article.ID) ([]debate.Status[debate.Statement], error)
	CountArticles(ctx context.Context, of article.ID, all []annotations.QueryEntity) ([]int, error)
}

type analysed interface {
	Analysis(ctx context.Context, version article.ID, engine string) ([]byte, error)
	LastAnalysis(ctx context.Context, version article.ID) (engine string, json []byte, err error)
	KeepAnalyses(ctx context.Context, engine string, all ...debate.Kept) error
	Unanalysed(ctx context.Context, engine string) (left, all int, err error)
	NextUnanalysed(ctx context.Context, engine string, most int) ([]article.ID, error)
	SeenActors(context.Context) ([]debate.SeenActor, error)
}

type unsaved interface {
	SaveUnsaved(context.Context, annotations.Unsaved, time.Time) error
	DeleteUnsaved(context.Context, article.ID) error
	Unsaved(context.Context, article.ID) ([]annotations.Unsaved, error)
}

type kept interface {
	Settings(context.Context) (map[string]string, error)
	SetSetting(ctx context.Context, key, value string, now time.Time) error
	Place(context.Context, article.ID) (annotations.Place, error)
	KeepPlace(context.Context, article.ID, annotations.Place, time.Time) error
	LastExports(ctx context.Context, paths []string) (map[string]string, error)
	RememberExports(ctx context.Context, hashes map[string]string, now time.Time) error
}

type changes interface {
	Changes(ctx context.Context, after int64) (others []annotations.Change, last int64, err error)
	LastChange(context.Context) (int64, error)
	Poll(ctx context.Context, every time.Duration, changed func() error) error
}
