// Package article holds what is read: an Article, the Versions of its text, the
// Blocks and Spans a version is made of, and the Ranges that point into it.
//
// Everything here is a value. A place in a text is always a [Range] of Unicode
// code points of the version's canonical text; bytes stay inside this package.
package article

import (
	"crypto/sha256"
	"encoding/hex"
	"time"

	"github.com/google/uuid"
)

// An ID is the UUID (version 7) of an entity of the library. The zero ID names nothing.
type ID = uuid.UUID

// An Article is a thing to read. Its text is in its versions.
// Fields that are not known are empty.
type Article struct {
	ID        ID
	Title     string // what lists show; from the newest version unless the reader changed it
	Byline    string
	Outlet    string
	Published string // ISO 8601, as exact as it is known: "2026", "2026-05", "2026-05-03"
	Language  string // BCP 47; empty when unknown
	URL       string // canonical address
	Path      string // absolute path of the file it was imported from
	Created   time.Time
	Modified  time.Time
}

// An Origin says what a version was made from and by what.
type Origin struct {
	Path            string // absolute path of the file, if there was one
	URL             string // address it was fetched from, if it was
	MediaType       string // as recognised from the content, such as "text/markdown"
	Charset         string // of the source bytes, such as "utf-8" or "windows-1251"
	Importer        string // which importer read it, such as "text"
	ImporterVersion int    // rises when the importer reads the same bytes differently
	Hash            string // of the source bytes: "sha256:" and 64 hexadecimal digits
	Size            int64  // length of the source in bytes
	ETag            string // of a fetched source: what the server calls this state of it (RFC 9110 §8.8.3), if it does
	LastModified    string // of a fetched source: the server's Last-Modified header, if there was one
}

// HashOf returns the Hash that an Origin of these source bytes has.
func HashOf(source []byte) string {
	sum := sha256.Sum256(source)
	return "sha256:" + hex.EncodeToString(sum[:])
}
