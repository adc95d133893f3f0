package command

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"time"

	"parley/annotations"
)

// A Keeper does what works on library files that need not be open, and that may be too damaged to be opened.
type Keeper interface {
	Look(ctx context.Context, path string) (annotations.Look, error)
	Backup(ctx context.Context, from, to string, over bool) (annotations.Look, error)
	Restore(ctx context.Context, from, to string) (annotations.Restored, error)
	Check(ctx context.Context, path string, repair bool) (annotations.Report, error)
	Backups(ctx context.Context, path string) ([]string, error)
	OwnAnalysis(path string) (release func(), ok bool, err error)
}

// library returns the file that commands work on.
func (s *session) library() (string, error) {
	if s.db != "" {
		return s.db, nil
	}
	return s.env.DefaultDB()
}

type backupCmd struct {
	Yes  bool   `help:"Replace a backup that exists."`
	Path string `arg:"" help:"The file to write."`
}

// Run copies the library, while other programs work with it.
func (c *backupCmd) Run(s *session) error {
	db, err := s.library()
	if err != nil {
		return err
	}
	if c.Path == "" {
		return fmt.Errorf("%w: the path of the backup is empty", errUsage)
	}
	l, err := s.env.Keeper.Backup(s.ctx, db, c.Path, c.Yes)
	switch {
	case errors.Is(err, fs.ErrExist):
		return fmt.Errorf("%w; say --yes to write over it", err)
	case errors.Is(err, fs.ErrNotExist):
		return fmt.Errorf("back up %s: %w", db, annotations.ErrMissing)
	case err != nil:
		return err
	}
	return s.printLook(l)
}

type restoreCmd struct {
	Yes  bool   `help:"Really restore. Without it, only show what the backup contains."`
	Path string `arg:"" optional:"" help:"The backup. Without it, list the backups."`
}

// Run puts a backup in the place of the library, which is kept.
func (c *restoreCmd) Run(s *session) error {
	db, err := s.library()
	if err != nil {
		return err
	}
	if c.Path == "" && c.Yes {
		return fmt.Errorf("%w: name the backup that is to be restored; parley restore lists them", errUsage)
	}
	if c.Path == "" {
		return c.list(s, db)
	}
	if !c.Yes {
		l, err := s.env.Keeper.Look(s.ctx, c.Path)
		if err != nil {
			return err
		}
		if err := s.printLook(l); err != nil {
			return err
		}
		if now, err := s.env.Keeper.Look(s.ctx, db); err == nil && now.ID != "" && l.ID != "" && now.ID != l.ID {
			fmt.Fprintf(s.env.Err, "parley: note: it is not a backup of %s, but of another library\n", db)
		}
		fmt.Fprintf(s.env.Err, "parley: note: nothing was changed; say --yes to put it in the place of %s, which will be kept\n", db)
		return nil
	}
	r, err := s.env.Keeper.Restore(s.ctx, c.Path, db)
	if err != nil {
		return err
	}
	if r.Saved != "" {
		fmt.Fprintf(s.env.Err, "parley: note: %s is now what %s holds; what was there before is kept as %s\n", db, c.Path, r.Saved)
	}
	return s.printLook(r.Look)
}

func (c *restoreCmd) list(s *session, db string) error {
	all, err := s.env.Keeper.Backups(s.ctx, db)
	if err != nil {
		return fmt.Errorf("list the backups of %s: %w", db, err)
	}
	for _, path := range all {
		l, err := s.env.Keeper.Look(s.ctx, path)
		if err != nil {
			fmt.Fprintln(s.env.Err, "parley:", oneLine(err))
			continue
		}
		if err := s.printLook(l); err != nil {
			return err
		}
	}
	return nil
}

func (s *session) printLook(l annotations.Look) error {
	changed := ""
	if !l.Changed.IsZero() {
		changed = l.Changed.Format(time.RFC3339)
	}
	if s.json {
		return s.print(struct {
			Path       string `json:"path"`
			Size       int64  `json:"size"`
			Articles   int    `json:"articles"`
			Highlights int    `json:"highlights"`
			Notes      int    `json:"notes"`
			Statements int    `json:"statements"`
			Changed    string `json:"changed"`
		}{l.Path, l.Size, l.Articles, l.Highlights, l.Notes, l.Statements, changed})
	}
	_, err := fmt.Fprintf(s.env.Out, "%s\t%s, %s, %s, %s\t%s\n", shown(l.Path), count(l.Articles, "article"), count(l.Highlights, "highlight"), count(l.Notes, "note"),
		count(l.Statements, "statement"), changed)
	return err
}

func count(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return fmt.Sprintf("%d %ss", n, what)
}

type checkCmd struct {
	Repair bool `help:"Rebuild derived data: the search index, and texts from the bytes they were imported from."`
}

// Run looks whether the library is whole. What is wrong is an error.
func (c *checkCmd) Run(s *session) error {
	db, err := s.library()
	if err != nil {
		return err
	}
	r, err := s.env.Keeper.Check(s.ctx, db, c.Repair)
	if errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("check %s: %w", db, annotations.ErrMissing)
	}
	if err != nil {
		return err
	}
	if r.Remade > 0 {
		fmt.Fprintf(s.env.Err, "parley: note: %s made again, letter for letter, from the bytes that the articles were imported from\n", wereMade(r.Remade))
	}
	if r.Saved != "" {
		fmt.Fprintf(s.env.Err, "parley: note: the file was damaged; a new one with all that the library held is now %s, and the damaged one is kept as %s\n", db, r.Saved)
	}
	if r.Repaired && r.Saved == "" && r.Sound() {
		fmt.Fprintf(s.env.Err, "parley: note: what is made from the rest, such as the index that is searched, was made again\n")
	}
	derived := true
	for _, f := range r.Faults {
		derived = derived && f.Derived
		if s.json {
			if err := s.print(struct {
				Fault   string `json:"fault"`
				Derived bool   `json:"derived"`
			}{f.What, f.Derived}); err != nil {
				return err
			}
		} else if _, err := fmt.Fprintf(s.env.Out, "%s\n", shown(f.What)); err != nil {
			return err
		}
	}
	if r.More > 0 {
		fmt.Fprintf(s.env.Err, "parley: note: there is more of the same: %s\n", count(r.More, "fault"))
	}
	switch {
	case r.Sound():
		return s.printLook(r.Look)
	case derived:
		return fmt.Errorf("check %s: what is made from the rest, such as the index that is searched, is not as it should be; say --repair to make it again: nothing else is changed", db)
	}
	if !c.Repair {
		return fmt.Errorf("check %s: %w; say --repair to make again what can be made again", db, annotations.ErrDamaged)
	}
	return fmt.Errorf("check %s: %w, and what is listed cannot be made again", db, annotations.ErrDamaged)
}

func wereMade(texts int) string {
	if texts == 1 {
		return "1 text was"
	}
	return fmt.Sprintf("%d texts were", texts)
}
