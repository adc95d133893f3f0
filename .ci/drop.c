/* drop WINDOW FILE X Y: drops a file on a window as a file manager would, by the XDND protocol, version 5
   (freedesktop.org), at a place of the screen. Exits with 0 when the window has taken it.
   Built with: cc drop.c -lX11 */
#include <X11/Xatom.h>
#include <X11/Xlib.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static Display *display;
static Window source, target;

static Atom atom(const char *name) { return XInternAtom(display, name, False); }

static void tell(const char *what, long a, long b, long c, long d) {
	XEvent e;
	memset(&e, 0, sizeof e);
	e.xclient.type = ClientMessage;
	e.xclient.window = target;
	e.xclient.message_type = atom(what);
	e.xclient.format = 32;
	e.xclient.data.l[0] = (long)source;
	e.xclient.data.l[1] = a;
	e.xclient.data.l[2] = b;
	e.xclient.data.l[3] = c;
	e.xclient.data.l[4] = d;
	XSendEvent(display, target, False, NoEventMask, &e);
	XFlush(display);
}

int main(int argc, char **argv) {
	if (argc != 5 || !(display = XOpenDisplay(NULL))) {
		fprintf(stderr, "usage: drop WINDOW FILE X Y, on a display\n");
		return 2;
	}
	target = (Window)strtoul(argv[1], NULL, 0);
	source = XCreateSimpleWindow(display, DefaultRootWindow(display), 0, 0, 1, 1, 0, 0, 0);
	char uris[4096];
	snprintf(uris, sizeof uris, "file://%s\r\n", argv[2]);
	long place = atol(argv[3]) << 16 | atol(argv[4]);
	Atom list = atom("text/uri-list"), copy = atom("XdndActionCopy");
	XSetSelectionOwner(display, atom("XdndSelection"), source, CurrentTime);
	tell("XdndEnter", 5L << 24, (long)list, None, None);
	tell("XdndPosition", 0, place, CurrentTime, (long)copy);
	alarm(20); /* a window that does not answer */
	for (;;) {
		XEvent e;
		XNextEvent(display, &e);
		if (e.type == SelectionRequest) {
			XSelectionRequestEvent *r = &e.xselectionrequest;
			XChangeProperty(display, r->requestor, r->property, r->target, 8, PropModeReplace, (unsigned char *)uris, (int)strlen(uris));
			XEvent answer;
			memset(&answer, 0, sizeof answer);
			answer.xselection.type = SelectionNotify;
			answer.xselection.requestor = r->requestor;
			answer.xselection.selection = r->selection;
			answer.xselection.target = r->target;
			answer.xselection.property = r->property;
			answer.xselection.time = r->time;
			XSendEvent(display, r->requestor, False, NoEventMask, &answer);
			XFlush(display);
		} else if (e.type == ClientMessage && e.xclient.message_type == atom("XdndStatus")) {
			if (!(e.xclient.data.l[1] & 1)) {
				fprintf(stderr, "drop: the window does not take files\n");
				return 1;
			}
			tell("XdndDrop", 0, CurrentTime, 0, 0);
		} else if (e.type == ClientMessage && e.xclient.message_type == atom("XdndFinished")) {
			return e.xclient.data.l[1] ? 0 : 1; /* GLFW says how many bytes it has taken */
		}
	}
}
