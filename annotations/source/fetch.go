package source

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"path"
	"strings"
	"time"

	"parley/annotations/article"
)

// The bounds of fetching a page.
const (
	FetchLimit   = 20 << 20         // bytes, unpacked
	fetchTime    = 30 * time.Second // in all
	redirectsMax = 10
	headersMost  = 256 << 10 // bytes of all headers of an answer
	nameMost     = 200       // bytes of the name of a page
)

// What can be wrong with fetching. Errors that wrap these name the address.
var (
	ErrNotModified = errors.New("it is as it was")
	ErrAddress     = errors.New("it is no web address: it begins with https:// or http://")
	ErrFetchLarge  = fmt.Errorf("it is larger than %d MB", FetchLimit>>20)
	ErrRedirects   = errors.New("it leads from one address to the next without end")
	ErrScheme      = errors.New("it leads to what is no web address")
	ErrEncoding    = errors.New("the server has packed the page")
	ErrNoAnswer    = errors.New("the server did not answer in time; try again later")
)

// A Fetch is how an address is fetched. The zero Fetch is ready.
type Fetch struct {
	Agent    string                  // what the program calls itself to servers; "Parley" if it is empty
	Since    article.Origin          // the state that is held already: if the server says it is still that, the error wraps ErrNotModified
	Progress func(done, total int64) // called as bytes come in; total is -1 if the server does not say. nil: nobody asks
	dial     dialFunc                // nil: the network
}

// IsAddress reports whether s is an address that can be fetched.
func IsAddress(s string) bool {
	return strings.HasPrefix(strings.ToLower(s), "http://") || strings.HasPrefix(strings.ToLower(s), "https://")
}

// Fetch reads what stands at a web address: once, as it is, without cookies; nothing that the page names is fetched. A user and password in
// the address are sent to its server, and are in nothing that is returned. The errors wrap those of this package, or ctx's.
func (f Fetch) Fetch(ctx context.Context, address string) (Input, error) {
	shown := plainLine(article.PublicAddress(strings.TrimSpace(address)))
	in := Input{Name: shown}
	u, err := url.Parse(strings.TrimSpace(address))
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Hostname() == "" || len(address) > linkMost {
		return in, fmt.Errorf("fetch %s: %w", shown[:min(len(shown), 300)], ErrAddress)
	}
	u.Fragment = ""
	within, stop := context.WithTimeout(ctx, fetchTime)
	defer stop()
	in, err = f.fetch(within, u, in)
	switch {
	case err == nil:
		return in, nil
	case ctx.Err() != nil:
		return in, fmt.Errorf("fetch %s: %w", shown, ctx.Err())
	case within.Err() != nil:
		err = ErrNoAnswer
	}
	return in, fmt.Errorf("fetch %s: %w", shown, err)
}

func (f Fetch) fetch(ctx context.Context, u *url.URL, in Input) (Input, error) {
	resp, err := f.ask(ctx, u)
	if err != nil {
		return in, inWords(err)
	}
	defer resp.Body.Close() // only read from
	if err := f.status(resp); err != nil {
		return in, err
	}
	if in.Bytes, err = f.body(resp); err != nil {
		return in, inBody(err)
	}
	at := resp.Request.URL
	in.URL = article.PublicAddress(at.String())
	in.Name = at.Host
	if name := plainLine(path.Base(at.Path)); name != "." && name != "/" && name != "" {
		in.Name = strings.ToValidUTF8(name[:min(len(name), nameMost)], "")
	}
	in.ContentType, in.ETag, in.LastModified = header(resp, "Content-Type"), header(resp, "ETag"), header(resp, "Last-Modified")
	return in, nil
}

// inBody says in words why an answer that has begun could not be read.
func inBody(err error) error {
	var net net.Error
	var url *url.Error
	if errors.As(err, &net) || errors.As(err, &url) || strings.Contains(err.Error(), "chunk") || strings.Contains(err.Error(), "tls: ") {
		return inWords(err)
	}
	return err
}

// ask sends the request and returns the answer, after redirects.
func (f Fetch) ask(ctx context.Context, u *url.URL) (*http.Response, error) {
	user := u.User
	u.User = nil
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, u.String(), nil)
	if err != nil {
		return nil, ErrAddress
	}
	if user != nil {
		password, _ := user.Password()
		req.SetBasicAuth(user.Username(), password)
	}
	agent := f.Agent
	if agent == "" {
		agent = "Parley"
	}
	req.Header.Set("User-Agent", agent+" (a reader's program; it fetches this one page because its reader asked for it)")
	req.Header.Set("Accept", "text/html,application/xhtml+xml,application/pdf,application/epub+zip,text/plain;q=0.9,*/*;q=0.5")
	req.Header.Set("Accept-Encoding", "gzip, deflate")
	if f.Since.ETag != "" {
		req.Header.Set("If-None-Match", f.Since.ETag)
	}
	if f.Since.LastModified != "" {
		req.Header.Set("If-Modified-Since", f.Since.LastModified)
	}
	g := &guard{named: u.Hostname(), proxies: map[string]bool{}, dial: f.dial}
	if g.dial == nil {
		g.dial = dialNetwork
	}
	c := http.Client{Transport: g.transport(), CheckRedirect: g.follow} // without cookies
	return c.Do(req)
}

// headerMost is the most bytes that are taken over of a header.
const headerMost = 1 << 10

// header returns a header of an answer; empty if it is longer than such headers are, or holds what none does.
func header(resp *http.Response, name string) string {
	s := resp.Header.Get(name)
	if len(s) > headerMost || plainLine(s) != strings.TrimSpace(s) {
		return ""
	}
	return s
}

// status gives a server's answer a meaning; nil if the page came.
func (f Fetch) status(resp *http.Response) error {
	switch c := resp.StatusCode; {
	case c == http.StatusOK, c == http.StatusNonAuthoritativeInfo:
		return nil
	case c == http.StatusNotModified && (f.Since.ETag != "" || f.Since.LastModified != ""):
		return ErrNotModified
	case c == 301, c == 302, c == 303, c == 307, c == 308: // one that leads anywhere has been followed
		return errNowhere
	case c == http.StatusNotFound, c == http.StatusGone:
		return fmt.Errorf("the server has no such page (%d); check the address", c)
	case c == http.StatusUnauthorized, c == http.StatusPaymentRequired, c == http.StatusUnavailableForLegalReasons:
		return fmt.Errorf("%w (the server says %d)", ErrWall, c)
	case c == http.StatusForbidden:
		return fmt.Errorf("the server does not give the page to programs like this one (403); open it in a browser, save it from there, and add the saved page")
	case c == http.StatusTooManyRequests:
		return fmt.Errorf("the server has had too many requests (429); try again later")
	case c >= 500:
		return fmt.Errorf("the server is in trouble (%d); try again later", c)
	default:
		return fmt.Errorf("the server answers %d instead of the page; check the address", c)
	}
}
