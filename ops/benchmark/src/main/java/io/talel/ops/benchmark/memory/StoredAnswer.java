package io.talel.ops.benchmark.memory;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.http.ResponseEntity;

/**
 * An answer of the API that was kept, in a file of header lines, an empty line, and the body.
 *
 * @param headers those that a controller sets; the server adds its own again
 */
public record StoredAnswer(Map<String, String> headers, String body) {

    public void write(Path file) {
        StringBuilder text = new StringBuilder();
        headers.forEach(
                (name, value) -> text.append(name).append(": ").append(value).append('\n'));
        try {
            Files.writeString(file, text.append('\n').append(body));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static StoredAnswer read(Path file) {
        try {
            String text = Files.readString(file);
            int headEnd = text.indexOf("\n\n");
            Map<String, String> headers = new LinkedHashMap<>();
            text.substring(0, headEnd)
                    .lines()
                    .map(line -> line.split(": ", 2))
                    .forEach(header -> headers.put(header[0], header[1]));
            return new StoredAnswer(headers, text.substring(headEnd + 2));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    ResponseEntity<byte[]> toResponse() {
        return ResponseEntity.ok()
                .headers(all -> headers.forEach(all::add))
                .body(body.getBytes(StandardCharsets.UTF_8));
    }
}
