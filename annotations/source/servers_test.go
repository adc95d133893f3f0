package source_test

import (
	"bufio"
	"bytes"
	"compress/flate"
	"compress/gzip"
	"compress/zlib"
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"testing"
	"time"

	"parley/annotations/source"
)

// secretText stands in the answers of odd servers; it may be in nothing that is printed.
const secretText = "XYZZY-text-of-the-page"

// speak starts a server that reads the request of each connection and answers with f.
func speak(t *testing.T, f func(c net.Conn, r *bufio.Reader)) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { l.Close() })
	go func() {
		for {
			c, err := l.Accept()
			if err != nil {
				return
			}
			go func() {
				defer c.Close()
				f(c, bufio.NewReader(c))
			}()
		}
	}()
	return "http://" + l.Addr().String() + "/" + "page.html"
}

// request reads a request up to its empty line.
func request(r *bufio.Reader) {
	for {
		line, err := r.ReadString('\n')
		if err != nil || line == "\r\n" {
			return
		}
	}
}

// say returns a server that answers each request with these bytes.
func say(answer string) func(net.Conn, *bufio.Reader) {
	return func(c net.Conn, r *bufio.Reader) {
		request(r)
		_, _ = io.WriteString(c, answer)
	}
}

// reset ends a connection so that the other side learns of it as a reset.
func reset(c net.Conn) { _ = c.(*net.TCPConn).SetLinger(0); _ = c.Close() }

func packed(t *testing.T, with func(io.Writer) io.WriteCloser, s string) string {
	t.Helper()
	var b bytes.Buffer
	w := with(&b)
	if _, err := io.WriteString(w, s); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func gzipped(w io.Writer) io.WriteCloser { return gzip.NewWriter(w) }
func zlibbed(w io.Writer) io.WriteCloser { return zlib.NewWriter(w) }
func bare(w io.Writer) io.WriteCloser {
	z, _ := flate.NewWriter(w, flate.BestCompression)
	return z
}

func answer(headers, body string) string {
	return "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n" + headers + fmt.Sprintf("Content-Length: %d\r\n\r\n%s", len(body), body)
}

// TestOddServers fetches from servers that fail, lie, or mean harm. Each answer is a page or an error in words.
func TestOddServers(t *testing.T) {
	ok := pageText + "<!-- " + secretText + " -->"
	gz := packed(t, gzipped, ok)
	bomb := packed(t, gzipped, strings.Repeat(" ", 64<<20))
	tests := []struct {
		name  string
		serve func(net.Conn, *bufio.Reader)
		err   string // empty: the page
		is    error
	}{
		{"plain", say(answer("", ok)), "", nil},
		{"gzip", say(answer("Content-Encoding: gzip\r\n", gz)), "", nil},
		{"x-gzip", say(answer("Content-Encoding: x-gzip\r\n", gz)), "", nil},
		{"zlib", say(answer("Content-Encoding: deflate\r\n", packed(t, zlibbed, ok))), "", nil},
		{"bare deflate", say(answer("Content-Encoding: deflate\r\n", packed(t, bare, ok))), "", nil},
		{"identity", say(answer("Content-Encoding: identity\r\n", ok)), "", nil},
		{"twice gzip", say(answer("Content-Encoding: gzip, gzip\r\n", packed(t, gzipped, gz))), "", nil},
		{"deflate, then gzip", say(answer("Content-Encoding: deflate\r\nContent-Encoding: GZIP\r\n", packed(t, gzipped, packed(t, zlibbed, ok)))), "", nil},
		{"gzip three times", say(answer("Content-Encoding: gzip, gzip, gzip\r\n", gz)), "more than 2 times", source.ErrEncoding},
		{"brotli", say(answer("Content-Encoding: br\r\n", ok)), `not known here, "br"`, source.ErrEncoding},
		{"an encoding of controls", say(answer("Content-Encoding: \x1b[31m"+secretText+"\r\n", ok)), "web", nil},
		{"no gzip", say(answer("Content-Encoding: gzip\r\n", ok)), "cannot be unpacked", nil},
		{"no deflate", say(answer("Content-Encoding: deflate\r\n", ok)), "cannot be unpacked", nil},
		{"gzip cut off", say(answer("Content-Encoding: gzip\r\n", gz[:len(gz)/2])), "in the middle", nil},
		{"gzip with a wrong sum", say(answer("Content-Encoding: gzip\r\n", gz[:len(gz)-8]+"\x00\x00\x00\x00"+gz[len(gz)-4:])), "cannot be unpacked", nil},
		{"gzip of nothing", say(answer("Content-Encoding: gzip\r\n", "")), "no words", source.ErrEmpty},
		{"a bomb of gzip", say(answer("Content-Encoding: gzip\r\n", bomb)), "larger than 20 MB", source.ErrFetchLarge},
		{"a bomb in a bomb", say(answer("Content-Encoding: gzip, gzip\r\n", packed(t, gzipped, bomb))), "larger than 20 MB", source.ErrFetchLarge},
		{"a bomb of deflate", say(answer("Content-Encoding: deflate\r\n", packed(t, bare, strings.Repeat("<p>a", 10<<20)))), "larger than 20 MB", source.ErrFetchLarge},
		{"empty", say(answer("", "")), "no words", source.ErrEmpty},
		{"too short", say("HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\n" + ok), "bytes; try again", nil},
		{"too long", say("HTTP/1.1 200 OK\r\nContent-Length: 40\r\n\r\n" + ok), "short", nil},
		{"a negative length", say("HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n" + ok), "does not speak as servers", nil},
		{"two lengths", say("HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\n" + ok), "does not speak as servers", nil},
		{"a huge length", say("HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\n" + ok), "larger than 20 MB", source.ErrFetchLarge},
		{"chunks", say("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + fmt.Sprintf("%x\r\n%s\r\n0\r\n\r\n", len(ok), ok)), "", nil},
		{"broken chunks", say("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n" + secretText + "\r\n"), "damaged on its way", nil},
		{"chunks cut off", say("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nff\r\nhello"), "before the page did", nil},
		{"an unknown transfer", say("HTTP/1.1 200 OK\r\nTransfer-Encoding: " + "sparkle\r\n\r\n" + ok), "does not speak as servers", nil},
		{"without headers", say(ok), "does not speak as servers", nil},
		{"another protocol", say("SSH-2.0-" + secretText + "\r\n"), "does not speak as servers", nil},
		{"a banner first", func(c net.Conn, r *bufio.Reader) {
			_, _ = io.WriteString(c, "220 "+secretText+" ESMTP\r\n")
			request(r)
		}, "server", nil},
		{"an answer first, and more after it", func(c net.Conn, r *bufio.Reader) {
			_, _ = io.WriteString(c, answer("", ok)+answer("", secretText))
			request(r)
			_, _ = io.WriteString(c, answer("", secretText))
		}, "any", nil},
		{"binary rubbish", say(strings.Repeat("\x00\xff\x1b[2J", 300)), "does not speak as servers", nil},
		{"a wrong status", say("HTTP/1.1 abc " + secretText + "\r\n\r\n"), "does not speak as servers", nil},
		{"a status of its own", say("HTTP/1.1 799 \x1b[31m" + secretText + "\r\nContent-Length: 0\r\n\r\n"), "trouble (799)", nil},
		{"no content", say("HTTP/1.1 204 No Content\r\n\r\n"), "answers 204", nil},
		{"a part", say("HTTP/1.1 206 Partial Content\r\nContent-Length: 5\r\n\r\nhello"), "answers 206", nil},
		{"not modified, unasked", say("HTTP/1.1 304 Not Modified\r\n\r\n"), "answers 304", nil},
		{"endless hints", func(c net.Conn, r *bufio.Reader) {
			request(r)
			for {
				if _, err := io.WriteString(c, "HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n"); err != nil {
					return
				}
			}
		}, "server", nil},
		{"endless headers", func(c net.Conn, r *bufio.Reader) {
			request(r)
			_, _ = io.WriteString(c, "HTTP/1.1 200 OK\r\n")
			for {
				if _, err := io.WriteString(c, "X-A: "+strings.Repeat("a", 4000)+"\r\n"); err != nil {
					return
				}
			}
		}, "more headers than any page", nil},
		{"one endless header", func(c net.Conn, r *bufio.Reader) {
			request(r)
			_, _ = io.WriteString(c, "HTTP/1.1 200 OK\r\nX: ")
			for {
				if _, err := io.WriteString(c, strings.Repeat("a", 4000)); err != nil {
					return
				}
			}
		}, "more headers than any page", nil},
		{"an endless body", func(c net.Conn, r *bufio.Reader) {
			request(r)
			_, _ = io.WriteString(c, "HTTP/1.1 200 OK\r\n\r\n")
			for {
				if _, err := io.WriteString(c, strings.Repeat("some words ", 400)); err != nil {
					return
				}
			}
		}, "larger than 20 MB", source.ErrFetchLarge},
		{"reset at once", func(c net.Conn, r *bufio.Reader) { request(r); reset(c) }, "broke the connection off", nil},
		{"reset in the body", func(c net.Conn, r *bufio.Reader) {
			request(r)
			_, _ = io.WriteString(c, "HTTP/1.1 200 OK\r\nContent-Length: 500000\r\n\r\n"+ok)
			reset(c)
		}, "try again", nil},
		{"closed at once", func(c net.Conn, r *bufio.Reader) { request(r) }, "without an answer", nil},
		{"a redirect to nowhere", say("HTTP/1.1 302 Found\r\nContent-Length: 0\r\n\r\n"), "not where to", nil},
		{"a redirect to rubbish", say("HTTP/1.1 302 Found\r\nLocation: http://[::bad" + secretText + "\r\nContent-Length: 0\r\n\r\n"), "not where to", nil},
		{"a redirect to a file", say("HTTP/1.1 302 Found\r\nLocation: file:///etc/passwd\r\nContent-Length: 0\r\n\r\n"), "it leads to file", source.ErrScheme},
		{"a redirect to data", say("HTTP/1.1 302 Found\r\nLocation: data:text/html,hello\r\nContent-Length: 0\r\n\r\n"), "it leads to data", source.ErrScheme},
		{"a redirect to a script", say("HTTP/1.1 302 Found\r\nLocation: javascript:alert(1)\r\nContent-Length: 0\r\n\r\n"), "it leads to javascript", source.ErrScheme},
		{"a loop", say("HTTP/1.1 302 Found\r\nLocation: /again\r\nContent-Length: 0\r\n\r\n"), "without end", source.ErrRedirects},
		{"a redirect to a login", say("HTTP/1.1 302 Found\r\nLocation: https://login.example.invalid/\r\nContent-Length: 0\r\n\r\n"), "login", source.ErrWall},
		{"a redirect to no server", say("HTTP/1.1 302 Found\r\nLocation: http://nowhere.invalid/\r\nContent-Length: 0\r\n\r\n"), "no server", nil},
	}
	var logged bytes.Buffer
	log.SetOutput(source.Quiet(&logged))
	defer log.SetOutput(os.Stderr)
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			in, err := source.Fetch{}.Fetch(t.Context(), speak(t, tt.serve))
			switch {
			case tt.err == "any" && (err == nil || !strings.Contains(err.Error(), secretText)):
			case tt.err == "short":
				if err != nil || len(in.Bytes) != 40 {
					t.Errorf("got %d bytes, %v", len(in.Bytes), err)
				}
			case tt.err == "":
				if err != nil || string(in.Bytes) != ok {
					t.Errorf("got %d bytes, %v", len(in.Bytes), err)
				}
			case err == nil:
				t.Errorf("got %d bytes, want %q", len(in.Bytes), tt.err)
			case !strings.Contains(err.Error(), tt.err), tt.is != nil && !errors.Is(err, tt.is):
				t.Errorf("got %v, want %q, %v", err, tt.err, tt.is)
			}
			if err != nil && (strings.Contains(err.Error(), secretText) || strings.ContainsAny(err.Error(), "\n\x1b\x00")) {
				t.Errorf("the error repeats what the server sent: %q", err)
			}
		})
	}
	if strings.Contains(logged.String(), secretText) || strings.Contains(logged.String(), "Unsolicited") {
		t.Errorf("logged: %q", logged.String())
	}
}

// TestServersOfTLS fetches from servers whose connections cannot be secured.
func TestServersOfTLS(t *testing.T) {
	own := httptest.NewTLSServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { fmt.Fprint(w, pageText) }))
	defer own.Close()
	own.Config.ErrorLog = log.New(io.Discard, "", 0)
	old := httptest.NewUnstartedServer(http.NotFoundHandler())
	old.TLS = &tls.Config{MaxVersion: tls.VersionTLS10}
	old.Config.ErrorLog = log.New(io.Discard, "", 0)
	old.StartTLS()
	defer old.Close()
	rubbish := strings.Replace(speak(t, func(c net.Conn, r *bufio.Reader) {
		_, _ = r.Peek(1)
		_, _ = io.WriteString(c, secretText+secretText)
	}), "http:", "https:", 1)
	plain := strings.Replace(speak(t, func(c net.Conn, r *bufio.Reader) { _, _ = io.WriteString(c, answer("", pageText)) }), "http:", "https:", 1)
	closed := strings.Replace(speak(t, func(net.Conn, *bufio.Reader) {}), "http:", "https:", 1)
	resets := strings.Replace(speak(t, func(c net.Conn, r *bufio.Reader) { _, _ = r.Peek(1); reset(c) }), "http:", "https:", 1)
	for _, tt := range []struct{ name, address, err string }{
		{"a certificate of its own", own.URL, "cannot prove"},
		{"an old version", old.URL, "secure connection"},
		{"rubbish", rubbish, "https"},
		{"no https", plain, "does not speak https"},
		{"closed", closed, "server"},
		{"reset", resets, "broke the connection off"},
	} {
		ctx, stop := context.WithTimeout(t.Context(), 20*time.Second)
		_, err := source.Fetch{}.Fetch(ctx, tt.address)
		stop()
		if err == nil || !strings.Contains(err.Error(), tt.err) || strings.Contains(err.Error(), secretText) {
			t.Errorf("%s: got %v, want %q", tt.name, err, tt.err)
		}
	}
}

// TestQuiet lets through what does not come from Go's own clients.
func TestQuiet(t *testing.T) {
	var b bytes.Buffer
	l := log.New(source.Quiet(&b), "", 0)
	l.Print("Unsolicited response received on idle HTTP channel starting with \"" + secretText + "\"; err=<nil>")
	l.Print("Fyne error: no font")
	if got := b.String(); got != "Fyne error: no font\n" {
		t.Errorf("got %q", got)
	}
}
