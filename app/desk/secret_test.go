package desk_test

import (
	"bytes"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"testing"

	"parley/app/desk"
)

// TestSecretsAreNotKept imports a page with user and password in its address, and looks for them in all that is left of it.
func TestSecretsAreNotKept(t *testing.T) {
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		user, password, _ := r.BasicAuth()
		switch {
		case user != "reader77" || password != "sesame88":
			w.WriteHeader(http.StatusUnauthorized)
		case r.URL.Path == "/gone":
			w.WriteHeader(http.StatusNotFound)
		case r.Header.Get("If-None-Match") != "":
			w.WriteHeader(http.StatusNotModified)
		default:
			w.Header().Set("ETag", `"one"`)
			w.Header().Set("Content-Type", "text/plain")
			fmt.Fprint(w, prose)
		}
	}))
	defer s.Close()
	b := fresh(t)
	at := strings.Replace(s.URL, "http://", "http://reader77:sesame88@", 1)
	in, err := b.ImportFile(t.Context(), at+"/page")
	if err != nil {
		t.Fatal(err)
	}
	again, err := b.ImportFile(t.Context(), at+"/page")
	if err != nil || again.Status != desk.StatusThere {
		t.Errorf("again: %+v, %v", again, err)
	}
	p, err := b.PrepareFile(t.Context(), at+"/page", nil)
	if err != nil {
		t.Fatal(err)
	}
	_, gone := b.ImportFile(t.Context(), at+"/gone")
	if gone == nil {
		t.Fatal("a page that is not there was imported")
	}
	said := fmt.Sprintf("%+v %+v %s %v", in, again, p.Name(), gone)
	b.must(b.Close())
	for _, end := range []string{"", "-wal"} {
		raw, err := os.ReadFile(b.path + end)
		if err != nil && !os.IsNotExist(err) {
			t.Fatal(err)
		}
		for _, secret := range []string{"reader77", "sesame88"} {
			if bytes.Contains(raw, []byte(secret)) || strings.Contains(said, secret) {
				t.Errorf("%q is in the library%s, or in %s", secret, end, said)
			}
		}
	}
}
