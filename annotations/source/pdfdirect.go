package source

import (
	"bytes"
	"context"
	"encoding/binary"
	"math"
	"reflect"

	"github.com/klippa-app/go-pdfium"
	"github.com/klippa-app/go-pdfium/references"
	"github.com/klippa-app/go-pdfium/structs"
)

// A pdfDirect asks the engine about the characters of one page without the preparations that go-pdfium makes for each question: one call
// a question instead of four, for hundreds of thousands of characters. What it knows of go-pdfium it finds as useSlots does.
type pdfDirect struct {
	ctx    context.Context
	memory *engineMemory
	page   uint64 // handle of the page's text
	answer uint64 // address of answerSize bytes
	box    guestFunction
	font   guestFunction
	stack  [8]uint64
}

// answerSize is the most bytes of an answer: a name of a font and its flags.
const answerSize = 512

// directly returns what asks about a page; nil if go-pdfium is not as it was in release 1.21.
func directly(ctx context.Context, pdf pdfium.Pdfium, memory *engineMemory, page references.FPDF_TEXTPAGE) *pdfDirect {
	v := reflect.ValueOf(pdf.GetImplementation())
	if reflect.Indirect(v).Kind() != reflect.Struct {
		return nil
	}
	pages, find := reflect.Indirect(v).FieldByName("textPageRefs"), v.MethodByName("Fn")
	if pages.Kind() != reflect.Map || pages.Type().Key() != reflect.TypeOf(page) || !find.IsValid() || find.Type().NumIn() != 1 || find.Type().NumOut() != 1 {
		return nil
	}
	known := reflect.Indirect(pages.MapIndex(reflect.ValueOf(page)))
	if known.Kind() != reflect.Struct {
		return nil
	}
	handle := reflect.Indirect(known.FieldByName("handle"))
	if !handle.IsValid() || handle.Kind() != reflect.Uint64 {
		return nil
	}
	function := func(name string) guestFunction {
		f, _ := find.Call([]reflect.Value{reflect.ValueOf(name)})[0].Interface().(guestFunction)
		return f
	}
	d := &pdfDirect{ctx: ctx, memory: memory, page: handle.Uint(), box: function("FPDFText_GetLooseCharBox"), font: function("FPDFText_GetFontInfo")}
	malloc := function("malloc")
	if d.box == nil || d.font == nil || malloc == nil {
		return nil
	}
	at, err := malloc.Call(ctx, answerSize)
	if err != nil || len(at) == 0 || at[0] == 0 || at[0]+answerSize > memory.size {
		return nil
	}
	d.answer = at[0]
	return d
}

// read returns the answer of n bytes.
func (d *pdfDirect) read(n int) []byte { return d.memory.held[d.answer : d.answer+uint64(n)] }

// looseBox returns the box of the character at index i; ok reports whether the engine knows one.
func (d *pdfDirect) looseBox(i int) (r structs.FPDF_FS_RECTF, ok bool, err error) {
	d.stack = [8]uint64{d.page, uint64(i), d.answer}
	if err := d.box.CallWithStack(d.ctx, d.stack[:]); err != nil || uint32(d.stack[0]) == 0 {
		return r, false, err
	}
	b := d.read(16)
	side := func(k int) float32 { return math.Float32frombits(binary.LittleEndian.Uint32(b[4*k:])) }
	return structs.FPDF_FS_RECTF{Left: side(0), Top: side(1), Right: side(2), Bottom: side(3)}, true, nil
}

// fontInfo returns the name and the flags of the font of the character at index i; ok reports whether the engine knows them.
func (d *pdfDirect) fontInfo(i int) (name string, flags int, ok bool, err error) {
	const most = answerSize - 4
	d.stack = [8]uint64{d.page, uint64(i), d.answer + 4, most, d.answer}
	if err := d.font.CallWithStack(d.ctx, d.stack[:]); err != nil {
		return "", 0, false, err
	}
	n := int(int32(uint32(d.stack[0]))) // with the NUL at its end
	if n <= 0 || n > most {
		return "", 0, false, nil
	}
	b := d.read(answerSize)
	return string(bytes.Clone(b[4 : 4+n-1])), int(int32(binary.LittleEndian.Uint32(b))), true, nil
}

// close gives the memory for answers back.
func (d *pdfDirect) close(pdf pdfium.Pdfium) {
	v := reflect.ValueOf(pdf.GetImplementation()).MethodByName("Fn")
	if free, ok := v.Call([]reflect.Value{reflect.ValueOf("free")})[0].Interface().(guestFunction); ok {
		_, _ = free.Call(d.ctx, d.answer)
	}
}
