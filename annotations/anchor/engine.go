package anchor

// Engine names how passages are placed. It changes whenever the same texts and anchors may be given other placements, so that
// what was kept of an earlier one is found again.
const Engine = "parley-anchor/2"
