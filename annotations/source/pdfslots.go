package source

import (
	"context"
	"reflect"

	"github.com/klippa-app/go-pdfium"
)

// The engine is asked several questions about each character, and each answer needs a few bytes of its memory for as long as the question
// takes. To have these given and taken back by the engine itself is more work than the questions: a call of it takes a microsecond.

// A guestFunction is a function of the engine, as go-pdfium calls it.
type guestFunction interface {
	Call(ctx context.Context, params ...uint64) ([]uint64, error)
	CallWithStack(ctx context.Context, stack []uint64) error
	ParamCount() int
}

// Sizes of the memory that is kept for answers, in bytes.
const (
	slotSize = 64
	slotArea = 64 << 10
)

// A slots keeps a part of the engine's memory and gives it out in pieces of slotSize.
type slots struct {
	malloc, free guestFunction
	first, last  uint64   // the part that is kept, from its first byte to the one behind it
	idle         []uint64 // pieces of it that nobody uses
}

// useSlots has go-pdfium take the memory for small answers from a part that is kept for them. It reaches into a struct whose package may
// not be imported; if that is not as it was in release 1.21, everything stays as it is.
func useSlots(pdf pdfium.Pdfium) {
	v := reflect.Indirect(reflect.ValueOf(pdf.GetImplementation()))
	if v.Kind() != reflect.Struct {
		return
	}
	functions := v.FieldByName("Functions")
	if functions.Kind() != reflect.Map || functions.Type().Key().Kind() != reflect.String || !functions.CanInterface() {
		return
	}
	function := func(name string) guestFunction {
		f := functions.MapIndex(reflect.ValueOf(name))
		if !f.IsValid() {
			return nil
		}
		g, _ := f.Interface().(guestFunction)
		return g
	}
	s := &slots{malloc: function("malloc"), free: function("free")}
	give, take := reflect.ValueOf(slotGiver{s}), reflect.ValueOf(slotTaker{s})
	to := functions.Type().Elem()
	if s.malloc == nil || s.free == nil || !give.Type().AssignableTo(to) || !take.Type().AssignableTo(to) {
		return
	}
	functions.SetMapIndex(reflect.ValueOf("malloc"), give)
	functions.SetMapIndex(reflect.ValueOf("free"), take)
}

// A slotGiver is the engine's malloc.
type slotGiver struct{ s *slots }

// Call implements guestFunction.
func (g slotGiver) Call(ctx context.Context, params ...uint64) ([]uint64, error) {
	stack := []uint64{params[0]}
	err := g.CallWithStack(ctx, stack)
	return stack, err
}

// CallWithStack implements guestFunction.
func (g slotGiver) CallWithStack(ctx context.Context, stack []uint64) error {
	s := g.s
	if stack[0] > slotSize {
		return s.malloc.CallWithStack(ctx, stack)
	}
	if s.first == 0 {
		got, err := s.malloc.Call(ctx, slotArea)
		if err != nil {
			return err
		}
		if got[0] == 0 {
			return s.malloc.CallWithStack(ctx, stack)
		}
		s.first, s.last = got[0], got[0]+slotArea
		for at := s.last; at > s.first; {
			at -= slotSize
			s.idle = append(s.idle, at)
		}
	}
	if len(s.idle) == 0 {
		return s.malloc.CallWithStack(ctx, stack)
	}
	stack[0] = s.idle[len(s.idle)-1]
	s.idle = s.idle[:len(s.idle)-1]
	return nil
}

// ParamCount implements guestFunction.
func (g slotGiver) ParamCount() int { return g.s.malloc.ParamCount() }

// A slotTaker is the engine's free.
type slotTaker struct{ s *slots }

// Call implements guestFunction.
func (t slotTaker) Call(ctx context.Context, params ...uint64) ([]uint64, error) {
	return nil, t.CallWithStack(ctx, params)
}

// CallWithStack implements guestFunction.
func (t slotTaker) CallWithStack(ctx context.Context, stack []uint64) error {
	if at := stack[0]; at >= t.s.first && at < t.s.last {
		t.s.idle = append(t.s.idle, at)
		return nil
	}
	return t.s.free.CallWithStack(ctx, stack)
}

// ParamCount implements guestFunction.
func (t slotTaker) ParamCount() int { return t.s.free.ParamCount() }
