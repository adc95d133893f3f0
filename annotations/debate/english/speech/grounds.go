package speech

// A ground is what tells who says something.
type ground uint8

// The grounds.
const (
	noGround ground = iota
	wordsAfter
	wordsAfterPart
	wordsBefore
	wordsAround
	wordsLater
	colonBefore
	dashBehind
	sameSpeaker
	attributedBefore
	subjectBefore
	paragraphBefore
	subjectAround
	dialogueLine
	authorsWords
	weakWords
)

// grounds gives the confidence and the reason of each ground. The confidences were set by hand; how often the
// speaker is the right one is in english/FIGURES.md. Grounds for words of the author's have their reason from the cue.
var grounds = [...]struct {
	confidence float64
	reason     string
}{
	noGround:         {0, ""},
	wordsAfter:       {0.95, "the words after the quote name the speaker"},
	wordsAfterPart:   {0.9, "the words after a part of the quote name the speaker"},
	wordsBefore:      {0.95, "the words before the quote name the speaker"},
	wordsAround:      {0.85, "the sentence around the quoted words names the speaker"},
	wordsLater:       {0.75, "the sentence around the quoted words names the speaker"},
	colonBefore:      {0.9, "the line before ends with a colon and names the speaker"},
	dashBehind:       {0.9, "a name stands after the quote behind a dash"},
	sameSpeaker:      {0.8, "goes on after a quote by the same speaker"},
	attributedBefore: {0.6, "the sentence before is about the speaker"},
	subjectBefore:    {0.55, "the sentence before is about the speaker"},
	paragraphBefore:  {0.5, "the paragraph before quotes the speaker"},
	subjectAround:    {0.5, "the subject of the sentence around the quoted words"},
	dialogueLine:     {0.8, "a line of dialogue that names its speaker"},
	authorsWords:     {0.7, ""},
	weakWords:        {0.6, ""}, // after a verb such as "thinks", or a source without a name
}

// unknownLimit bounds the confidence of a statement whose source names nobody known.
const unknownLimit = 0.6
