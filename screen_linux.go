package main

import (
	"errors"
	"fmt"
	"net"
	"os"
	"strconv"
	"strings"
	"time"
)

// errNoScreen means that there is nothing to show a window on.
var errNoScreen = errors.New("there is no display to show the window on (DISPLAY is not set); commands need none: parley --help")

// screen reports why no window can be shown; nil if one can. The toolkit would end the program with a trace of its own.
func screen() error {
	name := os.Getenv("DISPLAY")
	if name == "" {
		return errNoScreen
	}
	i := strings.LastIndexByte(name, ':')
	if i < 0 {
		return fmt.Errorf("the display %q is not a name of one (such as :0)", name)
	}
	host := strings.TrimSuffix(name[:i], "/unix")
	number, _, _ := strings.Cut(name[i+1:], ".")
	n, err := strconv.Atoi(number)
	if err != nil || n < 0 {
		return fmt.Errorf("the display %q is not a name of one (such as :0)", name)
	}
	var at [][2]string // network and address, as X11's clients try them
	switch {
	case strings.HasPrefix(host, "/"):
		at = append(at, [2]string{"unix", name})
	case host == "" || host == "unix":
		socket := "/tmp/.X11-unix/X" + number
		at = append(at, [2]string{"unix", "@" + socket}, [2]string{"unix", socket}, [2]string{"tcp", net.JoinHostPort("localhost", strconv.Itoa(6000+n))})
	default:
		at = append(at, [2]string{"tcp", net.JoinHostPort(host, strconv.Itoa(6000+n))})
	}
	for _, a := range at {
		c, err := net.DialTimeout(a[0], a[1], 3*time.Second)
		if err == nil {
			return c.Close()
		}
	}
	return fmt.Errorf("the display %q cannot be reached; commands need none: parley --help", name)
}
