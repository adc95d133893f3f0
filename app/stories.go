package app

import (
	"context"
	"fmt"
	"strings"
	"time"

	"fyne.io/fyne/v2"

	"parley/annotations/article"
	"parley/app/desk"
)

// storiesAfter is how long an article is open before it is looked for in others.
const storiesAfter = 400 * time.Millisecond

// lookForStories looks which other articles tell what the open one does, and shows that there are some.
func (w *Window) lookForStories() {
	now, v := w.now, w.now.sitting.Version
	w.telling.run(func(ctx context.Context) func() {
		select {
		case <-time.After(storiesAfter):
		case <-ctx.Done():
			return nil
		}
		all, err := w.desk.Stories(ctx, v)
		if err != nil {
			return nil // it is only a hint; what is wrong with the library is seen elsewhere
		}
		return func() {
			if w.now != now {
				return
			}
			now.stories = all
			w.top.update()
			w.refreshMenu()
			if now.added && len(all) > 0 && len(now.sitting.Twins) == 0 {
				s := all[0]
				w.notices.offer(fmt.Sprintf("“%s”%s tells the same story: all but %s of the shorter text is the same.", shortened(s.Article.Title, 80), fromOutlet(s.Article), percent(1-s.Share)),
					"Compare", func() { w.compareStory(v, s) })
			}
		}
	})
}

func fromOutlet(a article.Article) string {
	if a.Outlet == "" {
		return ""
	}
	return " from " + a.Outlet
}

func (w *Window) hasStories() bool { return w.reading() && len(w.now.stories) > 0 }

// showStories lists the other articles that tell what the open one does.
func (w *Window) showStories() {
	all, mine := w.now.stories, w.now.sitting.Version
	list := newColumn(func(int, float32) float32 { return 92 }, func(i int) fitted { return w.storyCard(mine, all[i]) })
	w.sheet.show("The same story", list, fyne.NewSize(620, min(140+float32(len(all))*100, 620)))
	list.set(len(all))
}

// storyCard shows another article that tells what a version does.
func (w *Window) storyCard(mine *article.Version, s desk.Story) fitted {
	c := w.chrome
	about := []string{"the same but for " + percent(1-s.Share) + " of the shorter text"}
	if s.Share > 0.995 {
		about[0] = "the same words"
	}
	for _, x := range []string{s.Article.Outlet, showDate(s.Article.Published), s.Article.URL} {
		if x != "" {
			about = append(about, x)
		}
	}
	act := func(word string, do func()) fyne.CanvasObject {
		return newWordButton(w, word, "", func() { w.sheet.close(); do() })
	}
	return newCard(c,
		newProse(w.ruler, s.Article.Title, face{14, fyne.TextStyle{}}, c.page.Ink, 2),
		newProse(w.ruler, strings.Join(about, " · "), face{12, fyne.TextStyle{}}, c.page.Faint, 2),
		newFlow(2, act("Read it", func() { w.openAt(s.Article.ID, nil) }), act("Compare with it", func() { w.compareStory(mine, s) })))
}

// compareStory shows how a version differs from another article.
func (w *Window) compareStory(mine *article.Version, s desk.Story) {
	w.compareTexts("Compared with “"+shortened(s.Article.Title, 60)+"”"+fromOutlet(s.Article), func(ctx context.Context) (old, now *article.Version, err error) {
		old, err = w.desk.Version(ctx, s.Article.ID, 0)
		return old, mine, err
	})
}
