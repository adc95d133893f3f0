package store

import (
	"context"
	"database/sql"
	"fmt"
	"runtime"
	"sync"

	"parley/annotations"
	"parley/annotations/article"
)

// A checker checks what is in a library, with several readers at once, all of which see it at one moment.
type checker struct {
	progress Progress
	damaged  bool // SQLite says so, of the file or of what rows refer to: only the texts are checked

	mu       sync.Mutex // of what follows
	report   *annotations.Report
	broken   []brokenText
	done     int // of total
	total    int
	words    map[string]*tally // of all texts
	shingles shingleSum        // of all texts

	there   map[article.ID]bool // what the index is to have entries of
	off     int                 // entries that do not have the words that they should
	example string              // the kind of one of them
}

// A tally is how often a word stands in texts.
type tally struct {
	docs, all int64
	last      int // the text that it was found in last
}

// A shingleSum is how many shingles texts have, and a sum by which others can be told from them: there are too many to keep each.
type shingleSum struct {
	n   int64
	sum uint64
}

func (s *shingleSum) add(hash uint32, docs int64) {
	s.n += docs
	s.sum += uint64(docs) * (uint64(hash)*0x9e3779b97f4a7c15 ^ uint64(hash)>>7)
}

// texts are read, and entries compared, in batches of this size, between which it is looked whether to go on.
const checkBatch = 100

// run makes all checks.
func (c *checker) run(ctx context.Context, db *sql.DB) error {
	txs, end, err := snapshot(ctx, db, max(2, runtime.NumCPU()))
	if err != nil {
		return err
	}
	defer end()
	versions, err := idPairs(ctx, txs[0], `SELECT id, article FROM version ORDER BY id`)
	if err != nil {
		if c.damaged && damagedOnly(err) {
			c.fault(annotations.Fault{What: "the list of versions cannot be read: " + err.Error()})
			return nil
		}
		return err
	}
	var jobs []func(context.Context, *sql.Tx) error
	var x *indexHolds
	if !c.damaged {
		x = &indexHolds{words: map[string]*tally{}}
		c.total += len(versions) // the index takes about as long
		jobs = append(jobs, func(ctx context.Context, tx *sql.Tx) error { return c.readIndex(ctx, tx, x, len(versions)) })
	}
	for from := 0; from < len(versions); from += checkBatch {
		some := versions[from:min(from+checkBatch, len(versions))]
		jobs = append(jobs, func(ctx context.Context, tx *sql.Tx) error { return c.texts(ctx, tx, some) })
		c.total += len(some)
	}
	if !c.damaged {
		entries, err := c.entries(ctx, txs[0])
		if err != nil {
			return err
		}
		jobs = append(jobs, entries...)
	}
	if err := c.share(ctx, txs, jobs); err != nil || c.damaged {
		return err
	}
	if err := c.belonging(ctx, txs[0]); err != nil {
		return err
	}
	c.sayEntries()
	return c.compare(ctx, txs[0], x)
}

// share does jobs with several readers at once.
func (c *checker) share(ctx context.Context, txs []*sql.Tx, jobs []func(context.Context, *sql.Tx) error) error {
	ctx, stop := context.WithCancelCause(ctx)
	defer stop(nil)
	next := make(chan func(context.Context, *sql.Tx) error)
	var all sync.WaitGroup
	for _, tx := range txs {
		all.Go(func() {
			for job := range next {
				if err := job(ctx, tx); err != nil {
					stop(err)
				}
			}
		})
	}
	for _, job := range jobs {
		if ctx.Err() != nil {
			break
		}
		next <- job
	}
	close(next)
	all.Wait()
	return context.Cause(ctx)
}

// snapshot begins n transactions that read, all of which see the library at the same moment: no program has written to it between the
// first and the last.
func snapshot(ctx context.Context, db *sql.DB, n int) (txs []*sql.Tx, end func(), err error) {
	db.SetMaxOpenConns(n + 2)
	db.SetMaxIdleConns(n + 2)
	end = func() {
		for _, tx := range txs {
			_ = tx.Rollback() // only read from
		}
		txs = nil
	}
	conn, err := db.Conn(ctx) // data_version is told to one connection only
	if err != nil {
		return nil, end, err
	}
	defer conn.Close()
	const tries = 20
	for range tries {
		var before, after, any int
		if err := conn.QueryRowContext(ctx, `PRAGMA data_version`).Scan(&before); err != nil {
			return nil, end, err
		}
		for range n {
			tx, err := db.BeginTx(ctx, &sql.TxOptions{ReadOnly: true})
			if err == nil {
				txs = append(txs, tx)
				err = tx.QueryRowContext(ctx, `SELECT count(*) FROM sqlite_master`).Scan(&any) // it begins with the first reading
			}
			if err != nil {
				end()
				return nil, end, err
			}
		}
		if err := conn.QueryRowContext(ctx, `PRAGMA data_version`).Scan(&after); err != nil {
			end()
			return nil, end, err
		}
		if before == after {
			return txs, end, nil
		}
		end()
	}
	return nil, end, annotations.ErrBusy
}

// fault adds what is wrong to the report.
func (c *checker) fault(f annotations.Fault) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if len(c.report.Faults) >= faultsMost {
		c.report.More++
		return
	}
	c.report.Faults = append(c.report.Faults, f)
}

// wrong adds something that is not derived.
func (c *checker) wrong(format string, args ...any) {
	c.fault(annotations.Fault{What: fmt.Sprintf(format, args...)})
}

// derived adds something that can be made again from the rest.
func (c *checker) derived(format string, args ...any) {
	c.fault(annotations.Fault{What: fmt.Sprintf(format, args...), Derived: true})
}

// lost adds a version whose text is damaged.
func (c *checker) lost(version, of article.ID, format string, args ...any) {
	c.wrong("%s: "+format, append([]any{article.Handle(article.HandleArticle, of)}, args...)...)
	c.mu.Lock()
	defer c.mu.Unlock()
	c.broken = append(c.broken, brokenText{version, of})
}

// step says that n more texts, or what takes as long, have been checked.
func (c *checker) step(n int) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.done += n
	c.progress.tell("checking what is in the library", c.done, c.total)
}
