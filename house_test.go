package main

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// domain are the packages that know what is known and kept, and no screen and no disk.
var domain = []string{"annotations/article", "annotations/anchor", "annotations", "annotations/debate"}

// forEnglish are the packages that each stage of the engine for English may import, beside the stages before it.
var forEnglish = []string{
	"annotations/debate", "annotations/debate/language", "annotations/debate/stem",
	"annotations/debate/english/tags", "annotations/debate/english/names",
}

// stages are the stages of the engine for English. Each may import those before it.
var stages = []string{"annotations/debate/english/text", "annotations/debate/english/actors", "annotations/debate/english/speech", "annotations/debate/english/contest"}

// house says which packages of ours each package may import. A new package is added here first.
var house = map[string][]string{
	"annotations/article":                      {},
	"annotations/anchor":                       {"annotations/article"},
	"annotations":                              {"annotations/article", "annotations/anchor"},
	"annotations/debate":                       {"annotations/article", "annotations/anchor", "annotations/debate/stem"},
	"annotations/debate/stem":                  {},
	"annotations/debate/language":              {},
	"annotations/debate/engines":               {"annotations/article", "annotations/debate", "annotations/debate/language", "annotations/debate/english"},
	"annotations/debate/english":               slices.Concat([]string{"annotations/article"}, forEnglish, stages),
	"annotations/debate/english/text":          append([]string{"annotations/article"}, forEnglish...),
	"annotations/debate/english/actors":        slices.Concat(forEnglish, stages[:1]),
	"annotations/debate/english/speech":        slices.Concat(forEnglish, stages[:2]),
	"annotations/debate/english/contest":       slices.Concat(forEnglish, stages[:3]),
	"annotations/debate/english/labels":        {"annotations/article"},
	"annotations/debate/english/labels/label":  {"annotations/debate/english/labels"},
	"annotations/debate/english/text/texttest": {"annotations/article", "annotations/debate/english/text"},
	"annotations/debate/english/tags":          {},
	"annotations/debate/english/names":         {},
	"annotations/debate/english/names/train":   {"annotations/debate/english/names", "annotations/debate/english/tags"},
	"annotations/debate/english/score":         slices.Concat([]string{"annotations/article", "annotations/debate", "annotations/debate/english", "annotations/source"}, stages[:3]),
	"annotations/source":                       {"annotations/article"},
	"annotations/source/score":                 {"annotations/article", "annotations/source"},
	"annotations/store":                        domain,
	"annotations/export":                       domain,
	"app/desk":                                 domain,
	"app/exporting":                            append([]string{"app/desk", "annotations/export"}, domain...),
	"app/command":                              append([]string{"app/desk", "app/exporting", "annotations/export"}, domain...),
	"app":                                      append([]string{"app/desk", "app/exporting", "annotations/export", "assets", "app/reader"}, domain...),
	"app/reader":                               {"annotations/article"},
	"assets":                                   {},
	".":                                        {"*"},
}

// A goFile is a file that is not a test.
type goFile struct {
	path, pkg string
	imports   []string
	tree      *ast.File
}

func goFiles(t *testing.T) []goFile {
	t.Helper()
	var out []goFile
	err := filepath.WalkDir(".", func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() && (path == "build" || strings.HasPrefix(d.Name(), ".") && path != ".") {
			return fs.SkipDir
		}
		if d.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return nil
		}
		tree, err := parser.ParseFile(token.NewFileSet(), path, nil, 0)
		if err != nil {
			return err
		}
		f := goFile{path: filepath.ToSlash(path), pkg: filepath.ToSlash(filepath.Dir(path)), tree: tree}
		for _, i := range tree.Imports {
			f.imports = append(f.imports, strings.Trim(i.Path.Value, `"`))
		}
		out = append(out, f)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(out) < 30 {
		t.Fatalf("only %d files were found", len(out))
	}
	return out
}

func TestImports(t *testing.T) {
	for _, f := range goFiles(t) {
		may, known := house[f.pkg]
		if !known {
			t.Errorf("%s: package %s is not in the table", f.path, f.pkg)
		}
		for _, i := range f.imports {
			ours, is := strings.CutPrefix(i, "parley/")
			if is && !slices.Contains(may, ours) && !slices.Contains(may, "*") {
				t.Errorf("%s: %s may not import %s", f.path, f.pkg, ours)
			}
			only := func(prefix string, packages ...string) {
				if (i == prefix || strings.HasPrefix(i, prefix+"/")) && !slices.Contains(packages, f.pkg) {
					t.Errorf("%s: only %v may import %s", f.path, packages, i)
				}
			}
			only("fyne.io/fyne/v2/app", ".")
			only("fyne.io/fyne/v2", ".", "app", "app/reader", "assets")
			only("database/sql", "annotations/store")
			only("net/http", "annotations/source")
			only("C", ".")
		}
	}
}

// uses calls found with every selector such as "context.Background" in a file.
func uses(f goFile, found func(selector string)) {
	ast.Inspect(f.tree, func(n ast.Node) bool {
		if s, ok := n.(*ast.SelectorExpr); ok {
			if x, ok := s.X.(*ast.Ident); ok {
				found(x.Name + "." + s.Sel.Name)
			}
		}
		return true
	})
}

func TestWhoMayCallWhat(t *testing.T) {
	for _, f := range goFiles(t) {
		uses(f, func(s string) {
			switch {
			case (s == "fyne.Do" || s == "fyne.DoAndWait") && f.path != "app/lane.go",
				(s == "context.Background" || s == "context.TODO") && f.tree.Name.Name != "main":
				t.Errorf("%s: %s belongs elsewhere", f.path, s)
			}
		})
	}
}

// TestPackageVariables lists package variables that are neither errors, embedded files nor tables.
func TestPackageVariables(t *testing.T) {
	for _, f := range goFiles(t) {
		for _, d := range f.tree.Decls {
			g, ok := d.(*ast.GenDecl)
			if !ok || g.Tok != token.VAR {
				continue
			}
			for _, s := range g.Specs {
				v := s.(*ast.ValueSpec)
				for _, name := range v.Names {
					// What is declared without a value and without being embedded is there to be written to.
					if name.Name != "_" && len(v.Values) == 0 && !strings.HasPrefix(f.pkg, "assets") && !strings.Contains(typeName(v.Type), "embed") {
						t.Errorf("%s: package variable %s", f.path, name.Name)
					}
				}
			}
		}
	}
}

func typeName(e ast.Expr) string {
	switch e := e.(type) {
	case *ast.SelectorExpr:
		return typeName(e.X) + "." + e.Sel.Name
	case *ast.Ident:
		return e.Name
	}
	return ""
}

func TestNoticeNamesEveryModule(t *testing.T) {
	notice, err := os.ReadFile("NOTICE")
	if err != nil {
		t.Fatal(err)
	}
	out, err := exec.CommandContext(t.Context(), "go", "list", "-deps", "-f", "{{with .Module}}{{.Path}}{{end}}", ".").Output()
	if err != nil {
		t.Fatalf("go list: %v", err)
	}
	for _, m := range strings.Fields(string(out)) {
		if m != "parley" && !strings.Contains(string(notice), "  "+m+" ") {
			t.Errorf("NOTICE does not name %s", m)
		}
	}
}

func TestPromisedAtTheTop(t *testing.T) {
	for _, name := range []string{"go.mod", "main.go", "app", "annotations", "assets", "FyneApp.toml", "README.md", "CHANGELOG.md", "LICENSE", "NOTICE", "Makefile"} {
		if _, err := os.Stat(name); err != nil {
			t.Error(err)
		}
	}
}
