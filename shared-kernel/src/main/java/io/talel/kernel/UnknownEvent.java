package io.talel.kernel;

/**
 * Stands for an event whose stored name or revision this version of the code cannot read, for example one that a newer
 * node wrote. Every consumer of events refuses it: passing it over would lose it without a trace.
 *
 * @param name the stored name, {@code ArticlePublished}
 * @param revision the stored revision
 */
public record UnknownEvent(String name, String revision) {

    /** What a handler throws that meets this event. */
    public UnreadableEvent refused() {
        return new UnreadableEvent(this);
    }
}
