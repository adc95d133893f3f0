package source

import (
	"context"
	"errors"
	"io"

	"github.com/klippa-app/go-pdfium"
	pdfiumerrors "github.com/klippa-app/go-pdfium/errors"
	"github.com/klippa-app/go-pdfium/references"
	"github.com/klippa-app/go-pdfium/requests"
	"github.com/klippa-app/go-pdfium/webassembly"
	"github.com/tetratelabs/wazero"
	"github.com/tetratelabs/wazero/api"
	"github.com/tetratelabs/wazero/experimental"
)

// Bounds of the engine.
const (
	pdfMemory = 384 << 20 // bytes the engine may hold, the file included
)

// A pdfEngine is PDFium in a WebAssembly machine that sees no file, no clock and no network, with one open document.
// It is not safe for use by several goroutines.
type pdfEngine struct {
	ctx    context.Context
	cancel context.CancelCauseFunc
	memory *engineMemory
	rest   context.CancelFunc // ends the count of the time for reading
	cache  wazero.CompilationCache
	pool   pdfium.Pool
	pdf    pdfium.Pdfium
	doc    references.FPDF_DOCUMENT
	pages  int
	size   int // bytes of the file
}

// openPDF starts the engine on a file. dir, if it is not empty, is where its compiled code is kept from one start
// to the next. The errors wrap those of this package, or ctx's.
func openPDF(ctx context.Context, b []byte, dir string) (*pdfEngine, error) {
	e := &pdfEngine{}
	e.memory, e.size, e.rest = &engineMemory{}, len(b), func() {}
	e.ctx, e.cancel = context.WithCancelCause(experimental.WithMemoryAllocator(ctx, e.memory))
	if err := e.start(dir); err != nil {
		e.close()
		return nil, err
	}
	e.hurry()
	d, err := e.pdf.OpenDocument(&requests.OpenDocument{File: &b})
	if err != nil {
		err = e.because(err)
		e.close()
		return nil, err
	}
	e.doc = d.Document
	n, err := e.pdf.FPDF_GetPageCount(&requests.FPDF_GetPageCount{Document: e.doc})
	if err != nil {
		err = e.because(err)
		e.close()
		return nil, err
	}
	e.pages = n.PageCount
	return e, nil
}

// hurry begins to count the time for reading, and ends the engine when it is over.
func (e *pdfEngine) hurry() {
	within, stop := patient(e.ctx, e.size)
	e.rest = stop
	context.AfterFunc(within, func() { e.cancel(context.Cause(within)) })
}

// start compiles the engine, or loads it compiled. A cache that cannot be used is done without.
func (e *pdfEngine) start(dir string) (err error) {
	if dir != "" {
		if e.cache, err = wazero.NewCompilationCacheWithDir(dir); err == nil {
			if err = e.boot(); err == nil || e.ctx.Err() != nil {
				return e.because(err)
			}
			e.cache.Close(context.WithoutCancel(e.ctx)) // it could not be used
		}
		e.cache = nil
	}
	return e.because(e.boot())
}

func (e *pdfEngine) boot() error {
	c := wazero.NewRuntimeConfig().
		WithCoreFeatures(api.CoreFeaturesV2 | experimental.CoreFeaturesExceptionHandling).
		WithMemoryLimitPages(pdfMemory >> 16).
		WithCloseOnContextDone(true)
	if e.cache != nil {
		c = c.WithCompilationCache(e.cache)
	}
	pool, err := webassembly.Init(webassembly.Config{
		Context: e.ctx, MaxTotal: 1, RuntimeConfig: c,
		FSConfig: wazero.NewFSConfig(), // nothing is mounted
		Stdout:   io.Discard, Stderr: io.Discard,
	})
	if err != nil {
		return err
	}
	pdf, err := pool.GetInstanceWithContext(e.ctx)
	if err != nil {
		return errors.Join(err, pool.Close())
	}
	useSlots(pdf)
	e.pool, e.pdf = pool, pdf
	return nil
}

// close ends the engine and gives its memory back.
func (e *pdfEngine) close() {
	e.rest()
	if e.pdf != nil {
		e.cancel(nil) // what the engine holds goes with its memory; it need not put it in order
		_ = e.pdf.Close()
		_ = e.pool.Close()
	}
	if e.cache != nil {
		e.cache.Close(context.WithoutCancel(e.ctx))
	}
	e.cancel(nil)
	e.memory.release()
}

// ended returns why the engine cannot be used any more, if it cannot.
func (e *pdfEngine) ended() error { return context.Cause(e.ctx) }

// because gives an error of the engine its meaning here.
func (e *pdfEngine) because(err error) error {
	switch {
	case err == nil:
		return nil
	case errors.Is(err, ErrTooMuch):
		return err
	case e.ctx.Err() != nil:
		return impatient(e.ctx, e.size, context.Cause(e.ctx))
	case e.memory.full():
		return tooMuch("its pages take more than %d MB", pdfMemory>>20)
	case errors.Is(err, pdfiumerrors.ErrPassword):
		return ErrPassword
	case errors.Is(err, pdfiumerrors.ErrSecurity):
		return ErrPassword
	}
	return ErrDamaged
}

// info returns an entry of the document information dictionary, or nothing.
func (e *pdfEngine) info(tag string) string {
	r, err := e.pdf.FPDF_GetMetaText(&requests.FPDF_GetMetaText{Document: e.doc, Tag: tag})
	if err != nil {
		return ""
	}
	return r.Value
}

// language returns the language the document says it is in, or nothing.
func (e *pdfEngine) language() string {
	r, err := e.pdf.FPDFCatalog_GetLanguage(&requests.FPDFCatalog_GetLanguage{Document: e.doc})
	if err != nil {
		return ""
	}
	return r.Language
}

// label returns what the document calls the page at index i, or nothing.
func (e *pdfEngine) label(i int) string {
	r, err := e.pdf.FPDF_GetPageLabel(&requests.FPDF_GetPageLabel{Document: e.doc, Page: i})
	if err != nil {
		return ""
	}
	return r.Label
}
