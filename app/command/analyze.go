package command

import (
	"errors"
	"fmt"

	"parley/annotations"
	"parley/app/desk"
)

// errAnalysing means that another program is analysing the library.
var errAnalysing = errors.New("another program is analysing it")

// analyseAll analyses the articles of the library that are not analysed yet.
func (s *session) analyseAll() error {
	db, err := s.library()
	if err != nil {
		return err
	}
	d, err := s.open(false)
	if err != nil {
		return err
	}
	if d.ReadOnly() {
		return fmt.Errorf("analyze the library %s: %w", db, annotations.ErrReadOnly)
	}
	release, own, err := s.env.Keeper.OwnAnalysis(db)
	if err != nil {
		return err
	}
	if !own {
		return fmt.Errorf("analyze the library %s: %w", db, errAnalysing)
	}
	defer release()
	done, err := d.AnalyseAll(s.ctx, desk.AnalyseOptions{Told: func(at desk.Analysed) {
		s.env.Meter.Show(notAnalysed(at), float64(at.Done)/float64(max(at.Done+at.Left, 1)))
	}})
	if err != nil {
		return err
	}
	if err := s.printAnalysed(done); err != nil {
		return err
	}
	if done.Failed > 0 {
		what := count(done.Failed, "article")
		return fmt.Errorf("analyze the library %s: %s could not be read or analysed; parley check says what is damaged", db, what)
	}
	return nil
}

func (s *session) printAnalysed(done desk.Analysed) error {
	if s.json {
		return s.print(struct {
			Analysed int `json:"analysed"`
			Left     int `json:"left"`
			Articles int `json:"articles"`
			Failed   int `json:"failed"`
		}{done.Done, done.Left, done.Total, done.Failed})
	}
	_, err := fmt.Fprintf(s.env.Out, "%s analysed now, %s\n", count(done.Done, "article"), notAnalysed(done))
	return err
}

// notAnalysed says how many articles are still to be analysed.
func notAnalysed(at desk.Analysed) string {
	return fmt.Sprintf("%d of %s not yet analysed", at.Left, count(at.Total, "article"))
}
