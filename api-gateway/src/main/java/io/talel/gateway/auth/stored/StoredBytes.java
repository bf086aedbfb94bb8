package io.talel.gateway.auth.stored;

import io.talel.kernel.image.StoredImage;
import io.talel.kernel.user.UserId;
import java.io.InputStream;
import java.util.Optional;

/** Whoever keeps the bytes of people's images: these never travel in a message. */
public interface StoredBytes {

    /** @return the bytes, to be closed; empty if they are lost */
    Optional<InputStream> get(StoredImage image);

    /**
     * Removes all bytes of a person for good, also those that no event tells of; there may be none.
     *
     * @param step called after every few
     */
    void removeAllOf(UserId owner, Runnable step);
}
