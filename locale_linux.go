package main

// The toolkit reads the locale before main begins, and writes to standard error if it is "C.UTF-8",
// which says nothing about a language. Commands promise to write there only what concerns them, so Go
// is shown plain "C"; the C side, which decides how typed characters are read, gets its own back.

/*
#include <stdlib.h>

static char *cut[3];

__attribute__((constructor)) static void parley_cut(void) {
	static const char *names[3] = {"LC_ALL", "LC_MESSAGES", "LANG"};
	for (int i = 0; i < 3; i++) {
		char *v = getenv(names[i]);
		if (v && v[0] == 'C' && v[1] == '.') {
			cut[i] = v + 1;
			v[1] = 0;
		}
	}
}

static void parley_mend(void) {
	for (int i = 0; i < 3; i++)
		if (cut[i]) *cut[i] = '.';
}
*/
import "C"

func init() { C.parley_mend() }
