package io.talel.gateway.image.clean;

import java.io.IOException;

/** An upload that is none of the formats we serve, is broken, or would take more to decode than we give. */
public final class UnreadableImage extends IOException {
    private static final long serialVersionUID = 1L;

    UnreadableImage(String reason) {
        super(reason);
    }

    UnreadableImage(Throwable cause) {
        super(cause);
    }
}
