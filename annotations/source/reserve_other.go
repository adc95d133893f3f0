//go:build !unix

package source

// reserve returns size bytes of zeros and what gives them back.
func reserve(size int) ([]byte, func()) { return make([]byte, size), func() {} }
