package io.talel.kernel.user;

/** The source of new user numbers, a sequence of the event store's database. */
public interface UserIds {

    /** Draws a number that no other call gets. Nodes draw in blocks, so the order of numbers tells nothing. */
    UserId next();
}
