package app

import (
	"context"
	"errors"
	"io/fs"
	"strings"
	"unicode"

	"parley/annotations"
	"parley/app/desk"
)

// explain turns an error into what happened, to what, and what to do.
func explain(err error) string {
	what := sentence(err.Error())
	switch {
	case errors.Is(err, annotations.ErrFull):
		return what + " Free some room on the disk, then try again; nothing that was saved before is lost."
	case errors.Is(err, annotations.ErrBusy):
		return what + " Another program is writing to the library. Try again in a moment."
	case errors.Is(err, annotations.ErrChanged):
		return what + " It was changed elsewhere in the meantime, so it is left as it is now."
	case errors.Is(err, annotations.ErrReadOnly):
		return what + " Copy the library to a place that can be written, or change the rights of its file and folder."
	case errors.Is(err, desk.ErrInUse):
		return what + " Delete those statements first, or merge it into another."
	case errors.Is(err, desk.ErrNameless):
		return what + " Give it a name of at least one word."
	case errors.Is(err, desk.ErrElsewhere):
		return what + " File it there, or as a statement of its own."
	case errors.Is(err, desk.ErrOwnFile):
		return what + " Choose another file."
	case errors.Is(err, fs.ErrNotExist):
		return what + " Check that it is still where it was."
	case errors.Is(err, fs.ErrPermission):
		return what + " Its rights do not let you read it."
	case errors.Is(err, context.DeadlineExceeded):
		return what + " It took too long. Try again."
	}
	return what
}

// sentence begins with a capital and ends with a full stop.
func sentence(s string) string {
	r := []rune(strings.TrimSpace(s))
	if len(r) == 0 {
		return ""
	}
	r[0] = unicode.ToUpper(r[0])
	s = string(r)
	if !strings.ContainsRune(".!?", r[len(r)-1]) {
		s += "."
	}
	return s
}
