package source

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"strings"
	"sync"
	"testing"
)

func TestInside(t *testing.T) {
	for s, want := range map[string]bool{
		"127.0.0.1": true, "127.8.9.1": true, "10.1.2.3": true, "172.16.0.1": true, "172.31.255.255": true, "192.168.1.1": true,
		"169.254.169.254": true, "0.0.0.0": true, "0.1.2.3": true, "100.64.0.1": true, "192.0.0.8": true, "198.18.0.1": true, "224.0.0.1": true,
		"240.0.0.1": true, "255.255.255.255": true, "::1": true, "::": true, "fe80::1": true, "fe80::1%eth0": true, "fc00::1": true,
		"fd12::1": true, "ff02::1": true, "fec0::1": true, "::ffff:127.0.0.1": true, "::ffff:10.0.0.1": true, "::127.0.0.1": true,
		"64:ff9b::7f00:1": true, "64:ff9b::a00:1": true, "2002:7f00:1::": true, "2002:c0a8:101::1": true,
		"93.184.216.34": false, "172.32.0.1": false, "172.15.0.1": false, "100.128.0.1": false, "2606:2800:220:1::1": false,
		"::ffff:93.184.216.34": false, "64:ff9b::5db8:d822": false, "2002:5db8:d822::1": false, "192.0.2.1": false,
	} {
		if got := insideIP(netip.MustParseAddr(s)); got != want {
			t.Errorf("insideIP(%s) = %v", s, got)
		}
	}
	for s, want := range map[string]bool{"localhost": true, "LOCALHOST.": true, "a.localhost": true, "127.0.0.1": true, "::1": true, "a.example": false, "localhost.example": false} {
		if got := insideName(s); got != want {
			t.Errorf("insideName(%s) = %v", s, got)
		}
	}
}

// A network is names with the addresses they stand for, one after another at each question; all of them lead to one server.
type network struct {
	mu    sync.Mutex
	names map[string][]string
	asked []string
	to    string
}

func (n *network) dial(ctx context.Context, _, address string, allow func(string) error) (net.Conn, string, error) {
	host, port, _ := net.SplitHostPort(address)
	n.mu.Lock()
	at := host
	if all := n.names[host]; len(all) > 0 {
		at = all[0]
		n.names[host] = all[min(1, len(all)-1):]
	}
	n.asked = append(n.asked, host)
	n.mu.Unlock()
	to := net.JoinHostPort(at, port)
	if err := allow(to); err != nil {
		return nil, "", err
	}
	c, err := (&net.Dialer{}).DialContext(ctx, "tcp", n.to)
	return c, to, err
}

// TestRedirectsInside follows redirects between servers of the open network and of the reader's own.
func TestRedirectsInside(t *testing.T) {
	const page = "<!doctype html><p>Some words to read.</p>"
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if to := r.URL.Query()["to"]; len(to) > 0 {
			next := to[0]
			if len(to) > 1 {
				next += "?to=" + strings.Join(to[1:], "&to=")
			}
			w.Header().Set("Location", next)
			w.WriteHeader(http.StatusFound)
			return
		}
		fmt.Fprint(w, page)
	}))
	defer s.Close()
	const open, other = "93.184.216.34", "2606:2800:220:1::1"
	tests := []struct {
		name, address string
		names         map[string][]string
		err           error
	}{
		{"no redirect", "http://open.test/", map[string][]string{"open.test": {open}}, nil},
		{"to another open host", "http://open.test/?to=http://b.test/", map[string][]string{"open.test": {open}, "b.test": {other}}, nil},
		{"to loopback", "http://open.test/?to=http://127.0.0.1/", map[string][]string{"open.test": {open}}, ErrInside},
		{"to localhost", "http://open.test/?to=http://localhost:8080/", map[string][]string{"open.test": {open}}, ErrInside},
		{"to loopback of IPv6", "http://open.test/?to=http://[::1]/", map[string][]string{"open.test": {open}}, ErrInside},
		{"to a mapped address", "http://open.test/?to=http://[::ffff:127.0.0.1]/", map[string][]string{"open.test": {open}}, ErrInside},
		{"to zero", "http://open.test/?to=http://0.0.0.0/", map[string][]string{"open.test": {open}}, ErrInside},
		{"to metadata", "http://open.test/?to=http://169.254.169.254/latest", map[string][]string{"open.test": {open}}, ErrInside},
		{"to a private network", "http://open.test/?to=http://192.168.0.1/", map[string][]string{"open.test": {open}}, ErrInside},
		{"to a name that lies inside", "http://open.test/?to=http://b.test/", map[string][]string{"open.test": {open}, "b.test": {"10.0.0.1"}}, ErrInside},
		{"to a number that lies inside", "http://open.test/?to=http://2130706433/", map[string][]string{"open.test": {open}, "2130706433": {"127.0.0.1"}}, ErrInside},
		{"to itself, which lies inside by then", "http://open.test/?to=http://open.test/a", map[string][]string{"open.test": {open, "127.0.0.1"}}, ErrInside},
		{"over an open host", "http://open.test/?to=http://b.test/&to=http://c.test/", map[string][]string{"open.test": {open}, "b.test": {other}, "c.test": {"10.0.0.1"}}, ErrInside},
		{"from the own network to itself", "http://wiki.test/?to=http://wiki.test/a", map[string][]string{"wiki.test": {"10.0.0.1"}}, nil},
		{"from the own network to another host of it", "http://wiki.test/?to=http://login-wiki.test/a", map[string][]string{"wiki.test": {"10.0.0.1"}, "login-wiki.test": {"10.0.0.2"}}, nil},
		{"from the own network out and back", "http://wiki.test/?to=http://b.test/&to=http://wiki.test/a", map[string][]string{"wiki.test": {"10.0.0.1"}, "b.test": {open}}, nil},
		{"from the own network out and into it", "http://wiki.test/?to=http://b.test/&to=http://10.0.0.9/a", map[string][]string{"wiki.test": {"10.0.0.1"}, "b.test": {open}}, ErrInside},
		{"a host that was named", "http://127.0.0.1/", nil, nil},
		{"a host that was named, to itself", "http://localhost/?to=http://localhost/a", map[string][]string{"localhost": {"127.0.0.1"}}, nil},
	}
	for _, tt := range tests {
		n := &network{names: tt.names, to: s.Listener.Addr().String()}
		in, err := Fetch{dial: n.dial}.Fetch(t.Context(), tt.address)
		if !errors.Is(err, tt.err) || err == nil && string(in.Bytes) != page {
			t.Errorf("%s: got %q, %v, want %v", tt.name, in.Bytes, err, tt.err)
		}
		if tt.err != nil && !strings.HasSuffix(err.Error(), "/: "+tt.err.Error()) && !strings.Contains(err.Error(), "?to=") {
			t.Errorf("%s: said as %v", tt.name, err)
		}
	}
}

// TestDowngrade wants no redirect from https to http followed, and one from http to https be.
func TestDowngrade(t *testing.T) {
	g := &guard{named: "a.test", proxies: map[string]bool{}}
	step := func(from, to string) error {
		a, _ := http.NewRequest(http.MethodGet, from, nil)
		b, _ := http.NewRequest(http.MethodGet, to, nil)
		return g.follow(b, []*http.Request{a})
	}
	if err := step("https://a.test/", "http://a.test/b"); !errors.Is(err, ErrDowngrade) {
		t.Errorf("from https to http: %v", err)
	}
	if err := step("http://a.test/", "https://a.test/b"); err != nil {
		t.Errorf("from http to https: %v", err)
	}
}

// TestSecretsGoToTheirServerOnly looks for the password in what other servers are sent and in what comes of a fetch.
func TestSecretsGoToTheirServerOnly(t *testing.T) {
	var got []string
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		got = append(got, r.Host+" "+r.Header.Get("Authorization")+" "+r.Header.Get("Referer"))
		switch r.URL.Path {
		case "/away":
			http.Redirect(w, r, "http://other:pass2@b.test/end", http.StatusFound)
		case "/fail":
			w.WriteHeader(http.StatusNotFound)
		default:
			fmt.Fprint(w, "<p>Some words to read.</p>")
		}
	}))
	defer s.Close()
	n := &network{names: map[string][]string{"a.test": {"93.184.216.34"}, "b.test": {"93.184.216.35"}}, to: s.Listener.Addr().String()}
	for _, path := range []string{"/here", "/away", "/fail"} {
		got = nil
		in, err := Fetch{dial: n.dial}.Fetch(t.Context(), "http://reader:secret@a.test"+path)
		said := fmt.Sprintf("%+v %v", in, err)
		if strings.Contains(said, "secret") || strings.Contains(said, "reader:") || strings.Contains(said, "pass2") {
			t.Errorf("%s: the password is in %s", path, said)
		}
		if !strings.HasPrefix(got[0], "a.test Basic cmVhZGVyOnNlY3JldA==") {
			t.Errorf("%s: its server was sent %q", path, got[0])
		}
		if len(got) > 1 && got[1] != "b.test  " && got[1] != "b.test  http://a.test/away" {
			t.Errorf("%s: another server was sent %q", path, got[1])
		}
	}
}
