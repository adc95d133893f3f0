package source

import (
	"compress/gzip"
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"io"
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
)

// What can be wrong with fetching. Errors that wrap these name the address.
var (
	ErrNotModified = errors.New("it is as it was")
	ErrAddress     = errors.New("it is no web address: it begins with https:// or http://")
	ErrFetchLarge  = fmt.Errorf("it is larger than %d MB", FetchLimit>>20)
	ErrRedirects   = errors.New("it leads from one address to the next without end")
	ErrNoAnswer    = errors.New("the server did not answer in time; try again later")
)

// A Fetch is how an address is fetched. The zero Fetch is ready.
type Fetch struct {
	Agent    string                  // what the program calls itself to servers; "Parley" if it is empty
	Since    article.Origin          // the state that is held already: if the server says it is still that, the error wraps ErrNotModified
	Progress func(done, total int64) // called as bytes come in; total is -1 if the server does not say. nil: nobody asks
	client   *http.Client            // nil: one of its own, without cookies
}

// IsAddress reports whether s is an address that can be fetched.
func IsAddress(s string) bool {
	return strings.HasPrefix(strings.ToLower(s), "http://") || strings.HasPrefix(strings.ToLower(s), "https://")
}

// Fetch reads what stands at a web address: once, as it is, without cookies; nothing that the page names is fetched. The errors wrap
// those of this package, or ctx's.
func (f Fetch) Fetch(ctx context.Context, address string) (Input, error) {
	in := Input{Name: address}
	u, err := url.Parse(strings.TrimSpace(address))
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" {
		return in, fmt.Errorf("fetch %s: %w", address, ErrAddress)
	}
	u.Fragment = ""
	within, stop := context.WithTimeout(ctx, fetchTime)
	defer stop()
	in, err = f.fetch(within, u, in)
	switch {
	case err == nil:
		return in, nil
	case ctx.Err() != nil:
		return in, fmt.Errorf("fetch %s: %w", address, ctx.Err())
	case within.Err() != nil:
		err = ErrNoAnswer
	}
	return in, fmt.Errorf("fetch %s: %w", address, reasonOf(err))
}

func (f Fetch) fetch(ctx context.Context, u *url.URL, in Input) (Input, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, u.String(), nil)
	if err != nil {
		return in, ErrAddress
	}
	agent := f.Agent
	if agent == "" {
		agent = "Parley"
	}
	req.Header.Set("User-Agent", agent+" (a reader's program; it fetches this one page because its reader asked for it)")
	req.Header.Set("Accept", "text/html,application/xhtml+xml,application/pdf,application/epub+zip,text/plain;q=0.9,*/*;q=0.5")
	req.Header.Set("Accept-Encoding", "gzip")
	if f.Since.ETag != "" {
		req.Header.Set("If-None-Match", f.Since.ETag)
	}
	if f.Since.LastModified != "" {
		req.Header.Set("If-Modified-Since", f.Since.LastModified)
	}
	resp, err := f.transport().Do(req)
	if err != nil {
		return in, err
	}
	defer resp.Body.Close() // only read from
	if err := status(resp); err != nil {
		return in, err
	}
	if in.Bytes, err = f.body(resp); err != nil {
		return in, err
	}
	in.URL = resp.Request.URL.String()
	if name := path.Base(resp.Request.URL.Path); name != "." && name != "/" {
		in.Name = name
	} else {
		in.Name = resp.Request.URL.Host
	}
	in.ContentType = resp.Header.Get("Content-Type")
	in.ETag, in.LastModified = resp.Header.Get("ETag"), resp.Header.Get("Last-Modified")
	return in, nil
}

// transport returns a client that stays with the web: no cookies, no other schemes, no more than a few redirects.
func (f Fetch) transport() *http.Client {
	c := http.Client{Transport: http.DefaultTransport}
	if f.client != nil {
		c = *f.client
	}
	c.CheckRedirect = func(req *http.Request, via []*http.Request) error {
		if len(via) > redirectsMax {
			return ErrRedirects
		}
		if req.URL.Scheme != "http" && req.URL.Scheme != "https" {
			return fmt.Errorf("it leads to %s, which is no web address", req.URL.Scheme)
		}
		if via[0].URL.Host != req.URL.Host && (strings.HasPrefix(req.URL.Host, "consent.") || strings.HasPrefix(req.URL.Host, "login.") || strings.HasPrefix(req.URL.Host, "accounts.")) {
			return ErrWall
		}
		return nil
	}
	return &c
}

// status gives a server's answer a meaning; nil if the page came.
func status(resp *http.Response) error {
	switch c := resp.StatusCode; {
	case c == http.StatusOK, c == http.StatusNonAuthoritativeInfo:
		return nil
	case c == http.StatusNotModified:
		return ErrNotModified
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
		return fmt.Errorf("the server answered %s", resp.Status)
	}
}

// body reads and unpacks an answer, at most FetchLimit bytes.
func (f Fetch) body(resp *http.Response) ([]byte, error) {
	if resp.ContentLength > FetchLimit {
		return nil, ErrFetchLarge
	}
	var r io.Reader = &counted{r: resp.Body, total: resp.ContentLength, tell: f.Progress}
	if strings.EqualFold(resp.Header.Get("Content-Encoding"), "gzip") {
		z, err := gzip.NewReader(r)
		if err != nil {
			return nil, fmt.Errorf("unpack the answer: %w", err)
		}
		r = z
	}
	b, err := io.ReadAll(io.LimitReader(r, FetchLimit+1))
	switch {
	case err != nil:
		return nil, err
	case len(b) > FetchLimit:
		return nil, ErrFetchLarge
	case len(b) == 0:
		return nil, ErrEmpty
	}
	return b, nil
}

// counted tells how much has been read.
type counted struct {
	r           io.Reader
	done, total int64
	tell        func(done, total int64)
}

// Read is io.Reader's.
func (c *counted) Read(b []byte) (int, error) {
	n, err := c.r.Read(b)
	c.done += int64(n)
	if c.tell != nil {
		c.tell(c.done, c.total)
	}
	return n, err
}

// reasonOf says in words why a page could not be fetched.
func reasonOf(err error) error {
	for _, own := range []error{ErrRedirects, ErrWall, ErrNotModified, ErrFetchLarge, ErrNoAnswer, ErrEmpty, ErrAddress} {
		if errors.Is(err, own) {
			return own
		}
	}
	var dns *net.DNSError
	var unknown x509.UnknownAuthorityError
	var host x509.HostnameError
	var expired x509.CertificateInvalidError
	var record tls.RecordHeaderError
	var op *net.OpError
	switch {
	case errors.As(err, &dns):
		return fmt.Errorf("there is no server %q, or this machine is offline; check the address and the connection", dns.Name)
	case errors.As(err, &unknown), errors.As(err, &host), errors.As(err, &expired):
		return fmt.Errorf("the server cannot prove that it is the one it says it is (%w)", last(err))
	case errors.As(err, &record):
		return errors.New("the server does not speak https there; try the address with http://")
	case errors.As(err, &op) && op.Op == "dial":
		return fmt.Errorf("the server cannot be reached (%w); check the address and the connection", last(err))
	}
	var wrapped *url.Error
	if errors.As(err, &wrapped) {
		return wrapped.Err
	}
	return err
}

// last returns the innermost error.
func last(err error) error {
	for {
		next := errors.Unwrap(err)
		if next == nil {
			return err
		}
		err = next
	}
}
