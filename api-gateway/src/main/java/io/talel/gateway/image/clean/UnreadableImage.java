package io.talel.gateway.image.clean;

import java.io.IOException;

/** An upload has an unknown format, is broken, or exceeds the limits of decoding. */
public final class UnreadableImage extends IOException {
    private static final long serialVersionUID = 1L;

    UnreadableImage(String reason) {
        super(reason);
    }

    UnreadableImage(Throwable cause) {
        super(cause);
    }
}
