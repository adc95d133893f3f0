package app

import (
	"parley/annotations/article"
	"parley/app/desk"
)

func (w *Window) compare(id article.ID, from, to int)                {}
func (w *Window) askVersion(p *desk.Prepared, last *article.Version) {}
