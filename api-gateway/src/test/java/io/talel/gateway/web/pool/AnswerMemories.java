package io.talel.gateway.web.pool;

/** Memories of answers for tests. */
public final class AnswerMemories {

    private AnswerMemories() {}

    /**
     * The memory of a node with this heap.
     *
     * @param heap in bytes
     */
    public static AnswerMemory ofHeap(long heap, Peers peers) {
        return new AnswerMemory(peers, heap);
    }
}
