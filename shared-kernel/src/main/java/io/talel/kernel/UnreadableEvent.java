package io.talel.kernel;

/** Thrown where an {@link UnknownEvent} would have to be understood; a node with newer code can do it. */
public final class UnreadableEvent extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    UnreadableEvent(UnknownEvent event) {
        super("This version cannot read the event " + event.name() + ", revision " + event.revision()
                + "; it goes on once a version runs that can");
    }
}
