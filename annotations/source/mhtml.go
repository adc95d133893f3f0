package source

import (
	"bufio"
	"bytes"
	"context"
	"encoding/base64"
	"errors"
	"io"
	"mime"
	"mime/multipart"
	"mime/quotedprintable"
	"net/mail"
	"net/textproto"
	"strings"
)

// MHTML (RFC 2557): a saved web page, with its pictures and styles, as parts of a message.

// isMHTML recognises a message with a page in it by its headers.
func isMHTML(in Input, _ string) bool {
	head := in.Bytes[:min(len(in.Bytes), 1<<14)]
	head = bytes.TrimLeft(bytes.TrimPrefix(head, []byte("\xef\xbb\xbf")), "\r\n \t")
	i := bytes.Index(bytes.ReplaceAll(head, []byte("\r\n"), []byte("\n")), []byte("\n\n"))
	if i < 0 || len(head) == 0 {
		return false
	}
	s := strings.ToLower(string(bytes.ReplaceAll(head, []byte("\r\n"), []byte("\n"))[:i]))
	if !strings.Contains("\n"+s, "\nmime-version:") && !strings.Contains("\n"+s, "\nsnapshot-content-location:") {
		return false
	}
	return strings.Contains(s, "multipart/related") || strings.Contains("\n"+s, "\ncontent-type: text/html")
}

// partsMost is how many parts of a message are looked at.
const partsMost = 5_000

// parseMHTML reads the page of a message; what else is in it is left alone.
func parseMHTML(ctx context.Context, in Input, _ string) (draft, error) {
	b := bytes.TrimLeft(bytes.TrimPrefix(in.Bytes, []byte("\xef\xbb\xbf")), "\r\n \t")
	m, err := mail.ReadMessage(bufio.NewReader(bytes.NewReader(b)))
	if err != nil {
		return draft{}, ErrMessage
	}
	kind, params, err := mime.ParseMediaType(m.Header.Get("Content-Type"))
	if err != nil {
		return draft{}, ErrMessage
	}
	header := textproto.MIMEHeader(m.Header)
	body := io.Reader(m.Body)
	if strings.HasPrefix(kind, "multipart/") {
		if header, body, err = rootPart(ctx, m.Body, params); err != nil {
			return draft{}, err
		}
	}
	page := Input{Name: in.Name, Path: in.Path, ContentType: header.Get("Content-Type")}
	if page.Bytes, err = decoded(ctx, header, body); err != nil {
		return draft{}, err
	}
	for _, s := range []string{m.Header.Get("Snapshot-Content-Location"), header.Get("Content-Location"), m.Header.Get("Content-Location")} {
		if IsAddress(s) && page.URL == "" {
			page.URL = s
		}
	}
	return parseHTML(ctx, page, "")
}

// ErrMessage means that a saved page cannot be taken apart.
var ErrMessage = errors.New("the saved page is damaged or cut off; save it again")

// rootPart returns the part of a message that the page is in: the one it names as its start, or the first page.
func rootPart(ctx context.Context, r io.Reader, params map[string]string) (textproto.MIMEHeader, io.Reader, error) {
	parts := multipart.NewReader(r, params["boundary"])
	if params["boundary"] == "" {
		return nil, nil, ErrMessage
	}
	start := strings.Trim(params["start"], "<>")
	var first []byte
	var header textproto.MIMEHeader
	for n := 0; ; n++ {
		if n == partsMost {
			return nil, nil, tooMuch("the saved page has more than %d parts", partsMost)
		}
		if err := ctx.Err(); err != nil {
			return nil, nil, err
		}
		p, err := parts.NextRawPart()
		if err != nil {
			break
		}
		kind, _, _ := mime.ParseMediaType(p.Header.Get("Content-Type"))
		named := start != "" && strings.Trim(p.Header.Get("Content-ID"), "<>") == start
		if !named && (kind != "text/html" && kind != "application/xhtml+xml" || header != nil) {
			continue
		}
		b, err := readBounded(ctx, p, Limit, 0)
		if ctx.Err() != nil {
			return nil, nil, ctx.Err()
		}
		if errors.Is(err, ErrTooMuch) {
			return nil, nil, err
		}
		first, header = b, p.Header
		if named || start == "" {
			break
		}
	}
	if header == nil {
		return nil, nil, ErrMessage
	}
	return header, bytes.NewReader(first), nil
}

// decoded returns the bytes of a part, of which a damaged end is left away.
func decoded(ctx context.Context, h textproto.MIMEHeader, r io.Reader) ([]byte, error) {
	switch strings.ToLower(strings.TrimSpace(h.Get("Content-Transfer-Encoding"))) {
	case "quoted-printable":
		r = quotedprintable.NewReader(r)
	case "base64":
		r = base64.NewDecoder(base64.StdEncoding, r)
	}
	b, err := readBounded(ctx, r, Limit, 0)
	switch {
	case errors.Is(err, ErrTooMuch):
		return nil, err
	case ctx.Err() != nil:
		return nil, ctx.Err()
	case err != nil && len(b) == 0:
		return nil, ErrMessage
	}
	return b, nil
}
