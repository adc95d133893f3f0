package source

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"strings"
	"sync"
	"syscall"
	"time"
)

// Where a redirect may not lead.
var (
	ErrInside    = errors.New("the page leads into your own network, where its author cannot know what it asks for; if you want that page, add its address itself")
	ErrDowngrade = errors.New("the page leads from https to http, where anyone on the way can read and change it; if you want that page, add its address itself")
)

// A guard keeps a page of the open network from leading the program into the reader's own. The host that the reader named may lie
// anywhere. Where a redirect leads is looked at when a connection is made, so that it does not matter what the name of a server stood for
// before.
type guard struct {
	named string // host that the reader asked for
	dial  dialFunc

	mu         sync.Mutex
	redirected bool
	public     bool            // something of the open network has answered
	inside     bool            // the named host lies in the reader's own network
	proxies    map[string]bool // hosts of proxies, which the reader has set up
}

// A dialFunc makes a connection to a host and port and returns it with the address it leads to. Every address is given to allow before
// a connection to it is made.
type dialFunc func(ctx context.Context, network, address string, allow func(to string) error) (c net.Conn, at string, err error)

func dialNetwork(ctx context.Context, network, address string, allow func(string) error) (net.Conn, string, error) {
	d := &net.Dialer{Timeout: dialTime}
	d.ControlContext = func(_ context.Context, _, to string, _ syscall.RawConn) error { return allow(to) }
	c, err := d.DialContext(ctx, network, address)
	if err != nil {
		return nil, "", err
	}
	return c, c.RemoteAddr().String(), nil
}

// transport returns a transport whose connections the guard allows. Nothing of it outlives the fetch.
func (g *guard) transport() *http.Transport {
	return &http.Transport{
		Proxy: func(r *http.Request) (*url.URL, error) {
			u, err := http.ProxyFromEnvironment(r)
			if u != nil {
				g.mu.Lock()
				g.proxies[u.Hostname()] = true
				g.mu.Unlock()
			}
			return u, err
		},
		DialContext: func(ctx context.Context, network, address string) (net.Conn, error) {
			host, _, err := net.SplitHostPort(address)
			if err != nil {
				return nil, err
			}
			c, at, err := g.dial(ctx, network, address, func(to string) error { return g.allow(host, to) })
			if err == nil {
				g.reached(host, at)
			}
			return c, err
		},
		DisableKeepAlives:      true, // each redirect is looked up and looked at again
		DisableCompression:     true, // it is unpacked here, within bounds
		TLSHandshakeTimeout:    dialTime,
		MaxResponseHeaderBytes: headersMost,
	}
}

// allow returns an error if no connection may be made to an address for a host.
func (g *guard) allow(host, to string) error {
	g.mu.Lock()
	defer g.mu.Unlock()
	if !g.redirected || g.proxies[host] || !insideAddress(to) || !g.public || host == g.named && g.inside {
		return nil
	}
	return ErrInside
}

// reached takes note of where the connection for a host has led.
func (g *guard) reached(host, at string) {
	g.mu.Lock()
	defer g.mu.Unlock()
	switch {
	case !insideAddress(at) || g.proxies[host]:
		g.public = true
	case !g.redirected:
		g.inside = true
	}
}

// follow returns an error if a redirect is not to be followed.
func (g *guard) follow(req *http.Request, via []*http.Request) error {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.redirected = true
	u, from := req.URL, via[len(via)-1].URL
	u.User = nil
	switch {
	case len(via) > redirectsMax:
		return ErrRedirects
	case u.Scheme != "http" && u.Scheme != "https":
		return fmt.Errorf("%w: it leads to %s", ErrScheme, plainLine(u.Scheme))
	case from.Scheme == "https" && u.Scheme == "http":
		return ErrDowngrade
	case via[0].URL.Host != u.Host && (strings.HasPrefix(u.Host, "consent.") || strings.HasPrefix(u.Host, "login.") || strings.HasPrefix(u.Host, "accounts.")):
		return ErrWall
	case g.public && u.Hostname() != g.named && insideName(u.Hostname()): // also where a proxy makes the connection
		return ErrInside
	}
	return nil
}

// dialTime is how long a server may take to accept a connection, and again to secure it.
const dialTime = 15 * time.Second

// insideName reports whether the name of a host itself says that it is not of the open network.
func insideName(host string) bool {
	low := strings.TrimSuffix(strings.ToLower(host), ".")
	if low == "localhost" || strings.HasSuffix(low, ".localhost") {
		return true
	}
	ip, err := netip.ParseAddr(strings.Trim(host, "[]"))
	return err == nil && insideIP(ip)
}

// insideAddress reports whether an address with a port is not of the open network. What cannot be read is not.
func insideAddress(s string) bool {
	a, err := netip.ParseAddrPort(s)
	return err != nil || insideIP(a.Addr())
}

// insideRanges are what is not of the open network beside loopback, private, link-local and multicast addresses: IANA's special-purpose
// address registries (RFC 6890). Read only.
var insideRanges = []netip.Prefix{
	netip.MustParsePrefix("0.0.0.0/8"), netip.MustParsePrefix("100.64.0.0/10"), netip.MustParsePrefix("192.0.0.0/24"),
	netip.MustParsePrefix("198.18.0.0/15"), netip.MustParsePrefix("240.0.0.0/4"), netip.MustParsePrefix("fec0::/10"), netip.MustParsePrefix("::/96"),
}

// insideIP reports whether an address is not of the open network. Addresses of IPv6 that stand for one of IPv4 are taken for that.
func insideIP(ip netip.Addr) bool {
	ip = ip.WithZone("").Unmap()
	if b := ip.As16(); ip.Is6() {
		switch {
		case strings.HasPrefix(ip.StringExpanded(), "0064:ff9b:"): // NAT64, RFC 6052
			return insideIP(netip.AddrFrom4([4]byte(b[12:])))
		case b[0] == 0x20 && b[1] == 0x02: // 6to4, RFC 3056
			return insideIP(netip.AddrFrom4([4]byte(b[2:6])))
		}
	}
	for _, p := range insideRanges {
		if p.Contains(ip) {
			return true
		}
	}
	return ip.IsLoopback() || ip.IsPrivate() || ip.IsLinkLocalUnicast() || ip.IsMulticast() || ip.IsUnspecified()
}
