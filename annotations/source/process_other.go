//go:build !unix

package source

import "time"

// reserve returns size bytes of zeros and what gives them back.
func reserve(size int) ([]byte, func()) { return make([]byte, size), func() {} }

// busy returns 0: how long the program was busy is not known, and only the clock counts.
func busy() time.Duration { return 0 }
