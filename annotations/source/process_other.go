//go:build !unix

package source

import "time"

// reserve returns size bytes of zeros and what gives them back.
func reserve(size int) ([]byte, func()) { return make([]byte, size), func() {} }

// busy returns the time by the clock: for how long the program was busy is not known.
func busy() time.Duration { return time.Duration(time.Now().UnixNano()) }
