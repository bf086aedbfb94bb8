package io.talel.gateway.image.decoder;

/** The file is at fault: there is no picture in it, or its decoder ran out of memory, crashed or took too long. */
public final class DecodingFailed extends Exception {
    private static final long serialVersionUID = 1L;

    DecodingFailed(String reason) {
        super(reason);
    }
}
