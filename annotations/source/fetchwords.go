package source

import (
	"bytes"
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"os"
	"strings"
	"syscall"
)

// ours are the errors of fetching that say in words what is wrong. Read only.
var ours = []error{ErrRedirects, ErrScheme, ErrInside, ErrDowngrade, ErrWall, ErrNotModified, ErrFetchLarge, ErrNoAnswer, ErrEmpty, ErrAddress, ErrEncoding}

// inWords says why a page could not be fetched. Nothing that a server has sent is in it.
func inWords(err error) error {
	for _, own := range ours {
		if errors.Is(err, own) {
			return withoutRequest(err)
		}
	}
	if words := ofTLS(err); words != nil {
		return words
	}
	var dns *net.DNSError
	var op *net.OpError
	var net net.Error
	switch {
	case errors.As(err, &dns) && dns.IsTimeout, errors.As(err, &dns) && dns.IsTemporary && !dns.IsNotFound:
		return fmt.Errorf("nobody could be asked where the server %q is; check the connection", dns.Name)
	case errors.As(err, &dns):
		return fmt.Errorf("there is no server %q, or this machine is offline; check the address and the connection", dns.Name)
	case errors.Is(err, context.DeadlineExceeded), errors.Is(err, os.ErrDeadlineExceeded), errors.As(err, &net) && net.Timeout():
		return ErrNoAnswer
	case errors.Is(err, syscall.ECONNRESET), errors.Is(err, syscall.EPIPE), errors.Is(err, syscall.ECONNABORTED):
		return errors.New("the server broke the connection off; try again later")
	case errors.As(err, &op) && op.Op == "dial":
		return fmt.Errorf("the server cannot be reached (%w); check the address and the connection", last(err))
	case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF):
		return errors.New("the server ended the connection without an answer; try again later")
	}
	return ofProtocol(err)
}

// withoutRequest returns an error of ours without the request that net/http puts before it, or the connection.
func withoutRequest(err error) error {
	var u *url.Error
	var op *net.OpError
	if errors.As(err, &op) {
		return op.Err
	}
	if errors.As(err, &u) {
		return u.Err
	}
	return err
}

// ofTLS says what is wrong with a secured connection; nil if that is not it.
func ofTLS(err error) error {
	var unknown x509.UnknownAuthorityError
	var host x509.HostnameError
	var invalid x509.CertificateInvalidError
	var verify *tls.CertificateVerificationError
	var record tls.RecordHeaderError
	var alert tls.AlertError
	switch {
	case errors.As(err, &unknown), errors.As(err, &invalid), errors.As(err, &host):
		return fmt.Errorf("the server cannot prove that it is the one it says it is (%s)", plainLine(last(err).Error()))
	case errors.As(err, &verify):
		return errors.New("the server cannot prove that it is the one it says it is")
	case errors.As(err, &record):
		return errors.New("the server does not speak https there; try the address with http://")
	case errors.As(err, &alert), strings.Contains(err.Error(), "tls: "):
		return errors.New("no secure connection to the server could be agreed on; open the address in a browser, save the page from there, and add the saved page")
	}
	return nil
}

// ofProtocol says what is wrong with an answer that is not as HTTP is, or that came before the question (readLoopPeekFail). net/http knows most of these by their words alone.
func ofProtocol(err error) error {
	s := err.Error()
	has := func(words ...string) bool {
		for _, w := range words {
			if strings.Contains(s, w) {
				return true
			}
		}
		return false
	}
	var protocol *http.ProtocolError //lint:ignore SA1019 the transport still returns it
	switch {
	case has("server gave HTTP response to HTTPS client"):
		return errors.New("the server does not speak https there; try the address with http://")
	case has("response headers exceeded"):
		return errors.New("the server's answer begins with more headers than any page has")
	case has("missing Location header", "failed to parse Location header"):
		return errNowhere
	case has("chunk"):
		return errors.New("the answer is damaged on its way; try again later")
	case has("malformed", "unsupported protocol", "invalid", "Content-Length", "transfer encoding", "transfer-encoding", "1xx", "readLoopPeekFail") || errors.As(err, &protocol):
		return errors.New("what answers there does not speak as servers of the web do; check the address")
	case has("proxyconnect", "proxy"):
		return errors.New("the proxy that is set up for this machine does not let the page through")
	}
	return errors.New("the answer could not be read; try again later")
}

var errNowhere = errors.New("the server says that the page has moved, but not where to")

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

// Quiet returns a writer that hands on to w all but the lines that Go's own clients log of what servers send: they hold text of pages.
func Quiet(w io.Writer) io.Writer { return quiet{w} }

type quiet struct{ w io.Writer }

// Write implements io.Writer. It is given one whole message, as package log does.
func (q quiet) Write(b []byte) (int, error) {
	for _, of := range []string{"Unsolicited response received on idle HTTP channel", "http: ", "http2: ", "net/http", "protocol error: "} {
		if bytes.Contains(b, []byte(of)) {
			return len(b), nil
		}
	}
	return q.w.Write(b)
}
