package io.talel.markdown.block;

import io.talel.markdown.tree.Element;
import java.util.Deque;

/** How one kind of block is read. */
interface BlockRule {

    /**
     * Takes the first block if it is of this kind, and puts back what remains of it.
     *
     * @param parent gets the new elements
     * @param blocks what is to be read, without the blank lines between; never empty
     * @return false if the block is of another kind; then nothing has changed
     */
    boolean take(Element parent, Deque<String> blocks);
}
