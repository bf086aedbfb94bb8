package io.talel.kernel.image;

/** The source of new image numbers, a sequence of the event store's database. */
public interface ImageIds {

    /** Draws a number that no other call gets. Nodes draw in blocks, so the order of numbers tells nothing. */
    ImageId next();
}
