package io.talel.kernel.user;

/** The source of new user numbers, a sequence of the event store's database. */
public interface UserIds {

    /** Draws a number that no other call gets. The numbers of a node grow; nodes draw in blocks. */
    UserId next();
}
