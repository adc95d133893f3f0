package source_test

import (
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"parley/annotations/article"
	"parley/annotations/source"
)

const pageText = `<!doctype html><html lang="en"><title>A day at the lake</title><body><article><h1>A day at the lake</h1>
<p>The boats left the harbour before the sun was up, and nobody spoke on the long way out to the nets.</p>
<p>By noon the wind had turned. The oldest of the fishermen said that he had never seen the water so still, and that he did not like it.</p></article></body></html>`

// site is a server with a page for every thing that may happen.
func site(t *testing.T) *httptest.Server {
	t.Helper()
	mux := http.NewServeMux()
	page := func(path string, f http.HandlerFunc) { mux.HandleFunc(path, f) }
	page("/a", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("ETag", `"one"`)
		w.Header().Set("Last-Modified", "Mon, 02 Jan 2006 15:04:05 GMT")
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		if r.Header.Get("If-None-Match") == `"one"` {
			w.WriteHeader(http.StatusNotModified)
			return
		}
		if !strings.HasPrefix(r.UserAgent(), "Parley") || r.Header.Get("Cookie") != "" {
			w.WriteHeader(http.StatusTeapot)
			return
		}
		fmt.Fprint(w, pageText)
	})
	page("/gzip", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Encoding", "gzip")
		z := gzip.NewWriter(w)
		fmt.Fprint(z, pageText)
		z.Close()
	})
	page("/bomb", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Encoding", "gzip")
		z := gzip.NewWriter(w)
		zeros := make([]byte, 1<<20)
		for range 64 {
			if _, err := z.Write(zeros); err != nil {
				return
			}
		}
		z.Close()
	})
	page("/large", func(w http.ResponseWriter, _ *http.Request) { w.Header().Set("Content-Length", "100000000") })
	page("/moved", func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, "/a", http.StatusMovedPermanently) })
	page("/loop", func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, "/loop", http.StatusFound) })
	page("/file", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Location", "file:///etc/passwd")
		w.WriteHeader(http.StatusFound)
	})
	page("/empty", func(http.ResponseWriter, *http.Request) {})
	page("/cut", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Length", "5000")
		fmt.Fprint(w, pageText)
	})
	page("/slow", func(w http.ResponseWriter, r *http.Request) {
		w.(http.Flusher).Flush()
		<-r.Context().Done()
	})
	for _, c := range []int{401, 403, 404, 429, 451, 500, 503} {
		page(fmt.Sprintf("/%d", c), func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(c) })
	}
	s := httptest.NewServer(mux)
	t.Cleanup(s.Close)
	return s
}

func TestFetch(t *testing.T) {
	s := site(t)
	tests := []struct {
		path  string
		since article.Origin
		err   string
		is    error
	}{
		{"/a", article.Origin{}, "", nil},
		{"/a#part", article.Origin{}, "", nil},
		{"/gzip", article.Origin{}, "", nil},
		{"/moved", article.Origin{}, "", nil},
		{"/a", article.Origin{ETag: `"one"`}, "it is as it was", source.ErrNotModified},
		{"/a", article.Origin{ETag: `"other"`}, "", nil},
		{"/bomb", article.Origin{}, "larger than 20 MB", source.ErrFetchLarge},
		{"/large", article.Origin{}, "larger than 20 MB", source.ErrFetchLarge},
		{"/loop", article.Origin{}, "without end", source.ErrRedirects},
		{"/file", article.Origin{}, "it leads to file", nil},
		{"/empty", article.Origin{}, "no words", source.ErrEmpty},
		{"/cut", article.Origin{}, "ended after 376 of 5000 bytes", nil},
		{"/401", article.Origin{}, "login", source.ErrWall},
		{"/403", article.Origin{}, "save it from there", nil},
		{"/404", article.Origin{}, "no such page (404)", nil},
		{"/429", article.Origin{}, "too many requests", nil},
		{"/451", article.Origin{}, "", source.ErrWall},
		{"/503", article.Origin{}, "in trouble (503)", nil},
	}
	for _, tt := range tests {
		var done, total int64
		in, err := source.Fetch{Since: tt.since, Progress: func(d, n int64) { done, total = d, n }}.Fetch(t.Context(), s.URL+tt.path)
		if tt.err == "" && tt.is == nil {
			if err != nil {
				t.Errorf("%s: %v", tt.path, err)
				continue
			}
			if string(in.Bytes) != pageText || !strings.HasPrefix(in.URL, s.URL) || done == 0 || total == 0 {
				t.Errorf("%s: got %d bytes from %s, told %d of %d", tt.path, len(in.Bytes), in.URL, done, total)
			}
			continue
		}
		if err == nil || !strings.Contains(err.Error(), tt.err) || tt.is != nil && !errors.Is(err, tt.is) || strings.Count(err.Error(), "\n") > 0 {
			t.Errorf("%s: got %v, want %q, %v", tt.path, err, tt.err, tt.is)
		}
	}
}

func TestFetchElsewhere(t *testing.T) {
	s := site(t)
	gone := s.URL
	tests := []struct{ address, err string }{
		{"ftp://example.org/a", "no web address"},
		{"file:///etc/passwd", "no web address"},
		{"https://", "no web address"},
		{"not an address", "no web address"},
		{"http://nowhere.invalid/a", "no server"},
		{strings.Replace(gone, "http://", "https://", 1) + "/a", "https"},
	}
	for _, tt := range tests {
		if _, err := (source.Fetch{}).Fetch(t.Context(), tt.address); err == nil || !strings.Contains(err.Error(), tt.err) {
			t.Errorf("%s: got %v, want %q", tt.address, err, tt.err)
		}
	}
	s.Close()
	if _, err := (source.Fetch{}).Fetch(t.Context(), gone+"/a"); err == nil || !strings.Contains(err.Error(), "cannot be reached") {
		t.Errorf("got %v", err)
	}
}

// TestFetchIsGivenUp ends a fetch that a server does not answer.
func TestFetchIsGivenUp(t *testing.T) {
	s := site(t)
	ctx, stop := context.WithTimeout(t.Context(), 50*time.Millisecond)
	defer stop()
	if _, err := (source.Fetch{}).Fetch(ctx, s.URL+"/slow"); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("got %v", err)
	}
}

// TestFetchThenRead makes an article of what was fetched, and takes the address over.
func TestFetchThenRead(t *testing.T) {
	s := site(t)
	in, err := source.Fetch{}.Fetch(t.Context(), s.URL+"/moved?utm_source=mail&id=3#x")
	if err != nil {
		t.Fatal(err)
	}
	d, err := source.Read(t.Context(), in)
	if err != nil {
		t.Fatal(err)
	}
	o := d.Version.Origin
	if d.Article.Title != "A day at the lake" || d.Article.URL != s.URL+"/a" || o.ETag != `"one"` || o.LastModified == "" || o.Importer != "html" || o.URL != s.URL+"/a" {
		t.Errorf("got %+v, %+v", d.Article, o)
	}
}
