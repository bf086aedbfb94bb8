package io.talel.kernel.image;

/** The source of new image numbers, a sequence of the event store's database. */
public interface ImageIds {

    /** Draws a number that no other call gets. The numbers of a node grow; nodes draw in blocks. */
    ImageId next();
}
