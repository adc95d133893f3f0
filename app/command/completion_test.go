package command_test

import (
	"bytes"
	"os/exec"
	"strings"
	"testing"

	"parley/app/command"
)

func TestCompletion(t *testing.T) {
	run := func(shell string) string {
		t.Helper()
		var out, errs bytes.Buffer
		if status := command.Run(t.Context(), command.Env{Out: &out, Err: &errs}, []string{"completion", shell}); status != 0 || errs.Len() > 0 {
			t.Fatalf("completion %s: %d, %s", shell, status, errs.String())
		}
		return out.String()
	}
	bash := run("bash")
	for shell, script := range map[string]string{"bash": bash, "zsh": run("zsh"), "fish": run("fish")} {
		for _, word := range []string{"search", "limit", "empty", "yes", "completion", "bash zsh fish", "statements-csv", "strikethrough", "ambivalent", "purple", "organisation"} {
			if !strings.Contains(script, word) {
				t.Errorf("the script for %s does not know %q", shell, word)
			}
		}
	}
	if _, err := exec.LookPath("bash"); err != nil {
		t.Skip("bash is not here")
	}
	for line, want := range map[string]string{
		"se": "search", "search --l": "--limit", "collection de": "delete", "--json trash emp": "empty", "trash empty --y": "--yes",
		"export --format st": "statements-csv", "export --format = st": "statements-csv", "highlight --color p": "pink purple", "highlight --colour b": "blue",
		"highlight --style =": "highlight underline strikethrough outline", "file --kind o": "organisation", "file --stance op": "opposes", "file --attribution pa": "partial paraphrase",
		"list --sort ti": "title", "completion": "completion", "completion ": "bash zsh fish --help --db --json", "completion z": "zsh", "search --in no": "notes",
	} {
		c := exec.Command("bash", "-c", bash+`
COMP_WORDS=(parley "$@") COMP_CWORD=$#; _parley; echo "${COMPREPLY[*]}"`, "bash")
		c.Args = append(c.Args, strings.Fields(line)...)
		if strings.HasSuffix(line, " ") {
			c.Args = append(c.Args, "")
		}
		out, err := c.CombinedOutput()
		if got := strings.TrimSpace(string(out)); err != nil || got != want {
			t.Errorf("parley %s is completed by %q, %v, want %q", line, got, err, want)
		}
	}
}
