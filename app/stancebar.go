package app

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"

	"parley/annotations/debate"
)

// newStanceBar draws the shares of the stances, or nothing if none is known.
func newStanceBar(c chrome, said []debate.ShownStatement) fyne.CanvasObject {
	var n [6]float32
	var all float32
	for _, s := range said {
		if s.Stance != debate.StanceUnknown && int(s.Stance) < len(n) {
			n[s.Stance]++
			all++
		}
	}
	if all == 0 {
		return nil
	}
	var parts []fyne.CanvasObject
	var shares []float32
	for s, k := range n {
		if k > 0 {
			r := canvas.NewRectangle(c.stanceInk(debate.Stance(s)))
			r.CornerRadius = 2
			parts = append(parts, r)
			shares = append(shares, k/all)
		}
	}
	return container.New(shared{shares}, parts...)
}

// shared divides the width in given shares.
type shared struct{ shares []float32 }

// Layout is the toolkit's.
func (l shared) Layout(objects []fyne.CanvasObject, s fyne.Size) {
	var x float32
	for i, o := range objects {
		wide := s.Width * l.shares[i]
		o.Move(fyne.NewPos(x, 0))
		o.Resize(fyne.NewSize(max(wide-2, 1), s.Height))
		x += wide
	}
}

// MinSize is the toolkit's.
func (shared) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(10, 6) }
