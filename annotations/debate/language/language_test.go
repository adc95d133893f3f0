package language_test

import (
	"strings"
	"testing"

	"parley/annotations/debate/language"
)

func TestDetect(t *testing.T) {
	for _, c := range []struct{ want, text string }{
		{"en", "The committee will meet on Tuesday, and its members have said that they would not vote before then."},
		{"en", "Anna Bell said no."},
		{"de", "Der russische Präsident erklärte am Montag in Moskau, dass die Verhandlungen schwierig seien. „Wir werden nicht nachgeben“, sagte er den Journalisten nach dem Treffen mit der ukrainischen Delegation."},
		{"fr", "Le président a déclaré lundi à Paris que les négociations seraient longues. « Nous ne céderons pas », a-t-il dit devant les journalistes réunis dans la cour du palais."},
		{"zh", "俄罗斯总统普京星期一表示，谈判将会非常困难。他说：“我们不会让步。”"},
		{language.Undetermined, ""},
		{language.Undetermined, "12 — 34 …"},
	} {
		if got := language.Detect(c.text); got != c.want {
			t.Errorf("Detect(%q) = %q, want %q", c.text, got, c.want)
		}
	}
}

// Only the beginning counts, and it may end inside a character.
func TestDetectLooksAtTheBeginning(t *testing.T) {
	english := strings.Repeat("It is the end of the talks. ", 1000)
	for i := range 4 {
		text := strings.Repeat(" ", i) + strings.Repeat("谈", 1<<13) + english
		if got := language.Detect(text); got != "zh" {
			t.Errorf("Detect after %d spaces = %q, want zh", i, got)
		}
	}
}
