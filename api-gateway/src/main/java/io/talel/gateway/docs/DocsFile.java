package io.talel.gateway.docs;

import io.talel.gateway.crypto.Digests;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/** The files of this package, read once; they are small and change with the release only. */
enum DocsFile {
    OPENAPI("openapi.json", MediaType.APPLICATION_JSON),
    PAGE("docs.html", new MediaType("text", "html", StandardCharsets.UTF_8)),
    STYLE("docs.css", new MediaType("text", "css", StandardCharsets.UTF_8)),
    SCRIPT("docs.js", new MediaType("text", "javascript", StandardCharsets.UTF_8));

    /** The page takes its style, its script and the document from this server and nothing from anywhere else. */
    private static final String POLICY = "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self';"
            + " img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private final MediaType type;
    private final byte[] content;
    private final String etag;

    DocsFile(String name, MediaType type) {
        this.type = type;
        this.content = read("/openapi/" + name);
        this.etag = '"' + sha256(content) + '"';
    }

    /** The file as an answer that caches keep and ask about each time. */
    ResponseEntity<byte[]> answer() {
        return ResponseEntity.ok()
                .contentType(type)
                .cacheControl(CacheControl.noCache())
                .eTag(etag)
                .header("Content-Security-Policy", POLICY)
                .body(content);
    }

    private static byte[] read(String path) {
        try (InputStream file = DocsFile.class.getResourceAsStream(path)) {
            if (file == null) {
                throw new IllegalStateException(path + " is missing from the class path");
            }
            return file.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String sha256(byte[] bytes) {
        return HexFormat.of().formatHex(Digests.sha256(bytes), 0, 16);
    }
}
