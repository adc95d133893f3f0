package source

import "github.com/tetratelabs/wazero/experimental"

// An engineMemory gives the engine its memory. It lies at one place from the beginning, so that it need not be copied as it grows; the
// system provides its pages when they are first written to.
type engineMemory struct {
	held []byte
	size uint64
	free []func()
}

// Allocate implements experimental.MemoryAllocator.
func (m *engineMemory) Allocate(_, most uint64) experimental.LinearMemory {
	held, free := reserve(int(most))
	m.held, m.size = held, 0
	m.free = append(m.free, free)
	return m
}

// Reallocate implements experimental.LinearMemory.
func (m *engineMemory) Reallocate(size uint64) []byte {
	if size > uint64(len(m.held)) {
		return nil
	}
	m.size = size
	return m.held[:size:size]
}

// Free implements experimental.LinearMemory. An engine that has ended may still be asked for what lies in its memory, which therefore
// stays until release.
func (m *engineMemory) Free() {}

// release gives the memory back. Nobody may use it any more.
func (m *engineMemory) release() {
	for _, f := range m.free {
		f()
	}
	m.free = nil
}

// full reports whether the engine has asked for nearly all it may hold, so that it has most likely ended for want of memory.
func (m *engineMemory) full() bool { return m.size > pdfMemory/4*3 }
