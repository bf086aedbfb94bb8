package io.talel.gateway.image;

import io.talel.gateway.crypto.Digests;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.HexFormat;

/** What has to be the same when an upload is repeated; the boundary of the form may be another one. */
record FileDigest(String clientName, String sha256) {

    static FileDigest of(ReceivedFile file) {
        try {
            byte[] content = Files.readAllBytes(file.path());
            return new FileDigest(file.clientName(), HexFormat.of().formatHex(Digests.sha256(content)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
