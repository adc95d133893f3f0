package language_test

import (
	"os"
	"testing"

	"parley/annotations/debate/language"
)

func BenchmarkDetect(b *testing.B) {
	text, err := os.ReadFile("../english/testdata/articles/dam.txt")
	if err != nil {
		b.Fatal(err)
	}
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		language.Detect(string(text))
	}
}
