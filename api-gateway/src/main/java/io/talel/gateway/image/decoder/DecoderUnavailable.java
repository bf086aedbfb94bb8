package io.talel.gateway.image.decoder;

/** No process can decode the file now; the file is not at fault. */
public final class DecoderUnavailable extends Exception {
    private static final long serialVersionUID = 1L;

    DecoderUnavailable(String reason) {
        super(reason);
    }

    DecoderUnavailable(Throwable cause) {
        super(cause);
    }
}
