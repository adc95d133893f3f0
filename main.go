// Parley shows an article beside what is disputed in it and who takes part.
//
// Without a command word it opens its window:
//
//	parley [--db PATH] [--read-only] [FILE|FOLDER|ADDRESS …]
//
// Every other use is a command that needs no display; "parley --help" lists them.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log"
	"math"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"runtime/debug"
	"slices"
	"strings"
	"syscall"
	"time"

	fyneapp "fyne.io/fyne/v2/app"
	"github.com/adrg/xdg"
	"github.com/google/uuid"

	"parley/annotations"
	"parley/annotations/article"
	"parley/annotations/debate/engines"
	"parley/annotations/source"
	"parley/annotations/store"
	"parley/app"
	"parley/app/command"
	"parley/app/desk"
)

// stderr is where people are told of what went wrong. Names of files and pages in it cannot command a terminal.
func stderr() io.Writer { return command.ForPeople(os.Stderr) }

// version is set by the linker for a release.
var version = "development"

func main() {
	log.SetOutput(source.Quiet(os.Stderr))
	if debug.SetMemoryLimit(-1) == math.MaxInt64 { // unless GOMEMLIMIT says otherwise
		debug.SetMemoryLimit(memoryTarget)
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	os.Exit(run(ctx, os.Args[1:]))
}

// memoryTarget is how many bytes of memory garbage may lie in before it is collected at any price. What is in use may be more.
const memoryTarget = 640 << 20

func run(ctx context.Context, args []string) int {
	if !command.Is(args) {
		return window(ctx, args)
	}
	meter := command.NewMeter(os.Stderr)
	progress, keep := sayProgress(), keeper()
	if meter != nil {
		progress, keep.Progress = meter.Show, meter.Show
	}
	env := command.Env{
		In: os.Stdin, Out: os.Stdout, Err: os.Stderr, Terminal: command.IsTerminal(os.Stdout), Version: version, DefaultDB: defaultDB,
		Desk: func(ctx context.Context, db string, create bool) (*desk.Desk, error) {
			usual, _ := defaultDB() // where there is none, it is named
			if err := noneYet(db, db != usual); errors.Is(err, annotations.ErrLost) || err != nil && create {
				return nil, err
			}
			return openDesk(ctx, db, store.Options{Create: create, Progress: progress}, nil)
		},
		Keeper: keep, Meter: meter,
		Parser: func(context.Context) *desk.Desk { return desk.Bare(deskOptions()) },
	}
	for _, f := range source.Formats() {
		env.Importers = append(env.Importers, command.Importer{Name: f.Name, Description: f.Description, Extensions: f.Extensions})
	}
	return command.Run(ctx, env, args)
}

// window opens the window on a library; what is named is imported and opened.
func window(ctx context.Context, args []string) int {
	db, readOnly, files, err := windowArgs(args)
	if err == nil && db == "" && slices.ContainsFunc(args, func(a string) bool { return a == "--db" || a == "--db=" }) {
		err = errors.New("--db names no file; see parley --help") // as a script's variable that was never set
	}
	if err != nil {
		fmt.Fprintln(stderr(), "parley:", err)
		return 2
	}
	if len(files) == 1 && mistyped(files[0]) {
		fmt.Fprintf(stderr(), "parley: %q is neither a command nor a file; parley --help lists the commands\n", files[0])
		return 2
	}
	if err := screen(); err != nil { // before the library is made or anything is imported
		fmt.Fprintln(stderr(), "parley:", err)
		return 1
	}
	named := db != ""
	if path, err := defaultDB(); db == "" {
		if err != nil {
			fmt.Fprintln(stderr(), "parley:", err)
			return 1
		}
		db = path
	}
	// Little of what the start allocates is garbage: collecting it would only delay the first picture.
	usual := debug.SetGCPercent(400)
	time.AfterFunc(2*time.Second, func() {
		debug.SetGCPercent(usual)
		debug.FreeOSMemory()
	})
	faces := app.Typefaces()
	var fresh bool
	var d *desk.Desk
	if err = noneYet(db, named); err == nil {
		o := store.Options{Create: !readOnly, ReadOnly: readOnly, Patience: patience}
		d, err = openDesk(context.WithoutCancel(ctx), db, o, &fresh) // the window closes it when it is told to end
	}
	if err == nil && !readOnly {
		if err = listable(ctx, d); err != nil { // a window without articles would look like an empty library
			err = fmt.Errorf("open the library %s: %w", db, errors.Join(err, d.Close()))
		}
	}
	a := fyneapp.NewWithID("io.parley.reader")
	a.SetIcon(app.Icon())
	if err != nil {
		to := app.Rescue{
			Keeper: windowKeeper, Create: func() error { return begin(db) },
			Again: func(other string, readOnly bool) error { return again(args, other, readOnly) },
			Renew: func(ctx context.Context, told func(string, float64)) error { return renew(ctx, db, told) },
		}
		if errors.Is(err, annotations.ErrOlder) {
			app.Renew(ctx, a, db, to)
			return 0
		}
		app.Trouble(ctx, a, db, err, to)
		return 1
	}
	w := app.New(ctx, app.Options{
		App: a, Desk: d, Version: version, Keeper: windowKeeper, Library: db, ReadOnly: readOnly, Files: files, Fresh: fresh, Folder: documents(), Formats: importable(), Typefaces: faces, Browse: browser(),
	})
	a.Lifecycle().SetOnStarted(func() { time.AfterFunc(takeAfter, func() { takeSignals(w.End) }) })
	status := 0
	if err := w.Run(); err != nil {
		fmt.Fprintln(stderr(), "parley:", err)
		status = 1
	}
	if err := d.Close(); err != nil {
		fmt.Fprintln(stderr(), "parley: close the library:", err)
		status = 1
	}
	return status
}

// listable returns an error if the articles of a library cannot be listed.
func listable(ctx context.Context, d *desk.Desk) error {
	_, err := d.Newest(ctx, 200)
	if errors.Is(err, annotations.ErrDamaged) {
		return err
	}
	return nil // anything else may pass
}

// beginning names the library that the reader has said is to be a new one, for the program that is started anew.
const beginning = "PARLEY_BEGIN"

// noneYet returns an error where there should be a library and is none, or an empty file, so that no empty library takes its place unseen: its
// folder is not there, though it was named, or there are backups of it, or it was set aside.
func noneYet(db string, named bool) error {
	info, err := os.Lstat(db)
	if err == nil && info.Size() > 0 || err != nil && !errors.Is(err, os.ErrNotExist) || os.Getenv(beginning) == db {
		return nil
	}
	if _, err := os.Stat(filepath.Dir(db)); named && errors.Is(err, os.ErrNotExist) {
		return fmt.Errorf("open the library %s: %w", db, annotations.ErrNoFolder)
	}
	if names, err := keeper().Remains(db); err == nil && len(names) > 0 {
		return fmt.Errorf("open the library %s: %w, such as %s", db, annotations.ErrLost, names[0])
	}
	return nil
}

// begin makes an empty file for a library where there is none.
func begin(db string) error {
	if err := os.MkdirAll(filepath.Dir(db), 0o700); err != nil {
		return err
	}
	f, err := os.OpenFile(db, os.O_CREATE|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	return errors.Join(f.Close(), os.Setenv(beginning, db))
}

// patience is how large in bytes a library of an earlier release may be to be made to fit this one before there is a window.
const patience = 16 << 20

// renew makes a library of an earlier release fit this one.
func renew(ctx context.Context, db string, told func(what string, share float64)) error {
	s, err := store.Open(ctx, db, store.Options{Now: time.Now, Progress: told})
	if err != nil {
		return err
	}
	return s.Close()
}

// sayProgress returns what says once that something takes long.
func sayProgress() store.Progress {
	said := ""
	return func(what string, share float64) {
		if what != said && share < 0.5 {
			said = what
			fmt.Fprintf(stderr(), "parley: %s, for this release …\n", what)
		}
	}
}

// again starts the program anew with the same arguments, on another library if one is named, or for reading only.
func again(args []string, other string, readOnly bool) error {
	exe, err := os.Executable()
	if err != nil {
		return err
	}
	db, _, files, err := windowArgs(args)
	if err != nil {
		return err
	}
	if other != "" {
		db = other
	}
	args = nil
	if db != "" {
		args = append(args, "--db", db)
	}
	if readOnly {
		args = append(args, "--read-only")
	}
	args = append(append(args, "--"), files...)
	c := exec.Command(exe, args...)
	c.Stdout, c.Stderr = os.Stdout, os.Stderr
	return c.Start()
}

// mistyped reports whether a word looks like the name of a command and names no file.
func mistyped(word string) bool {
	_, err := os.Stat(word)
	return err != nil && !strings.ContainsAny(word, `./\:`)
}

// takeAfter is how long after its start the toolkit certainly listens for signals.
const takeAfter = 300 * time.Millisecond

// settle is how long keys that were pressed before a signal may be on their way to the window.
const settle = 100 * time.Millisecond

// takeSignals has every signal to end the program call end. The toolkit listens for them, too, and would end without
// a word: it is no longer told of them.
func takeSignals(end func()) {
	ask := []os.Signal{os.Interrupt, syscall.SIGTERM}
	if !signal.Ignored(syscall.SIGHUP) {
		ask = append(ask, syscall.SIGHUP)
	}
	signal.Ignore(ask...) // takes them from all who were told
	told := make(chan os.Signal, 1)
	signal.Notify(told, ask...)
	go func() {
		for range told {
			time.Sleep(settle)
			end()
		}
	}()
}

// windowArgs reads the command line of the window: --db PATH, --read-only and files.
func windowArgs(args []string) (db string, readOnly bool, files []string, err error) {
	for i := 0; i < len(args); i++ {
		a := args[i]
		switch {
		case a == "--":
			return db, readOnly, append(files, args[i+1:]...), nil
		case a == "--db" && i+1 < len(args):
			i++
			db = args[i]
		case strings.HasPrefix(a, "--db="):
			db = strings.TrimPrefix(a, "--db=")
		case a == "--db":
			return "", false, nil, errors.New("--db needs a value; see parley --help")
		case a == "--json":
			return "", false, nil, errors.New("--json goes with a command; see parley --help")
		case a == "--read-only":
			readOnly = true
		case strings.HasPrefix(a, "-") && a != "-":
			return "", false, nil, fmt.Errorf("unknown flag %q; see parley --help", a)
		default:
			files = append(files, a)
		}
	}
	return db, readOnly, files, nil
}

// defaultDB returns where the library lies unless --db says otherwise.
func defaultDB() (string, error) {
	home := true
	if !filepath.IsAbs(os.Getenv("XDG_DATA_HOME")) { // without a home, xdg takes the root for one
		dir, err := os.UserHomeDir()
		home = err == nil && dir != "" && filepath.Clean(dir) != "/"
	}
	if !home || !filepath.IsAbs(xdg.DataHome) {
		return "", errors.New("there is no home folder to keep the library in: name a file with --db PATH, or set XDG_DATA_HOME")
	}
	return filepath.Join(xdg.DataHome, "parley", "library.db"), nil
}

// documents returns the folder that exports are offered to be saved in.
func documents() string {
	for _, dir := range []string{xdg.UserDirs.Documents, xdg.Home} {
		if info, err := os.Stat(dir); dir != "" && err == nil && info.IsDir() {
			return dir
		}
	}
	return "."
}

func importable() []app.Importable {
	var out []app.Importable
	for _, f := range source.Formats() {
		out = append(out, app.Importable{Name: f.Name, Extensions: f.Extensions})
	}
	return out
}

func keeper() store.Keeper { return store.Keeper{Now: time.Now, Remake: remake} }

// remake reads the bytes that a version was imported from again.
func remake(ctx context.Context, m article.Meta, b []byte) (*article.Version, error) {
	o := m.Origin
	in := desk.Input{Path: o.Path, URL: o.URL, Bytes: b, ContentType: o.MediaType}
	if o.Path != "" {
		in.Name = filepath.Base(o.Path)
	}
	if o.Charset != "" {
		in.ContentType += "; charset=" + o.Charset
	}
	d, err := read(ctx, in)
	return d.Version, err
}

func windowKeeper(o app.KeeperOptions) app.Keeper {
	return store.Keeper{Now: time.Now, Progress: o.Progress, Swap: o.Swap}
}

// openDesk opens the library at db and returns what can be done with it. fresh, if it is not nil, is told whether
// the library was made now.
func openDesk(ctx context.Context, db string, o store.Options, fresh *bool) (*desk.Desk, error) {
	o.Now = time.Now
	s, err := store.Open(ctx, db, o)
	if err != nil {
		return nil, err
	}
	if fresh != nil {
		*fresh = s.Fresh()
	}
	d, err := desk.New(ctx, s, deskOptions())
	if err != nil {
		return nil, errors.Join(err, s.Close())
	}
	return d, nil
}

// deskOptions is the outside world as a desk knows it.
func deskOptions() desk.Options {
	return desk.Options{
		Now:     time.Now,
		NewID:   func() article.ID { return uuid.Must(uuid.NewV7()) },
		Load:    load,
		List:    source.Files,
		Read:    read,
		Suggest: engines.Suggest,
		Engine:  engines.Names(),
	}
}

// load and read hand the importers to the desk.
func load(ctx context.Context, name string, o desk.LoadOptions) (desk.Input, error) {
	var in source.Input
	var err error
	if source.IsAddress(name) {
		in, err = source.Fetch{Agent: "Parley/" + version, Since: o.Since, Progress: o.Progress}.Fetch(ctx, name)
		if errors.Is(err, source.ErrNotModified) {
			err = desk.ErrNotModified
		}
	} else {
		in, err = source.Load(ctx, name)
	}
	return desk.Input{Name: in.Name, Path: in.Path, URL: in.URL, Bytes: in.Bytes, ContentType: in.ContentType, ETag: in.ETag, LastModified: in.LastModified}, err
}

func read(ctx context.Context, in desk.Input) (desk.Document, error) {
	d, err := source.Read(ctx, source.Input{
		Name: in.Name, Path: in.Path, URL: in.URL, Bytes: in.Bytes, ContentType: in.ContentType, ETag: in.ETag, LastModified: in.LastModified,
		Cache: filepath.Join(xdg.CacheHome, "parley"),
	})
	return desk.Document{Article: d.Article, Version: d.Version}, err
}
