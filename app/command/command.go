// Package command is the command line: what the window does, as words for scripts.
// It needs no display.
package command

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"strings"
	"syscall"
	"unicode"

	"github.com/alecthomas/kong"

	"parley/annotations"
	"parley/annotations/export"
	"parley/app/desk"
)

// Env is all of the outside world a command may touch.
type Env struct {
	In        io.Reader
	Out, Err  io.Writer
	Terminal  bool // Out is one: what is printed there is for people, even where it is exact otherwise
	Version   string
	Desk      func(ctx context.Context, db string, create bool) (*desk.Desk, error) // opened only by those who need it
	Parser    func(context.Context) *desk.Desk                                      // a desk without a library, for what only reads a text
	DefaultDB func() (string, error)
	Keeper    Keeper
	Importers []Importer
	Meter     *Meter // of long work; nil shows none
}

// An Importer is a kind of source that can be read.
type Importer struct {
	Name, Description string
	Extensions        []string
}

// The exit statuses.
const (
	statusDone  = 0
	statusCould = 1 // could not
	statusUsage = 2 // wrong usage
)

// cli is the grammar of the command line. The help texts are the manual.
type cli struct {
	DB   string `name:"db" placeholder:"PATH" help:"The library file. Default: parley/library.db in your data folder."`
	JSON bool   `name:"json" help:"Print JSON, and nothing else, on standard output."`

	Import     importCmd     `cmd:"" help:"Add files, the files of folders, and web pages to the library. Prints a line for each: id, title, and new, new version or already there."`
	List       listCmd       `cmd:"" help:"List the articles: id, published, outlet, title, marks."`
	Show       showCmd       `cmd:"" help:"Print the canonical text of an article, exactly, and nothing else."`
	Analyze    analyzeCmd    `cmd:"" help:"Print the actors, statements and disputes found in an article, a file or standard input; with --all, analyze the whole library."`
	Highlight  highlightCmd  `cmd:"" help:"Highlight a passage."`
	Note       noteCmd       `cmd:"" help:"Write a note on an article."`
	File       fileCmd       `cmd:"" help:"File a statement: who says what about which dispute, in which passage."`
	Statements statementsCmd `cmd:"" help:"List the statements that are filed: id, article, actor, stance, position or dispute, quote."`
	Actors     actorsCmd     `cmd:"" help:"List the actors of all articles: id, name, kind, articles, role and the date of the article that it is from; find name variants and merge them."`
	Search     searchCmd     `cmd:"" help:"Find words in articles, titles, highlights, notes, statements, actors and disputes: kind, id, title, excerpt."`
	Export     exportCmd     `cmd:"" help:"Write articles with their highlights, notes and statements."`
	Anchor     anchorCmd     `cmd:"" help:"Find passages again in changed texts: JSON lines in, JSON lines out."`
	Collection collectionCmd `cmd:"" help:"List, make and change collections of articles."`
	Trash      trashCmd      `cmd:"" help:"List the articles in the trash, put some into it, take some out, empty it."`
	Backup     backupCmd     `cmd:"" help:"Copy the library to a file, whole and checked, while it is in use."`
	Restore    restoreCmd    `cmd:"" help:"List backups, or replace the library with one. The current library is kept."`
	Check      checkCmd      `cmd:"" help:"Check the library for damage: its file, texts, quotations and index."`
	Formats    formatsCmd    `cmd:"" help:"List what can be imported and exported, and what each format loses."`
	Completion completionCmd `cmd:"" help:"Print a script that has bash, zsh or fish complete commands and flags."`
	Version    versionCmd    `cmd:"" help:"Print the version of the program."`
}

// words are the command words.
var words = [...]string{"import", "list", "show", "analyze", "highlight", "note", "file", "statements", "actors", "search", "export", "anchor", "collection", "trash", "backup", "restore", "check", "formats", "completion", "version"}

// emptyDB reports whether args name a library file without a name.
func emptyDB(args []string) bool {
	for i, a := range args {
		if a == "--" {
			return false
		}
		if a == "--db=" || a == "--db" && i+1 < len(args) && args[i+1] == "" {
			return true
		}
	}
	return false
}

// A session is one command being run.
type session struct {
	ctx     context.Context
	env     Env       // its writers are for people: nothing on them commands a terminal
	exact   io.Writer // standard output as it is, unless that is a terminal
	machine io.Writer // standard output as it is, for JSON, which escapes what commands a terminal
	json    bool
	db      string
	desk    *desk.Desk
}

// errUsage marks an error as wrong usage.
var errUsage = errors.New("wrong usage")

// errReported means that the failures have been said already.
var errReported = errors.New("reported")

// errInterrupted means that the program was told to end, as by Ctrl+C, before it was done.
var errInterrupted = errors.New("interrupted")

// Run runs a command and returns the exit status.
func Run(ctx context.Context, env Env, args []string) (status int) {
	exact := env.Meter.Over(env.Out)
	env.Out, env.Err = ForPeople(exact), ForPeople(env.Meter.Over(env.Err))
	plain := exact
	if env.Terminal {
		plain = env.Out
	}
	var c cli
	exited := -1
	p, err := kong.New(&c, kong.Name("parley"),
		kong.Description("Read about conflicts and negotiations: what is disputed, who says what, and every claim with its passage.\n\n"+
			"Without a command, parley [--db PATH] [--read-only] [FILE …] opens the window.\n\n"+
			"ARTICLE is a handle (a-7k3q9d2m), a UUID, or the beginning of either. Offsets are code points, the end exclusive. "+
			"Exit status: 0 done, 1 could not, 2 wrong usage."),
		kong.Writers(env.Out, env.Err), kong.Exit(func(code int) { exited = code }), kong.ConfigureHelp(kong.HelpOptions{Compact: true}),
		kong.ExplicitGroups(nil), kong.WithHyphenPrefixedParameters(true), rawPaths(&c.DB, &c.Import.Files, &c.Analyze.Source, &c.Export.Out, &c.Backup.Path, &c.Restore.Path))
	if err != nil {
		fmt.Fprintln(env.Err, "parley:", err)
		return statusUsage
	}
	args = wordArgs(args)
	if what := valueless(p.Model.Node, args); what != "" {
		fmt.Fprintf(env.Err, "parley: %s; see parley --help\n", what)
		return statusUsage
	}
	args = queryArgs(args)
	if emptyDB(args) { // as a script's variable that was never set: not the reader's own library
		fmt.Fprintln(env.Err, "parley: --db names no file; see parley --help")
		return statusUsage
	}
	k, err := p.Parse(args)
	if exited >= 0 {
		return exited // help was printed
	}
	if err != nil {
		fmt.Fprintf(env.Err, "parley: %s; see parley --help\n", oneLine(err))
		return statusUsage
	}
	s := &session{ctx: ctx, env: env, exact: plain, machine: exact, json: c.JSON, db: c.DB}
	defer func() {
		if s.desk != nil {
			if err := s.desk.Close(); err != nil && status == statusDone {
				fmt.Fprintln(env.Err, "parley: close the library:", oneLine(err))
				status = statusCould
			}
		}
	}()
	defer env.Meter.Clear()
	return s.status(k.Run(s, k))
}

// status says what went wrong and returns the exit status.
func (s *session) status(err error) int {
	switch {
	case err == nil:
		return statusDone
	case errors.Is(err, syscall.EPIPE):
		return statusDone // whoever read has had enough
	case errors.Is(err, errReported):
		return statusCould
	case s.interrupted(err):
		err = fmt.Errorf("%w before it was done; run it again", errInterrupted)
	}
	fmt.Fprintln(s.env.Err, "parley:", oneLine(err))
	if errors.Is(err, errUsage) {
		return statusUsage
	}
	return statusCould
}

// interrupted reports whether err is that the program was told to end.
func (s *session) interrupted(err error) bool {
	return s.ctx.Err() != nil && errors.Is(err, context.Canceled)
}

// oneLine returns what went wrong and what to do, on one line, as a terminal may see it.
func oneLine(err error) string {
	words := strings.Join(strings.Fields(shown(err.Error())), " ")
	if tip := advice(err); tip != "" {
		words += "; " + tip
	}
	return words
}

// advice says what to do about an error, if that is not plain.
func advice(err error) string {
	var newer annotations.ErrNewer
	switch {
	case errors.As(err, &newer):
		return "install the newest release"
	case errors.Is(err, annotations.ErrLost):
		return "parley restore lists its backups; or move the library back, or name another file with --db"
	case errors.Is(err, annotations.ErrNoFolder):
		return "connect the disk that it is on, or make the folder"
	case errors.Is(err, annotations.ErrMissing):
		return "import something first, or name another file with --db"
	case errors.Is(err, annotations.ErrForeign):
		return "it was left as it is; name another file with --db"
	case errors.Is(err, annotations.ErrDamaged):
		return "keep a copy of the file before anything else is tried; parley restore lists its backups"
	case errors.Is(err, annotations.ErrBusy):
		return "try again in a moment"
	case errors.Is(err, errNoMerge):
		return "parley actors --merges lists what is suggested"
	case errors.Is(err, errAnalysing):
		return "wait until it is done, or pause it there"
	case errors.Is(err, annotations.ErrFull):
		return "free some room and try again; nothing was lost"
	case errors.Is(err, annotations.ErrReadOnly):
		return "change the rights of the file and its folder, or copy it elsewhere"
	case errors.Is(err, desk.ErrOwnFile):
		return "name another file"
	case errors.Is(err, export.ErrDevice):
		return "name a file; without --out it goes to standard output"
	case errors.Is(err, export.ErrEdited):
		return "say --yes to write over it"
	case errors.Is(err, desk.ErrNoPassage):
		return "choose words, not white space alone"
	case errors.Is(err, desk.ErrTaken):
		return "choose another name"
	case errors.Is(err, desk.ErrNameless):
		return "give it a name of at least one word"
	case errors.Is(err, desk.ErrInUse):
		return "delete these statements, or file them elsewhere, first"
	case errors.Is(err, desk.ErrDate):
		return "such as 2026-05-03"
	case errors.Is(err, desk.ErrNoCollection):
		return "parley collection list shows what there is"
	case errors.Is(err, annotations.ErrNotFound):
		return "parley list shows what there is, parley trash what was deleted"
	case errors.Is(err, fs.ErrNotExist):
		return "check the path and its folder"
	case errors.Is(err, fs.ErrPermission):
		return "check the rights of the file and its folder"
	}
	return ""
}

// open opens the library; create makes one where there is none.
func (s *session) open(create bool) (*desk.Desk, error) {
	if s.desk != nil {
		return s.desk, nil
	}
	db := s.db
	if db == "" {
		var err error
		if db, err = s.env.DefaultDB(); err != nil {
			return nil, err
		}
	}
	d, err := s.env.Desk(s.ctx, db, create)
	s.desk = d
	return d, err
}

// shown returns s as a terminal may see it: without control characters, which could be commands to it.
func shown(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsControl(r) {
			return ' '
		}
		return r
	}, s)
}
