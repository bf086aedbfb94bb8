package io.talel.gateway.image;

import io.talel.gateway.crypto.Digests;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.security.DigestOutputStream;
import java.util.HexFormat;

/** What has to be the same when an upload is repeated; the boundary of the form may be another one. */
record FileDigest(String clientName, String sha256) {

    static FileDigest of(ReceivedFile file) {
        try (DigestOutputStream content = Digests.sha256Stream()) {
            Files.copy(file.path(), content);
            byte[] digest = content.getMessageDigest().digest();
            return new FileDigest(file.clientName(), HexFormat.of().formatHex(digest));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
